package org.goldtrail.workflow.solution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.goldtrail.fitting.FieldCoverage;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.solution.SolutionOptions.Magnification;
import org.goldtrail.workflow.solution.SolutionOptions.Rotation;
import org.goldtrail.workflow.solution.SolutionOptions.TiltAngles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SolutionFilesTest {
    private static final int LOST = 4;
    private static final SolutionOptions ASKED =
            new SolutionOptions(Rotation.AUTO, TiltAngles.FIXED, Magnification.FIXED, false, false, true, true);

    private static SeriesSolution outcome;

    @TempDir
    private static Path withPixelSize;

    @TempDir
    private static Path withoutPixelSize;

    /** A series in which one view has lost all its beads and one bead is seen in one view only. */
    @BeforeAll
    static void solve() {
        SyntheticSeries whole = new SyntheticSeries(12, 0, 0, 0, 250);
        SyntheticSeries series = whole.with(new MarkerSet(
                whole.tiltsDeg.length,
                whole.input.markers().observations().stream()
                        .filter(o -> o.tilt() != LOST && (o.marker() != 3 || o.tilt() == 10))
                        .toList()));
        outcome = series.solve(ASKED, new ExcludedView(LOST, "displaced", "no beads"));
        SolutionFiles.write(
                series.seriesInput(OptionalDouble.of(5)), outcome, ending -> withPixelSize.resolve("made" + ending));
        SolutionFiles.write(
                series.seriesInput(OptionalDouble.empty()),
                outcome,
                ending -> withoutPixelSize.resolve("made" + ending));
    }

    @Test
    void viewsHoldARowForEachSection() throws IOException {
        Fit fit = outcome.fit();
        List<Map<String, String>> rows = table(withPixelSize.resolve("made.views.csv"));
        assertThat(rows).hasSize(fit.viewCount());
        assertThat(rows.getFirst().keySet())
                .startsWith("tilt", "tiltDeg", "nominalDeg", "used", "beads", "weak", "rotationDeg", "magnification")
                .containsSequence("shiftXPx", "shiftYPx", "residualMeanPx", "residualMeanNm")
                .containsSequence("predictedCentrePx", "predictedCornerPx", "coverage", "xTiltDeg");
        Map<String, String> row = rows.get(7);
        assertThat(row).containsEntry("tilt", "7").containsEntry("used", "true").containsEntry("weak", "false");
        assertThat(row).containsEntry("beads", "11").containsEntry("nominalDeg", "-32.0000");
        assertThat(number(row, "rotationDeg")).isCloseTo(fit.view(7).axisDeg(), within(1e-4));
        assertThat(number(row, "shiftXPx")).isCloseTo(fit.view(7).shiftXPx(), within(1e-3));
        assertThat(number(row, "residualMeanNm")).isCloseTo(0.5 * number(row, "residualMeanPx"), within(1e-4));
        assertThat(number(row, "predictedCornerPx")).isGreaterThan(number(row, "predictedCentrePx"));
        assertThat(number(row, "coverage")).isCloseTo(FieldCoverage.hullShare(fit, 7), within(1e-4));
    }

    @Test
    void whatIsNotKnownStaysEmpty() throws IOException {
        Map<String, String> lost =
                table(withPixelSize.resolve("made.views.csv")).get(LOST);
        assertThat(lost)
                .containsEntry("used", "false")
                .containsEntry("beads", "0")
                .containsEntry("weak", "false");
        assertThat(lost).containsEntry("residualMeanPx", "").containsEntry("predictedCornerPx", "");
        assertThat(number(lost, "rotationDeg")).isCloseTo(12, within(0.5));
        assertThat(table(withoutPixelSize.resolve("made.views.csv")).get(7)).containsEntry("residualMeanNm", "");
        Map<String, String> bead =
                table(withPixelSize.resolve("made.beads.csv")).get(3);
        assertThat(bead).containsEntry("marker", "3").containsEntry("z", "").containsEntry("residualMeanPx", "");
        for (Path folder : List.of(withPixelSize, withoutPixelSize)) {
            for (String file : List.of("views.csv", "beads.csv", "solution.json")) {
                assertThat(Files.readString(folder.resolve("made." + file))).doesNotContain("NaN", "null");
            }
        }
    }

    @Test
    void beadsHoldPositionsAndResiduals() throws IOException {
        List<Map<String, String>> rows = table(withPixelSize.resolve("made.beads.csv"));
        assertThat(rows).hasSize(12);
        double[] at = outcome.fit().position(5);
        assertThat(number(rows.get(5), "x")).isCloseTo(at[0], within(0.01));
        assertThat(number(rows.get(5), "z")).isCloseTo(at[2], within(0.01));
        assertThat(rows.get(5)).containsEntry("observations", "30");
        assertThat(number(rows.get(5), "residualMedianPx")).isBetween(0.02, 0.12);
    }

    @Test
    void summaryHoldsEveryFigure() throws IOException {
        JsonNode json = json(withPixelSize);
        Fit fit = outcome.fit();
        assertThat(json.at("/model/text").asString()).isEqualTo(fit.model().toString());
        assertThat(json.at("/reason").asString()).isEqualTo(outcome.reason());
        assertThat(json.at("/candidates").size()).isEqualTo(2);
        assertThat(json.at("/candidates/0/leaveOutBeadsRmsPx").asDouble()).isBetween(0.03, 0.2);
        assertThat(json.at("/candidates/0/chosen").asBoolean())
                .isNotEqualTo(json.at("/candidates/1/chosen").asBoolean());
        assertThat(json.at("/counts/viewUnknowns").asInt()).isEqualTo(fit.unknownCount());
        assertThat(json.at("/counts/beads").asInt()).isEqualTo(11);
        assertThat(json.at("/counts/connectedViews").asInt()).isEqualTo(30);
        assertThat(json.at("/residual/meanPx").asDouble()).isCloseTo(fit.meanPx(), within(1e-6));
        assertThat(json.at("/residual/rmsNm").asDouble()).isCloseTo(0.5 * fit.rmsPx(), within(1e-6));
        assertThat(json.at("/leaveOut/quarterPx").asDouble())
                .isCloseTo(outcome.leaveOut().quarterPx(), within(1e-6));
        assertThat(json.at("/predictedError/cornerPx").asDouble())
                .isCloseTo(outcome.predicted().cornerPx(), within(1e-6));
        assertThat(json.at("/axisDeg").asDouble()).isCloseTo(12, within(0.2));
        assertThat(json.at("/hand/origin").asString()).isEqualTo("the axis given");
        assertThat(json.at("/notes").toString()).contains("no trail ties view 5");
        JsonNode without = json(withoutPixelSize);
        assertThat(without.has("pixelSizeAngstrom")).isFalse();
        assertThat(without.at("/residual").has("meanNm")).isFalse();
        assertThat(without.at("/residual").has("meanPx")).isTrue();
    }

    private static JsonNode json(Path folder) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("made.solution.json")));
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static List<Map<String, String>> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.getFirst().split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            assertThat(fields).hasSameSizeAs(names);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], fields[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
