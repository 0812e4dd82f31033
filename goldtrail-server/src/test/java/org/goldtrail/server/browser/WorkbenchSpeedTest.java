package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.phantom.Phantom;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast the workflow window is, on a quiet machine: run with {@code -Dgoldtrail.full=true}. Server, browser and this test
 * share the machine's cores; the browser draws in software. How soon the command has started its server is measured where the
 * command is, in {@code GuiSpeedTest}.
 */
@EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
class WorkbenchSpeedTest extends BrowserTest {
    private static final int CALLS = 50;
    private static final int PRESSES = 20;
    private static final String WORKBENCH =
            "document.querySelector('gt-app')?.renderRoot?.querySelector('gt-workbench')?.renderRoot";

    @Test
    void thePageIsThereAtOnce() {
        String path = "/w/" + idOf(PhantomSeries.finished());
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Page fresh = newPage(1280, 800, ColorScheme.LIGHT); // a browser that has nothing in its cache
            fresh.addInitScript("""
                    const look = () => {
                      const tabs = %s?.querySelector('gt-area-tabs')?.renderRoot?.querySelectorAll('[role=tab]') ?? [];
                      if (tabs.length < 6) requestAnimationFrame(look);
                      else requestAnimationFrame(() => { window.tabsPainted = performance.now(); });
                    };
                    look();""".formatted(WORKBENCH));
            long start = System.nanoTime();
            fresh.navigate(server.link(path));
            fresh.waitForFunction("() => window.tabsPainted");
            double seconds = (System.nanoTime() - start) / 1e9;
            times.add(seconds);
        }
        System.out.printf(
                "page usable, tabs painted: %.2f s the first time, then %.2f s and %.2f s%n", times.toArray());
        assertThat(times).allSatisfy(seconds -> assertThat(seconds).isLessThan(1.5));
    }

    /** What Java spends on compiling this test's own code is told apart: a server does that once. */
    @Test
    void anIdlePageCostsNothing() throws InterruptedException {
        open("/w/" + idOf(PhantomSeries.finished()));
        assertThat(page.getByLabel("connected")).isVisible();
        List<String> asked = new CopyOnWriteArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        Thread.sleep(40_000);
        double whole = cpuSeconds();
        double compiling = compilerSeconds();
        long start = System.nanoTime();
        Thread.sleep(60_000); // Playwright looks for messages while it waits, which costs by itself
        double seconds = (System.nanoTime() - start) / 1e9;
        double compiled = (compilerSeconds() - compiling) / seconds;
        double share = (cpuSeconds() - whole) / seconds - compiled;
        page.waitForTimeout(1); // hears what has happened meanwhile
        System.out.printf(
                "idle page: %.2f %% of a core, server and browser together, over 60 s; and %.2f %% for compiling%n",
                100 * share, 100 * compiled);
        assertThat(asked).as("what an idle page has asked for").isEmpty();
        assertThat(share).isLessThan(0.01);
    }

    /** CPU time of this process, which is the server, and of the browser; not of what lets a test drive the browser. */
    private static double cpuSeconds() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .filter(p -> !p.info().command().orElse("").endsWith("/node"))
                .mapToDouble(
                        p -> p.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
    }

    /** CPU time of the threads of this process that compile, from Linux. */
    private static double compilerSeconds() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(t -> read(t.resolve("comm")).matches("C[12] CompilerThre.*"))
                    .map(t -> read(t.resolve("schedstat")))
                    .filter(schedule -> !schedule.isEmpty())
                    .mapToDouble(schedule -> Long.parseLong(schedule.split(" ", 2)[0]) / 1e9)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return ""; // a thread that has ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itAnswersWhileAStepComputes() throws Exception {
        PhantomPreset preset = PhantomPreset.QUICK;
        Phantom.simulate(preset.parameters(), 1, temp, Progress.SILENT);
        Path folder = Workflow.create(temp.resolve(preset.parameters().name() + ".st"), temp.resolve("busy.goldtrail"))
                .folder();
        String id = idOf(folder);
        open("/w/" + id);
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.hasState("creates a binned tilt series", "open");
        workbench.button("run all").click();
        workbench.isDone("measure the beads");

        List<Double> calls = new ArrayList<>();
        String[] asked = {"", "/items", "/versions", "/run/lines", "/script"};
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < CALLS; i++) {
                keepComputing(id);
                calls.add(time(client, "/api/workflows/" + id + asked[i % asked.length]));
                Thread.sleep(30);
            }
        }
        List<Double> presses = new ArrayList<>();
        for (int i = 0; i < PRESSES; i++) {
            keepComputing(id);
            presses.add(press());
        }
        server.context().jobs().cancel(id);
        double most = percentile(calls, 0.95);
        System.out.printf(
                "while computing: API calls %.0f ms (median), %.0f ms (95 %%), %.0f ms (worst); "
                        + "pressed button painted after %.0f ms (median), %.0f ms (worst)%n",
                percentile(calls, 0.5), most, percentile(calls, 1), percentile(presses, 0.5), percentile(presses, 1));
        assertThat(most).isLessThan(100);
        assertThat(percentile(presses, 1)).isLessThan(200);
    }

    /** The largest common camera; nothing has been run, so that the beads are measured, too, and nothing is compiled at first. */
    @Test
    void aTestOnAnImageComesSoon() throws Exception {
        Path stack = temp.resolve("large.st");
        Image view = beads(3838, 3710, 72);
        MrcLayout layout = MrcLayout.stack(view.width(), view.height(), 5)
                .withMode(MrcMode.INT16)
                .withPixelSize(OptionalDouble.of(1.35));
        try (MrcWriter writer = MrcWriter.create(stack, layout)) {
            for (int section = 0; section < 5; section++) {
                writer.writeSection(section, view);
            }
            writer.commit();
        }
        Files.writeString(temp.resolve("large.rawtlt"), "-6\n-3\n0\n3\n6\n");
        String id = idOf(Workflow.create(stack, temp.resolve("large.goldtrail")).folder());
        try (HttpClient client = HttpClient.newHttpClient()) {
            double first = time(client, "/api/workflows/" + id + "/test");
            double next = time(client, "/api/workflows/" + id + "/test");
            System.out.printf(
                    "test on a view of 3838 x 3710: %.1f s the first time, then %.1f s%n", first / 1000, next / 1000);
            assertThat(Math.max(first, next)).isLessThan(3000);
        }
    }

    private static Image beads(int width, int height, int diameter) {
        Random random = new Random(1);
        Image image = new Image(width, height);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = Math.round(1000 + 100 * random.nextGaussian());
        }
        for (int bead = 0; bead < 60; bead++) {
            int left = random.nextInt(width - diameter);
            int bottom = random.nextInt(height - diameter);
            for (int y = 0; y < diameter; y++) {
                for (int x = 0; x < diameter; x++) {
                    if (Math.hypot(x - diameter / 2.0, y - diameter / 2.0) < diameter / 2.0) {
                        image.set(left + x, bottom + y, image.get(left + x, bottom + y) - 200);
                    }
                }
            }
        }
        return image;
    }

    private void keepComputing(String id) {
        boolean running = server.context().jobs().state(id).orElseThrow().running();
        if (!running) {
            throw new AssertionError("the run ended before all was measured: "
                    + server.context().jobs().state(id).orElseThrow());
        }
    }

    private double time(HttpClient client, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + server.context().access().bearerToken())
                .build();
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        double ms = (System.nanoTime() - start) / 1e6;
        assertThat(answer.statusCode()).isEqualTo(200);
        if (Boolean.getBoolean("goldtrail.calls")) {
            System.out.printf("%6.1f ms %s%n", ms, path);
        }
        return ms;
    }

    /** From the press of the button to the frame that shows what it does, by the browser's own clock. */
    private double press() {
        page.evaluate("""
                () => {
                  const plus = %s.querySelector('gt-step-row').renderRoot.querySelector('.plus');
                  window.painted = new Promise(done => plus.addEventListener('click', event => {
                    requestAnimationFrame(() => setTimeout(() => done(performance.now() - event.timeStamp)));
                  }, { once: true }));
                }""".formatted(WORKBENCH));
        page.getByLabel("Parameters of creates a binned tilt series").click();
        return ((Number) page.evaluate("() => window.painted")).doubleValue();
    }

    private static double percentile(List<Double> values, double share) {
        double[] sorted = DoubleStream.of(values.stream().mapToDouble(v -> v).toArray())
                .sorted()
                .toArray();
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
