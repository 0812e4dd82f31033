package org.goldtrail.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.formats.MrcHeader;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the viewer is, on a quiet machine: run with {@code -Dgoldtrail.full=true}. The browser is that of all browser tests
 * (headless, software rendering: see {@link SharedBrowser}); the canvas is about 1024 x 768. Frames are counted where they are
 * delivered, at the end of drawing.
 */
@EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
class ViewerSpeedTest extends BrowserTest {
    private static final int VIEWS = 41;
    private static final String VIEWER = "document.querySelector('gt-app').renderRoot.querySelector('gt-tmshow')";

    @Test
    void aLargeStackIsThereAtOnceAndItsNeighboursAreWaiting() throws Exception {
        String address = "/w/" + idOf(series("large", 3838, 3710)) + "/tmshow";
        page = newPage(1300, 850, ColorScheme.DARK);
        open("/"); // the modules of the page are loaded once
        page.waitForTimeout(2000);
        page.navigate(server.link("/").replaceAll("/\\?.*", "") + address);
        page.waitForFunction("() => " + VIEWER + "?.canvas?.shownSection >= 0");
        List<Double> times = numbers("""
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
        assertThat(times.get(0)).isLessThan(1000);
        assertThat(times.get(1)).isLessThan(150);
    }

    @Test
    void scrubbingABinnedStackIsFluent() throws Exception {
        String address = "/w/" + idOf(series("binned", 1024, 1024)) + "/tmshow";
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
            List<Double> rate = numbers("""
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

    private List<Double> numbers(String script) {
        List<?> numbers = (List<?>) page.evaluate(script.formatted(VIEWER));
        return numbers.stream().map(number -> ((Number) number).doubleValue()).toList();
    }

    /** A stack whose views are all alike, made of one view written many times. */
    private Path series(String name, int width, int height) throws IOException {
        Path one = temp.resolve("one-" + name + ".mrc");
        MrcLayout layout =
                MrcLayout.stack(width, height, 1).withMode(MrcMode.INT16).withPixelSize(OptionalDouble.of(1.35));
        Random random = new Random(1);
        Image image = new Image(width, height);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = 500 + random.nextInt(100);
        }
        try (MrcWriter writer = MrcWriter.create(one, layout)) {
            writer.writeSection(0, image);
            writer.commit();
        }
        Path stack = temp.resolve(name + ".st");
        byte[] bytes = Files.readAllBytes(one);
        try (FileChannel out = FileChannel.open(stack, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.wrap(bytes, 0, MrcHeader.BYTES);
            header.order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(8, VIEWS).putInt(36, VIEWS);
            header.position(0);
            out.write(header);
            for (int view = 0; view < VIEWS; view++) {
                out.write(ByteBuffer.wrap(bytes, MrcHeader.BYTES, bytes.length - MrcHeader.BYTES));
            }
        }
        Files.writeString(
                temp.resolve(name + ".rawtlt"),
                IntStream.range(0, VIEWS)
                        .mapToObj(view -> Integer.toString(3 * view - 60))
                        .collect(Collectors.joining("\n", "", "\n")));
        return Workflow.create(stack, temp.resolve(name + ".goldtrail")).folder();
    }
}
