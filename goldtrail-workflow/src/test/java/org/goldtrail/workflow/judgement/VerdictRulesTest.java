package org.goldtrail.workflow.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.refinement.BeadLikeness;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.solution.SolutionOptions;
import org.goldtrail.workflow.solution.SyntheticSeries;
import org.junit.jupiter.api.Test;

/** Each rule speaks just above its limit, and none of them just below. Beads of 10 px: errors up to 1 px, corners up to 0.5 px. */
class VerdictRulesTest {
    private static final double BEAD_PX = 10;
    private static final SyntheticSeries GOOD = new SyntheticSeries(12, 0, 0, 0, 100);

    private static final SolutionOptions SIMPLE = new SolutionOptions(
            SolutionOptions.Rotation.ONE,
            SolutionOptions.TiltAngles.FIXED,
            SolutionOptions.Magnification.FIXED,
            false,
            false,
            false,
            true);
    private static final int VIEWS = GOOD.tiltsDeg.length;

    private static Verdict verdict(SeriesSolution solution) {
        return verdict(
                solution, new TreeSet<>(solution.markers().byMarker().navigableKeySet()), OptionalDouble.of(0.7));
    }

    private static Verdict verdict(SeriesSolution solution, Set<Integer> beads, OptionalDouble depth) {
        BeadTest.Evidence evidence = new BeadTest.Evidence(
                new BeadLikeness.Result(Map.of(), 0.9, beads), depth, OptionalDouble.empty(), 0.15);
        return VerdictRules.of(
                GOOD.seriesInput(OptionalDouble.empty()),
                new Tracked(BeadSize.given(BEAD_PX, true), 100, 1, solution, evidence));
    }

    private static SeriesSolution solved(UnaryOperator<MarkerSet> change, ExcludedView... excluded) {
        return GOOD.with(change.apply(GOOD.input.markers())).solve(SIMPLE, excluded);
    }

    private static SeriesSolution with(SeriesSolution s, LeaveOut leaveOut, PredictedError predicted) {
        return new SeriesSolution(
                s.markers(),
                s.fit(),
                s.candidates(),
                s.reason(),
                s.robust(),
                leaveOut,
                predicted,
                s.excluded(),
                s.handOrigin(),
                s.warnings());
    }

    private static SeriesSolution without(String kind, int... sections) {
        Set<Integer> gone = Arrays.stream(sections).boxed().collect(Collectors.toSet());
        return solved(
                markers -> markers.where(o -> !gone.contains(o.tilt())),
                gone.stream().map(v -> new ExcludedView(v, kind, "test")).toArray(ExcludedView[]::new));
    }

    private static MarkerSet moved(MarkerSet markers, double px, DoubleUnaryOperator alongTilts) {
        Random random = new Random(3);
        double[] direction =
                random.doubles(markers.markerCount(), 0, 2 * Math.PI).toArray();
        return new MarkerSet(
                VIEWS,
                markers.observations().stream()
                        .map(o -> {
                            double by = px * alongTilts.applyAsDouble(o.tilt() / (VIEWS - 1.0));
                            return new Observation(
                                    o.marker(),
                                    o.tilt(),
                                    o.x() + by * Math.cos(direction[o.marker()]),
                                    o.y() + by * Math.sin(direction[o.marker()]));
                        })
                        .toList());
    }

    private static PredictedError corners(double px) {
        double[] corner = new double[VIEWS];
        Arrays.fill(corner, px);
        boolean[] connected = new boolean[VIEWS];
        Arrays.fill(connected, true);
        return new PredictedError(corner.clone(), corner, connected);
    }

    private static void expectOnly(Verdict verdict, String reason) {
        assertThat(verdict.reasons()).singleElement().asString().contains(reason);
        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.QUESTIONABLE);
        assertThat(verdict.advice()).isNotBlank();
    }

    private static void expectGood(Verdict verdict) {
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.GOOD);
    }

    @Test
    void aSeriesWithoutFaultIsGood() {
        Verdict verdict = verdict(solved(markers -> markers));

        expectGood(verdict);
        assertThat(verdict.line()).contains("12 beads (seen in 100 % of their places", "31 of 31 views");
    }

    @Test
    void theMeanResidual() {
        Random random = new Random(5);
        Verdict verdict = verdict(solved(markers -> new MarkerSet(
                VIEWS,
                markers.observations().stream()
                        .map(o -> new Observation(
                                o.marker(),
                                o.tilt(),
                                o.x() + 1.2 * random.nextGaussian(),
                                o.y() + 1.2 * random.nextGaussian()))
                        .toList())));
        assertThat(verdict.reasons()).anyMatch(r -> r.startsWith("the mean residual of 1."));
    }

    @Test
    void beadsLeftOut() {
        SeriesSolution good = solved(markers -> markers);
        expectGood(verdict(with(good, new LeaveOut(0.1, 1.49, 2), good.predicted())));
        expectOnly(
                verdict(with(good, new LeaveOut(0.1, 1.51, 2), good.predicted())),
                "left out are predicted only to 1.51");
        expectOnly(verdict(with(good, new LeaveOut(0.1, Double.NaN, 2), good.predicted())), "too few beads to tell");
    }

    @Test
    void theWorstCorner() {
        SeriesSolution good = solved(markers -> markers);
        expectGood(verdict(with(good, good.leaveOut(), corners(0.49))));
        expectOnly(verdict(with(good, good.leaveOut(), corners(0.51))), "the worst corner is known only to 0.51 px");
    }

    @Test
    void theWorstCornerOfOneView() {
        SeriesSolution good = solved(markers -> markers);
        PredictedError one = corners(0.1);
        one.corner()[4] = 0.99;
        expectGood(verdict(with(good, good.leaveOut(), one)));
        one.corner()[4] = 1.01;
        expectOnly(verdict(with(good, good.leaveOut(), one)), "the worst corner of view 5 (-44.0°)");
    }

    @Test
    void viewsOnFewBeads() {
        expectOnly(
                verdict(solved(markers -> markers.where(o -> o.tilt() != 7 || o.marker() < 2))),
                "resting on fewer than 3 beads: view 8 (-32.0°)");
    }

    @Test
    void viewsThatAreLost() {
        expectGood(verdict(without("dark", 1, 4, 7, 10, 13, 16)));
        expectOnly(verdict(without("dark", 1, 4, 7, 10, 13, 16, 19)), "only 24 of 31 views could be used");
        expectOnly(verdict(without("dark", 10, 11, 12)), "a gap from -20.0° to -12.0° (3 views)");
    }

    @Test
    void viewsThatThePersonLeavesOut() {
        expectGood(verdict(without("user", 0, 1, 2, 29, 30)));
        assertThat(verdict(without("user", 14, 15, 16)).figures()).contains("no view between -8.0° and +8.0°");
        expectOnly(verdict(without("user", 13, 14, 15, 16, 17)), "no view between -12.0° and +12.0°");
    }

    @Test
    void aShortRange() {
        int[] beyond24 = IntStream.range(0, VIEWS)
                .filter(v -> Math.abs(GOOD.tiltsDeg[v]) > 24.5)
                .toArray();
        expectOnly(verdict(without("user", beyond24)), "the views span only 48°");
    }

    @Test
    void fewViews() {
        int[] odd = IntStream.range(0, VIEWS).filter(v -> v % 3 != 0).toArray();
        expectOnly(verdict(without("user", odd)), "only 11 views");
    }

    @Test
    void aDriftOfTheBeads() {
        DoubleUnaryOperator slow = t -> Math.sin(3 * Math.PI * t);
        expectGood(verdict(solved(markers -> moved(markers, 0.15, slow))));
        expectOnly(verdict(solved(markers -> moved(markers, 0.8, slow))), "to have changed its shape");
    }

    @Test
    void beadsThatAreMissingWhereTheyShouldBe() {
        expectGood(verdict(solved(markers -> markers.where(o -> (7 * o.marker() + o.tilt()) % 10 != 0))));
        expectOnly(
                verdict(solved(markers -> markers.where(o -> (7 * o.marker() + o.tilt()) % 5 != 0))),
                "beads are seen in only 80 % of the places");
    }

    /** Where three beads are left without those of a quarter, no figure says what that quarter would suffer. */
    @Test
    void noQuarterCanBeSparedOfFewBeads() {
        assertThat(solved(markers -> markers.where(o -> o.marker() < 3))
                        .leaveOut()
                        .quarterPx())
                .isNaN();
        assertThat(solved(markers -> markers).leaveOut().quarterPx()).isBetween(0.05, 0.5);
    }

    @Test
    void fewBeads() {
        Verdict verdict = verdict(solved(markers -> markers.where(o -> o.marker() < 4)));
        assertThat(verdict.reasons()).contains("only 4 beads");
    }

    @Test
    void goldThatFrostCannotBeToldFrom() {
        SeriesSolution good = solved(markers -> markers);
        expectGood(verdict(good, Set.of(0, 1, 2, 3, 4, 5), OptionalDouble.empty()));
        expectGood(verdict(good, Set.of(0, 1, 2), OptionalDouble.of(0.7)));
        expectOnly(
                verdict(good, Set.of(0, 1, 2, 3, 4), OptionalDouble.empty()),
                "only 5 of 12 trails are round and alike");
    }

    @Test
    void goldIsRefusedWithAWordOnThePixelSizeWhereThatMayBeWrong() {
        MarkerSet markers = GOOD.input.markers();
        BeadLikeness.Result none = new BeadLikeness.Result(Map.of(), 0.9, Set.of());
        // 40 nm of metal would take away more than 0.7; beads of 10 nm whose pixel size is four times too large do not.
        BeadTest.Evidence wrong =
                new BeadTest.Evidence(none, OptionalDouble.of(0.7), OptionalDouble.of(0.7 / 40), 0.025 * 40);
        assertThat(BeadTest.doubt(markers, wrong, VIEWS).orElseThrow())
                .contains("the pixel size is wrong", "40 nm", "--pixel-size");
        BeadTest.Evidence faint = new BeadTest.Evidence(none, OptionalDouble.of(0.1), OptionalDouble.of(0.01), 0.25);
        assertThat(BeadTest.doubt(markers, faint, VIEWS).orElseThrow())
                .contains("let the beam through")
                .doesNotContain("pixel size");
        BeadTest.Evidence gold = new BeadTest.Evidence(
                new BeadLikeness.Result(Map.of(), 0.9, Set.of(0, 1, 2)),
                OptionalDouble.of(0.7),
                OptionalDouble.of(0.07),
                0.25);
        assertThat(BeadTest.doubt(markers, gold, VIEWS)).isEmpty();
        assertThat(BeadTest.doubt(markers, gold, 2)).contains("fewer than 3 views fit together");
        assertThat(List.of(BeadTest.areTrails(30, 9), BeadTest.areTrails(30, 11), BeadTest.areTrails(9, 1)))
                .containsExactly(true, false, false);
    }
}
