package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.HotPixels;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.reconstruction.Halves;
import org.goldtrail.reconstruction.ShellCorrelation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.series.RawViews;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/** Reconstructs two halves of the data alike and compares them by Fourier shell correlation. */
final class HalfTomograms {
    /** Where the curve between halves says that there is no more signal than noise. */
    private static final double LEVEL = 0.143;

    private final StepContext context;
    private final Item item;
    private final TomogramMaker maker;
    private final TomogramMaker.Place place;

    HalfTomograms(StepContext context, Item item, TomogramMaker maker, TomogramMaker.Place place) {
        this.context = context;
        this.item = item;
        this.maker = maker;
        this.place = place;
    }

    /** Halves of the views, by tilt angle. */
    void ofViews(ViewRows rows, SeriesSolution solution, Progress progress) {
        double[] tilts = solution.fit().views().stream()
                .mapToDouble(ViewGeometry::tiltDeg)
                .toArray();
        Halves halves = Halves.of(tilts, solution.unusedSections());
        maker.wbp("wbp_even", rows, halves.evenExcluded(), progress.part(0, 0.5));
        maker.wbp("wbp_odd", rows, halves.oddExcluded(), progress.part(0.5, 1));
        compare();
    }

    /**
     * Halves of the frames: stacks beside the raw one, straight from their raw views.
     *
     * @param range of the aligned rows that are needed, binned pixels from the centre
     * @throws GoldtrailException if the two stacks are not there or are not like the raw one
     */
    void ofFrames(SeriesSolution solution, ViewPreparation preparation, AlignedRows.Range range, Progress progress) {
        List<Path> files = HalfStacks.of(context);
        Set<Integer> unused = solution.unusedSections();
        for (int h = 0; h < 2; h++) {
            Progress half = progress.part(h / 2.0, (h + 1) / 2.0);
            try (MrcStack stack = open(files.get(h));
                    AlignedRows rows = rows(solution, new Repaired(stack), preparation, range, half.part(0, 0.4))) {
                maker.wbp(h == 0 ? "wbp_even" : "wbp_odd", ViewRows.of(rows), unused, half.part(0.4, 1));
            }
        }
        compare();
    }

    private AlignedRows rows(
            SeriesSolution solution,
            ViewSource half,
            ViewPreparation preparation,
            AlignedRows.Range range,
            Progress progress) {
        Series series = context.series();
        RawViews raw = series.images().raw();
        return new AlignedRows(
                new PreparedViews(context, half, solution, preparation),
                solution.fit().transforms(),
                solution.unusedSections(),
                raw::invalidAware,
                StackFiles.frame(series, solution.fit()),
                place.binning(),
                range,
                StackFiles.room(context, item, place.stem()),
                WorkerPool.shared(),
                progress);
    }

    private MrcStack open(Path file) {
        MrcStack stack = MrcStack.open(file);
        Series series = context.series();
        if (stack.width() == series.width()
                && stack.height() == series.height()
                && stack.sectionsPresent() == series.viewCount()) {
            return stack;
        }
        String size = String.format(
                Locale.ROOT,
                "a half has %d views of %d x %d pixels, and the raw stack %d of %d x %d",
                stack.sectionsPresent(),
                stack.width(),
                stack.height(),
                series.viewCount(),
                series.width(),
                series.height());
        stack.close();
        throw new GoldtrailException(size, file.toString(), "make halves of the same views, or choose halves of views");
    }

    /** Views of a half, hot pixels repaired. */
    private record Repaired(MrcStack stack) implements ViewSource {
        @Override
        public int viewCount() {
            return stack.sectionsPresent();
        }

        @Override
        public int width() {
            return stack.width();
        }

        @Override
        public int height() {
            return stack.height();
        }

        @Override
        public Image view(int section) {
            Image image = stack.readView(section);
            HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);
            return image;
        }
    }

    private void compare() {
        OptionalDouble voxel = Units.scaled(context.series().pixelSizeAngstrom(), place.binning());
        maker.read(
                "wbp_even",
                even -> maker.read("wbp_odd", odd -> {
                    ShellCorrelation curve = ShellCorrelation.of(even, odd);
                    AtomicFile.writeText(context.output(item, place.stem() + "_fsc.csv"), curve.table(voxel));
                    OptionalDouble crossing = curve.crossing(LEVEL);
                    boolean never = crossing.isEmpty() && curve.values().getLast() < LEVEL;
                    double end = crossing.orElse(never ? 0 : curve.frequencies().getLast());
                    context.figure("fscCrossingCyclesPerVoxel", end);
                    if (voxel.isPresent() && !never) {
                        context.figure("fscSpacingAngstrom", voxel.getAsDouble() / end);
                    }
                    context.figure("fscCompared", curve.compared());
                    context.message(
                            never
                                    ? "the halves have nothing in common"
                                    : String.format(
                                            Locale.ROOT,
                                            "the halves agree (FSC above %.3f) up to %.3f cycles per voxel%s%s",
                                            LEVEL,
                                            end,
                                            voxel.isPresent()
                                                    ? String.format(Locale.ROOT, ", %.1f Å", voxel.getAsDouble() / end)
                                                    : "",
                                            crossing.isEmpty() ? ", the finest detail these voxels hold" : ""));
                }));
    }
}
