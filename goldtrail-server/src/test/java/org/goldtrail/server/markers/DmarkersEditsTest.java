package org.goldtrail.server.markers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.browser.WindowTest;
import org.junit.jupiter.api.Test;

/** Edits of whole markers in dmarkers, and finding what wants to be edited, by mouse and keys. */
class DmarkersEditsTest extends WindowTest {
    private void open(int tilt, int marker) {
        window("dmarkers?tilt=" + tilt + "&marker=" + marker);
        assertThat(page.locator("gt-histogram")).isVisible();
        assertThat(page.locator("#markers tr.on")).hasAttribute("data-marker", String.valueOf(marker));
        waitUntil(page.locator("gt-dmarkers"), "Boolean(e.session.fit?.residualOf)");
    }

    private Locator rows() {
        return page.locator("#markers tbody tr");
    }

    /** The marker seen most often, by tilt angle; sections of the phantom stand in the order of their angles. */
    private List<Observation> longestTrail() {
        Map<Integer, List<Observation>> trails = before.byMarker();
        return trails.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow().stream()
                .sorted(Comparator.comparingInt(Observation::tilt))
                .toList();
    }

    @Test
    void aTrailIsSplitAndMergedAgain() {
        List<Observation> trail = longestTrail();
        Observation last = trail.get(trail.size() / 2);
        Observation next = trail.get(trail.size() / 2 + 1);
        open(last.tilt(), last.marker());
        page.keyboard().press("s");
        assertThat(rows()).hasCount(before.markerCount() + 1);
        String own = "#markers tr[data-marker=\"" + last.marker() + "\"] td:nth-child(2)";
        assertThat(page.locator(own)).hasText(String.valueOf(trail.size() / 2 + 1));
        screenshot("dmarkers-split");
        page.keyboard().press("Control+s");
        assertThat(page.locator("#save-state")).containsText("saved as version");
        assertThat(workflow.markers().get().markerCount()).isEqualTo(before.markerCount() + 1);
        page.locator(own).click();
        page.locator("gt-marker-strip button[data-tilt=\"" + next.tilt() + "\"]")
                .click();
        page.keyboard().press("m");
        assertThat(page.locator("gt-window"))
                .containsText("click the marker that becomes part of marker " + last.marker());
        double[] other = place(
                page.locator("gt-image-canvas"),
                "(b => { const s = e.view.toScreen(p[0], p[1]); return [b.left + s[0], b.top + s[1]]; })(e.getBoundingClientRect())",
                List.of(next.x(), next.y()));
        page.mouse().click(other[0], other[1]);
        assertThat(rows()).hasCount(before.markerCount());
        assertThat(page.locator(own)).hasText(String.valueOf(trail.size()));
        assertThat(page.locator("#save-state")).containsText("1 unsaved");
        page.keyboard().press("Control+s");
        assertThat(page.locator("#save-state")).containsText("saved as version");
        page.waitForCondition(() -> workflow.markers().get().markerCount() == before.markerCount());
        assertThat(workflow.markers().get().size()).isEqualTo(before.size());
        assertThat(workflow.markers().get().byMarker().get(last.marker())).hasSize(trail.size());
    }

    @Test
    void gapsAndLargestResidualsAreFoundByKeys() {
        List<Observation> trail = longestTrail();
        Observation middle = trail.get(trail.size() / 2);
        open(middle.tilt(), middle.marker());
        page.keyboard().press("Delete");
        assertThat(page.locator("#markers tr.on")).containsText("missing");
        waitUntil(page.locator("gt-dmarkers"), "!e.session.residual(" + middle.marker() + ", " + middle.tilt() + ")");
        page.keyboard().press("Home");
        assertThat(page.locator("#view")).containsText("view 1 ");
        page.keyboard().press("g");
        assertThat(page.locator("gt-window")).containsText("missing here");
        Locator editor = page.locator("gt-dmarkers");
        assertThat(editor.evaluate(
                        "e => !e.session.at(e.marker, e.tilt) && Boolean(e.session.reprojection(e.marker, e.tilt))"))
                .isEqualTo(true);
        page.keyboard().press("Shift+G");
        assertThat(page.locator("gt-window")).containsText("missing here");

        page.keyboard().press("r");
        assertThat(page.locator("gt-window")).containsText("number 1 of " + (before.size() - 1));
        double first = number(editor, "e.session.residual(e.marker, e.tilt).length");
        page.locator("#worst").click();
        assertThat(page.locator("gt-window")).containsText("number 2 of");
        assertThat(number(editor, "e.session.residual(e.marker, e.tilt).length"))
                .isBetween(0.0, first);
        screenshot("dmarkers-residual");
    }

    @Test
    void aMarkerIsDeletedAndTheStripFollowsAnother() {
        List<Observation> trail = longestTrail();
        Observation first = trail.getFirst();
        Observation other = trail.get(trail.size() / 2);
        open(first.tilt(), first.marker());
        Locator strip = page.locator("gt-marker-strip");
        assertThat(strip.locator("button")).hasCount(workflow.tiltsDeg().length);
        waitUntil(strip, "Boolean(e.loaded)");
        // A dark bead in the middle of a brighter patch, in the very pixels of the strip.
        double contrast = number(
                strip,
                "(() => { const c = e.renderRoot.querySelector('canvas[data-section=\"" + other.tilt()
                        + "\"]').getContext('2d');"
                        + " const mean = (x, y) => c.getImageData(x, y, 6, 6).data.reduce((s, v, i) => s + (i % 4 < 3 ? v : 0), 0) / 108;"
                        + " return (mean(2, 2) + mean(64, 64)) / 2 - mean(33, 33); })()");
        assertThat(contrast).isGreaterThan(30);
        strip.locator("button[data-tilt=\"" + other.tilt() + "\"]").click();
        assertThat(page.locator("#view")).containsText("view " + (other.tilt() + 1) + " ");
        page.keyboard().press("Shift+Delete");
        assertThat(rows()).hasCount(before.markerCount() - 1);
        assertThat(strip).containsText("Choose a marker");
        page.locator("#undo").click();
        assertThat(rows()).hasCount(before.markerCount());
        page.locator("#redo").click();
        assertThat(rows()).hasCount(before.markerCount() - 1);
        page.locator("#save").click();
        assertThat(page.locator("#save-state")).hasText(Pattern.compile("\\s*saved as version \\d+\\s*"));
        assertThat(workflow.markers().get().byMarker()).doesNotContainKey(first.marker());
    }
}
