package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import org.junit.jupiter.api.Test;

/** What fingers, Ctrl and the whole screen do to the stack viewer. */
class ViewerGesturesTest extends StackViewerTest {
    @Test
    void theImageGrowsAboutThePointerWithCtrlAndTheWheel() {
        show("&section=0");
        double[] place = onPage(DiscSeries.X, DiscSeries.Y);
        double[] pointer = {Math.rint(place[0]), Math.rint(place[1])};
        double before = zoom();
        wheel(pointer[0], pointer[1], -150, "Control");
        double factor = zoom() / before;
        assertThat(factor).isGreaterThan(1.3);
        double[] after = onPage(DiscSeries.X, DiscSeries.Y);
        assertThat(after[0] - pointer[0]).isCloseTo(factor * (place[0] - pointer[0]), within(0.01));
        wheel(pointer[0], pointer[1], 150, "Control");
        assertThat(zoom()).isCloseTo(before, within(1e-6));
    }

    @Test
    void twoFingersZoomAndMove() {
        show("&section=0");
        double before = zoom();
        double[] start = onPage(300, 200);
        CDPSession session = page.context().newCDPSession(page);
        touch(session, "touchStart", 500, 400, 600, 400);
        for (int step = 1; step <= 5; step++) {
            touch(session, "touchMove", 500 - 10 * step, 400, 600 + 10 * step, 400);
        }
        settle(); // moves are handed over frame by frame
        page.waitForCondition(() -> zoom() / before > 1.98);
        assertThat(zoom() / before).as("fingers twice as far apart").isCloseTo(2, within(0.02));
        double[] zoomed = onPage(300, 200);
        assertThat(zoomed[0] - 550).as("about the middle between them").isCloseTo(2 * (start[0] - 550), within(3.0));
        for (int step = 1; step <= 5; step++) {
            touch(session, "touchMove", 450 + 8 * step, 400 + 6 * step, 650 + 8 * step, 400 + 6 * step);
        }
        touch(session, "touchEnd");
        settle();
        page.waitForCondition(() -> onPage(300, 200)[0] - zoomed[0] > 34);
        assertThat(zoom() / before).isCloseTo(2, within(0.1));
        double[] moved = onPage(300, 200);
        assertThat(moved[0] - zoomed[0]).isCloseTo(40, within(6.0));
        assertThat(moved[1] - zoomed[1]).isCloseTo(30, within(6.0));
    }

    private static void touch(CDPSession session, String type, double... coordinates) {
        JsonArray points = new JsonArray();
        for (int i = 0; i < coordinates.length; i += 2) {
            JsonObject point = new JsonObject();
            point.addProperty("x", coordinates[i]);
            point.addProperty("y", coordinates[i + 1]);
            point.addProperty("id", i / 2);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        session.send("Input.dispatchTouchEvent", event);
    }

    @Test
    void theWindowFillsTheScreenAndComesBack() {
        show("&section=0");
        page.keyboard().press("Shift+F");
        page.waitForFunction("() => document.fullscreenElement !== null");
        settle();
        assertThat(canvas()).isVisible();
        page.keyboard().press("ArrowRight");
        assertThat(page.getByText("view 2 (−6.0°)")).isVisible();
        page.keyboard().press("Shift+F");
        page.waitForFunction("() => document.fullscreenElement === null");
    }
}
