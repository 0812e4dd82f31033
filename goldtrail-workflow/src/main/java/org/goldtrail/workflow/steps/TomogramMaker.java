package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.pictures.Png;
import org.goldtrail.pictures.TomogramViews;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.DensityRange;
import org.goldtrail.reconstruction.IterativeReconstruction;
import org.goldtrail.reconstruction.SirtLikeFilter;
import org.goldtrail.reconstruction.StoredTomogram;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.reconstruction.TomogramFile;
import org.goldtrail.reconstruction.ViewFilter;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/** Makes the tomograms of one step, all of one box, and writes them with their record. */
final class TomogramMaker {
    /** Bytes leave out the outermost 0.05 % at either end; that is no news. */
    private static final double MOST_CLAMPED = 0.005;

    private final StepContext context;
    private final Item item;
    private final SeriesSolution solution;
    private final Fit fit;
    private final Place place;
    private final WeightingParameters weighting;
    private final IterationParameters iterations;
    private final OutputParameters output;
    private final List<TomogramRecord.Volume> volumes = new ArrayList<>();

    /**
     * Which part of the specimen is made.
     *
     * @param stem of the files' names, below the workflow folder
     * @param box in voxels
     * @param thickness of the specimen, voxels
     * @param binning of the voxels
     */
    record Place(String stem, TomogramBox box, int thickness, int binning) {}

    TomogramMaker(
            StepContext context,
            Item item,
            SeriesSolution solution,
            Place place,
            WeightingParameters weighting,
            IterationParameters iterations,
            OutputParameters output) {
        this.context = context;
        this.item = item;
        this.solution = solution;
        this.fit = solution.fit();
        this.place = place;
        this.weighting = weighting;
        this.iterations = iterations;
        this.output = output;
    }

    /** Weighted back-projection with the filter chosen. */
    void wbp(String kind, ViewRows rows, Progress progress) {
        wbp(kind, rows, solution.unusedSections(), progress);
    }

    /** Weighted back-projection of some views only. */
    void wbp(String kind, ViewRows rows, Set<Integer> unused, Progress progress) {
        project(kind, rows, unused, weighting.weights(), "WBP, " + weighting.words(), output, progress);
    }

    /** Weighted back-projection slab by slab, each corrected for the CTF at its height. */
    void wbp3dCtf(String kind, Ctf3dReconstruction ctf, Progress progress) {
        write(
                kind,
                "WBP, 3-D CTF corrected, " + weighting.words(),
                ctf.viewsUsed(),
                output,
                (box, sink, part) -> ctf.make(box, place.thickness, weighting.weights(), sink, part),
                progress);
    }

    /** Back-projection with a filter that looks like iterations of SIRT. */
    void sirtLike(String kind, ViewRows rows, Progress progress) {
        sirtLike(kind, rows, output, progress);
    }

    /** A small tomogram for the first look: SIRT-like, in bytes. */
    void preview(ViewRows rows, Progress progress) {
        OutputParameters bytes =
                new OutputParameters(OutputParameters.Numbers.INT8, TomogramFile.Order.XYZ, output.omeZarr());
        sirtLike("preview", rows, bytes, progress);
    }

    private void sirtLike(String kind, ViewRows rows, OutputParameters as, Progress progress) {
        ViewFilter filter = new SirtLikeFilter(iterations.sirtIterations(), weighting.lowPass());
        String words = "SIRT-like filter, " + iterations.sirtIterations() + " iterations";
        project(kind, rows, solution.unusedSections(), filter, words, as, progress);
    }

    private void project(
            String kind,
            ViewRows rows,
            Set<Integer> unused,
            ViewFilter filter,
            String words,
            OutputParameters as,
            Progress progress) {
        BackProjection projection = rows.backProjection(fit.views(), unused, place.thickness, filter)
                .withZFactors(fit.zFactors())
                .withTreatment(weighting.treatment());
        write(
                kind,
                words,
                fit.viewCount() - unused.size(),
                as,
                (box, sink, part) -> projection
                        .withBox(box, place.thickness)
                        .run(sink, context.memoryBytes(), WorkerPool.shared(), part),
                progress);
    }

    /** SIRT or SART. */
    void iterate(String kind, ViewRows rows, Progress progress) {
        IterativeReconstruction sirt = rows.iterative(
                        fit.views(), solution.unusedSections(), place.thickness, iterations.options())
                .withZFactors(fit.zFactors())
                .withTreatment(weighting.treatment());
        IterativeReconstruction.ResidualCurve[] last = new IterativeReconstruction.ResidualCurve[1];
        write(
                kind,
                "SIRT, " + iterations.words(),
                fit.viewCount() - solution.unusedSections().size(),
                output,
                (box, sink, part) ->
                        last[0] = sirt.withBox(box).run(sink, context.memoryBytes(), WorkerPool.shared(), part),
                progress);
        context.message(last[0].sentence());
        context.figure("sirtResidual", last[0].relative().getLast());
    }

    private void write(
            String kind,
            String words,
            int views,
            OutputParameters as,
            DensityRange.PartMaker maker,
            Progress progress) {
        MrcMode mode = as.outputMode().mode();
        DensityRange range = mode.isInteger()
                ? DensityRange.measure(maker, place.box, mode, progress.part(0, 0.05))
                : DensityRange.ANY;
        OptionalDouble voxel = Units.scaled(context.series().pixelSizeAngstrom(), place.binning);
        String file = place.stem + "_" + kind + ".mrc";
        String label = words + (place.binning > 1 ? ", binned by " + place.binning : "");
        try (TomogramFile out = create(as, file, kind, mode, range, voxel, label)) {
            maker.make(place.box, out, progress.part(0.05, 1));
            out.commit();
            double clamped =
                    out.clampedVoxels() / ((double) place.box.width() * place.box.height() * place.box.depth());
            if (clamped > MOST_CLAMPED) {
                context.message(String.format(
                        Locale.ROOT,
                        "%.2f %% of the voxels of %s lay beyond the range of its numbers and stand at its ends",
                        100 * clamped,
                        file));
            }
        }
        volumes.add(new TomogramRecord.Volume(
                kind,
                file,
                words,
                views,
                place.binning,
                place.box.width(),
                place.box.height(),
                place.box.depth(),
                as.axisOrder().name(),
                as.outputMode().name()));
    }

    private TomogramFile create(
            OutputParameters as,
            String file,
            String kind,
            MrcMode mode,
            DensityRange range,
            OptionalDouble voxel,
            String label) {
        TomogramFile mrc = TomogramFile.create(
                context.output(item, file), place.box, as.axisOrder(), mode, range, voxel, List.of(Units.label(label)));
        if (!as.omeZarr()) {
            return mrc;
        }
        Path folder = context.output(item, place.stem + "_" + kind + ".zarr");
        try {
            return mrc.withPyramid(folder, voxel, context.series().name() + " " + kind);
        } catch (RuntimeException e) {
            mrc.close();
            throw e;
        }
    }

    /** Takes the tomograms of another maker into the record. */
    void add(TomogramMaker other) {
        volumes.addAll(other.volumes);
    }

    /** Kinds that have been made, in order. */
    List<String> kinds() {
        return volumes.stream().map(TomogramRecord.Volume::kind).toList();
    }

    /** A tomogram that has been made, to be read; not in its final place yet. */
    @FunctionalInterface
    interface Use {
        void of(StoredTomogram tomogram);
    }

    /** Reads one of the tomograms. */
    void read(String kind, Use use) {
        TomogramFile.Order order = kind.equals("preview") ? TomogramFile.Order.XYZ : output.axisOrder();
        try (MrcStack stack = MrcStack.open(context.output(item, place.stem + "_" + kind + ".mrc"))) {
            use.of(new StoredTomogram(stack, order));
        }
    }

    /** Draws central slices of one tomogram, each the mean of so many. */
    void drawSlices(String kind, int slices) {
        read(
                kind,
                tomogram -> Png.write(
                        TomogramViews.draw(TomogramViews.centralSlices(tomogram, slices)),
                        context.output(item, place.stem + "_slices.png")));
    }

    /** Writes what has been made of which box. */
    void finish() {
        context.figure("tomograms", String.join(", ", kinds()));
        Json.write(
                context.output(item, recordFile(place.stem)),
                new TomogramRecord(
                        place.binning,
                        place.box.width(),
                        place.box.height(),
                        place.box.depth(),
                        place.binning * place.box.centreX(),
                        place.binning * place.box.centreY(),
                        place.binning * place.box.centreZ(),
                        (double) place.binning * place.thickness,
                        Units.scaled(context.series().pixelSizeAngstrom(), place.binning),
                        volumes));
    }

    static String recordFile(String stem) {
        return stem + "_tomograms.json";
    }
}
