package org.goldtrail.server.markers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.server.browser.WindowTest;
import org.junit.jupiter.api.Test;

/** The marker editor with mouse and keys. */
class DmarkersTest extends WindowTest {
    private void open(int tilt, int marker) {
        window("dmarkers?tilt=" + tilt + (marker < 0 ? "" : "&marker=" + marker));
        assertThat(page.locator("gt-histogram")).isVisible();
        assertThat(page.locator("#markers tbody tr")).hasCount(before.markerCount());
    }

    /** Where a place of the view lies on the page. */
    private double[] onPage(double x, double y) {
        return place(
                page.locator("gt-image-canvas"),
                "(b => { const s = e.view.toScreen(p[0], p[1]); return [b.left + s[0], b.top + s[1]]; })(e.getBoundingClientRect())",
                List.of(x, y));
    }

    @Test
    void aMarkerIsAddedTakenBackAddedAgainAndSaved() {
        open(12, -1);
        double[] at = emptyPlace(12);
        page.keyboard().down("Alt"); // where it was clicked, without snapping
        page.mouse().dblclick(at[0], at[1]);
        page.keyboard().up("Alt");
        assertThat(page.locator("#markers tbody tr")).hasCount(before.markerCount() + 1);
        assertThat(page.locator("#save-state")).containsText("1 unsaved");
        page.keyboard().press("Control+z");
        assertThat(page.locator("#markers tbody tr")).hasCount(before.markerCount());
        page.keyboard().press("Control+Shift+z");
        assertThat(page.locator("#markers tbody tr")).hasCount(before.markerCount() + 1);
        org.assertj.core.api.Assertions.assertThat(workflow.markers().get().size())
                .isEqualTo(before.size());
        screenshot("dmarkers-added");
        page.keyboard().press("Control+s");
        assertThat(page.locator("#save-state")).containsText("saved as version");
        assertThat(workflow.markers().get().size()).isEqualTo(before.size() + 1);
        page.reload();
        assertThat(page.locator("#markers tbody tr")).hasCount(before.markerCount() + 1);
    }

    /** On the page, far from all markers of a view. */
    private double[] emptyPlace(int tilt) {
        List<Observation> seen =
                before.observations().stream().filter(o -> o.tilt() == tilt).toList();
        for (double y = 60; y < 260; y += 10) {
            for (double x = 60; x < 280; x += 10) {
                double px = x;
                double py = y;
                if (seen.stream().allMatch(o -> Math.hypot(o.x() - px, o.y() - py) > 40)) {
                    return onPage(x, y);
                }
            }
        }
        throw new AssertionError("the view is full of markers");
    }

    @Test
    void aDraggedMarkerSnapsBackToItsBead() {
        Observation o = PhantomSeries.inTheMiddle(before).get(20);
        open(o.tilt(), -1);
        double[] from = onPage(o.x(), o.y());
        double[] to = onPage(o.x() + 5, o.y() + 3);
        drag(from, to);
        assertThat(page.locator("#save-state")).containsText("1 unsaved");
        page.locator("#save").click();
        assertThat(page.locator("#save-state")).containsText("saved as version");
        Observation now = workflow.markers().get().observations().stream()
                .filter(p -> p.marker() == o.marker() && p.tilt() == o.tilt())
                .findFirst()
                .orElseThrow();
        assertThat(Math.hypot(now.x() - o.x(), now.y() - o.y())).isLessThan(0.6);
        assertThat(now.x()).isNotEqualTo(o.x());
    }

    @Test
    void xDiscardsAViewAndShiftXTakesItBack() {
        open(3, -1);
        page.keyboard().press("x");
        assertThat(page.locator("#discard")).hasText("discarded");
        page.keyboard().press("Shift+X");
        assertThat(page.locator("#discard")).hasText("discard");
        assertThat(page.locator("#save")).isDisabled();
        page.keyboard().press("x");
        assertThat(page.locator("#discard")).hasText("discarded");
        assertThat(page.locator("#save")).isEnabled();
        page.keyboard().press("Control+s");
        assertThat(page.locator("#save")).isDisabled();
        page.waitForCondition(() -> !workflow.discarded().isEmpty());
        assertThat(page.locator("#save-state")).hasText(Pattern.compile("^\\s*saved"));
        assertThat(workflow.discarded()).containsExactly(3);
    }

    @Test
    void aDeletedObservationIsAGapThatIsFilledByTheModel() {
        Observation o = PhantomSeries.inTheMiddle(before).get(30);
        open(o.tilt(), o.marker());
        assertThat(page.locator("gt-marker-strip button.on")).hasAttribute("data-tilt", String.valueOf(o.tilt()));
        page.keyboard().press("Delete");
        assertThat(page.locator("gt-marker-strip button.on")).hasClass(Pattern.compile("gap"));
        assertThat(page.locator("#markers tr.on")).containsText("missing");
        screenshot("dmarkers-gap");
        page.keyboard().press("f");
        assertThat(page.locator("#markers tr.on")).not().containsText("missing");
        page.keyboard().press("?");
        assertThat(page.getByText("next gap of the chosen marker")).isVisible();
    }

    @Test
    void leavingWithUnsavedEditsAsks() {
        open(5, before.observations().getFirst().marker());
        page.keyboard().press("Shift+Delete");
        assertThat(page.locator("#save-state")).containsText("1 unsaved");
        boolean[] asked = {false};
        page.onDialog(dialog -> {
            asked[0] = dialog.type().equals("beforeunload");
            dialog.accept();
        });
        page.waitForClose(() -> page.close(new Page.CloseOptions().setRunBeforeUnload(true)));
        assertThat(asked[0]).isTrue();
    }

    @Test
    void aClickInTheOccupancyPlotShowsTheObservation() {
        open("/w/" + id + "/occupancy");
        assertThat(page.locator("gt-chart")).isVisible();
        Observation o = before.observations().get(40);
        Object at = page.locator("gt-occupancy")
                .evaluate(
                        "async (e, p) => { await e.updateComplete; await new Promise(f => setTimeout(f, 300));"
                                + " const c = e.renderRoot.querySelector('gt-chart'); const i = e.points.findIndex(q =>"
                                + " q.marker === p[0] && q.tilt === p[1]); const s = c.whereIs(c.spec.layers.length - 1, i);"
                                + " return [s.x, s.y]; }",
                        List.of(o.marker(), o.tilt()));
        List<?> both = (List<?>) at;
        screenshot("occupancy");
        Page editor = page.waitForPopup(
                () -> page.mouse().click(((Number) both.get(0)).doubleValue(), ((Number) both.get(1)).doubleValue()));
        assertThat(editor).hasURL(Pattern.compile("dmarkers\\?tilt=" + o.tilt() + "&marker=" + o.marker()));
        assertThat(editor.locator("#markers tr.on")).hasAttribute("data-marker", String.valueOf(o.marker()));
        BoundingBox strip = editor.locator("gt-marker-strip").boundingBox();
        assertThat(strip.height).isGreaterThan(90);
    }
}
