package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views without data are named in one sentence, and where there is no gold the run fails. */
class RefusedViewsTest extends SmallRunTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAStackOfConstants(boolean sizeGiven) {
        series.change = (v, image) -> Arrays.fill(image.pixels(), 7);

        expectRefusalOfViews(
                sizeGiven ? options().bead("9px", true) : options(),
                "tiny.st",
                "0 of 21",
                "view 1 (-50.0°)",
                "constant");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAStackOfNaN(boolean sizeGiven) {
        series.change = (v, image) -> Arrays.fill(image.pixels(), Float.NaN);

        expectRefusalOfViews(
                sizeGiven ? options().bead("9px", true) : options(),
                "tiny.st",
                "0 of 21",
                "view 1 (-50.0°)",
                "no numbers");
    }

    @Test
    void refusesAStackWithFourViewsThatHoldData() {
        series.change = (v, image) -> {
            if (v < 9 || v > 12) {
                Arrays.fill(image.pixels(), 7);
            }
        };

        expectRefusalOfViews(options(), "tiny.st", "4 of 21", "view 1 (-50.0°)", "constant");
    }

    @Test
    void refusesViewsOfWhichMostPixelsAreNoNumbers() {
        series.change = (v, image) -> {
            for (int i = 0; i < image.pixels().length; i++) {
                image.pixels()[i] = i * 7919L % 10 < 6 ? Float.NaN : image.pixels()[i];
            }
        };

        expectRefusalOfViews(options(), "tiny.st", "view 1 (-50.0°)", "60 % of its pixels are no numbers");
    }

    @Test
    void repairsScatteredPixelsThatAreNoNumbers() {
        series.change = (v, image) -> {
            for (int i = v; i < image.pixels().length; i += 37) {
                image.pixels()[i] = Float.NaN;
            }
        };

        Verdict verdict = run(options());

        assertThat(verdict.grade()).as(verdict.line()).isEqualTo(Verdict.Grade.GOOD);
        assertThat(verdict.line()).contains("12 beads", "21 of 21 views");
        assertThat(out.resolve("workflow.json")).content().containsPattern("\"repairedPixels\" : 2\\d{4}\\b");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesNoise(boolean sizeGiven) {
        series.beads = 0;

        expectFailure(sizeGiven ? options().bead("9px", true) : options());
    }

    @Test
    void refusesViewsThatHoldNoBead() {
        series.width = 45;
        series.height = 45;
        series.beads = 2;

        expectFailure(options());
    }

    @Test
    void usesTheOtherViewsWhereSomeAreNaN() {
        series.change = (v, image) -> {
            if (v % 5 == 1) {
                Arrays.fill(image.pixels(), Float.NaN);
            }
        };

        Verdict verdict = run(options());

        assertThat(verdict.grade()).isNotEqualTo(Verdict.Grade.FAILED);
        assertThat(verdict.line()).contains("view 2 (-45.0°) blank", "17 of 21 views");
        assertThat(out.resolve("reconstruction/tiny_bin2_wbp.mrc")).exists();
    }

    @Test
    void keepsNoResultOfAnEarlierRunBesideAFailure() throws IOException {
        Files.createDirectories(out.resolve("alignment"));
        Files.writeString(out.resolve("alignment/tiny.xf"), "1 0 0 1 0 0\n");
        series.beads = 0;

        expectFailure(options());

        assertThat(out.resolve("failed")).isDirectory();
        assertThat(out.resolve("previous/alignment/tiny.xf")).exists();
    }
}
