package org.goldtrail.workflow.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Series that differ from their batch. */
class OutliersTest {
    private static SeriesRow row(String name, double beadPx, double axisDeg) {
        double nan = Double.NaN;
        SeriesFigures figures = new SeriesFigures(
                0.2,
                0.2,
                0.2,
                0.1,
                20,
                400,
                beadPx,
                31,
                31,
                axisDeg,
                true,
                "",
                nan,
                nan,
                nan,
                nan,
                nan,
                nan,
                5.4,
                nan,
                nan,
                480,
                464,
                SeriesFigures.UNKNOWN.ctf());
        return new SeriesRow(
                name,
                Path.of(name + ".st"),
                Path.of(name + ".goldtrail"),
                SeriesState.DONE,
                "",
                "good",
                List.of(),
                0,
                0,
                Double.NaN,
                -1,
                -1,
                figures,
                List.of());
    }

    /** Flags of the last of some series: five alike ones, and it. */
    private static List<String> flagsOf(double beadPx, double axisDeg) {
        List<SeriesRow> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rows.add(row("TS_" + i, 18 + 0.1 * i, 179.6 + 0.2 * i > 180 ? -180.4 + 0.2 * i : 179.6 + 0.2 * i));
        }
        rows.add(row("TS_5", beadPx, axisDeg));
        List<SeriesRow> flagged = Outliers.flagged(rows);
        assertThat(flagged.subList(0, 5)).allMatch(r -> r.flags().isEmpty());
        return flagged.getLast().flags();
    }

    @Test
    void beadsOfAnotherSizeAreFlagged() {
        assertThat(flagsOf(9, 180)).containsExactly("beads of 4.9 nm, the batch has 9.8 nm");
        assertThat(flagsOf(27, 180)).hasSize(1);
        assertThat(flagsOf(19.5, 180)).isEmpty();
    }

    @Test
    void anotherAxisIsFlaggedAndTheOtherHandIsNamed() {
        assertThat(flagsOf(18, -178.9)).isEmpty();
        assertThat(flagsOf(18, 170)).singleElement().asString().contains("axis 170.0°, the batch has");
        assertThat(flagsOf(18, 0.5)).singleElement().asString().contains("is the other hand of the batch's");
        assertThat(flagsOf(9, 90)).hasSize(2);
    }

    @Test
    void fewSeriesTellNothing() {
        List<SeriesRow> rows = List.of(row("a", 18, 85), row("b", 18, 85), row("c", 9, 20));
        assertThat(Outliers.flagged(rows)).allMatch(r -> r.flags().isEmpty());
    }

    @Test
    void angularMedianKnowsOfTheJump() {
        assertThat(Math.abs(Outliers.medianAngle(new double[] {179, -179, 180, -178.5, 178})))
                .isCloseTo(180, within(1e-9));
    }
}
