package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: Ctrl-C. */
class ProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private static void expectNothingHalfWritten(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.endsWith("tmp"));
        }
    }

    /** Ctrl-C once in the simulation and once in the run that follows it. */
    @Test
    void theDemoHearsCtrlC() throws Exception {
        for (String step : List.of("simulate", "detect peaks")) {
            Path out = temp.resolve(step);
            Path err = temp.resolve(step + ".txt");
            Process process = CommandLineRun.start(err, List.of("-Xmx1g"), "demo", "--out", out);
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
            while (!(Files.exists(err) && Files.readString(err).contains(step))
                    && process.isAlive()
                    && System.nanoTime() < patience) {
                Thread.sleep(100);
            }
            Thread.sleep(300);

            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            long asked = System.nanoTime();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(130);
            // About a second on an idle machine; tests share theirs.
            assertThat((System.nanoTime() - asked) / 1e9).as("seconds to stop").isLessThan(10);
            expectNothingHalfWritten(out);
            if (step.equals("detect peaks")) {
                assertThat(out.resolve("workflow.json")).content().contains("\"cancelled\"");
            }
        }
    }
}
