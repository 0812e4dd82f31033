package org.goldtrail.workflow.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.refinement.BeadLikeness;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.solution.SolutionOptions;
import org.goldtrail.workflow.solution.SolutionOptions.Magnification;
import org.goldtrail.workflow.solution.SolutionOptions.Rotation;
import org.goldtrail.workflow.solution.SolutionOptions.TiltAngles;
import org.goldtrail.workflow.solution.SyntheticSeries;
import org.junit.jupiter.api.Test;

class VerdictNotesTest {
    /** What was asked for and cannot be told from these beads is said in the last line. */
    @Test
    void whatBeadsCannotTellIsSaidInTheVerdict() {
        SyntheticSeries series = new SyntheticSeries(6, 0, 0, 0, 0);
        SeriesSolution solution = series.solve(new SolutionOptions(
                Rotation.PER_VIEW, TiltAngles.FREE, Magnification.PER_VIEW, true, true, true, true));
        assertThat(solution.fit().notes()).isNotEmpty();
        BeadTest.Evidence evidence = new BeadTest.Evidence(
                new BeadLikeness.Result(Map.of(), 1, Set.of()), OptionalDouble.empty(), OptionalDouble.empty(), 0);
        Verdict verdict = VerdictRules.of(
                series.seriesInput(OptionalDouble.empty()),
                new Tracked(BeadSize.given(10, true), 100, 1, solution, evidence));
        assertThat(verdict.line()).contains(solution.fit().notes().getFirst()).contains("hand from the axis given");
    }

    @Test
    void aDoubtMakesAGoodVerdictQuestionableAndAFailedOneStaysFailed() {
        Verdict good = new Verdict(Verdict.Grade.GOOD, List.of(), "12 beads", "");
        assertThat(good.doubted("something").line()).isEqualTo("verdict: questionable, something, 12 beads");
        Verdict failed = VerdictRules.noBeads("why", "");
        assertThat(failed.doubted("more").grade()).isEqualTo(Verdict.Grade.FAILED);
        assertThat(good.advised("look").advised("twice").line()).isEqualTo("verdict: good, 12 beads; look; twice");
    }
}
