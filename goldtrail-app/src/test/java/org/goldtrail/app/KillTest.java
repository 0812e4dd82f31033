package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.goldtrail.phantom.Phantom;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.StepStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed at any moment, as often as one likes, goes on to the same bits. */
class KillTest {
    private static final String NAME = "small";
    private static final int KILLS = Boolean.getBoolean("goldtrail.full") ? 50 : 3;
    private static final List<String> RESULTS = List.of(
            "detection/peaks.csv",
            "markers/working.csv",
            "alignment/" + NAME + ".xf",
            "alignment/" + NAME + ".tlt",
            "alignment/" + NAME + ".fid",
            "alignment/" + NAME + "_aligned.mrc",
            "reconstruction/" + NAME + "_bin4_wbp.mrc");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temp;

    @SuppressWarnings("NullAway.Init") // set before all
    private static Path stack;

    @SuppressWarnings("NullAway.Init") // set before all
    private static Path whole;

    /** How long a run takes that is left alone, with the start of its process. */
    private static long wholeMillis;

    @BeforeAll
    static void runWithoutInterruption() throws Exception {
        PhantomParameters quick = PhantomPreset.QUICK.parameters();
        PhantomParameters small = quick.withSize(320, 304).with(quick.tilts().withRange(-48, 48, 6));
        Path input = temp.resolve("input");
        Phantom.simulate(small, 1, input, Progress.SILENT);
        stack = temp.resolve(NAME + ".st");
        Files.move(input.resolve(small.name() + ".st"), stack);
        Files.move(input.resolve(small.name() + ".rawtlt"), temp.resolve(NAME + ".rawtlt"));
        whole = temp.resolve("whole");
        long started = System.nanoTime();
        Process process = start(whole);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isIn(0, 3);
        wholeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    private static Process start(Path folder) throws IOException {
        return CommandLineRun.start(
                temp.resolve(folder.getFileName() + ".err"), List.of("-Xmx1g"), "run", stack, "--out", folder);
    }

    @Test
    void goesOnToTheSameBitsHoweverOftenItIsKilled() throws Exception {
        Random random = new Random(20260731);
        int killed = 0;
        for (int folderNumber = 0; killed < KILLS; folderNumber++) {
            Path folder = temp.resolve("killed" + folderNumber);
            int more = 1 + random.nextInt(3);
            for (int k = 0; k < more && killed < KILLS; k++) {
                Process process = start(folder);
                boolean ended = process.waitFor(200 + random.nextInt((int) wholeMillis), TimeUnit.MILLISECONDS);
                process.destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                killed += ended ? 0 : 1;
                expectSound(folder);
            }
            CommandLineRun last = CommandLineRun.of("run", stack, "--out", folder, "--quiet");

            assertThat(last.exitCode()).as(last.err()).isIn(0, 3);
            for (String file : RESULTS) {
                assertThat(Files.mismatch(whole.resolve(file), folder.resolve(file)))
                        .as(folder + " " + file)
                        .isEqualTo(-1);
            }
            expectNoLeftovers(folder);
            assertThat(last.out().strip())
                    .isEqualTo(Workflow.open(whole).verdict().orElseThrow().line());
        }
        assertThat(killed).isEqualTo(KILLS);
    }

    /** Whatever moment it was, the folder can be looked at, and nobody holds it. */
    private static void expectSound(Path folder) {
        assertThat(FolderLock.holder(folder)).isEmpty();
        if (Workflow.isWorkflow(folder)) {
            assertThat(Workflow.open(folder).status())
                    .isNotEmpty()
                    .noneMatch(s -> s.state() == StepStatus.State.RUNNING);
        }
    }

    private static void expectNoLeftovers(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(n -> n.endsWith(".tmp") || n.equals("unfinished") || n.equals("running.json"));
        }
    }

    @Test
    void oneOfTwoProcessesWorksAndTheOtherSaysThatItDoesNot() throws Exception {
        Path folder = temp.resolve("shared");
        Process first = start(folder);
        try {
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!Files.exists(folder.resolve("running.json")) && System.nanoTime() < patience) {
                Thread.sleep(20);
            }
            CommandLineRun second = CommandLineRun.of("run", stack, "--out", folder, "--quiet");

            assertThat(second.exitCode()).as(second.err()).isEqualTo(5);
            assertThat(second.out()).isEmpty();
            assertThat(second.err().strip().lines().toList().getLast())
                    .startsWith("goldtrail: ")
                    .contains("in use by process " + first.pid() + " on ");
            assertThat(first.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isIn(0, 3);
        } finally {
            first.destroyForcibly();
        }
        for (String file : RESULTS) {
            assertThat(Files.mismatch(whole.resolve(file), folder.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }
}
