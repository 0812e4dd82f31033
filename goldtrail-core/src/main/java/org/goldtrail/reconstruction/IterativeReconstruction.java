package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * SIRT, SART and what lies between (see {@link SliceSolver}), slice by slice along the tilt axis: a slice goes through
 * all its iterations while it is in the cache. Density keeps the sign of the images, and its scale: the projections of
 * the volume are the views, after the treatment that all methods share.
 *
 * <p>All of the width and thickness takes part whatever the box, since a view shows everything its rays meet; of y only
 * what the box holds. Where the views have an X-axis tilt (one and the same), slices of the specimen as it stood in the
 * microscope are solved and turned afterwards, see {@link TurnedSlices}. The result depends neither on memory nor on the
 * number of threads.
 */
public final class IterativeReconstruction {
    private final RowBands source;
    private final List<ViewGeometry> geometry;
    private final List<double[]> zFactors;
    private final Set<Integer> excluded;
    private final int thickness;
    private final IterationOptions options;
    private final TomogramBox box;
    private final ViewTreatment treatment;
    private final Kernels kernels = Kernels.best();

    /**
     * How well the volume explains the views.
     *
     * @param relative root mean square of views minus projections, over that of the views, after 0, 1, 2 ... iterations
     */
    public record ResidualCurve(List<Double> relative) {
        public ResidualCurve {
            relative = List.copyOf(relative);
        }

        /** As one line. */
        public String sentence() {
            StringBuilder text = new StringBuilder("part of the views left unexplained: ");
            for (int k = 0; k < relative.size(); k++) {
                text.append(String.format(Locale.ROOT, "%s%.3f", k == 0 ? "" : ", ", relative.get(k)));
            }
            return text.toString();
        }
    }

    /**
     * The whole field of an aligned stack.
     *
     * @param geometry one for each section; tilt angle and X-axis tilt are used
     * @param thickness of the specimen and number of sections, in pixels of the views
     * @throws GoldtrailException if views differ in X-axis tilt or a tilt is too steep
     */
    public IterativeReconstruction(
            RowSource source,
            List<ViewGeometry> geometry,
            Set<Integer> excluded,
            int thickness,
            IterationOptions options) {
        this(
                RowBands.of(source, Kernels.best()),
                geometry,
                BackProjection.noFactors(geometry.size()),
                excluded,
                thickness,
                options,
                TomogramBox.centred(source.width(), source.height(), thickness),
                ViewTreatment.USUAL);
    }

    /** The same straight from the raw views. */
    public IterativeReconstruction(
            AlignedRows rows,
            List<ViewGeometry> geometry,
            Set<Integer> excluded,
            int thickness,
            IterationOptions options) {
        this(
                RowBands.of(rows),
                geometry,
                BackProjection.noFactors(geometry.size()),
                excluded,
                thickness,
                options,
                TomogramBox.centred(rows.width(), rows.height(), thickness),
                ViewTreatment.USUAL);
    }

    private IterativeReconstruction(
            RowBands source,
            List<ViewGeometry> geometry,
            List<double[]> zFactors,
            Set<Integer> excluded,
            int thickness,
            IterationOptions options,
            TomogramBox box,
            ViewTreatment treatment) {
        SliceGeometry.check(geometry, zFactors, excluded, thickness);
        this.source = source;
        this.geometry = List.copyOf(geometry);
        this.zFactors = List.copyOf(zFactors);
        this.excluded = Set.copyOf(excluded);
        this.thickness = thickness;
        this.options = options;
        this.box = box;
        this.treatment = treatment;
    }

    /**
     * The same for a distorted specimen. What the distortion moves across the tilt axis is followed exactly; along it slices
     * cannot, and at most half a pixel at the surfaces is borne.
     *
     * @param factors two for each section, see {@link org.goldtrail.geometry.AlignedMapping}
     * @throws GoldtrailException if the skew is larger than that, or there is X-axis tilt as well
     */
    public IterativeReconstruction withZFactors(List<double[]> factors) {
        return new IterativeReconstruction(source, geometry, factors, excluded, thickness, options, box, treatment);
    }

    /** The same for any box; of its voxels those outside the specimen's thickness or the field come out 0. */
    public IterativeReconstruction withBox(TomogramBox newBox) {
        return new IterativeReconstruction(source, geometry, zFactors, excluded, thickness, options, newBox, treatment);
    }

    /** The same with other treatment of the pixels. */
    public IterativeReconstruction withTreatment(ViewTreatment newTreatment) {
        return new IterativeReconstruction(source, geometry, zFactors, excluded, thickness, options, box, newTreatment);
    }

    /** As {@link #run(VolumeSink, long, WorkerPool, Progress)} with half of the memory of this JVM. */
    public ResidualCurve run(VolumeSink sink, WorkerPool pool, Progress progress) {
        return run(sink, Runtime.getRuntime().maxMemory() / 2, pool, progress);
    }

    /**
     * Makes the tomogram.
     *
     * @param sink called by several threads at once
     * @param memoryBytes for slices and weights; where it does not suffice for all threads, fewer work
     * @throws org.goldtrail.ResourceException if it does not suffice for one
     * @throws GoldtrailException if no used view has any contrast
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public ResidualCurve run(VolumeSink sink, long memoryBytes, WorkerPool pool, Progress progress) {
        double xTiltDeg = SliceGeometry.xTiltDeg(geometry, excluded);
        if (xTiltDeg == 0) {
            return runSlices(sink, memoryBytes, pool, progress);
        }
        TurnedSlices turned = new TurnedSlices(box, thickness, xTiltDeg, sink);
        List<ViewGeometry> untilted = geometry.stream()
                .map(v -> new ViewGeometry(v.axisDeg(), v.tiltDeg(), 0, v.magnification(), v.shiftXPx(), v.shiftYPx()))
                .toList();
        return new IterativeReconstruction(
                        source, untilted, zFactors, excluded, turned.thickness(), options, turned.untilted(), treatment)
                .runSlices(turned, memoryBytes - turned.bytes(pool.threads()), pool, progress);
    }

    private ResidualCurve runSlices(VolumeSink sink, long memoryBytes, WorkerPool pool, Progress progress) {
        boolean[] used = new boolean[geometry.size()];
        for (int i = 0; i < used.length; i++) {
            used[i] = !excluded.contains(i);
        }
        List<ViewScaling> scalings = ViewScaling.of(source, used, treatment, kernels, pool, progress.part(0, 0.03));
        TomogramBox grid = grid();
        List<BoxView> views = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            used[i] &= scalings.get(i).gain() > 0;
            if (used[i]) {
                views.add(new BoxView(i, geometry.get(i), zFactors.get(i), grid));
            }
        }
        if (views.isEmpty()) {
            throw new GoldtrailException(
                    "no view can be used: each is excluded or blank",
                    "",
                    "look at the aligned stack and the list of excluded views");
        }
        SliceProjector projector = new SliceProjector(grid, views, source.width(), kernels);
        IterationPlan plan = IterationPlan.of(
                need(grid, views.size(), projector), grid.width(), grid.depth(), options, memoryBytes, pool.threads());
        SliceSolver solver = new SliceSolver(projector, grid, source.width(), options, kernels);
        WbpStart start = options.startFromWbp()
                ? new WbpStart(source, geometry, used, views, scalings, treatment, grid, kernels)
                : null;
        double[][] squares = new double[box.height()][options.iterations() + 2];
        SlicePair.Job job = new SlicePair.Job(source, views, scalings, solver, start, grid, box);
        ConcurrentLinkedQueue<SlicePair> free = new ConcurrentLinkedQueue<>();
        int pairs = Math.ceilDiv(box.height(), 2);
        IntConsumer work = pair -> {
            SlicePair item = free.poll();
            if (item == null) {
                item = new SlicePair(job);
            }
            item.run(2 * pair, Math.min(2, box.height() - 2 * pair), squares, sink);
            free.add(item);
        };
        if (plan.threads() == pool.threads()) {
            pool.forEach(pairs, progress.part(0.03, 1), work);
        } else {
            try (WorkerPool few = new WorkerPool(plan.threads())) {
                few.forEach(pairs, progress.part(0.03, 1), work);
            }
        }
        return curve(squares);
    }

    private IterationPlan.Need need(TomogramBox grid, int views, SliceProjector projector) {
        long slice = (long) grid.depth() * grid.width();
        int subsets = Math.min(options.subsets(), views);
        long rows = 2L * source.width() * (views + source.samplesPerPixel());
        long cut = 2L * box.depth() * box.width();
        IterationPlan.Need need = new IterationPlan.Need(
                subsets * slice + (long) views * source.width(),
                projector.sliceLength() + projector.scratchLength() + rows + cut);
        // a start from the WBP holds two slices more, and rows of at most 16 samples a pixel
        return options.startFromWbp() ? need.plus(0, 2 * slice + 32L * views * source.width()) : need;
    }

    /** All of the field and thickness, its voxels in x and z where those of the box are. */
    private TomogramBox grid() {
        TomogramBox whole = TomogramBox.centred(source.width(), box.height(), thickness);
        double x = box.firstX() - whole.firstX();
        double z = box.firstZ() - whole.firstZ();
        return whole.at(x - Math.rint(x), box.centreY(), z - Math.rint(z));
    }

    private ResidualCurve curve(double[][] squares) {
        double[] sums = new double[options.iterations() + 2];
        for (double[] row : squares) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += row[k];
            }
        }
        List<Double> relative = new ArrayList<>();
        for (int k = 0; k <= options.iterations(); k++) {
            relative.add(Math.sqrt(sums[k] / sums[sums.length - 1]));
        }
        return new ResidualCurve(relative);
    }
}
