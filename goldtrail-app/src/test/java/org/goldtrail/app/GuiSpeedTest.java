package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.app.guide.ThisProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How soon {@code goldtrail gui} has its page, from the start of the process, on a quiet machine. */
@EnabledIfSystemProperty(named = "goldtrail.full", matches = "true")
class GuiSpeedTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    @Test
    void theServerIsUpInThreeSeconds() throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProcessBuilder builder = new ProcessBuilder(
                    ThisProgram.asProcess().command(1000, 2, List.of("gui", temp.toString(), "--no-browser")));
            builder.environment().put("XDG_CONFIG_HOME", temp.resolve("config").toString());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            long start = System.nanoTime();
            Process process = builder.start();
            try (BufferedReader out = process.inputReader()) {
                assertThat(out.readLine()).startsWith("the page: http://127.0.0.1:");
                seconds.add((System.nanoTime() - start) / 1e9);
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
        System.out.printf("server up: %.2f s, %.2f s, %.2f s%n", seconds.toArray());
        assertThat(seconds).allSatisfy(s -> assertThat(s).isLessThan(3));
    }
}
