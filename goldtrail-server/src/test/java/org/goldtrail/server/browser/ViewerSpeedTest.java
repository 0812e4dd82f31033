package org.goldtrail.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the viewer is, on a quiet machine: run with {@code -Dgoldtrail.full=true}. The browser is that of all browser tests
 * (headless, software rendering: see {@link SharedBrowser}); the canvas is about 1024 x 768. Frames are counted where they are
 * delivered, at the end of drawing.
 */
@EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
class ViewerSpeedTest extends SpeedTest {
    private static final int VIEWS = 41;
    private static final String VIEWER = window("tmshow");

    @Test
    void aLargeStackIsThereAtOnceAndItsNeighboursAreWaiting() throws Exception {
        String address = "/w/" + idOf(series("large", 3838, 3710, VIEWS)) + "/tmshow";
        page = newPage(1300, 850, ColorScheme.DARK);
        open("/"); // the modules of the page are loaded once
        page.waitForTimeout(2000);
        page.navigate(server.link("/").replaceAll("/\\?.*", "") + address);
        page.waitForFunction("() => " + VIEWER + "?.canvas?.shownSection >= 0");
        List<Double> times = numbers(VIEWER, """
                async () => {
                  const v = %s;
                  const entries = performance.getEntriesByType('resource');
                  const info = entries.find(e => e.name.includes('/images/info'));
                  const plane = entries.find(e => e.name.includes('/images/plane'));
                  const steps = [];
                  for (let i = 0; i < 8; i++) {
                    await new Promise(r => setTimeout(r, 1500));
                    const start = performance.now();
                    v.goTo(v.index + 1);
                    const section = v.state.section;
                    while (v.canvas.shownSection !== section) await new Promise(requestAnimationFrame);
                    steps.push(performance.now() - start);
                  }
                  steps.sort((a, b) => a - b);
                  return [plane.responseEnd - info.startTime, steps[4], steps[7]];
                }
                """);
        System.out.printf(
                "3838 x 3710 x 41, int16: first image %.0f ms after the window asked, next view %.0f ms (median), %.0f ms (worst)%n",
                times.get(0), times.get(1), times.get(2));
        double band = numbers(VIEWER, """
                async () => {
                  const v = %s;
                  const before = v.canvas.image;
                  const start = performance.now();
                  v.set({ band: { low: 0, high: 0.2 } });
                  while (v.canvas.image === before) await new Promise(requestAnimationFrame);
                  await new Promise(requestAnimationFrame);
                  return [performance.now() - start];
                }
                """).getFirst();
        numbers(VIEWER, """
                async () => {
                  const v = %s;
                  v.set({ band: { low: 0, high: 1 } });
                  for (let i = 0; i < v.count; i++) {
                    v.goTo(i);
                    const section = v.state.section;
                    while (v.canvas.shownSection !== section) await new Promise(requestAnimationFrame);
                  }
                  return [];
                }
                """);
        Memory memory = memory();
        System.out.printf("first band-passed image %.0f ms; after all 41 views %s%n", band, memory);
        assertThat(times.get(0)).isLessThan(1000);
        assertThat(times.get(1)).isLessThan(150);
        assertThat(band).isLessThan(1000);
        memory.assertBelow(500);
    }

    @Test
    void scrubbingABinnedStackIsFluent() throws Exception {
        String address = "/w/" + idOf(series("binned", 1024, 1024, VIEWS)) + "/tmshow";
        List<Double> rates = new ArrayList<>();
        for (String renderer : new String[] {"auto", "canvas2d"}) {
            page = newPage(1292, 841, ColorScheme.DARK);
            open(page, address + "?renderer=" + renderer);
            page.waitForFunction("() => " + VIEWER + "?.canvas?.shownSection >= 0");
            page.waitForFunction(
                    "() => { const c = " + VIEWER + ".canvas; return c.ahead.length === 40 && c.ahead.every(s =>"
                            + " c.source.known({ plane: 'xy', at: s, bin: 1, thickness: 1, band: c.band })); }",
                    null,
                    new com.microsoft.playwright.Page.WaitForFunctionOptions().setTimeout(60_000));
            List<Double> rate = numbers(VIEWER, """
                    async () => {
                      const v = %s;
                      let frames = 0;
                      const shown = () => new Promise(done => v.addEventListener('gt-shown', done, { once: true }));
                      let direction = 1;
                      const start = performance.now();
                      while (performance.now() - start < 5000) {
                        if (v.index + direction < 0 || v.index + direction >= v.count) direction *= -1;
                        v.goTo(v.index + direction);
                        await shown(); // it is drawn now, before the next one is asked for
                        frames++;
                      }
                      return [frames / ((performance.now() - start) / 1000), v.canvas.clientWidth, v.canvas.clientHeight];
                    }
                    """);
            System.out.printf(
                    "1024 x 1024 x 41, %s, canvas %.0f x %.0f: %.1f frames/s over 5 s%n",
                    renderer, rate.get(1), rate.get(2), rate.get(0));
            rates.add(rate.get(0));
        }
        assertThat(rates).allSatisfy(rate -> assertThat(rate).isGreaterThanOrEqualTo(30));
    }
}
