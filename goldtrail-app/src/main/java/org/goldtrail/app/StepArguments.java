package org.goldtrail.app;

import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.guide.AreaNames;
import org.goldtrail.app.guide.StepNames;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which steps to run. */
final class StepArguments {
    @Option(
            names = "--area",
            paramLabel = "AREA",
            completionCandidates = AreaNames.class,
            description = "only the steps of an area: detection, indexing, refinement, alignment, ctf, reconstruction")
    private @Nullable String area;

    @Option(
            names = "--step",
            paramLabel = "STEP",
            completionCandidates = StepNames.class,
            description = "only one step, up to date or not")
    private @Nullable String step;

    @Option(
            names = "--upto",
            paramLabel = "STEP",
            completionCandidates = StepNames.class,
            description = "all steps up to one, itself included")
    private @Nullable String upTo;

    @Option(
            names = "--from",
            paramLabel = "STEP",
            completionCandidates = StepNames.class,
            description = "a step and all after it, up to date or not")
    private @Nullable String from;

    @Option(
            names = "--force",
            description = "with --area or --upto: run the steps again although they are up to date; alone: forget what"
                    + " the folder holds and start anew")
    private boolean force;

    @Option(
            names = "--on-working-markers",
            description = "with --step or --area: start from the working markers as they are, instead of those that the"
                    + " step before has left")
    private boolean onWorkingMarkers;

    /** Whether only some of the steps are meant. */
    boolean isPart() {
        return said() > 0;
    }

    /** Whether to forget what the folder holds. */
    boolean isAnew() {
        return force && !isPart();
    }

    private long said() {
        return Stream.of(area, step, upTo, from).filter(s -> s != null).count();
    }

    /**
     * What was asked for.
     *
     * @throws GoldtrailException if options contradict each other, or there is no such step
     */
    RunRequest request() {
        if (said() > 1) {
            throw new GoldtrailException(
                    "the steps are named in two ways", "run", "give one of --area, --step, --upto and --from");
        }
        if (onWorkingMarkers && area == null && step == null) {
            throw new GoldtrailException(
                    "it is not said which step is to start from the working markers",
                    "--on-working-markers",
                    "add --step STEP or --area AREA");
        }
        RunRequest request = chosen();
        RunRequest again = force && isPart() ? request.forced() : request;
        return onWorkingMarkers ? again.fromWorkingMarkers() : again;
    }

    private RunRequest chosen() {
        if (area != null) {
            return RunRequest.area(StepCatalogue.area(area));
        }
        if (step != null) {
            return RunRequest.step(StepCatalogue.step(step));
        }
        if (upTo != null) {
            return RunRequest.upTo(StepCatalogue.step(upTo));
        }
        return from != null ? RunRequest.from(StepCatalogue.step(from)) : RunRequest.all();
    }
}
