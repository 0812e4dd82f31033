package org.goldtrail.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leave-out error, predicted error and the choice of a model, against known truth. */
class ModelChoiceTest {
    private static final FitModel ALL = FitModel.PER_VIEW.withTilt(Freedom.PER_VIEW);

    @AfterEach
    void usualThreads() {
        WorkerPool.useThreads(Runtime.getRuntime().availableProcessors());
    }

    /** Limits are the worst of these seeds and some; the freest model of plain least squares is at 0.1 to 1.3 px. */
    @ParameterizedTest
    @CsvSource({
        "6,  false, 0,    0,      0,    0.25",
        "23, false, 0,    0,      0,    0.13",
        "60, false, 0,    0,      0,    0.08",
        "6,  true,  0,    0,      0,    0.25",
        "23, true,  0,    0,      0,    0.13",
        "6,  false, 0.1,  0.001,  0.1,  0.65",
        "23, false, 0.1,  0.001,  0.1,  0.23",
        "60, false, 0.3,  0.003,  0.3,  0.14",
        "23, true,  0.1,  0.001,  0.1,  0.50",
        "60, true,  0.3,  0.003,  0.3,  0.30"
    })
    void choosesWhatIsBestForTheWholeField(
            int beads, boolean oneSided, double axis, double magnification, double tilt, double limitPx) {
        for (int seed = 1; seed <= 2; seed++) {
            SyntheticTracks.Builder builder = SyntheticTracks.beads(beads)
                    .varying(axis, magnification, tilt)
                    .seed(seed);
            SyntheticTracks tracks = (oneSided ? builder.oneSided() : builder).make();
            ModelChoice choice = ModelChoice.choose(tracks.input, FitOptions.LEAST_SQUARES);
            double error = tracks.fieldErrorPx(choice.fit());
            assertThat(error).as(choice.reason()).isLessThan(limitPx);
            assertThat(choice.fit().model().axis().varies()).as(choice.reason()).isEqualTo(axis > 0);
        }
    }

    /** The predicted error at centre and corners against the scatter of fits to the same series with other noise. */
    @Test
    void predictedErrorIsTheTrueOne() {
        double predictedSquares = 0;
        double trueSquares = 0;
        int series = 6;
        for (int seed = 1; seed <= series; seed++) {
            SyntheticTracks tracks = SyntheticTracks.beads(15).seed(seed).make();
            Fit fit = AlignmentSolver.solve(tracks.input, FitModel.PER_VIEW, FitOptions.LEAST_SQUARES);
            PredictedError predicted = PredictedError.of(fit);
            assertThat(predicted.cornerPx()).isGreaterThan(predicted.centrePx());
            predictedSquares += field(predicted) * field(predicted);
            trueSquares += tracks.fieldErrorPx(fit) * tracks.fieldErrorPx(fit);
        }
        assertThat(Math.sqrt(trueSquares / predictedSquares)).isBetween(0.6, 1.4);
    }

    /** Few beads let a simple model stand that is not true; the predicted error must know. */
    @ParameterizedTest
    @CsvSource({"5, 0.05, 0.0005, 0.05", "6, 0.1, 0.001, 0.1"})
    void predictedErrorCountsWhatTheModelHoldsFixed(int beads, double axis, double magnification, double tilt) {
        double predictedSquares = 0;
        double trueSquares = 0;
        int series = 4;
        for (int seed = 1; seed <= series; seed++) {
            SyntheticTracks tracks = SyntheticTracks.beads(beads)
                    .varying(axis, magnification, tilt)
                    .seed(seed)
                    .make();
            ModelChoice choice = ModelChoice.choose(tracks.input, FitOptions.ROBUST);
            double trueError = tracks.fieldErrorPx(choice.fit());
            double predicted = field(PredictedError.of(choice.fit(), choice.freer()));
            assertThat(trueError).as(choice.reason()).isLessThan(1.25 * predicted);
            trueSquares += trueError * trueError;
            predictedSquares += predicted * predicted;
        }
        // A cautious figure: the expectations of the freer models are learnt from few beads, too.
        assertThat(Math.sqrt(trueSquares / predictedSquares)).isBetween(0.5, 1.0);
    }

    /** Root mean square over the field of an error that grows linearly from the centre to the corners. */
    private static double field(PredictedError predicted) {
        double centre = predicted.centrePx() * predicted.centrePx();
        double corner = predicted.cornerPx() * predicted.cornerPx();
        return Math.sqrt(centre + (corner - centre) / 2);
    }

    @Test
    void leaveOutErrorFindsOverfitting() {
        SyntheticTracks tracks = SyntheticTracks.beads(5).make();
        Fit simple = AlignmentSolver.solve(tracks.input, FitModel.SIMPLE, FitOptions.LEAST_SQUARES);
        Fit free = AlignmentSolver.solve(tracks.input, ALL, FitOptions.LEAST_SQUARES);
        assertThat(free.rmsPx()).isLessThan(simple.rmsPx());
        LeaveOut ofSimple = LeaveOut.of(simple);
        LeaveOut ofFree = LeaveOut.of(free);
        assertThat(ofSimple.beadsPx()).isLessThan(ofFree.beadsPx());
        assertThat(ofSimple.observationsPx()).isLessThan(ofFree.observationsPx());
        // noise of 0.3 px per coordinate has a mean length of 0.376 px
        assertThat(ofSimple.observationsPx()).isBetween(0.36, 0.5);
    }

    @Test
    void sameOnOneAndTwoThreads() {
        SyntheticTracks tracks =
                SyntheticTracks.beads(12).varying(0.1, 0.001, 0).outliers(0.02).make();
        WorkerPool.useThreads(1);
        ModelChoice one = ModelChoice.choose(tracks.input, FitOptions.ROBUST);
        LeaveOut outOne = LeaveOut.of(one.fit());
        WorkerPool.useThreads(2);
        ModelChoice two = ModelChoice.choose(tracks.input, FitOptions.ROBUST);
        assertThat(two.fit().views()).isEqualTo(one.fit().views());
        assertThat(LeaveOut.of(two.fit())).isEqualTo(outOne);
    }

    @Test
    void learnsTheScatterOfTheViews() {
        SyntheticTracks tracks =
                SyntheticTracks.beads(40).varying(0.2, 0.002, 0.1).make();
        FitPriors learnt = SpreadLearning.solve(tracks.input, ALL, FitOptions.LEAST_SQUARES)
                .priors();
        assertThat(learnt.axisDeg()).isBetween(0.14, 0.27);
        assertThat(learnt.magnification()).isBetween(0.0014, 0.0027);
        assertThat(learnt.tiltDeg()).isBetween(0.06, 0.15);
    }
}
