package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.report.Report;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/**
 * Ways to run a workflow. Each returns when it is done. All may throw a {@link GoldtrailException} that says in one sentence
 * what is missing or wrong, and {@link org.goldtrail.task.CancelledException} when the listener has cancelled; the workflow is
 * left in a good state either way, and running again goes on where it stopped.
 */
public final class Runs {
    private final WorkflowEngine engine;
    private final Path root;
    private final String name;
    private final Path stack;
    private final RunListener listener;

    Runs(WorkflowEngine engine, Path root, String name, Path stack, RunListener listener) {
        this.engine = engine;
        this.root = root;
        this.name = name;
        this.stack = stack;
        this.listener = listener;
    }

    /** The steps that {@link #all()} runs where they are not up to date, as they are set. */
    public Set<Step<?>> usualSteps() {
        return engine.usualSteps();
    }

    /** All steps; those up to date are skipped. */
    public RunReport all() {
        return request(RunRequest.all());
    }

    /**
     * The steps of an area; those up to date are skipped.
     *
     * @param area detection, indexing, refinement, alignment, ctf or reconstruction
     */
    public RunReport area(String area) {
        return request(RunRequest.area(StepCatalogue.area(area)));
    }

    /**
     * One step, up to date or not.
     *
     * @param step like {@code detection.detectPeaks}; the area may be left out
     */
    public RunReport step(String step) {
        return request(RunRequest.step(StepCatalogue.step(step)));
    }

    /** One step, on the working markers as they are instead of those that the step before it has left. */
    public RunReport stepOnWorkingMarkers(String step) {
        return request(RunRequest.stepOnWorkingMarkers(StepCatalogue.step(step)));
    }

    /** All steps up to one, itself included; those up to date are skipped. */
    public RunReport upTo(String step) {
        return request(RunRequest.upTo(StepCatalogue.step(step)));
    }

    /** A step and all after it, up to date or not. */
    public RunReport from(String step) {
        return request(RunRequest.from(StepCatalogue.step(step)));
    }

    /** What a request says; the report of the series is written at the end. */
    public RunReport request(RunRequest request) {
        RunReport report = engine.run(request, listener);
        try {
            engine.writing(() -> Report.write(engine, root, name, stack));
        } catch (RuntimeException | OutOfMemoryError e) {
            // The results are there and right; a page about them must not make a failed run of it.
            listener.warning(Report.PAGE + " could not be written: "
                    + (e instanceof GoldtrailException g ? g.problem() : String.valueOf(e)));
        }
        return report;
    }

    @Override
    public String toString() {
        return "say what to run: all(), area(\"detection\"), step(\"detectPeaks\"), upTo(...), from(...)";
    }
}
