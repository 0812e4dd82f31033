package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.BeforeEach;

/** A test of windows of a finished workflow, a copy of its own that may be changed. */
public abstract class WindowTest extends BrowserTest {
    @SuppressWarnings("NullAway.Init") // set before each test
    protected Workflow workflow;

    /** Of the workflow in addresses. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected String id;

    /** The working markers at first. */
    @SuppressWarnings("NullAway.Init") // set before each test
    protected MarkerSet before;

    @BeforeEach
    final void copyWorkflow() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("w.goldtrail"));
        workflow = Workflow.open(folder);
        before = workflow.markers().get();
        id = idOf(folder);
    }

    /** Opens a window, like {@code gallery?source=peaks}. */
    protected final void window(String nameAndQuery) {
        open("/w/" + id + "/" + nameAndQuery);
    }

    /** Opens a window and gives its chart, once it is drawn. */
    protected final Locator chart(String window) {
        window(window);
        Locator chart = page.locator("gt-chart").first();
        assertThat(chart).isVisible();
        waitUntil(chart, "Boolean(e.drawn)");
        return chart;
    }

    /** Waits for a condition on an element {@code e}, as JavaScript. */
    protected final void waitUntil(Locator element, String condition) {
        page.waitForCondition(() -> Boolean.TRUE.equals(element.evaluate("e => " + condition)));
    }

    /** A number that an expression on an element {@code e} gives. */
    protected static double number(Locator element, String expression) {
        return ((Number) element.evaluate("e => " + expression)).doubleValue();
    }

    /** A place {@code {x, y}} on the page that an expression on an element {@code e} and an argument {@code p} gives. */
    protected static double[] place(Locator element, String expression, Object argument) {
        List<?> at = (List<?>) element.evaluate(
                "(e, p) => { const s = " + expression + "; return [s.x ?? s[0], s.y ?? s[1]]; }", argument);
        return new double[] {((Number) at.get(0)).doubleValue(), ((Number) at.get(1)).doubleValue()};
    }

    /** Where a value of a chart's axis lies on the page, in the middle of the other axis. */
    protected static double[] value(Locator chart, String axis, double value) {
        return place(chart, "e.whereIsValue(p[0], p[1])", List.of(axis, value));
    }

    /** Drags with the left button, by way of the middle. */
    protected final void drag(double[] from, double[] to) {
        page.mouse().move(from[0], from[1]);
        page.mouse().down();
        page.mouse().move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
        page.mouse().move(to[0], to[1]);
        page.mouse().up();
    }

    /** Draws around the places given with the left button, from the first to the last and back. */
    protected final void drawAround(double[]... corners) {
        page.mouse().move(corners[0][0], corners[0][1]);
        page.mouse().down();
        for (double[] corner : corners) {
            page.mouse().move(corner[0], corner[1]);
        }
        page.mouse().move(corners[0][0], corners[0][1]);
        page.mouse().up();
    }

    /** The file that a button saves. */
    protected final Path saved(String button) {
        Download download = page.waitForDownload(() -> page.locator(button).click());
        Path file = temp.resolve(download.suggestedFilename());
        download.saveAs(file);
        return file;
    }
}
