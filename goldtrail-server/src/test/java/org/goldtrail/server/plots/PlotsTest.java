package org.goldtrail.server.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.HttpSession;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.SeriesFit;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the plots are drawn from says what the workflow says. */
class PlotsTest {
    @TempDir
    Path temp;

    private HttpSession http;
    private Workflow workflow;

    @BeforeEach
    void start() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("a.goldtrail"));
        workflow = Workflow.open(folder);
        http = HttpSession.on(folder);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void peaksComeWithAllFeaturesAndTheSelection() {
        JsonNode answer = http.get("plots/peaks");
        JsonNode peaks = answer.path("peaks");
        int count = workflow.peaks().all().size();
        for (String column : new String[] {
            "tilt", "x", "y", "cc", "rotationalMerit", "edgeMerit", "contrast", "selected", "probability"
        }) {
            assertThat(peaks.path(column).size()).as(column).isEqualTo(count);
        }
        assertThat(IntStream.range(0, count)
                        .map(i -> peaks.path("selected").get(i).asInt())
                        .sum())
                .isEqualTo(workflow.peaks().selection().selected().cardinality());
        assertThat(answer.path("series").path("width").asInt()).isEqualTo(336);
    }

    @Test
    void aSelectionByHandIsWhatTheIndexingStartsFrom() {
        int count = workflow.peaks().all().size();
        http.put("plots/peaks/selection", "{\"selected\":[0,1,2]}");
        assertThat(workflow.peaks().selection().selected().cardinality()).isEqualTo(3);
        assertThat(workflow.item("selectedPeaks").file()).exists();
        assertThat(workflow.peaks().all()).hasSize(count);
        assertThat(workflow.status("peakSelection").isDone()).isTrue();
        assertThat(workflow.status("roughAlignment").state().word()).isEqualTo("outdated");
        assertThat(http.refused("PUT", "plots/peaks/selection", "{\"selected\":[]}", 422)
                        .toString())
                .contains("no peak would be left");
    }

    @Test
    void theFitIsThatOfTheWorkflow() {
        SeriesFit fit = workflow.fit();
        JsonNode answer = http.get("plots/fit");
        assertThat(answer.path("summary").path("meanPx").asDouble())
                .isCloseTo(fit.residualMeanPx(), org.assertj.core.api.Assertions.within(1e-4));
        assertThat(answer.path("residuals").path("dx").size())
                .isEqualTo(fit.residuals().size());
        assertThat(answer.path("views").path("axisDeg").size()).isEqualTo(25);
        assertThat(answer.path("beads").path("z").size()).isEqualTo(fit.beads().size());
        assertThat(answer.path("summary").path("leaveOutBeadsPx").asDouble()).isPositive();
    }

    @Test
    void aPatchIsDarkWhereTheBeadIs() {
        Observation o = PhantomSeries.inTheMiddle(workflow.markers().get()).getFirst();
        byte[] sprite = http.postForBytes(
                "plots/patches",
                "{\"tilt\":[%d],\"x\":[%s],\"y\":[%s],\"sidePx\":33}".formatted(o.tilt(), o.x(), o.y()));
        assertThat(sprite).hasSize(33 * 33);
        int centre = sprite[16 * 33 + 16] & 0xff;
        int corner = sprite[2 * 33 + 2] & 0xff;
        assertThat(centre).isLessThan(corner - 60);
    }

    @Test
    void patchesAtTheBorderAndBeyondAreAnswered() {
        byte[] sprite = http.postForBytes(
                "plots/patches",
                "{\"tilt\":[0,0,0],\"x\":[0,335,9000],\"y\":[0,319,9000],\"sidePx\":16,\"shownPx\":8}");
        assertThat(sprite).hasSize(3 * 64);
        assertThat(IntStream.range(128, 192).map(i -> sprite[i]).sum()).isZero();
    }

    @Test
    void theMeasuredRadiusIsThatOfTheBeads() {
        JsonNode averages = http.get("plots/averages");
        JsonNode columns = averages.path("averages");
        assertThat(columns.path("marker").get(0).asInt()).isEqualTo(-1);
        assertThat(columns.path("marker").size())
                .isEqualTo(1 + workflow.markers().get().markerCount());
        double set = averages.path("series").path("beadRadiusPx").asDouble();
        assertThat(columns.path("radiusPx").get(0).asDouble())
                .isCloseTo(set, org.assertj.core.api.Assertions.within(0.15 * set));
    }

    @Test
    void aVerdictThatIsNotGoodGoesToEveryWindow() throws IOException {
        assertThat(http.get("plots/fit").path("series").has("verdict")).isFalse();
        Path provenance = temp.resolve("a.goldtrail/provenance/alignment.fixMarkers.json");
        String doubted = Files.readString(provenance)
                .replace("\"GOOD\"", "\"QUESTIONABLE\"")
                .replaceFirst("\"reasons\" : \\[ ]", "\"reasons\" : [ \"few beads\" ]");
        Files.writeString(provenance, doubted);
        for (JsonNode window : List.of(
                http.get("plots/fit").path("series"),
                http.get("markers").path("series"),
                http.get("images/info?item=rawStack"))) {
            assertThat(window.path("verdict").path("grade").asString()).isEqualTo("questionable");
            assertThat(window.path("verdict").path("reasons").get(0).asString()).isEqualTo("few beads");
        }
    }

    @Test
    void whatIsMissingSaysWhichStepToRun() {
        Path fresh = PhantomSeries.fresh(temp.resolve("fresh.goldtrail"));
        try (HttpSession empty = HttpSession.on(fresh)) {
            assertThat(empty.refused("GET", "plots/peaks", null, 422).toString())
                    .contains("detect peaks");
            assertThat(empty.refused("GET", "plots/fit", null, 422).toString()).contains("refinement");
            assertThat(empty.refused("GET", "markers", null, 422).toString()).contains("run a step that makes them");
            assertThat(empty.refused("GET", "plots/ctf/400", null, 422).toString())
                    .contains("there is no view 401");
            assertThat(empty.refused("GET", "test?section=-1", null, 422).toString())
                    .contains("there is no view 0")
                    .contains("choose one from 1 to 25");
        }
    }
}
