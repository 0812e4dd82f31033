package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldtrail.server.GoldtrailServer;
import org.goldtrail.server.HostProgram;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.server.ServerOptions;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;

/** What the server tells by itself: to many windows, to two browsers, and after it was away. */
class ConnectionTest extends BrowserTest {
    private static final int WINDOWS = 8;
    private static final String PARAMETER = "detection.detectPeaks.maskRadiusPx";

    /** On a machine that is busy with other tests, seconds; alone, the second that is promised. */
    private static final double LONGEST_MS = Boolean.getBoolean("goldtrail.full") ? 1000 : 6000;

    /** Tells when the button of "detect peaks" has a state: the page's clock, milliseconds. */
    private static final String WATCH = """
            state => {
              const step = () => document.querySelector('gt-app').renderRoot.querySelector('gt-workbench').renderRoot
                .querySelectorAll('gt-step-row')[2].renderRoot.querySelector('.step');
              window.seen = new Promise(done => {
                const look = () => (step().dataset.state === state ? done(Date.now()) : setTimeout(look, 10));
                look();
              });
            }""";

    @Override
    protected ServerOptions options() {
        return new ServerOptions(
                ServerOptions.LOOPBACK, 0, List.of(roots()), Optional.of(temp.resolve("user")), HostProgram.NONE);
    }

    @Test
    void eightWindowsOfOneBrowserStayAlive() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("eight.goldtrail"));
        Path other = PhantomSeries.copyOfFinished(temp.resolve("other.goldtrail"));
        String address = "/w/" + idOf(folder);
        open(address);
        List<Page> windows = new ArrayList<>(List.of(page));
        for (int i = 1; i < WINDOWS; i++) {
            Page next = page.context().newPage();
            next.navigate(url(i % 2 == 0 ? "/w/" + idOf(other) : address));
            windows.add(next);
        }
        for (Page window : windows) {
            assertThat(window.getByLabel("connected")).isVisible();
            new WorkbenchPage(window).hasState("detect peaks", "done");
        }
        Workflow.open(folder).set(PARAMETER, 17);
        Workflow.open(other).set(PARAMETER, 17);
        windows.forEach(window -> new WorkbenchPage(window).hasState("detect peaks", "outdated"));

        windows.get(2).navigate("about:blank");
        windows.get(3).close();
        Workflow.open(folder).unset(PARAMETER);
        Workflow.open(other).unset(PARAMETER);
        for (int left : new int[] {0, 1, 4, 5, 6, 7}) {
            new WorkbenchPage(windows.get(left)).hasState("detect peaks", "done");
        }
    }

    @Test
    void allSeeAChangeWithinASecond() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("second.goldtrail"));
        String path = "/w/" + idOf(folder);
        open(path);
        Page second = newPage(1280, 720, ColorScheme.DARK);
        open(second, path);
        List<Page> both = List.of(page, second);
        both.forEach(p -> new WorkbenchPage(p).hasState("detect peaks", "done"));
        Workflow shell = Workflow.open(folder);
        double most = 0;
        for (int round = 0; round < 4; round++) {
            boolean sets = round % 2 == 0;
            both.forEach(p -> p.evaluate(WATCH, sets ? "outdated" : "done"));
            long start = System.currentTimeMillis();
            if (sets) {
                shell.set(PARAMETER, 17);
            } else {
                shell.unset(PARAMETER);
            }
            most = Math.max(most, latest(both) - start);
        }
        new WorkbenchPage(page).plus("detect peaks");
        both.forEach(p -> p.evaluate(WATCH, "outdated"));
        long start = System.currentTimeMillis();
        page.getByLabel("mask radius").fill("17");
        page.getByLabel("mask radius").press("Enter");
        double typed = latest(both) - start;
        System.out.printf(
                "a change is seen in two browsers after %.0f ms at most when the shell makes it, %.0f ms when one of them does%n",
                most, typed);
        assertThat(Math.max(most, typed)).isLessThan(LONGEST_MS);
    }

    private static double latest(List<Page> pages) {
        return pages.stream()
                .mapToDouble(p -> ((Number) p.evaluate("() => window.seen")).doubleValue())
                .max()
                .orElseThrow();
    }

    @Test
    void aServerThatComesBackIsFoundAgain() {
        Path folder = PhantomSeries.copyOfFinished(temp.resolve("back.goldtrail"));
        String path = "/w/" + idOf(folder);
        open(path);
        assertThat(page.getByLabel("connected")).isVisible();
        // The window has been heard of, so that the next server knows it.
        page.waitForCondition(() -> Files.exists(temp.resolve("user/recent.txt")));
        int port = server.port();
        server.close();
        assertThat(page.getByText("connection lost; trying again")).isVisible();
        screenshot("connection-lost");

        Workflow.open(folder).set(PARAMETER, 17);
        ServerOptions before = options();
        server = GoldtrailServer.start(
                new ServerOptions(before.address(), port, before.roots(), before.userFolder(), before.host()));
        assertThat(page.getByText("open the address it has printed")).isVisible();
        screenshot("server-anew");

        Page another = page.context().newPage();
        another.navigate(server.link("/"));
        assertThat(page.getByLabel("connected")).isVisible();
        new WorkbenchPage(page).hasState("detect peaks", "outdated");
        assertThat(expectErrors()).allMatch(e -> e.contains("Failed to load"));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }
}
