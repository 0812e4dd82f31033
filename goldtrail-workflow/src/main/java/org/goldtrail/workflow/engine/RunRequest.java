package org.goldtrail.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/**
 * Which steps to run.
 *
 * @param steps in the order of the catalogue
 * @param again those that are run even if they are up to date
 * @param onWorkingMarkers start from the working markers as they are, instead of those that the step before has left
 * @param withWanted whether steps that these want as they are set, and that a run leaves out otherwise, are run, too
 */
public record RunRequest(List<Step<?>> steps, List<Step<?>> again, boolean onWorkingMarkers, boolean withWanted) {
    public RunRequest {
        steps = List.copyOf(steps);
        again = List.copyOf(again);
    }

    private RunRequest(List<Step<?>> steps, List<Step<?>> again) {
        this(steps, again, false, true);
    }

    /** All steps that belong to an unattended run, and those that they want; those up to date are skipped. */
    public static RunRequest all() {
        return new RunRequest(
                StepCatalogue.steps().stream().filter(Step::runsUnattended).toList(), List.of());
    }

    /** The steps of one area that belong to an unattended run; all of an area that has none of them. */
    public static RunRequest area(Area area) {
        List<Step<?>> all = StepCatalogue.steps(area);
        List<Step<?>> usual = all.stream().filter(Step::runsUnattended).toList();
        return new RunRequest(usual.isEmpty() ? all : usual, List.of());
    }

    /** One step, up to date or not, and no other. */
    public static RunRequest step(Step<?> step) {
        return new RunRequest(List.of(step), List.of(step), false, false);
    }

    /** One step, on the working markers as they are. */
    public static RunRequest stepOnWorkingMarkers(Step<?> step) {
        return new RunRequest(List.of(step), List.of(step), true, false);
    }

    /** Everything up to a step, itself included. */
    public static RunRequest upTo(Step<?> last) {
        int end = StepCatalogue.steps().indexOf(last);
        List<Step<?>> steps = new ArrayList<>();
        for (int i = 0; i <= end; i++) {
            Step<?> step = StepCatalogue.steps().get(i);
            if (step.runsUnattended() || i == end) {
                steps.add(step);
            }
        }
        return new RunRequest(steps, List.of());
    }

    /** A step and all after it, up to date or not. */
    public static RunRequest from(Step<?> first) {
        int start = StepCatalogue.steps().indexOf(first);
        List<Step<?>> steps = new ArrayList<>();
        for (int i = start; i < StepCatalogue.steps().size(); i++) {
            Step<?> step = StepCatalogue.steps().get(i);
            if (step.runsUnattended() || i == start) {
                steps.add(step);
            }
        }
        return new RunRequest(steps, steps);
    }

    /** Whether the step that measures the beads is among them. */
    boolean measuresBeads() {
        return contains("detection.measureBeads");
    }

    boolean contains(String step) {
        return steps.contains(StepCatalogue.step(step));
    }

    /** The same with every step run, up to date or not. */
    public RunRequest forced() {
        return new RunRequest(steps, steps, onWorkingMarkers, withWanted);
    }

    /** The same from the working markers as they are. */
    public RunRequest fromWorkingMarkers() {
        return new RunRequest(steps, again, true, withWanted);
    }

    /** The same with more steps, in the order of the catalogue. */
    RunRequest with(Set<Step<?>> more) {
        return new RunRequest(
                StepCatalogue.steps().stream()
                        .filter(s -> steps.contains(s) || more.contains(s))
                        .toList(),
                again,
                onWorkingMarkers,
                withWanted);
    }
}
