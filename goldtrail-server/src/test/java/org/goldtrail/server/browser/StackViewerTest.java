package org.goldtrail.server.browser;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A test of the stack viewer on views with discs of known size and place. */
abstract class StackViewerTest extends BrowserTest {
    @SuppressWarnings("NullAway.Init") // set before each test
    protected Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    protected String address;

    @BeforeEach
    final void series() throws Exception {
        folder = DiscSeries.workflow(temp);
        address = "/w/" + idOf(folder) + "/tmshow";
    }

    protected final Locator canvas() {
        return page.locator("gt-image-canvas").first();
    }

    /** Opens the raw stack and waits until its image is on the screen. */
    protected final void show(String query) {
        open(address + "?item=rawStack" + query);
        waitForImage();
    }

    protected final void waitForImage() {
        page.waitForFunction("() => document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow')"
                + "?.canvas?.image && true");
        settle();
    }

    /** Two pictures of the screen later everything asked for is drawn. */
    protected final void settle() {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /** Where a place of the image lies on the page. */
    @SuppressWarnings("unchecked")
    protected final double[] onPage(double x, double y) {
        List<Number> at = (List<Number>) canvas().evaluate(
                        "(e, [x, y]) => { const [a, b] = e.view.toScreen(x, y); const r = e.getBoundingClientRect();"
                                + " return [a + r.left, b + r.top]; }",
                        List.of(x, y));
        return new double[] {at.get(0).doubleValue(), at.get(1).doubleValue()};
    }

    protected final double zoom() {
        return ((Number) canvas().evaluate("e => e.view.zoom")).doubleValue();
    }

    protected final void wheel(double x, double y, double by, String... modifiers) {
        page.mouse().move(x, y);
        for (String key : modifiers) {
            page.keyboard().down(key);
        }
        page.mouse().wheel(0, by);
        for (String key : modifiers) {
            page.keyboard().up(key);
        }
        settle();
    }

    protected final void drag(double fromX, double fromY, double toX, double toY) {
        page.mouse().move(fromX, fromY);
        page.mouse().down();
        page.mouse().move((fromX + toX) / 2, (fromY + toY) / 2);
        page.mouse().move(toX, toY);
        page.mouse().up();
        settle();
    }
}
