package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stack viewer, by mouse and keys on real pixels: discs of known size and place are on the views. */
class ViewerTest extends StackViewerTest {
    @ParameterizedTest
    @ValueSource(strings = {"auto", "canvas2d"})
    void aBeadIsMeasuredWithTheRuler(String renderer) {
        show("&section=0&contrast=same,550,1050,1,0&renderer=" + renderer);
        assertThat(canvas().evaluate("e => e.drawer.name")).isEqualTo(renderer.equals("auto") ? "webgl" : "canvas2d");
        double[] start = onPage(DiscSeries.X, DiscSeries.Y);
        double[] pointer = {Math.rint(start[0]), Math.rint(start[1])};
        double before = zoom();
        for (int i = 0; i < 2; i++) {
            wheel(pointer[0], pointer[1], -200, "Shift");
        }
        double factor = zoom() / before;
        assertThat(factor).isGreaterThan(3);
        double[] bead = onPage(DiscSeries.X, DiscSeries.Y);
        assertThat(bead[0] - pointer[0])
                .as("what is under the pointer stays there")
                .isCloseTo(factor * (start[0] - pointer[0]), within(0.01));
        assertThat(bead[1] - pointer[1]).isCloseTo(factor * (start[1] - pointer[1]), within(0.01));

        Screen screen = Screen.of(page);
        double middle = screen.mean(bead[0], bead[1], 5);
        double around = screen.mean(bead[0] + 0.8 * DiscSeries.DIAMETER * zoom(), bead[1], 5);
        assertThat(around - middle).as("a dark bead").isGreaterThan(60);
        double threshold = (middle + around) / 2;
        double left = screen.edge(bead[0], bead[1], -1, threshold);
        double right = screen.edge(bead[0], bead[1], 1, threshold);

        page.keyboard().press("r");
        drag(left, bead[1], right, bead[1]);
        String length = page.locator("#length").textContent();
        screenshot("tmshow-ruler-" + renderer);
        assertThat(Double.parseDouble(length.replaceAll(" px.*", ""))).isCloseTo(DiscSeries.DIAMETER, within(1.0));
        assertThat(length).contains("nm");

        page.getByText("take as bead diameter").click();
        assertThat(page.getByText("bead radius for detection")).isVisible();
        Object radius = Workflow.open(folder).value("detection.detectPeaks.beadRadiusPx");
        assertThat(((Number) radius).doubleValue()).isCloseTo(DiscSeries.DIAMETER / 2, within(0.5));
    }

    @Test
    void keysAndWheelStepThroughTheViews() {
        show("");
        assertThat(page.getByText("view 4 (+0.0°)")).isVisible();
        page.keyboard().press("ArrowRight");
        assertThat(page.getByText("view 5 (+3.0°)")).isVisible();
        page.keyboard().press("Home");
        assertThat(page.getByText("view 1 (−9.0°)")).isVisible();
        page.keyboard().press("End");
        assertThat(page.getByText("view 7 (+9.0°)")).isVisible();
        settle();
        page.waitForFunction(
                "() => document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow').canvas.shownSection === 6");
        Screen screen = Screen.of(page);
        double[] moved = onPage(DiscSeries.X + 6 * DiscSeries.STEP, DiscSeries.Y);
        double[] old = onPage(DiscSeries.X - 8, DiscSeries.Y);
        assertThat(screen.mean(old[0], old[1], 3) - screen.mean(moved[0], moved[1], 3))
                .isGreaterThan(60);
        wheel(moved[0], moved[1], -100);
        assertThat(page.getByText("view 6 (+6.0°)")).isVisible();
        page.waitForURL(Pattern.compile(".*section=5.*"));
        page.reload();
        waitForImage();
        assertThat(page.getByText("view 6 (+6.0°)")).isVisible();
    }

    @Test
    void autoPlaysToAndFro() {
        show("&section=0");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("auto"))
                .click();
        page.waitForFunction(
                "() => document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow').state.section === 6");
        page.waitForFunction(
                "() => document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow').state.section === 0");
        page.keyboard().press("Space");
        Object still = page.evaluate(
                "async () => { const v = document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow');"
                        + " const a = v.state.section; await new Promise(r => setTimeout(r, 400)); return a === v.state.section; }");
        assertThat(still).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "canvas2d"})
    void contrastAndInversionChangePixels(String renderer) {
        show("&section=0&renderer=" + renderer);
        double[] place = onPage(500, 300);
        double[] bead = onPage(DiscSeries.X, DiscSeries.Y);
        double usual = Screen.of(page).mean(place[0], place[1], 10);
        assertThat(usual).isCloseTo(128, within(12.0));
        page.keyboard().press("i");
        settle();
        assertThat(Screen.of(page).mean(place[0], place[1], 10)).isCloseTo(255 - usual, within(2.0));
        page.keyboard().press("i");
        settle();
        // Dragging the window of the histogram to the right makes everything darker.
        BoundingBox histogram = page.locator("gt-histogram svg").boundingBox();
        double middle = histogram.x + histogram.width / 2;
        drag(middle, histogram.y + 30, middle + 40, histogram.y + 30);
        double darker = Screen.of(page).mean(place[0], place[1], 10);
        assertThat(darker).isLessThan(usual - 20);
        // Its left handle far to the left makes the beads visible as grey.
        page.getByText("reset").click();
        settle();
        assertThat(Screen.of(page).mean(place[0], place[1], 10)).isCloseTo(usual, within(1.0));
        page.locator("gt-histogram input[type=range]").fill("0.6");
        settle();
        assertThat(Screen.of(page).mean(place[0], place[1], 10)).as("gamma").isGreaterThan(usual + 20);
        assertThat(Screen.of(page).mean(bead[0], bead[1], 2))
                .as("black stays black")
                .isLessThan(5);
    }

    @Test
    void withoutWebGlThePictureIsTheSame() {
        Screen[] screens = new Screen[2];
        String[] renderers = {"auto", "canvas2d"};
        for (int i = 0; i < 2; i++) {
            show("&section=1&x=210&y=140&zoom=3.3&renderer=" + renderers[i]);
            screens[i] = Screen.of(page);
        }
        double[] difference = screens[0].difference(screens[1], canvas().boundingBox());
        assertThat(difference[0]).as("mean difference of grey levels").isLessThan(3);
    }

    @Test
    void movingByMiddleAndByShiftAndRightButton() {
        show("&section=0");
        double[] before = onPage(300, 200);
        page.mouse().move(600, 400);
        page.mouse().down(new Mouse.DownOptions().setButton(MouseButton.MIDDLE));
        page.mouse().move(650, 370);
        page.mouse().up(new Mouse.UpOptions().setButton(MouseButton.MIDDLE));
        double[] after = onPage(300, 200);
        assertThat(after[0] - before[0]).isCloseTo(50, within(0.01));
        assertThat(after[1] - before[1]).isCloseTo(-30, within(0.01));
        page.keyboard().down("Shift");
        page.mouse().move(600, 400);
        page.mouse().down(new Mouse.DownOptions().setButton(MouseButton.RIGHT));
        page.mouse().move(550, 430);
        page.mouse().up(new Mouse.UpOptions().setButton(MouseButton.RIGHT));
        page.keyboard().up("Shift");
        assertThat(onPage(300, 200)[0]).isCloseTo(before[0], within(0.01));
        page.keyboard().press("h");
        drag(600, 400, 640, 400);
        assertThat(onPage(300, 200)[0]).as("the hand").isCloseTo(before[0] + 40, within(0.01));
        page.keyboard().press("f");
        settle();
        assertThat(onPage(300, 200)[0]).isCloseTo(before[0], within(0.01));
    }

    @Test
    void theValueUnderThePointerIsThatOfTheFile() {
        show("&section=0&x=200&y=140&zoom=8");
        double[] bead = onPage(DiscSeries.X, DiscSeries.Y);
        page.mouse().move(bead[0], bead[1]);
        String words = page.locator(".under").textContent();
        assertThat(words).startsWith("200.5, 140.3 px");
        assertThat(words).contains("54.1, 37.9 nm");
        double value = Double.parseDouble(words.replaceAll(".*value ", ""));
        assertThat(value).isCloseTo(DiscSeries.DISC, within(40.0));
    }

    @Test
    void aViewIsDiscardedAndTakenBack() {
        show("&section=3");
        double[] place = onPage(500, 300);
        page.keyboard().press("x");
        assertThat(page.getByText("is discarded")).isVisible();
        assertThat(Workflow.open(folder).discarded()).containsExactly(3);
        settle();
        assertThat(canvas().evaluate("e => e.fade")).isEqualTo(0.55);
        screenshot("tmshow-discarded");
        page.keyboard().press("Shift+X");
        assertThat(page.getByText("is taken back")).isVisible();
        assertThat(Workflow.open(folder).discarded()).isEmpty();
        assertThat(Screen.of(page).mean(place[0], place[1], 5)).isPositive();
    }

    @Test
    void pinsAreNamedAndKept() throws Exception {
        show("&section=1");
        page.keyboard().press("p");
        double[] place = onPage(400, 250);
        page.mouse().click(place[0], place[1]);
        Locator name = page.getByLabel("name of the pin");
        assertThat(name).hasValue("pin 1");
        name.fill("a spot");
        name.press("Enter");
        page.waitForCondition(() -> read(folder.resolve("pins.json")).contains("a spot"));
        assertThat(read(folder.resolve("pins.json"))).contains("\"section\" : 1");
        page.reload();
        waitForImage();
        assertThat(page.getByLabel("name of the pin")).hasValue("a spot");
        settle();
        assertThat(Screen.of(page).isColoured(place[0], place[1] - 17, 10))
                .as("drawn")
                .isTrue();
        page.getByLabel("remove a spot").click();
        page.waitForCondition(() -> !read(folder.resolve("pins.json")).contains("a spot"));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aPictureIsSaved() throws Exception {
        show("&section=0");
        Download download = page.waitForDownload(() -> page.keyboard().press("s"));
        assertThat(download.suggestedFilename()).isEqualTo("discs_xy1.png");
        Screen saved = Screen.of(Files.readAllBytes(download.path()));
        BoundingBox box = canvas().boundingBox();
        assertThat(saved.width()).isEqualTo((int) box.width);
        double[] bead = onPage(DiscSeries.X, DiscSeries.Y);
        assertThat(saved.mean(bead[0] - box.x, bead[1] - box.y, 3)).isLessThan(20);
    }

    @Test
    void binningBandAndThicknessChangeTheImage() {
        show("&section=2");
        String sd = "e => e.image.sd";
        double before = ((Number) canvas().evaluate(sd)).doubleValue();
        page.keyboard().press("b");
        page.waitForFunction(
                "() => document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow').canvas.image.width === 350");
        double binned = ((Number) canvas().evaluate(sd)).doubleValue();
        assertThat(binned).as("noise halved").isCloseTo(before / 2, within(0.15 * before));
        page.keyboard().press("Shift+B");
        page.getByText("to 0.2").click();
        page.waitForFunction(
                "s => { const c = document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow').canvas;"
                        + " return c.image.width === 700 && c.image.sd < s; }",
                before / 3);
        assertThat(page.getByLabel("to cut-off, Å")).hasValue("27");
        page.getByText("off").click();
        page.keyboard().press("t");
        page.keyboard().press("t");
        page.waitForFunction(
                "s => { const i = document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow').canvas.image;"
                        + " return i.sd > s * 0.45 && i.sd < s * 0.7; }",
                before);
        page.waitForURL(Pattern.compile(".*thickness=3.*"));
    }

    @Test
    void theKeysAreToldOnQuestionMark() {
        show("");
        page.keyboard().press("?");
        assertThat(page.getByText("discard the view, take it back")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByText("discard the view, take it back")).isHidden();
    }
}
