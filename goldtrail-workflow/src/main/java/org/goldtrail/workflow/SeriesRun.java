package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.formats.TiltSeriesSource;
import org.goldtrail.indexing.ObservationCloud;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.refinement.BeadLikeness;
import org.goldtrail.task.Cancellation;

/**
 * The main job: a raw tilt series in, its alignment, aligned stacks and a binned tomogram out, unattended, with an honest
 * verdict.
 */
public final class SeriesRun {
    private SeriesRun() {}

    /**
     * What a run leaves.
     *
     * @param seconds spent in each step
     */
    public record Result(Verdict verdict, Path folder, String name, Map<String, Double> seconds) {}

    /**
     * Runs all steps.
     *
     * @throws GoldtrailException if the input cannot be used or results cannot be written
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public static Result run(RunOptions options, RunListener listener) {
        TiltSeriesSource source = new TiltSeriesSource(
                options.stack(), options.angleFile(), options.mdocFile(), options.pixelSizeAngstrom());
        String name = source.name();
        StepClock clock = new StepClock(listener);
        try (MrcStack stack = MrcStack.open(options.stack())) {
            TiltSeriesInput input = clock.run(Step.READ, progress -> source.read(stack));
            Set<Integer> discarded = options.excluded().resolve(input.tiltsDeg(), "--exclude");
            OptionLimits.check(options, input, discarded);
            tellInput(input, discarded, listener);
            Path root = options.folder().orElse(Path.of(name + ".goldtrail"));
            try (WorkflowFolder folder = WorkflowFolder.open(root, name)) {
                Verdict verdict = recorded(folder, options, input, discarded, new RawViews(stack), clock, listener);
                return new Result(verdict, root, name, clock.seconds());
            }
        }
    }

    /** Keeps the record of the run, however it ends: at no time does an older one speak for what lies in the folder. */
    private static Verdict recorded(
            WorkflowFolder folder,
            RunOptions options,
            TiltSeriesInput input,
            Set<Integer> discarded,
            RawViews raw,
            StepClock clock,
            RunListener listener) {
        folder.beginRun();
        RunRecord record = RunRecord.begin(folder, options, input, discarded);
        try {
            RunListener recording = new RecordingListener(listener, record);
            Verdict verdict = Cancellation.hearing(
                    clock.cancellation(),
                    () -> runIn(folder, options, input, discarded, raw, clock, recording, record));
            record.finished(verdict, clock.seconds());
            return verdict;
        } catch (RuntimeException | Error e) {
            record.stopped(e, clock.seconds());
            throw e;
        }
    }

    private static Verdict runIn(
            WorkflowFolder folder,
            RunOptions options,
            TiltSeriesInput input,
            Set<Integer> discarded,
            RawViews raw,
            StepClock clock,
            RunListener listener,
            RunRecord record) {
        Indexing.Outcome none = new Indexing.Outcome(Optional.empty(), 0, 0);
        BeadSize bead =
                clock.run(Step.BEAD_SIZE, progress -> Detection.beadSize(options, input, discarded, raw, progress));
        if (bead.confidence() == 0) {
            OptionLimits.checkViews(
                    input, clock.run(Step.VISUALISATION, progress -> Detection.blank(discarded, raw, progress)));
            return failed(folder, VerdictRules.noBeads("there is no round object in the views of low tilt", none));
        }
        record.beads(bead, options);
        listener.message(Detection.describe(bead, input));
        Detection.Prepared prepared =
                clock.run(Step.VISUALISATION, progress -> Detection.prepare(discarded, raw, bead, progress));
        OptionLimits.checkViews(input, prepared.excluded());
        record.detection(prepared, raw);
        listener.message("repaired " + raw.repairedPixels() + " hot, dead or missing pixels");
        DetectPeaks.Result peaks = clock.run(
                Step.DETECT_PEAKS, progress -> DetectPeaks.detect(prepared.binned(), prepared.detection(), progress));
        Detection.Outcome detection =
                clock.run(Step.PEAK_SELECTION, progress -> Detection.select(bead, prepared, peaks.peaks()));
        Detection.write(folder, detection);
        ObservationCloud cloud = detection.cloud(input.width(), input.height());
        Indexing.Outcome indexing;
        try {
            indexing = Indexing.run(options, input.tiltsDeg(), cloud, detection, folder, clock, listener);
        } catch (NoAlignmentException e) {
            return failed(folder, VerdictRules.noBeads(e.problem(), none));
        }
        if (indexing.series().isEmpty() || !BeadTest.areTrails(indexing)) {
            return failed(folder, VerdictRules.noBeads("what looks like beads forms no trails", indexing));
        }
        Refinement.Outcome solution;
        try {
            solution = Refinement.run(
                    options, input.axisCandidates(), indexing.series().get(), detection, folder, clock, listener);
        } catch (NoAlignmentException e) {
            return failed(folder, VerdictRules.noBeads(e.problem(), indexing));
        }
        List<ExcludedView> excluded =
                Refinement.excluded(solution, detection, ViewBrightness.of(raw, input.tiltsDeg(), detection.usable()));
        record.solution(solution, excluded);
        BeadLikeness.Result likeness = BeadTest.look(solution, detection);
        Optional<String> doubt = BeadTest.doubt(solution, likeness, input.sections() - excluded.size());
        if (doubt.isPresent()) {
            return failed(folder, VerdictRules.noBeads(doubt.get(), indexing));
        }
        folder.beginResults();
        Set<Integer> sections = Stacks.sections(excluded);
        clock.run(Step.FIX_MARKERS, progress -> {
            AlignmentFiles.write(folder, input, solution, excluded);
            SolutionFiles.write(folder, input, options.solution(), solution, excluded);
            return solution;
        });
        clock.run(Step.ALIGN, progress -> {
            Stacks.align(options, input, raw, solution.fit(), sections, folder, progress);
            return sections;
        });
        ThicknessEstimate thickness = clock.run(
                Step.RECONSTRUCT,
                progress ->
                        Stacks.reconstruct(options, input, solution, bead.diameterPx(), sections, folder, progress));
        record.thickness(thickness);
        if (thickness.method() == ThicknessEstimate.Method.GUESS) {
            listener.warning(thickness.sentence());
        } else {
            listener.message(thickness.sentence());
        }
        Pictures.write(folder, options.binning(), solution.fit(), sections, bead.diameterPx());
        folder.publishResults();
        return VerdictRules.of(
                input, detection, indexing, solution, excluded, likeness.beads().size());
    }

    private static Verdict failed(WorkflowFolder folder, Verdict verdict) {
        folder.moveToFailed();
        return verdict;
    }

    private static void tellInput(TiltSeriesInput input, Set<Integer> discarded, RunListener listener) {
        double[] tilts = input.tiltsDeg();
        double low = Arrays.stream(tilts).min().orElseThrow();
        double high = Arrays.stream(tilts).max().orElseThrow();
        listener.message(String.format(
                Locale.ROOT,
                "%s: %d views of %d x %d px, %+.1f° to %+.1f° from %s, pixel size %s",
                input.stack().getFileName(),
                input.sections(),
                input.width(),
                input.height(),
                low,
                high,
                input.angles().name(),
                input.pixelSizeAngstrom().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.3f Å from %s",
                                input.pixelSizeAngstrom().getAsDouble(),
                                input.pixelSizeOrigin())
                        : "not known"));
        input.warnings().forEach(listener::warning);
        for (int section : discarded) {
            listener.message("discarded: " + Units.view(section, tilts[section]));
        }
    }
}
