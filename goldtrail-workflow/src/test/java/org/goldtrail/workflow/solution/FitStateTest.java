package org.goldtrail.workflow.solution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitPriors;
import org.goldtrail.fitting.FitState;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.solution.SolutionOptions.Magnification;
import org.goldtrail.workflow.solution.SolutionOptions.Rotation;
import org.goldtrail.workflow.solution.SolutionOptions.TiltAngles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit that was saved and read again is the same to the last bit, so that a run that goes on later is, too. */
class FitStateTest {
    static Stream<SolutionOptions> models() {
        return Stream.of(
                SolutionOptions.AUTO,
                new SolutionOptions(Rotation.ONE, TiltAngles.FIXED, Magnification.FIXED, false, false, false, false),
                new SolutionOptions(
                        Rotation.PER_VIEW, TiltAngles.FREE, Magnification.PER_VIEW, true, true, true, true));
    }

    @ParameterizedTest
    @MethodSource("models")
    void comesBackFromJsonToTheLastBit(SolutionOptions asked, @TempDir Path folder) {
        for (SyntheticSeries series :
                new SyntheticSeries[] {new SyntheticSeries(20, 0.01, 0.5, 1, 250), new SyntheticSeries(4, 0, 0, 0, 0)
                }) {
            Fit fit = series.solve(asked).fit();
            Path file = folder.resolve("fit.json");
            Json.write(file, fit.state());
            Fit read = Fit.of(series.input, Json.read(file, FitState.class).orElseThrow());

            assertThat(read.model()).isEqualTo(fit.model());
            assertThat(read.views()).isEqualTo(fit.views());
            assertThat(read.transforms()).isEqualTo(fit.transforms());
            assertThat(read.notes()).isEqualTo(fit.notes());
            assertThat(read.convergence()).isEqualTo(fit.convergence());
            assertThat(read.unknownCount()).isEqualTo(fit.unknownCount());
            for (int o = 0; o < series.input.markers().size(); o++) {
                assertThat(bits(read.residualX(o))).isEqualTo(bits(fit.residualX(o)));
                assertThat(bits(read.residualY(o))).isEqualTo(bits(fit.residualY(o)));
                assertThat(read.used(o)).isEqualTo(fit.used(o));
            }
            for (int marker : fit.markers()) {
                assertThat(read.position(marker)).isEqualTo(fit.position(marker));
            }
            for (int v = 0; v < fit.viewCount(); v++) {
                assertThat(read.connected(v)).isEqualTo(fit.connected(v));
                assertThat(read.distortion(v)).isEqualTo(fit.distortion(v));
                assertThat(bits(PredictedError.of(read).cornerPx(v)))
                        .isEqualTo(bits(PredictedError.of(fit).cornerPx(v)));
            }
            assertThat(LeaveOut.of(read)).isEqualTo(LeaveOut.of(fit));
            assertThat(Json.text(read.state())).isEqualTo(Json.text(fit.state()));
        }
    }

    @Test
    void keepsInfiniteExpectations(@TempDir Path folder) {
        double free = Double.POSITIVE_INFINITY;
        FitPriors priors = new FitPriors(free, 1.0 / 3, free, Math.nextUp(0.1), Double.MIN_VALUE, free);
        FitState state = new SyntheticSeries(8, 0, 0, 0, 60)
                .solve(SolutionOptions.AUTO)
                .fit()
                .state();
        Path file = folder.resolve("fit.json");
        Json.write(
                file,
                new FitState(
                        state.model(),
                        state.view(),
                        state.connected(),
                        state.base(),
                        state.weight(),
                        priors,
                        state.unknownCount(),
                        state.convergence(),
                        state.notes()));

        FitState read = Json.read(file, FitState.class).orElseThrow();
        assertThat(read.priors()).isEqualTo(priors);
        assertThat(read.view()).isDeepEqualTo(state.view());
        assertThat(read.weight()).isEqualTo(state.weight());
    }

    @Test
    void whatWasSolvedBeforeThePredictedErrorWasSavedIsReadWithIt(@TempDir Path folder) {
        SyntheticSeries series = new SyntheticSeries(20, 0, 0, 0, 250);
        SeriesSolution solved = series.solve(SolutionOptions.AUTO);
        Path file = folder.resolve("fit.json");
        Json.write(file, solved.saved());
        Map<?, ?> old = Json.read(file, Map.class).orElseThrow();
        assertThat(old.remove("predicted")).isNotNull();
        Json.write(file, old);

        SeriesSolution read =
                Json.read(file, SeriesSolution.Saved.class).orElseThrow().of(series.input);

        assertThat(read.predicted().cornerPx())
                .isEqualTo(PredictedError.of(solved.fit()).cornerPx())
                .isPositive();
        assertThat(read.predicted().centrePx(0)).isPositive();
    }

    private static long bits(double number) {
        return Double.doubleToLongBits(number);
    }
}
