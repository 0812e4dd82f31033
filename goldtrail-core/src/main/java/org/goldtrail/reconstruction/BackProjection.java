package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * Weighted back-projection of an aligned stack (tilt axis vertical through the centre):
 *
 * <pre>
 *   f(x, y, z) = sum over views i of w_i g_i(x cos(theta_i) + z sin(theta_i), y)
 * </pre>
 *
 * for X-axis tilt and Z factors 0 (otherwise as in {@link BackProjectedView}), with all coordinates from the centres (N-1)/2, g the rows
 * of the normalised view after the radial filter, w the share of the tilt range in radians. Density keeps the sign of the
 * images: what is dark there is dark here (R. A. Crowther, D. J. DeRosier, A. Klug, Proc. R. Soc. A 317, 319-340, 1970,
 * doi:10.1098/rspa.1970.0119; M. Radermacher in Electron Tomography, 2006, doi:10.1007/978-0-387-69008-7_9).
 *
 * <p>The tomogram is made slab by slab in y, within the given memory. The result depends neither on the memory nor on
 * the number of threads.
 */
public final class BackProjection {
    /** Neither the rows nor the voxels of a slab may be more than fit into one array. */
    private static final long MOST_IN_ARRAY = 1L << 30;

    private final RowSource source;
    private final List<ViewGeometry> geometry;
    private final List<double[]> zFactors;
    private final Set<Integer> excluded;
    private final int depth;
    private final RadialFilter filter;
    private final Kernels kernels;

    /**
     * @param source the aligned stack, all sections in raw order
     * @param geometry one for each section; tilt angle and X-axis tilt are used
     * @param excluded sections (0-based) to be left out
     * @param depth number of sections (z) of the tomogram; width and height are those of the stack
     * @throws GoldtrailException if no view is left or a tilt angle is too steep
     */
    public BackProjection(
            RowSource source, List<ViewGeometry> geometry, Set<Integer> excluded, int depth, RadialFilter filter) {
        this(source, geometry, noFactors(geometry.size()), excluded, depth, filter, Kernels.best());
    }

    BackProjection(
            RowSource source,
            List<ViewGeometry> geometry,
            List<double[]> zFactors,
            Set<Integer> excluded,
            int depth,
            RadialFilter filter,
            Kernels kernels) {
        if (geometry.size() != source.viewCount()) {
            throw new IllegalArgumentException(geometry.size() + " geometries for " + source.viewCount() + " views");
        }
        if (zFactors.size() != source.viewCount()) {
            throw new IllegalArgumentException(zFactors.size() + " Z factors for " + source.viewCount() + " views");
        }
        if (depth < 1) {
            throw new GoldtrailException("a tomogram cannot be " + depth + " voxels thick", "", "give at least 1");
        }
        for (int i = 0; i < geometry.size(); i++) {
            double tiltDeg = geometry.get(i).tiltDeg();
            if (!excluded.contains(i) && !(Math.abs(tiltDeg) <= BackProjectedView.STEEPEST_TILT_DEG)) {
                throw new GoldtrailException(
                        "a view cannot be back-projected at this tilt angle",
                        String.format(Locale.ROOT, "view %d (%+.1f°)", i + 1, tiltDeg),
                        "correct the angle or exclude the view");
            }
        }
        this.source = source;
        this.geometry = List.copyOf(geometry);
        this.zFactors = List.copyOf(zFactors);
        this.excluded = Set.copyOf(excluded);
        this.depth = depth;
        this.filter = filter;
        this.kernels = kernels;
    }

    /**
     * The same for a distorted specimen.
     *
     * @param factors two for each section, see {@link org.goldtrail.geometry.AlignedMapping}
     */
    public BackProjection withZFactors(List<double[]> factors) {
        return new BackProjection(source, geometry, factors, excluded, depth, filter, kernels);
    }

    static List<double[]> noFactors(int views) {
        return Collections.nCopies(views, new double[2]);
    }

    /**
     * Makes the tomogram.
     *
     * @param memoryBytes for the slab in work; at least one row of the tomogram is made at a time
     * @throws GoldtrailException if no used view has any contrast
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public void run(VolumeSink sink, long memoryBytes, WorkerPool pool, Progress progress) {
        boolean[] used = new boolean[geometry.size()];
        for (int i = 0; i < used.length; i++) {
            used[i] = !excluded.contains(i);
        }
        List<ViewScaling> scalings = ViewScaling.of(source, used, kernels, pool, progress.part(0, 0.1));
        List<BackProjectedView> views = usedViews(used, scalings);
        long perRow = views.stream().mapToLong(v -> 2L * v.length).sum();
        int margin = views.stream()
                .mapToInt(v -> v.rowMargin(source.height(), depth))
                .max()
                .orElse(0);
        int rows = slabRows(memoryBytes / 4, perRow, margin);
        for (int y = 0; y < source.height(); y += rows) {
            int here = Math.min(rows, source.height() - y);
            Slab slab = new Slab(y, here, margin, Math.toIntExact(perRow), views, scalings);
            double from = 0.1 + 0.9 * y / source.height();
            double to = 0.1 + 0.9 * (y + here) / source.height();
            slab.filterRows(pool, progress.part(from, from + 0.4 * (to - from)));
            slab.project(pool, progress.part(from + 0.4 * (to - from), to));
            for (int z = 0; z < depth; z++) {
                progress.checkCancelled();
                sink.write(z, y, here, slab.voxels[z]);
            }
        }
    }

    /** As {@link #run(VolumeSink, long, WorkerPool, Progress)} with a third of the memory of this JVM. */
    public void run(VolumeSink sink, WorkerPool pool, Progress progress) {
        run(sink, Runtime.getRuntime().maxMemory() / 3, pool, progress);
    }

    private List<BackProjectedView> usedViews(boolean[] used, List<ViewScaling> scalings) {
        for (int i = 0; i < used.length; i++) {
            used[i] &= scalings.get(i).gain() > 0;
        }
        double[] tilts = geometry.stream().mapToDouble(ViewGeometry::tiltDeg).toArray();
        double[] weights = TiltWeights.of(tilts, used);
        List<BackProjectedView> views = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            if (used[i]) {
                views.add(new BackProjectedView(
                        i, geometry.get(i), zFactors.get(i), weights[i], source.width(), source.height(), depth));
            }
        }
        if (views.isEmpty()) {
            throw new GoldtrailException(
                    "no view of the aligned stack can be used: each is excluded or blank",
                    "",
                    "look at the aligned stack and the list of excluded views");
        }
        return views;
    }

    private int slabRows(long floats, long perRow, int margin) {
        long voxels = (long) source.width() * depth;
        long rows = (floats - 2L * margin * perRow) / (perRow + voxels);
        long most = Math.min(MOST_IN_ARRAY / perRow - 2L * margin, MOST_IN_ARRAY / source.width());
        if (most < 1) {
            throw new GoldtrailException(
                    "the rows of so many views do not fit into memory with this X-axis tilt, skew and thickness",
                    "",
                    "choose a stronger binning or a thinner tomogram");
        }
        return (int) Math.clamp(rows, 1, Math.min(most, source.height()));
    }

    /** Some voxel rows (y) of the tomogram over its whole depth, with the filtered rows of all views they need. */
    private final class Slab {
        private final int yFrom;
        private final int rows;
        private final int margin;
        private final int perRow;
        private final List<BackProjectedView> views;
        private final int[] viewOffsets;
        private final List<ViewScaling> scalings;
        private final float[] filtered;
        private final float[][] voxels;

        Slab(int yFrom, int rows, int margin, int perRow, List<BackProjectedView> views, List<ViewScaling> scalings) {
            this.yFrom = yFrom;
            this.rows = rows;
            this.margin = margin;
            this.perRow = perRow;
            this.views = views;
            this.scalings = scalings;
            viewOffsets = new int[views.size()];
            for (int v = 1; v < viewOffsets.length; v++) {
                viewOffsets[v] = viewOffsets[v - 1] + 2 * views.get(v - 1).length;
            }
            filtered = new float[Math.multiplyExact(perRow, rows + 2 * margin)];
            voxels = new float[depth][Math.multiplyExact(rows, source.width())];
        }

        void filterRows(WorkerPool pool, Progress progress) {
            int from = Math.max(0, yFrom - margin);
            int to = Math.min(source.height(), yFrom + rows + margin);
            pool.forEach(views.size(), progress, v -> {
                BackProjectedView view = views.get(v);
                RowFilter rowFilter = new RowFilter(source.width(), filter);
                float[] band = new float[Math.multiplyExact(to - from, source.width())];
                source.readRows(view.section, from, to - from, band);
                for (int y = from; y < to; y++) {
                    float[] fine = rowFilter.apply(band, (y - from) * source.width(), scalings.get(view.section));
                    view.stretch(fine, filtered, (y - yFrom + margin) * perRow + viewOffsets[v]);
                }
            });
        }

        void project(WorkerPool pool, Progress progress) {
            pool.forEach(rows, progress, r -> {
                Terms terms = new Terms(4 * views.size());
                for (int z = 0; z < depth; z++) {
                    collect(terms, r, z - (depth - 1) / 2.0);
                    kernels.weightedSum(
                            filtered,
                            terms.offsets,
                            terms.weights,
                            terms.count,
                            voxels[z],
                            r * source.width(),
                            source.width());
                }
            });
        }

        /** The stretched rows, shifts and weights that make up voxel row r of the slab at height z. */
        private void collect(Terms terms, int r, double z) {
            terms.count = 0;
            double centre = (source.height() - 1) / 2.0;
            double y = yFrom + r - centre;
            for (int v = 0; v < viewOffsets.length; v++) {
                BackProjectedView view = views.get(v);
                double shift = y * view.shiftPerY + z * view.shiftPerZ;
                if (view.keepsRows()) {
                    addShifted(terms, view, (r + margin) * perRow + viewOffsets[v], shift, 1);
                    continue;
                }
                double rowY = y * view.rowPerY + z * view.rowPerZ + centre;
                int below = (int) Math.floor(rowY);
                double t = rowY - below;
                addRow(terms, v, below, shift, 1 - t);
                addRow(terms, v, below + 1, shift, t);
            }
        }

        private void addRow(Terms terms, int v, int row, double shift, double weight) {
            if (row >= 0 && row < source.height() && weight > 0) {
                int at = (row - yFrom + margin) * perRow + viewOffsets[v];
                addShifted(terms, views.get(v), at, shift, weight);
            }
        }

        private void addShifted(Terms terms, BackProjectedView view, int at, double shift, double weight) {
            double halves = 2 * (view.halo + shift);
            int whole = (int) Math.floor(halves);
            double t = halves - whole;
            terms.add(at + (whole & 1) * view.length + (whole >> 1), weight * (1 - t));
            if (t > 0) {
                int next = whole + 1;
                terms.add(at + (next & 1) * view.length + (next >> 1), weight * t);
            }
        }
    }

    /** Terms of a weighted sum of rows. */
    private static final class Terms {
        final int[] offsets;
        final float[] weights;
        int count;

        Terms(int most) {
            offsets = new int[most];
            weights = new float[most];
        }

        void add(int offset, double weight) {
            offsets[count] = offset;
            weights[count++] = (float) weight;
        }
    }
}
