package org.goldtrail.server.markers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.HttpSession;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Editing the working markers through the interface. */
class MarkersTest {
    @TempDir
    Path temp;

    private HttpSession http;
    private Workflow workflow;
    private MarkerSet before;

    @BeforeEach
    void start() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("a.goldtrail"));
        workflow = Workflow.open(folder);
        before = workflow.markers().get();
        http = HttpSession.on(folder);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void nothingIsPermanentBeforeItIsSaved() {
        int versions = workflow.markers().list().size();
        JsonNode added =
                http.post("markers/edit", "{\"kind\":\"add\",\"marker\":-1,\"tilt\":3,\"x\":100.5,\"y\":90.25}");
        assertThat(added.path("added").path("x").get(0).asDouble()).isEqualTo(100.5);
        assertThat(added.path("session").path("unsaved").asBoolean()).isTrue();
        http.post("markers/edit", "{\"kind\":\"discard\",\"tilts\":[0]}");
        assertThat(workflow.markers().list()).hasSize(versions);
        assertThat(workflow.discarded()).isEmpty();

        JsonNode saved = http.post("markers/save", "{\"note\":\"by hand\"}");
        assertThat(saved.path("session").path("unsaved").asBoolean()).isFalse();
        assertThat(workflow.markers().get().size()).isEqualTo(before.size() + 1);
        assertThat(workflow.markers().head().orElseThrow().note()).isEqualTo("by hand");
        assertThat(workflow.discarded()).containsExactly(0);
    }

    @Test
    void undoAndRedoGoThroughAllEdits() {
        Observation first = PhantomSeries.inTheMiddle(before).getFirst();
        http.post("markers/edit", move(first, 1));
        JsonNode gone = http.post("markers/edit", "{\"kind\":\"deleteMarkers\",\"markers\":[" + first.marker() + "]}");
        int trail =
                Objects.requireNonNull(before.byMarker().get(first.marker())).size();
        assertThat(gone.path("removed").path("marker").size()).isEqualTo(trail);
        assertThat(http.post("markers/undo", "{}").path("added").path("marker").size())
                .isEqualTo(trail);
        JsonNode back = http.post("markers/undo", "{}");
        assertThat(back.path("added").path("x").get(0).asDouble()).isCloseTo(first.x(), within(1e-3));
        assertThat(back.path("session").path("unsaved").asBoolean()).isFalse();
        assertThat(http.post("markers/redo", "{}").path("session").path("undo").asString())
                .startsWith("moved marker");
    }

    private static String move(Observation o, double by) {
        return "{\"kind\":\"move\",\"marker\":%d,\"tilt\":%d,\"x\":%s,\"y\":%s}"
                .formatted(o.marker(), o.tilt(), o.x() + by, o.y());
    }

    @Test
    void trailsAreSplitAndMerged() {
        int marker = before.observations().getFirst().marker();
        int trail = Objects.requireNonNull(before.byMarker().get(marker)).size();
        JsonNode split = http.post("markers/edit", "{\"kind\":\"split\",\"marker\":" + marker + ",\"tilt\":12}");
        int fresh = split.path("added").path("marker").get(0).asInt();
        assertThat(fresh).isGreaterThan(marker);
        http.post("markers/edit", "{\"kind\":\"merge\",\"marker\":" + marker + ",\"other\":" + fresh + "}");
        http.post("markers/save", "{}");
        assertThat(workflow.markers().get().byMarker().get(marker)).hasSize(trail);
        assertThat(workflow.markers().get().observations()).isEqualTo(before.observations());
    }

    @Test
    void whatIsImpossibleIsSaid() {
        Observation o = before.observations().getFirst();
        assertThat(refused(
                        "{\"kind\":\"add\",\"marker\":%d,\"tilt\":%d,\"x\":5,\"y\":5}".formatted(o.marker(), o.tilt())))
                .contains("already");
        assertThat(refused("{\"kind\":\"add\",\"marker\":-1,\"tilt\":1,\"x\":5000,\"y\":5}"))
                .contains("outside of the image");
        assertThat(refused("{\"kind\":\"move\",\"marker\":9999,\"tilt\":1,\"x\":5,\"y\":5}"))
                .contains("not in view 2");
        assertThat(refused("{\"kind\":\"discard\",\"tilts\":[77]}")).contains("no view 78");
        assertThat(refused("{\"kind\":\"explode\"}")).contains("no edit named");
        assertThat(http.get("markers").path("session").path("unsaved").asBoolean())
                .isFalse();
    }

    private String refused(String edit) {
        return http.refused("POST", "markers/edit", edit, 422).toString();
    }

    @Test
    void editsOnMarkersThatOthersHaveChangedAreNotSavedSilently() {
        http.post("markers/edit", "{\"kind\":\"add\",\"marker\":-1,\"tilt\":3,\"x\":100,\"y\":90}");
        workflow.markers().set(before.where(o -> o.tilt() != 5), "from elsewhere");
        assertThat(http.refused("POST", "markers/save", "{}", 422).toString()).contains("have changed since");
        http.post("markers/save", "{\"overtake\":true}");
        assertThat(workflow.markers().get().size()).isEqualTo(before.size() + 1);
    }

    @Test
    void theFitFollowsTheEdits() {
        Observation o = PhantomSeries.inTheMiddle(before).getFirst();
        double meanBefore =
                http.get("markers/fit").path("summary").path("meanPx").asDouble();
        http.post("markers/edit", move(o, 6));
        JsonNode after = http.get("markers/fit");
        assertThat(after.path("summary").path("meanPx").asDouble()).isGreaterThan(meanBefore);
        assertThat(after.path("reprojections").size())
                .isEqualTo(2 * 25 * after.path("markers").size());
        int trail = IntStream.range(0, after.path("markers").size())
                .filter(i -> after.path("markers").get(i).asInt() == o.marker())
                .findFirst()
                .orElseThrow();
        int place = 2 * (25 * trail + o.tilt());
        assertThat(after.path("reprojections").get(place).asDouble()).isCloseTo(o.x(), within(2.0));
    }

    @Test
    void trimmingIsTriedOutBeforeItIsDone() {
        http.post("markers/edit", move(PhantomSeries.inTheMiddle(before).get(7), 5));
        Observation worst = PhantomSeries.inTheMiddle(before).get(7);
        JsonNode preview = http.post(
                "markers/preview",
                "{\"markers\":[%d],\"tilts\":[%d],\"leaveOut\":true}".formatted(worst.marker(), worst.tilt()));
        assertThat(preview.path("after").path("rmsPx").asDouble())
                .isLessThan(preview.path("before").path("rmsPx").asDouble());
        assertThat(preview.path("lost").path("observations").asInt()).isEqualTo(1);
        assertThat(preview.path("leaveOutAfterPx").asDouble()).isPositive();
        assertThat(http.get("markers").path("markers").path("x").size()).isEqualTo(before.size());

        JsonNode whole = http.post("markers/preview", "{\"wholeMarkers\":[%d]}".formatted(worst.marker()));
        assertThat(whole.path("lost").path("markers").get(0).asInt()).isEqualTo(worst.marker());
    }

    @Test
    void aClickBesideABeadSnapsToIt() {
        int near = 0;
        List<Observation> clicked = PhantomSeries.inTheMiddle(before);
        for (Observation o : clicked) {
            JsonNode place = http.post(
                    "markers/snap", "{\"tilt\":%d,\"x\":%s,\"y\":%s}".formatted(o.tilt(), o.x() + 2.5, o.y() - 1.5));
            double off = Math.hypot(
                    place.path("x").asDouble() - o.x(), place.path("y").asDouble() - o.y());
            near += off < 0.5 ? 1 : 0;
        }
        // Where beads lie over each other, the peak of the two lies between them.
        assertThat(near).isGreaterThan((int) (0.95 * clicked.size()));
    }
}
