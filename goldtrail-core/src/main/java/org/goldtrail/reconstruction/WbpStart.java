package org.goldtrail.reconstruction;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.kernel.Kernels;

/** Slices of a weighted back-projection for iterations to start from. Thread-safe. */
final class WbpStart {
    private final List<BoxView> views;
    private final TomogramBox grid;
    private final FilteredViews filtered;
    private final RowProjector projector;
    private final ConcurrentLinkedQueue<RowProjector.Scratch> scratches = new ConcurrentLinkedQueue<>();

    WbpStart(
            RowBands source,
            List<ViewGeometry> geometry,
            boolean[] used,
            List<BoxView> views,
            List<ViewScaling> scalings,
            ViewTreatment treatment,
            TomogramBox grid,
            Kernels kernels) {
        this.views = views;
        this.grid = grid;
        double[] tilts = geometry.stream().mapToDouble(ViewGeometry::tiltDeg).toArray();
        FilterContext context = new FilterContext(tilts, used, TiltWeights.of(tilts, used), grid.depth());
        filtered = new AlignedViews(source, views, scalings, treatment, RadialFilter.USUAL, context, kernels);
        projector = new RowProjector(grid, views, kernels);
    }

    /** One or two slices from y on, each as sections of rows. */
    float[][][] slices(double y, int count) {
        float[] rows = new float[2 * projector.perRow()];
        FilteredViews.Heights heights = new FilteredViews.Heights(grid.firstZ(), -grid.firstZ());
        for (int v = 0; v < views.size(); v++) {
            filtered.rows(views.get(v), y, count, heights, rows, projector.viewOffset(v), projector.perRow());
        }
        RowProjector.Scratch scratch = scratches.poll();
        if (scratch == null) {
            scratch = projector.new Scratch();
        }
        float[][][] slices = new float[count][grid.depth()][grid.width()];
        for (int r = 0; r < count; r++) {
            projector.project(rows, r * projector.perRow(), y + r, 0, grid.depth(), slices[r], 0, scratch);
        }
        scratches.add(scratch);
        return slices;
    }
}
