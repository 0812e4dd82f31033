package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.SeriesFit;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;

/** What is drawn over the views of a finished workflow, and its tomogram: planes, pins, the way to the full-sized one. */
class VolumeViewerTest extends BrowserTest {
    private static final String VIEWER = "document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow')";

    private void show(Path folder, String query) {
        open("/w/" + idOf(folder) + "/tmshow?" + query);
        page.waitForFunction("() => " + VIEWER + "?.canvas?.image && true");
        settle();
    }

    private void settle() {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private Locator plane(String name) {
        return page.locator("gt-image-canvas[data-plane=" + name + "]");
    }

    @SuppressWarnings("unchecked")
    private double[] onPage(String plane, double x, double y) {
        List<Number> at = (List<Number>) plane(plane)
                .evaluate(
                        "(e, [x, y]) => { const [a, b] = e.view.toScreen(x, y); const r = e.getBoundingClientRect();"
                                + " return [a + r.left, b + r.top]; }",
                        List.of(x, y));
        return new double[] {at.get(0).doubleValue(), at.get(1).doubleValue()};
    }

    @Test
    void markersAreDrawnWhereTheyWereSeenAlsoOnAlignedViews() {
        Path folder = PhantomSeries.finished();
        SeriesFit fit = Workflow.open(folder).fit();
        int section = 12;
        show(folder, "item=rawStack&section=" + section);
        Screen plain = Screen.of(page);
        page.getByText("working markers").click();
        page.waitForFunction("() => " + VIEWER + ".overlays.painters(['markers'], 'xy', " + section + ").length");
        page.waitForTimeout(300);
        Screen drawn = Screen.of(page);
        screenshot("tmshow-markers");
        double radius = 9.3;
        var seen = fit.markers().observations().stream()
                .filter(o -> o.tilt() == section)
                .toList();
        assertThat(seen).isNotEmpty();
        for (var o : seen) {
            double[] rim = onPage("xy", o.x() - radius - 1, o.y());
            assertThat(drawn.isColoured(rim[0], rim[1], 5))
                    .as("marker " + o.marker())
                    .isTrue();
            assertThat(plain.isColoured(rim[0], rim[1], 5)).isFalse();
        }

        show(folder, "item=alignedBinnedStack&overlay=markers,axis&section=" + section);
        page.waitForTimeout(500);
        screenshot("tmshow-aligned");
        Screen aligned = Screen.of(page);
        for (var o : seen) {
            // The bead is dark where its marker says, in the aligned view as well.
            double[] at = aligned(fit, o.tilt(), o.x(), o.y());
            double[] place = onPage("xy", at[0], at[1]);
            assertThat(aligned.mean(place[0], place[1], 2))
                    .as("bead " + o.marker())
                    .isLessThan(60);
        }
    }

    @Test
    void markersCarryTheNumberOfTheirTableInAllWindows() {
        Path folder = PhantomSeries.finished();
        List<Integer> numbers = Workflow.open(folder).markers().get().byMarker().keySet().stream()
                .toList();
        show(folder, "item=rawStack&section=12&overlay=markers");
        Object drawn = page.evaluate("async () => { const v = " + VIEWER + ";"
                + " const r = await fetch(`/api/workflows/${v.workflow}/images/overlay?item=rawStack&kind=markers`);"
                + " return [...new Set((await r.json()).marker)].sort((a, b) => a - b); }");
        assertThat(drawn).isEqualTo(numbers);
        open("/w/" + idOf(folder) + "/dmarkers?tilt=12");
        assertThat(page.locator("#markers tbody tr")).hasCount(numbers.size());
        Object listed = page.locator("#markers")
                .evaluate("e => [...e.querySelectorAll('tbody tr')].map(r => Number(r.dataset.marker))");
        assertThat(listed).isEqualTo(numbers);
    }

    /** Index coordinate in the stack aligned and binned by 2 of a raw place. */
    private static double[] aligned(SeriesFit fit, int section, double x, double y) {
        int width = 336;
        int height = 320;
        // The axis lies near x: the aligned views are turned, 320 x 336 binned by 2.
        double[] fromCentre = fit.solution().fit().transforms().get(section).apply(x, y, width, height, 1, 1);
        return new double[] {fromCentre[0] / 2 + 159 / 2.0, fromCentre[1] / 2 + 167 / 2.0};
    }

    @Test
    void residualsAndReprojectionsAreDrawn() {
        show(PhantomSeries.finished(), "item=rawStack&section=12&overlay=reprojections,residuals");
        page.waitForTimeout(500);
        Screen before = Screen.of(page);
        page.getByLabel("magnification of residuals").fill("90");
        settle();
        Screen after = Screen.of(page);
        assertThat(before.difference(after, plane("xy").boundingBox())[0]).isPositive();
        screenshot("tmshow-residuals");
    }

    @Test
    void threePlanesMeetInAPoint() {
        show(PhantomSeries.finished(), "item=binnedTomogram&planes=3");
        page.waitForFunction(
                "() => " + VIEWER + ".view.canvasOf('yz')?.image && " + VIEWER + ".view.canvasOf('xz')?.image");
        double[] place = onPage("xy", 100, 50);
        page.mouse().click(place[0], place[1]);
        settle();
        assertThat(plane("yz").evaluate("e => e.section")).isEqualTo(100);
        assertThat(plane("xz").evaluate("e => e.section")).isEqualTo(50);
        int deeper = ((Number) plane("xy").evaluate("e => e.section")).intValue() + 6;
        double[] deep = onPage("xz", 60, deeper);
        page.mouse().click(deep[0], deep[1]);
        settle();
        assertThat(plane("xy").evaluate("e => e.section")).isEqualTo(deeper);
        assertThat(plane("yz").evaluate("e => e.section")).isEqualTo(60);
        // The planes show the same part, so that a place has one column in XY and XZ and one row in XY and YZ.
        assertThat(onPage("xz", 30, 0)[0]).isCloseTo(onPage("xy", 30, 0)[0], within(0.5));
        assertThat(onPage("yz", 0, 30)[1]).isCloseTo(onPage("xy", 0, 30)[1], within(0.5));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        screenshot("tmshow-planes-dark");
        page.mouse().move(place[0], place[1]);
        page.mouse().wheel(0, 100);
        page.waitForFunction("() => " + VIEWER + ".view.canvasOf('xy').section === " + (deeper + 1));
    }

    @Test
    void anotherPlaneIsOpenedByItsAddress() {
        show(PhantomSeries.finished(), "item=binnedTomogram&plane=xz&at=40,30");
        assertThat(page.locator("gt-step-bar")).containsText("XZ 31 of");
        assertThat(plane("xz").evaluate("e => e.section")).isEqualTo(30);
    }

    @Test
    void fullSizeIsReconstructedAtAPin() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("copy.goldtrail"));
        show(folder, "item=binnedTomogram&planes=3");
        page.keyboard().press("p");
        double[] place = onPage("xy", 90, 70);
        page.mouse().click(place[0], place[1]);
        assertThat(page.getByLabel("name of the pin")).hasValue("pin 1");
        for (String axis : List.of("x", "y", "z")) {
            page.getByLabel("side in " + axis + ", unbinned px").fill("40");
            page.keyboard().press("Tab");
        }
        Locator full = page.locator("gt-full-box");
        assertThat(full).containsText("file 250 KiB");
        assertThat(full).containsText("memory up to");
        assertThat(full).containsText("about");
        settle();
        double[] corner = onPage("xy", 90 - 10, 70);
        assertThat(Screen.of(page).isColoured(corner[0], corner[1], 4))
                .as("the box is drawn")
                .isTrue();
        screenshot("tmshow-full-box");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("reconstruct full size here"))
                .click();
        Locator open = page.getByText("open the full-sized tomogram");
        assertThat(open)
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(60_000));
        open.click();
        page.waitForFunction(
                "() => " + VIEWER + "?.source?.info.item === 'fullTomogram' && " + VIEWER + ".canvas.image && true");
        settle();
        screenshot("tmshow-full");
        Path file = Workflow.open(folder).item("fullTomogram").file(".mrc");
        try (MrcStack volume = MrcStack.open(file)) {
            assertThat(volume.width()).isEqualTo(40);
            assertThat(volume.sectionsPresent()).isEqualTo(40);
        }
        // The pin lies in the middle of its box.
        List<?> pin = (List<?>) page.evaluate("() => " + VIEWER + ".pins.here[0].place");
        for (Object coordinate : pin) {
            assertThat(((Number) coordinate).doubleValue()).isCloseTo(19.5, within(0.1));
        }
    }
}
