package org.goldtrail.server.plots;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.server.browser.BrowserTest;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The windows with plots and galleries, with mouse and keys. */
class PlotWindowsTest extends BrowserTest {
    private Workflow workflow;
    private String id;
    private MarkerSet before;

    @BeforeEach
    void open() {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        page.setDefaultTimeout(20_000);
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("w.goldtrail"));
        workflow = Workflow.open(folder);
        before = workflow.markers().get();
        id = idOf(folder);
    }

    private Locator chart(String window) {
        open("/w/" + id + "/" + window);
        Locator chart = page.locator("gt-chart").first();
        assertThat(chart).isVisible();
        page.waitForCondition(() -> Boolean.TRUE.equals(chart.evaluate("e => Boolean(e.drawn)")));
        return chart;
    }

    private static double[] value(Locator chart, String axis, double value) {
        List<?> at = (List<?>) chart.evaluate(
                "(e, p) => { const s = e.whereIsValue(p[0], p[1]); return [s.x, s.y]; }", List.of(axis, value));
        return new double[] {((Number) at.get(0)).doubleValue(), ((Number) at.get(1)).doubleValue()};
    }

    @Test
    void observationsAboveADraggedLineAreTrimmed() {
        Locator chart = chart("scissors");
        double line = ((Number) chart.evaluate("e => e.spec.marks[0].value")).doubleValue();
        double[] from = value(chart, "y", line);
        double[] to = value(chart, "y", 0.6 * line);
        page.mouse().move(from[0], from[1]);
        page.mouse().down();
        page.mouse().move(to[0], (from[1] + to[1]) / 2);
        page.mouse().move(to[0], to[1]);
        page.mouse().up();
        assertThat(page.locator("#loss")).containsText("leave-out error");
        assertThat(page.locator("#lost")).containsText("observations");
        assertThat(page.locator("#apply")).isEnabled();
        assertThat(page.locator("#solved")).containsText("solved in");
        screenshot("scissors-threshold");
        assertThat(workflow.markers().get().size()).isEqualTo(before.size());
        page.locator("#apply").click();
        assertThat(page.locator("#save-state")).containsText("1 unsaved");
        page.locator("#save").click();
        assertThat(page.locator("#save-state")).containsText("saved as version");
        int left = workflow.markers().get().size();
        assertThat(left).isLessThan(before.size()).isGreaterThan(before.size() / 2);
    }

    @Test
    void observationsInALassoAreTrimmed() {
        Locator chart = chart("scissors");
        List<?> at = (List<?>) chart.evaluate(
                "e => { const l = e.spec.layers[0]; let b = 0; l.y.forEach((v, i) => { if (v > l.y[b]) b = i; });"
                        + " const s = e.whereIs(0, b); return [s.x, s.y]; }");
        double x = ((Number) at.get(0)).doubleValue();
        double y = ((Number) at.get(1)).doubleValue();
        page.locator("#lasso").click();
        page.mouse().move(x - 9, y - 9);
        page.mouse().down();
        for (double[] corner : new double[][] {{9, -9}, {9, 9}, {-9, 9}, {-9, -9}}) {
            page.mouse().move(x + corner[0], y + corner[1]);
        }
        page.mouse().up();
        assertThat(page.locator("#lost")).containsText("1 observation ");
        page.locator("#apply").click();
        page.locator("#save").click();
        assertThat(page.locator("#save-state")).containsText("saved as version");
        assertThat(workflow.markers().get().size()).isEqualTo(before.size() - 1);
    }

    @Test
    void peaksInALassoAreKept() {
        Locator chart = chart("features");
        assertThat(page.locator("#draw")).hasText("Scatter 2d");
        screenshot("features");
        double[] left = value(chart, "x", 0.6);
        double[] right = value(chart, "x", 0.97);
        double[] low = value(chart, "y", 0.6);
        double[] high = value(chart, "y", 0.995);
        page.keyboard().down("Shift");
        page.mouse().move(left[0], low[1]);
        page.mouse().down();
        for (double[] corner :
                new double[][] {{right[0], low[1]}, {right[0], high[1]}, {left[0], high[1]}, {left[0], low[1]}}) {
            page.mouse().move(corner[0], corner[1]);
        }
        page.mouse().up();
        page.keyboard().up("Shift");
        assertThat(page.locator("#only")).isEnabled();
        page.locator("#only").click();
        page.locator("#save").click();
        assertThat(page.locator("#said")).containsText("saved");
        int kept = workflow.peaks().selection().selected().cardinality();
        assertThat(kept).isGreaterThan(50).isLessThan(before.size() * 2);
    }

    @Test
    void chosenPatchesAreDeleted() {
        open("/w/" + id + "/gallery");
        Locator grid = page.locator("gt-patch-grid");
        assertThat(grid).isVisible();
        page.waitForCondition(() -> Boolean.TRUE.equals(grid.evaluate("e => Boolean(e.patches?.known(e.items[0]))")));
        screenshot("gallery");
        List<?> at = (List<?>) grid.evaluate("e => { const s = e.whereIs(e.items[2].id); return [s.x, s.y]; }");
        page.mouse().click(((Number) at.get(0)).doubleValue(), ((Number) at.get(1)).doubleValue());
        page.keyboard().press("Delete");
        assertThat(page.locator("#save-state")).containsText("1 unsaved");
        page.locator("#source").selectOption("peaks");
        assertThat(page.locator("gt-window")).containsText("patches");
        screenshot("gallery-peaks");
    }

    @Test
    void everyWindowShowsSomethingThatCanBeSaved() throws IOException {
        for (String window : List.of("cloud", "fitting", "targeting", "occupancy")) {
            chart(window);
            assertThat(Files.readString(saved("#save-csv")))
                    .as(window)
                    .contains(",")
                    .contains("\n");
            assertThat(Files.readString(saved("#save-svg"))).as(window).startsWith("<svg");
            assertThat(Files.size(saved("#save-png"))).as(window).isGreaterThan(2000);
            screenshot(window);
        }
    }

    private Path saved(String button) {
        Download download = page.waitForDownload(() -> page.locator(button).click());
        Path file = temp.resolve(download.suggestedFilename());
        download.saveAs(file);
        return file;
    }

    @Test
    void theMarkersAreShownInSpace() {
        chart("fitting");
        page.locator("#tab-space").click();
        Locator space = page.locator("gt-three-view");
        assertThat(space).isVisible();
        page.waitForCondition(
                () -> before.markerCount() == ((Number) space.evaluate("e => e.meshes?.length ?? 0")).intValue());
        screenshot("fitting-space");
    }

    @Test
    void windowsWithoutDataSayWhichStepToRun() {
        String fresh = idOf(PhantomSeries.fresh(temp.resolve("fresh.goldtrail")));
        for (String window :
                List.of("occupancy", "gallery", "cloud", "features", "fitting", "scissors", "targeting", "dmarkers")) {
            open("/w/" + fresh + "/" + window);
            assertThat(page.locator("gt-window [role=alert]")).containsText("run");
        }
        expectErrors(); // the browser tells of each answer that is not 200
    }
}
