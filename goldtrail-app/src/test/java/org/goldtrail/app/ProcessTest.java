package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: the lack of memory, and Ctrl-C. */
class ProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private Path writeLargeViews() throws IOException {
        Path stack = temp.resolve("large.st");
        Image image = new Image(3000, 3000);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = i * 2654435761L % 1000;
        }
        StringBuilder angles = new StringBuilder();
        try (MrcWriter writer = MrcWriter.create(stack, MrcLayout.stack(3000, 3000, 6))) {
            for (int v = 0; v < 6; v++) {
                writer.writeSection(v, image);
                angles.append(10 * v).append('\n');
            }
            writer.commit();
        }
        Files.writeString(temp.resolve("large.rawtlt"), angles);
        return stack;
    }

    @Test
    void lackOfMemoryIsOneSentence() throws Exception {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err.txt");
        Process process = CommandLineRun.start(err, List.of("-Xmx48m"), "run", writeLargeViews(), "--out", out);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();

        String said = Files.readString(err);
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        assertThat(said.strip().lines().toList().getLast())
                .startsWith("goldtrail: the memory of 48 MB is not enough")
                .contains("GOLDTRAIL_HEAP=96m");
        assertThat(said).doesNotContain("\tat ", "OutOfMemoryError");
        assertThat(out.resolve("workflow.json")).content().contains("\"error\"").doesNotContain("verdict");
        expectNothingHalfWritten(out);
    }

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
