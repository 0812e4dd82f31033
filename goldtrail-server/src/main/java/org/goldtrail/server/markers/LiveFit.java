package org.goldtrail.server.markers;

import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.AlignmentSolver;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.FitModel;
import org.goldtrail.fitting.FitOptions;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.jspecify.annotations.Nullable;

/**
 * The fit of a session's markers, kept up with its edits: each is solved from the one before, with its model and its
 * expectations, so that it takes a fraction of a second.
 */
final class LiveFit {
    private final double[] tiltsDeg;
    private final int width;
    private final int height;
    /** The last fit that was made, to start from. */
    private @Nullable Fit last;

    private @Nullable MarkerState of;
    private @Nullable String problem;

    /**
     * What came of a fit.
     *
     * @param fit null if the markers tie too few views together
     * @param problem why there is none
     * @param millis what it took
     */
    record Outcome(@Nullable Fit fit, @Nullable String problem, double millis) {}

    private LiveFit(double[] tiltsDeg, int width, int height, @Nullable Fit start) {
        this.tiltsDeg = tiltsDeg;
        this.width = width;
        this.height = height;
        this.last = start;
    }

    /** Starts from the workflow's solution, or from what the present markers were made with. */
    static LiveFit of(Workflow workflow, double[] tiltsDeg) {
        int width = workflow.series().width();
        int height = workflow.series().height();
        return new LiveFit(tiltsDeg, width, height, start(workflow, tiltsDeg, width, height));
    }

    /** Starts from a fit. */
    static LiveFit startingAt(Fit fit) {
        return new LiveFit(
                fit.input().tiltDeg(), fit.input().widthPx(), fit.input().heightPx(), fit);
    }

    private static @Nullable Fit start(Workflow workflow, double[] tiltsDeg, int width, int height) {
        Optional<MarkerVersion> head = workflow.markers().head();
        Optional<Fit> own = head.flatMap(h -> workflow.markers().versions().fit(h, tiltsDeg, width, height));
        if (own.isPresent()) {
            return own.get();
        }
        try {
            return workflow.fit().solution().fit();
        } catch (GoldtrailException e) {
            return null; // not solved yet: the first fit finds the axis itself
        }
    }

    /** The fit of a state; made if it is not the one last asked for. */
    synchronized Outcome fit(MarkerState state) {
        long began = System.nanoTime();
        if (state != of) {
            solve(state);
            of = state;
        }
        return new Outcome(problem == null ? last : null, problem, (System.nanoTime() - began) / 1e6);
    }

    private void solve(MarkerState state) {
        Fit start = last;
        FitInput input = new FitInput(state.usable(), tiltsDeg, width, height);
        problem = null;
        if (start != null
                && start.input().markers().observations().equals(input.markers().observations())) {
            return;
        }
        try {
            last = start == null
                    ? AlignmentSolver.solve(input, FitModel.SIMPLE, FitOptions.ROBUST)
                    : AlignmentSolver.solve(
                            input,
                            start.model(),
                            FitOptions.ROBUST.withPriors(start.priors()).startingFrom(start));
        } catch (GoldtrailException e) {
            problem = e.getMessage();
        }
    }
}
