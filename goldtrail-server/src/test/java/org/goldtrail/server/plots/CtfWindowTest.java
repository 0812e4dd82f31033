package org.goldtrail.server.plots;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.ctf.ViewCtf.Status;
import org.goldtrail.server.browser.WindowTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The window of the CTF: rings that lie on those of the spectrum, and values put right by hand. */
@EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
class CtfWindowTest extends WindowTest {
    private static final int SECTION = 12;

    private ViewCtf view(int section) {
        return workflow.ctf().get().views().get(section);
    }

    private double defocus(int section) {
        return Objects.requireNonNull(view(section).model()).meanAngstrom();
    }

    @Test
    void ringsAreShownAndValuesAreChangedByHand() throws Exception {
        workflow.run().step("ctf.estimateCTF");
        double measured = defocus(SECTION);
        Locator chart = chart("ctf?tilt=" + SECTION);
        Locator panel = page.locator("gt-ctf .spectrum");
        assertThat(panel).containsText("view 13 (+0.0°)");
        waitUntil(page.locator("gt-ctf"), "Boolean(e.view?.canvas)");
        page.waitForTimeout(200);
        screenshot("ctf");
        theRingsLieWhereTheModelIsDark();

        // Off and on: the canvas changes.
        Locator canvas = page.locator("gt-ctf .spectrum canvas");
        String with = (String) canvas.evaluate("e => e.toDataURL()");
        page.locator("#rings").click();
        page.waitForTimeout(200);
        assertThat(canvas.evaluate("e => e.toDataURL()")).isNotEqualTo(with);
        page.locator("#rings").click();

        assertThat(Files.readAllLines(saved("#save-csv"))).hasSize(1 + workflow.tiltsDeg().length);
        assertThat(Files.readString(saved("#save-svg"))).startsWith("<svg");
        for (String curve : new String[] {"astigmatism", "angle", "score", "resolution", "thickness", "defocus"}) {
            page.locator("#curve").selectOption(curve);
            waitUntil(chart, "e.spec.key.startsWith('" + curve + " ')");
        }
        page.keyboard().press("Escape");
        double[] dot = place(chart, "e.whereIs(0, p)", SECTION - 3);
        page.mouse().click(dot[0], dot[1]);
        assertThat(panel).containsText("view " + (SECTION - 2) + " ");
        page.locator("gt-ctf").getByText("view ▶").click();
        page.locator("gt-ctf").getByText("view ▶").click();
        page.locator("gt-ctf").getByText("view ▶").click();
        assertThat(panel).containsText("view 13 (+0.0°)");

        page.locator("input[name=defocus]").fill("3.5");
        page.locator("#set").click();
        assertThat(page.locator("#status")).containsText("set by hand");
        assertThat(defocus(SECTION)).isCloseTo(35_000, within(1.0));
        page.locator("#interpolate").click();
        assertThat(page.locator("#status")).containsText("between its neighbours");
        assertThat(defocus(SECTION))
                .isCloseTo((defocus(SECTION - 1) + defocus(SECTION + 1)) / 2, within(0.01 * measured));
        page.locator("#leave-out").click();
        assertThat(page.locator("#status")).containsText("left out by hand");
        assertThat(view(SECTION).status()).isEqualTo(Status.LEFT_OUT);
        screenshot("ctf-left-out");
        page.locator("#restore").click();
        assertThat(page.locator("#status")).hasText(Pattern.compile("measured.*score.*"));
        assertThat(defocus(SECTION)).isCloseTo(measured, within(1.0));
        assertThat(page.locator("#restore")).isDisabled();
    }

    /** The left half of the picture is the model: along the rings drawn it is darker than between them. */
    private void theRingsLieWhereTheModelIsDark() {
        Object dark = page.locator("gt-ctf").evaluate("""
                async e => {
                  const { zeros } = await import('/web/plots/ctf-rings.js');
                  const { views, optics } = e.data;
                  const [u, v, angle] = ['defocusUAngstrom', 'defocusVAngstrom', 'astigmatismDeg'].map(name => views[name][e.section]);
                  const c = e.view.canvas;
                  const pixels = c.getContext('2d').getImageData(0, 0, c.width, c.height);
                  const highest = (c.width / 2) * e.view.frequencyStep;
                  const at = (a, f) => {
                    const r = f / e.view.frequencyStep;
                    const x = Math.round(c.width / 2 + r * Math.cos(a)), y = Math.round(c.height / 2 - r * Math.sin(a));
                    return pixels.data[4 * (y * c.width + x)];
                  };
                  let on = 0, between = 0, count = 0;
                  for (let k = 0; k < 60; k++) {
                    const a = Math.PI * (0.6 + 0.8 * k / 60); // in the left half
                    const defocus = (u + v + (u - v) * Math.cos(2 * (a - angle * Math.PI / 180))) / 2;
                    const rings = zeros(defocus, optics, highest).slice(0, 6);
                    for (let n = 0; n + 1 < rings.length; n++) {
                      on += at(a, rings[n]);
                      between += at(a, Math.sqrt((rings[n] ** 2 + rings[n + 1] ** 2) / 2));
                      count++;
                    }
                  }
                  return [on / count, between / count];
                }
                """);
        double on = ((Number) ((List<?>) dark).get(0)).doubleValue();
        double between = ((Number) ((List<?>) dark).get(1)).doubleValue();
        assertThat(on).as("grey level on the rings").isLessThan(60);
        assertThat(between).as("grey level between them").isGreaterThan(150);
    }
}
