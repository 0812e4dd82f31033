package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too little memory, too little disk: one sentence, and the same command goes on once there is more. */
class ResourcesTest {
    private static final int NO_RESOURCES = 6;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private Path stack = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        stack = DiscSeries.of(1).write(temp, "TS_1");
        folder = temp.resolve("TS_1.goldtrail");
    }

    private String err() throws IOException {
        return Files.readString(temp.resolve("err.txt"));
    }

    /** Runs the series in a process of its own. */
    private int run(String shell, String heap) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgoldtrail.kernels=plain",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("run", stack.toString(), "--out", folder.toString(), "--quiet"));
        List<String> limited = new ArrayList<>(List.of("bash", "-c", shell + "exec \"$@\"", "bash"));
        limited.addAll(command);
        Process process = new ProcessBuilder(limited)
                .redirectError(temp.resolve("err.txt").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private StepStatus status(String step) {
        return Workflow.open(folder).status(step);
    }

    @Test
    void tooLittleMemoryIsSaidBeforeAStepStarts() throws Exception {
        assertThat(run("", "32m")).as(err()).isEqualTo(NO_RESOURCES);

        assertThat(err().lines().toList().getLast())
                .startsWith("goldtrail: detection.visualisationMatrix needs about ")
                .contains("GOLDTRAIL_HEAP=", "what was done before is kept");
        assertThat(err()).doesNotContain("\tat ");
        assertThat(status("visualisationMatrix").state()).isEqualTo(StepStatus.State.FAILED);
    }

    /** A limit on the size of files stands for a full disk: the aligned stack of 2.4 MB is the first that is too large. */
    @Test
    void aFullDiskLeavesWhatWasDoneAndTheRunGoesOn() throws Exception {
        assertThat(run("ulimit -f 1500; ", "400m")).as(err()).isEqualTo(NO_RESOURCES);

        assertThat(err().lines().toList().getLast())
                .startsWith("goldtrail: ")
                .contains("TS_1_aligned.mrc", "File too large", "make room", "what was done before is kept");
        assertThat(status("fixMarkers").state()).isEqualTo(StepStatus.State.DONE);
        assertThat(status("alignBinned").state()).isEqualTo(StepStatus.State.FAILED);
        assertThat(folder.resolve("unfinished")).doesNotExist();
        assertThat(Workflow.open(folder).holder()).isEmpty();

        assertThat(run("", "400m")).as(err()).isZero();
        assertThat(err()).as("quiet and well").doesNotContain("goldtrail: ");
        assertThat(status("binnedReconstruction").state()).isEqualTo(StepStatus.State.DONE);
        assertThat(Files.readString(folder.resolve("logs/detection.detectPeaks.log"))
                        .split("----", -1))
                .as("detection was not run again")
                .hasSize(2);
    }
}
