package org.goldtrail.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real tracks of other programs: PyTom's marker files and the exosome series. */
class OtherTracksTest {
    @ParameterizedTest
    @CsvSource({
        "tests/markerfile.txt, 2.0",
        "tutorial_1/tomogram_000/markerfile.txt, 1.75",
        "tutorial_1/tomogram_001/markerfile.txt, 1.4",
        "tutorial_1/tomogram_002/markerfile.txt, 2.0",
        "tutorial_1/tomogram_003/markerfile.txt, 1.55",
        "markfile_temp.em.finealig.em, 2.2"
    })
    void simpleModelOnPytomMarkers(String file, double meanPx) {
        FitInput input = file.endsWith(".em") ? Samples.emMarkers(file) : Samples.pytom(file);
        Fit fit = withoutOutliers(input);
        System.out.printf(
                java.util.Locale.ROOT,
                "%s: mean %.3f px over %d observations, axis %.2f°%n",
                file,
                fit.meanPx(),
                fit.usedResidualsPx().length,
                fit.axisDeg());
        assertThat(fit.meanPx()).isLessThan(meanPx);
    }

    /** One rotation, nominal tilts; observations over six times the median residual are dropped until none is left. */
    private static Fit withoutOutliers(FitInput input) {
        FitInput kept = input;
        for (int round = 0; round < 20; round++) {
            Fit fit = AlignmentSolver.solve(kept, FitModel.SIMPLE, FitOptions.LEAST_SQUARES);
            double limit = 6 * fit.medianPx();
            List<Observation> all = kept.observations();
            List<Observation> good = new ArrayList<>();
            for (int o = 0; o < all.size(); o++) {
                if (!(fit.residualPx(o) > limit)) {
                    good.add(all.get(o));
                }
            }
            if (good.size() == all.size()) {
                return fit;
            }
            kept = kept.withMarkers(new org.goldtrail.markers.MarkerSet(kept.tiltCount(), good));
        }
        throw new AssertionError("outliers without end");
    }

    @Test
    void freeModelNoWorseThanPytom() {
        FitInput input = Samples.pytom("tests/markerfile.txt");
        List<ViewGeometry> views = new ArrayList<>();
        for (double[] row : Samples.numbers(Samples.path("pytom_markers/tests/alignmentResultsFullRange.txt"))) {
            // PyTom: aligned = m R(a) (q - centre + t), so rho = -a, magnification 1/m and shift -t.
            views.add(new ViewGeometry(-row[3], row[2], 0, 1 / row[4], -row[0], -row[1]));
        }
        double pytom = meanLength(input, views);
        Fit fit =
                AlignmentSolver.solve(input, FitModel.PER_VIEW.withTilt(Freedom.grouped(5)), FitOptions.LEAST_SQUARES);
        double ours = meanLength(input, fit.views());
        System.out.printf(
                java.util.Locale.ROOT,
                "markerfile.txt: ours %.3f px, PyTom's solution %.3f px, leave-out of ours %s%n",
                ours,
                pytom,
                LeaveOut.of(fit));
        assertThat(pytom).isLessThan(2); // else the solution was not read as it was meant
        assertThat(ours).isLessThanOrEqualTo(pytom);
    }

    private static double meanLength(FitInput input, List<ViewGeometry> views) {
        Tracks tracks = new Tracks(input);
        double[][] numbers = views.stream()
                .map(view -> ViewVariable.of(view, org.goldtrail.geometry.SpecimenDistortion.NONE))
                .toArray(double[][]::new);
        double[] ones = tracks.unitWeights(2);
        return java.util.Arrays.stream(new Scene(tracks, numbers, ones, ones).residualLengths())
                .average()
                .orElseThrow();
    }

    @Test
    void exosome() {
        ModelChoice choice = ModelChoice.choose(Samples.exosome(), FitOptions.ROBUST);
        Fit fit = choice.fit();
        PredictedError predicted = PredictedError.of(fit);
        System.out.printf(
                java.util.Locale.ROOT,
                "exosome: %s; mean %.3f px, axis %.2f°, %s, predicted error %.2f px at the centre, %.2f in the corner%n",
                choice.reason(),
                fit.meanPx(),
                fit.axisDeg(),
                LeaveOut.of(fit),
                predicted.centrePx(),
                predicted.cornerPx());
        assertThat(fit.meanPx()).isBetween(0.2, 0.40);
        assertThat(Math.abs(Math.IEEEremainder(fit.axisDeg() - 84.6, 180))).isLessThan(0.3);
        assertThat(fit.model().axis()).isEqualTo(Freedom.PER_VIEW);
        for (int v = 0; v < fit.viewCount(); v++) {
            assertThat(fit.connected(v)).isTrue();
        }
    }

    @Test
    void linearFitFindsTheAxisOfExosome() {
        Fit fit = LinearFit.findAxis(Samples.exosome(), true);
        assertThat(fit.axisDeg()).isCloseTo(84.6, within(0.4));
    }
}
