package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.AlignedRows;
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
 * for X-axis tilt and Z factors 0 (otherwise as in {@link BoxView}), with all coordinates from the centres (N-1)/2, g the
 * rows of the normalised view after the filter, w the share of the tilt range in radians. Density keeps the sign of the
 * images: what is dark there is dark here (R. A. Crowther, D. J. DeRosier, A. Klug, Proc. R. Soc. A 317, 319-340, 1970,
 * doi:10.1098/rspa.1970.0119; M. Radermacher in Electron Tomography, 2006, doi:10.1007/978-0-387-69008-7_9).
 *
 * <p>The whole tomogram or any box of it is made slab by slab in y, within the given memory; only the rows of the views
 * that the box needs are read, but for one pass over all that measures their means. The result depends neither on the
 * memory nor on the number of threads.
 */
public final class BackProjection {
    private final RowBands source;
    private final List<ViewGeometry> geometry;
    private final Settings settings;

    /** All that can be chosen. */
    private record Settings(
            List<double[]> zFactors,
            Set<Integer> excluded,
            TomogramBox box,
            double thicknessPx,
            ViewFilter filter,
            ViewTreatment treatment,
            Kernels kernels) {
        Settings withZFactors(List<double[]> factors) {
            return new Settings(List.copyOf(factors), excluded, box, thicknessPx, filter, treatment, kernels);
        }

        Settings withBox(TomogramBox newBox, double thickness) {
            return new Settings(zFactors, excluded, newBox, thickness, filter, treatment, kernels);
        }

        Settings withFilter(ViewFilter newFilter) {
            return new Settings(zFactors, excluded, box, thicknessPx, newFilter, treatment, kernels);
        }

        Settings withTreatment(ViewTreatment newTreatment) {
            return new Settings(zFactors, excluded, box, thicknessPx, filter, newTreatment, kernels);
        }
    }

    /**
     * @param source the aligned stack, all sections in raw order
     * @param geometry one for each section; tilt angle and X-axis tilt are used
     * @param excluded sections (0-based) to be left out
     * @param depth number of sections (z) of the tomogram; width and height are those of the stack
     * @throws GoldtrailException if no view is left or a tilt angle is too steep
     */
    public BackProjection(
            RowSource source, List<ViewGeometry> geometry, Set<Integer> excluded, int depth, ViewFilter filter) {
        this(source, geometry, noFactors(geometry.size()), excluded, depth, filter, Kernels.best());
    }

    /**
     * Straight from the raw views, each pixel interpolated once.
     *
     * @param rows made from the raw views; not closed
     * @param geometry as for the aligned stack
     */
    public BackProjection(
            AlignedRows rows, List<ViewGeometry> geometry, Set<Integer> excluded, int depth, ViewFilter filter) {
        this(RowBands.of(rows), geometry, noFactors(geometry.size()), excluded, depth, filter, Kernels.best());
    }

    BackProjection(
            RowSource source,
            List<ViewGeometry> geometry,
            List<double[]> zFactors,
            Set<Integer> excluded,
            int depth,
            ViewFilter filter,
            Kernels kernels) {
        this(RowBands.of(source, kernels), geometry, zFactors, excluded, depth, filter, kernels);
    }

    private BackProjection(
            RowBands source,
            List<ViewGeometry> geometry,
            List<double[]> zFactors,
            Set<Integer> excluded,
            int depth,
            ViewFilter filter,
            Kernels kernels) {
        this(
                source,
                geometry,
                new Settings(
                        zFactors,
                        Set.copyOf(excluded),
                        TomogramBox.centred(source.width(), source.height(), depth),
                        depth,
                        filter,
                        ViewTreatment.USUAL,
                        kernels));
    }

    private BackProjection(RowBands source, List<ViewGeometry> geometry, Settings settings) {
        if (geometry.size() != source.viewCount()) {
            throw new IllegalArgumentException(geometry.size() + " geometries for " + source.viewCount() + " views");
        }
        if (settings.zFactors.size() != source.viewCount()) {
            throw new IllegalArgumentException(
                    settings.zFactors.size() + " Z factors for " + source.viewCount() + " views");
        }
        for (int i = 0; i < geometry.size(); i++) {
            double tiltDeg = geometry.get(i).tiltDeg();
            if (!settings.excluded.contains(i) && !(Math.abs(tiltDeg) <= BoxView.STEEPEST_TILT_DEG)) {
                throw new GoldtrailException(
                        "a view cannot be back-projected at this tilt angle",
                        String.format(Locale.ROOT, "view %d (%+.1f°)", i + 1, tiltDeg),
                        "correct the angle or exclude the view");
            }
        }
        this.source = source;
        this.geometry = List.copyOf(geometry);
        this.settings = settings;
    }

    /**
     * The same for a distorted specimen.
     *
     * @param factors two for each section, see {@link org.goldtrail.geometry.AlignedMapping}
     */
    public BackProjection withZFactors(List<double[]> factors) {
        return new BackProjection(source, geometry, settings.withZFactors(factors));
    }

    /**
     * The same for any box instead of the whole field.
     *
     * @param thicknessPx of the specimen, in pixels of the views, for filters that depend on it: that of the whole
     *     tomogram, so that box and whole are alike
     */
    public BackProjection withBox(TomogramBox box, double thicknessPx) {
        return new BackProjection(source, geometry, settings.withBox(box, thicknessPx));
    }

    /** The same with another filter. */
    public BackProjection withFilter(ViewFilter filter) {
        return new BackProjection(source, geometry, settings.withFilter(filter));
    }

    /** The same with other treatment of the pixels. */
    public BackProjection withTreatment(ViewTreatment treatment) {
        return new BackProjection(source, geometry, settings.withTreatment(treatment));
    }

    static List<double[]> noFactors(int views) {
        return Collections.nCopies(views, new double[2]);
    }

    /**
     * How the work would be cut into slabs.
     *
     * @param memoryBytes as for {@link #run(VolumeSink, long, WorkerPool, Progress)}
     */
    public SlabPlan plan(long memoryBytes, int threads) {
        List<BoxView> views = new ArrayList<>();
        for (int i = 0; i < geometry.size(); i++) {
            if (!settings.excluded.contains(i)) {
                views.add(boxView(i));
            }
        }
        FilteredViews nothing = (view, firstRow, rows, heights, out, outOffset, stride) -> {};
        RowProjector projector = new RowProjector(settings.box, views, settings.kernels);
        return new SlabPipeline(settings.box, views, nothing, projector, source.height()).plan(memoryBytes, threads);
    }

    /**
     * Makes the tomogram.
     *
     * @param sink called by several threads at once
     * @param memoryBytes for the slabs in work; at least two rows of the tomogram are made at a time
     * @throws GoldtrailException if no used view has any contrast
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public void run(VolumeSink sink, long memoryBytes, WorkerPool pool, Progress progress) {
        boolean[] used = new boolean[geometry.size()];
        for (int i = 0; i < used.length; i++) {
            used[i] = !settings.excluded.contains(i);
        }
        List<ViewScaling> scalings =
                ViewScaling.of(source, used, settings.treatment, settings.kernels, pool, progress.part(0, 0.1));
        List<BoxView> views = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            used[i] &= scalings.get(i).gain() > 0;
            if (used[i]) {
                views.add(boxView(i));
            }
        }
        if (views.isEmpty()) {
            throw new GoldtrailException(
                    "no view of the aligned stack can be used: each is excluded or blank",
                    "",
                    "look at the aligned stack and the list of excluded views");
        }
        double[] tilts = geometry.stream().mapToDouble(ViewGeometry::tiltDeg).toArray();
        FilterContext context = new FilterContext(tilts, used, TiltWeights.of(tilts, used), settings.thicknessPx);
        FilteredViews rows = new AlignedViews(
                source, views, scalings, settings.treatment, settings.filter, context, settings.kernels);
        RowProjector projector = new RowProjector(settings.box, views, settings.kernels);
        new SlabPipeline(settings.box, views, rows, projector, source.height())
                .run(sink, memoryBytes, pool, progress.part(0.1, 1));
    }

    /** As {@link #run(VolumeSink, long, WorkerPool, Progress)} with a third of the memory of this JVM. */
    public void run(VolumeSink sink, WorkerPool pool, Progress progress) {
        run(sink, Runtime.getRuntime().maxMemory() / 3, pool, progress);
    }

    private BoxView boxView(int section) {
        return new BoxView(section, geometry.get(section), settings.zFactors.get(section), settings.box);
    }
}
