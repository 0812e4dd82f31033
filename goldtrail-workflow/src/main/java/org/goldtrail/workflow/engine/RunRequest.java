package org.goldtrail.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/**
 * Which steps to run.
 *
 * @param steps in the order of the catalogue
 * @param again those that are run even if they are up to date
 * @param onWorkingMarkers start from the working markers as they are, instead of those that the step before has left
 */
public record RunRequest(List<Step<?>> steps, List<Step<?>> again, boolean onWorkingMarkers) {
    public RunRequest {
        steps = List.copyOf(steps);
        again = List.copyOf(again);
    }

    /** All steps that belong to an unattended run; those up to date are skipped. */
    public static RunRequest all() {
        return new RunRequest(
                StepCatalogue.steps().stream().filter(Step::runsUnattended).toList(), List.of(), false);
    }

    /** The steps of one area that belong to an unattended run; of an area that has none of them, all. */
    public static RunRequest area(Area area) {
        List<Step<?>> all = StepCatalogue.steps(area);
        List<Step<?>> unattended = all.stream().filter(Step::runsUnattended).toList();
        return new RunRequest(unattended.isEmpty() ? all : unattended, List.of(), false);
    }

    /** One step, up to date or not. */
    public static RunRequest step(Step<?> step) {
        return new RunRequest(List.of(step), List.of(step), false);
    }

    /** One step, on the working markers as they are. */
    public static RunRequest stepOnWorkingMarkers(Step<?> step) {
        return new RunRequest(List.of(step), List.of(step), true);
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
        return new RunRequest(steps, List.of(), false);
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
        return new RunRequest(steps, steps, false);
    }

    /** Whether the step that measures the beads is among them. */
    boolean measuresBeads() {
        return steps.contains(StepCatalogue.step("detection.measureBeads"));
    }

    /** The same with every step run, up to date or not. */
    public RunRequest forced() {
        return new RunRequest(steps, steps, onWorkingMarkers);
    }
}
