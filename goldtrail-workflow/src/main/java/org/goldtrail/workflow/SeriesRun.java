package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.formats.TiltSeriesSource;
import org.goldtrail.reconstruction.ThicknessEstimate;

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
                Verdict verdict = runIn(folder, options, input, discarded, new RawViews(stack), clock, listener);
                RunRecord.write(folder, options, input, verdict, clock.seconds());
                return new Result(verdict, root, name, clock.seconds());
            }
        }
    }

    private static Verdict runIn(
            WorkflowFolder folder,
            RunOptions options,
            TiltSeriesInput input,
            Set<Integer> discarded,
            RawViews raw,
            StepClock clock,
            RunListener listener) {
        Tracking.Outcome tracked = new Tracking(folder, options, input, discarded, raw, clock, listener).run();
        return switch (tracked) {
            case Tracking.NoBeads none -> {
                folder.moveToFailed();
                yield VerdictRules.noBeads(none.why(), none.indexing());
            }
            case Tracking.Beads beads -> finish(folder, options, input, beads, raw, clock, listener);
        };
    }

    /** Alignment files, stacks and tomogram of a solved series. */
    private static Verdict finish(
            WorkflowFolder folder,
            RunOptions options,
            TiltSeriesInput input,
            Tracking.Beads beads,
            RawViews raw,
            StepClock clock,
            RunListener listener) {
        Refinement.Outcome solution = beads.solution();
        List<ExcludedView> excluded = beads.excluded();
        double diameter = beads.detection().bead().diameterPx();
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
                progress -> Stacks.reconstruct(options, input, solution, diameter, sections, folder, progress));
        listener.message(thickness.sentence());
        Pictures.write(folder, options.binning(), solution.fit(), sections, diameter);
        folder.publishResults();
        return VerdictRules.of(input, beads, thickness);
    }

    private static void tellInput(TiltSeriesInput input, Set<Integer> discarded, RunListener listener) {
        double[] tilts = input.tiltsDeg();
        double low = java.util.Arrays.stream(tilts).min().orElseThrow();
        double high = java.util.Arrays.stream(tilts).max().orElseThrow();
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
        input.warnings().forEach(w -> listener.message("warning: " + w));
        for (int section : discarded) {
            listener.message("discarded: " + Units.view(section, tilts[section]));
        }
    }
}
