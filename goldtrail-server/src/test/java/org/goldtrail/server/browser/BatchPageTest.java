package org.goldtrail.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.server.HostProgram;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.server.ServerOptions;
import org.goldtrail.workflow.batch.WorkerProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A batch from the project page, in processes of its own. */
class BatchPageTest extends BrowserTest {
    private static final double LONGEST_MS = 240_000;

    @Override
    protected ServerOptions options() {
        WorkerProgram worker = new WorkerProgram(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
                System.getProperty("java.class.path"),
                BatchWorker.class.getName());
        return new ServerOptions(
                ServerOptions.LOOPBACK,
                0,
                List.of(roots()),
                Optional.empty(),
                new HostProgram(Optional.of(worker), folder -> List.of()));
    }

    private void stack(String name) throws IOException {
        for (String ending : List.of(".st", ".rawtlt", ".st.mdoc")) {
            Files.copy(PhantomSeries.home().resolve("quick" + ending), temp.resolve(name + ending));
        }
    }

    @Test
    void aBatchIsStartedAndStopped() throws IOException {
        stack("TS_01");
        stack("TS_02");
        open("/p/?folder=" + temp);
        WorkbenchPage workbench = new WorkbenchPage(page);
        assertThat(page.getByText("2 series")).isVisible();
        workbench.button("start batch").click();
        assertThat(page.getByText("batch is running")).isVisible();
        Locator row = page.locator("tbody tr").first();
        assertThat(row).containsText("running", patiently());
        screenshot("batch-running");
        workbench.button("stop batch").click();
        assertThat(page.getByText("last batch")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        assertThat(workbench.button("start batch")).isVisible();
        assertThat(page.locator("tbody")).not().containsText("running", patiently());
        screenshot("batch-stopped");
        assertThat(Files.isDirectory(temp.resolve("TS_01.goldtrail"))).isTrue();
    }

    @Test
    @EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
    void aBatchThatWasStoppedIsTakenUpAndEnds() throws IOException {
        stack("TS_01");
        stack("TS_02");
        open("/p/?folder=" + temp);
        WorkbenchPage workbench = new WorkbenchPage(page);
        workbench.button("start batch").click();
        assertThat(page.locator("tbody tr").first()).containsText("running", patiently());
        workbench.button("stop batch").click();
        assertThat(page.getByText("last batch")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        workbench.button("start batch").click();
        assertThat(page.getByText("2 good")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONGEST_MS));
        assertThat(page.getByText("last batch")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        screenshot("batch-done");
    }

    private static LocatorAssertions.ContainsTextOptions patiently() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    }
}
