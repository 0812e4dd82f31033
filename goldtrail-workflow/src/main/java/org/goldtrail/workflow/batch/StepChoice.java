package org.goldtrail.workflow.batch;

import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.steps.StepCatalogue;

/**
 * Which steps each series of a batch runs.
 *
 * @param kind what {@code name} is
 * @param name of the area or step; empty for all
 * @param force whether to run steps that are up to date as well
 */
public record StepChoice(Kind kind, String name, boolean force) {
    /** All steps that are not up to date. */
    public static final StepChoice ALL = new StepChoice(Kind.ALL, "", false);

    /** What part of the steps. */
    public enum Kind {
        ALL,
        AREA,
        STEP,
        FROM,
        UP_TO
    }

    /** Whether it makes sense only for series of which something was done before. */
    boolean needsEarlierSteps() {
        return kind == Kind.AREA || kind == Kind.STEP || kind == Kind.FROM;
    }

    /**
     * Whether steps that follow are brought up to date as well where they had been done: whoever does one part of a finished
     * series again wants it finished again, not a tomogram of the former alignment.
     */
    boolean isFollowedUp() {
        return kind == Kind.AREA || kind == Kind.STEP;
    }

    /**
     * The same as a request.
     *
     * @throws org.goldtrail.GoldtrailException if there is no such area or step
     */
    public RunRequest request() {
        RunRequest request = switch (kind) {
            case ALL -> RunRequest.all();
            case AREA -> RunRequest.area(StepCatalogue.area(name));
            case STEP -> RunRequest.step(StepCatalogue.step(name));
            case FROM -> RunRequest.from(StepCatalogue.step(name));
            case UP_TO -> RunRequest.upTo(StepCatalogue.step(name));
        };
        return force ? request.forced() : request;
    }
}
