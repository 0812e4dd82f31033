package org.goldtrail.server.plots;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.server.browser.WindowTest;
import org.junit.jupiter.api.Test;

/** The windows with plots and galleries, with mouse and keys. */
class PlotWindowsTest extends WindowTest {
    @Test
    void observationsAboveADraggedLineAreTrimmed() {
        Locator chart = chart("scissors");
        double line = number(chart, "e.spec.marks[0].value");
        double[] from = value(chart, "y", line);
        double[] to = value(chart, "y", 0.6 * line);
        drag(from, to);
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
        double[] worst = place(chart, "e.whereIs(0, e.spec.layers[0].y.indexOf(Math.max(...e.spec.layers[0].y)))", 0);
        double x = worst[0];
        double y = worst[1];
        page.locator("#lasso").click();
        drawAround(new double[] {x - 9, y - 9}, new double[] {x + 9, y - 9}, new double[] {x + 9, y + 9}, new double[] {
            x - 9, y + 9
        });
        assertThat(page.locator("#lost")).containsText("1 observation ");
        page.locator("#apply").click();
        page.locator("#save").click();
        assertThat(page.locator("#save-state")).containsText("saved as version");
        assertThat(workflow.markers().get().size()).isEqualTo(before.size() - 1);
    }

    @Test
    void everyWindowShowsSomethingThatCanBeSaved() throws IOException {
        for (String window : List.of("cloud", "fitting", "targeting", "occupancy", "scissors", "features")) {
            chart(window);
            assertThat(Files.readString(saved("#save-csv")))
                    .as(window)
                    .contains(",")
                    .contains("\n");
            assertThat(Files.readString(saved("#save-svg"))).as(window).startsWith("<svg");
            assertThat(Files.size(saved("#save-png"))).as(window).isGreaterThan(2000);
            screenshot(window);
        }
        chart("targeting");
        page.locator("#save-what").selectOption("1");
        assertThat(Files.readAllLines(saved("#save-csv")))
                .hasSize(2
                        + (int) before.observations().stream()
                                .mapToInt(Observation::marker)
                                .distinct()
                                .count());
        assertThat(Files.readString(saved("#save-svg"))).contains("measured radius, px");
        chart("fitting?tab=tilt");
        for (String tab : List.of("marker", "observation", "corrections", "vectors", "space")) {
            page.locator("#tab-" + tab).click();
            assertThat(Files.readAllLines(saved("#save-csv"))).as(tab).hasSizeGreaterThan(5);
            assertThat(Files.size(saved("#save-png"))).as(tab).isGreaterThan(2000);
        }
        window("dmarkers?tilt=12");
        assertThat(page.locator("gt-histogram")).isVisible();
        assertThat(Files.readAllLines(saved("#save-csv"))).hasSize(1 + before.size());
        assertThat(Files.size(saved("#save-png"))).isGreaterThan(2000);
    }

    @Test
    void everythingGrowsWithALargeScreen() {
        Page large = newPage(3840, 2160, ColorScheme.DARK);
        open(large, "/w/" + idOf(workflow.folder()) + "/fitting?tab=marker");
        Locator chart = large.locator("gt-chart");
        Locator side = large.locator("gt-fitting .side");
        waitUntil(chart, "Boolean(e.drawn)");
        assertThat((Boolean) side.evaluate("e => e.scrollWidth <= e.clientWidth && e.clientWidth > 400"))
                .isTrue();
        double[] dot = place(chart, "e.whereIs(1, p)", 5);
        large.mouse().move(dot[0], dot[1]);
        assertThat(chart.locator(".tip")).containsText("marker");
        screenshot(large, "fitting-large");
    }

    @Test
    void keysAreListedOnAQuestionMark() {
        chart("occupancy");
        page.keyboard().press("?");
        assertThat(page.locator("gt-key-help dialog")).containsText("show the observation in dmarkers");
        page.keyboard().press("Escape");
        assertThat(page.locator("gt-key-help dialog")).isHidden();
    }

    @Test
    void coloursOfWhatIsNotKnownStandForNoNumber() {
        Locator chart = chart("occupancy");
        page.locator("#colour").selectOption("residual");
        waitUntil(chart, "e.spec.legend?.length === 5 && e.spec.legend.every(l => l.text.includes(' px'))");
        Locator window = page.locator("gt-occupancy");
        window.evaluate("e => { const { marker, tilt } = e.points[0]; const known = e.session.residual.bind(e.session);"
                + " e.session.residual = (m, t) => (m === marker && t === tilt ? null : known(m, t)); e.tick++; }");
        waitUntil(chart, "e.spec.legend.length === 6 && e.spec.legend[5].text === 'not known'");
        screenshot("occupancy-some-not-known");
        window.evaluate("e => { e.session.residual = () => null; e.tick++; }");
        waitUntil(chart, "e.spec.legend.length === 1 && e.spec.legend[0].text === 'residual not known'");
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
