package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.PeakSelection;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.refinement.BeadLikeness;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.workflow.SolutionOptions.Magnification;
import org.goldtrail.workflow.SolutionOptions.Rotation;
import org.goldtrail.workflow.SolutionOptions.TiltAngles;
import org.goldtrail.workflow.judgement.BeadTest;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.judgement.VerdictRules;
import org.goldtrail.workflow.series.RawViews;
import org.goldtrail.workflow.solution.SolutionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictNotesTest {
    /** What was asked for and cannot be told from these beads is said in the last line. */
    @Test
    void whatBeadsCannotTellIsSaidInTheVerdict(@TempDir Path folder) {
        SyntheticSeries series = new SyntheticSeries(6, 0, 0, 0, 0);
        Refinement.Outcome outcome = series.solve(new SolutionOptions(
                Rotation.PER_VIEW, TiltAngles.FREE, Magnification.PER_VIEW, true, true, true, true));
        assertThat(outcome.fit().notes()).isNotEmpty();
        try (MrcStack stack = MrcStack.open(new TinySeries().write(folder, "tiny"))) {
            Detection.Outcome detection = new Detection.Outcome(
                    BeadSize.given(10, true),
                    RefinementParameters.of(10, true),
                    new CachedViews(new RawViews(stack), 1),
                    List.of(),
                    new PeakSelection.Result(List.of(), List.of(), 0, 0),
                    new boolean[series.tiltsDeg.length],
                    List.of(),
                    OptionalDouble.empty());
            Verdict verdict = VerdictRules.of(
                    series.seriesInput(OptionalDouble.empty()),
                    new Tracking.Beads(
                            detection,
                            new Indexing.Outcome(Optional.empty(), 100, 1),
                            outcome,
                            List.of(),
                            new BeadTest.Evidence(
                                    new BeadLikeness.Result(Map.of(), 1, Set.of()),
                                    OptionalDouble.empty(),
                                    OptionalDouble.empty(),
                                    0)),
                    new ThicknessEstimate(100, ThicknessEstimate.Method.GUESS, "a guess"));
            assertThat(verdict.line()).contains("the thickness of the tomogram is a guess");
            assertThat(verdict.line()).contains(outcome.fit().notes().getFirst());
        }
    }
}
