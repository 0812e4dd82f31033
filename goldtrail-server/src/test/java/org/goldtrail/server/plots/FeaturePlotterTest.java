package org.goldtrail.server.plots;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.BitSet;
import java.util.List;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.server.browser.WindowTest;
import org.junit.jupiter.api.Test;

/** The feature plotter by mouse: boundaries that are dragged, and the lasso. */
class FeaturePlotterTest extends WindowTest {
    private static final String PIECES = "e.spec.marks.find(m => m.population && m.draggable).pieces";

    private BitSet selected() {
        return workflow.peaks().selection().selected();
    }

    /** Where the boundary of the populations runs nearest to the middle of the plot, on the page. */
    private double[] onBoundary(Locator chart) {
        waitUntil(chart, "e.spec.marks.some(m => m.population && m.draggable)");
        return place(
                chart,
                "(() => { const { sx, sy, area } = e.drawn; const b = e.getBoundingClientRect(); let best = null;"
                        + " const q = " + PIECES
                        + "; for (let i = 0; i < q.length; i += 4) { const x = sx.px(q[i]), y = sy.px(q[i + 1]);"
                        + " if (x < area.left + 20 || x > area.right - 20 || y < area.top + 40 || y > area.bottom - 20) continue;"
                        + " const d = Math.hypot(x - (area.left + area.right) / 2, y - (area.top + area.bottom) / 2);"
                        + " if (!best || d < best.d) best = { d, x: b.left + x, y: b.top + y }; } return best; })()",
                0);
    }

    private void plot(String kind, String x, String y) {
        page.locator("#kind").selectOption(kind);
        page.locator("#x").selectOption(x);
        if (!kind.equals("histogram")) {
            page.locator("#y").selectOption(y);
        }
        page.locator("#draw").click();
        waitUntil(page.locator("gt-chart"), "e.spec.key.startsWith('" + kind + " " + x + "') && Boolean(e.drawn)");
        page.waitForTimeout(100);
    }

    @Test
    void theBoundaryIsThatOfTheClusteringAndSelectsAnewWhenDragged() {
        Locator chart = chart("features");
        assertThat(page.locator("#draw")).hasText("Scatter 2d");
        assertThat(page.locator("#least")).hasValue("10");
        assertThat(page.locator("gt-window")).containsText("widths apart");
        assertThat(page.locator("#save")).isDisabled();
        BitSet before = selected();
        screenshot("features");
        // Towards the beads: fewer peaks are as likely beads as is asked for now.
        double[] from = onBoundary(chart);
        double[] middle = value(chart, "x", 0.75);
        drag(from, new double[] {from[0] + 0.4 * (middle[0] - from[0]), from[1] - 15});
        assertThat(page.locator("#least")).not().hasValue("10");
        assertThat(Double.parseDouble(page.locator("#least").inputValue())).isGreaterThan(10);
        double shown = number(chart, "e.spec.layers[0].group.reduce((sum, s) => sum + s, 0)");
        assertThat(shown).isLessThan(before.cardinality());
        screenshot("features-dragged");
        page.locator("#undo").click();
        assertThat(page.locator("#least")).hasValue("10");
        assertThat(page.locator("#save")).isDisabled();
        page.locator("#least").fill("99");
        page.keyboard().press("Tab");
        double kept = number(chart, "e.spec.layers[0].group.reduce((sum, s) => sum + s, 0)");
        page.locator("#save").click();
        assertThat(page.locator("#said")).containsText("saved; the indexing");
        assertThat((double) selected().cardinality()).isEqualTo(kept).isLessThan(before.cardinality());
    }

    @Test
    void densityAndHistogramShowBothPopulationsAndTheirBoundaryMoves() {
        Locator chart = chart("features");
        BitSet before = selected();
        plot("density", "cc", "contrast");
        assertThat(chart.evaluate("e => e.spec.layers[0].kind")).isEqualTo("cells");
        double all = workflow.peaks().all().size();
        assertThat(number(chart, "e.spec.layers[0].values.reduce((sum, v) => sum + v, 0)"))
                .isBetween(0.98 * all, all);
        double[] from = onBoundary(chart);
        drag(from, new double[] {from[0] + 60, from[1]});
        assertThat(page.locator("#said")).containsText("not saved");
        screenshot("features-density");
        page.keyboard().press("Control+z");
        assertThat(page.locator("#save")).isDisabled();

        plot("histogram", "cc", "");
        assertThat(
                        number(
                                chart,
                                "e.spec.layers[0].y.reduce((s, v) => s + v, 0) + e.spec.layers[1].y.reduce((s, v) => s + v, 0)"))
                .isBetween(0.98 * all, all);
        waitUntil(chart, "e.spec.marks.length > 0");
        double line = number(chart, "e.spec.marks[0].value");
        drag(value(chart, "x", line), value(chart, "x", line + 0.2));
        assertThat(Double.parseDouble(page.locator("#least").inputValue())).isGreaterThan(10);
        screenshot("features-histogram");
        page.locator("#undo").click();
        // The second means: a bound of one feature alone.
        page.locator("#bounds").click();
        double bound = number(chart, "e.spec.marks.find(m => m.feature).value");
        drag(value(chart, "x", bound), value(chart, "x", 0.8));
        double least = number(chart, "e.spec.marks.find(m => m.feature).value");
        assertThat(least).isCloseTo(0.8, within(0.01));
        page.keyboard().press("Control+s");
        assertThat(page.locator("#said")).containsText("saved; the indexing");
        List<PeakFile.Peak> peaks = workflow.peaks().all();
        BitSet now = selected();
        for (int i = 0; i < peaks.size(); i++) {
            double above = peaks.get(i).cc() - least;
            if (Math.abs(above) > 1e-4) { // the page knows four decimals
                assertThat(now.get(i)).as("peak %d", i).isEqualTo(before.get(i) && above > 0);
            }
        }
    }

    @Test
    void peaksInALassoAreKeptOrRejectedAndMarkedInTheGallery() {
        Locator chart = chart("features");
        BitSet before = selected();
        Page gallery = page.context().newPage();
        open(gallery, "/w/" + id + "/gallery?source=peaks");
        assertThat(gallery.locator("gt-patch-grid")).isVisible();
        page.bringToFront();
        lasso(chart, 0.6, 0.97, 0.6, 0.995);
        assertThat(page.locator("#said")).containsText("in the lasso");
        int inside = Integer.parseInt(page.locator("#said").textContent().replaceAll("\\D", ""));
        assertThat(gallery.locator("gt-window")).containsText(inside + " chosen");
        page.locator("#reject").click();
        page.locator("#save").click();
        assertThat(page.locator("#said")).containsText("saved; the indexing");
        assertThat(selected().cardinality()).isLessThan(before.cardinality());
        page.locator("#keep").click();
        page.locator("#save").click();
        assertThat(page.locator("#save")).isDisabled();
        assertThat(selected().cardinality()).isGreaterThanOrEqualTo(before.cardinality());
        page.locator("#only").click();
        page.locator("#save").click();
        assertThat(page.locator("#save")).isDisabled();
        assertThat(selected().cardinality()).isEqualTo(inside);
    }

    /** Draws around a rectangle of the plot with Shift. */
    private void lasso(Locator chart, double left, double right, double low, double high) {
        double[] x = {value(chart, "x", left)[0], value(chart, "x", right)[0]};
        double[] y = {value(chart, "y", low)[1], value(chart, "y", high)[1]};
        page.keyboard().down("Shift");
        drawAround(new double[] {x[0], y[0]}, new double[] {x[1], y[0]}, new double[] {x[1], y[1]}, new double[] {
            x[0], y[1]
        });
        page.keyboard().up("Shift");
    }
}
