package org.goldtrail.workflow.batch;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * A process that works on one series after the other, as it is told on its standard input ({@code THREADS NAME} on a line). It
 * ends by itself when that input ends, be it because this program was killed.
 */
final class WorkerProcess {
    private static final int SIGNALLED = 128;
    private static final int KILLED = 9;

    private final Process process;
    private final Writer orders;

    private @Nullable BatchTask task;
    private int threads;

    private WorkerProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param log where its own words go
     * @throws GoldtrailException if it cannot be started
     */
    static WorkerProcess start(List<String> command, Path log) {
        try {
            return new WorkerProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        } catch (IOException e) {
            throw new GoldtrailException(
                    "a process cannot be started (" + AtomicFile.reason(e) + ")", command.getFirst(), "", e);
        }
    }

    /** Tells it to work on a series. */
    void take(BatchTask next, int withThreads) {
        task = next;
        threads = withThreads;
        try {
            orders.write(withThreads + " " + next.name() + "\n");
            orders.flush();
        } catch (IOException e) {
            process.destroy(); // it has died already, which the next look at it finds
        }
    }

    Optional<BatchTask> task() {
        return Optional.ofNullable(task);
    }

    /** Threads of its present series; 0 if it has none. */
    int threads() {
        return task == null ? 0 : threads;
    }

    void taskEnded() {
        task = null;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Why it died, for people. */
    String death() {
        int code = process.exitValue();
        return code == SIGNALLED + KILLED
                ? "the process was killed (signal 9), most likely by the system for lack of memory; "
                        + "try --retry-failed with fewer --at-once"
                : "the process ended with code " + code + " before it could say why";
    }

    /** Asks it to end: its series is cancelled in order. */
    void stop() {
        process.destroy();
    }

    /** Waits for its end, and ends it where that takes too long. */
    void await(long seconds) {
        try {
            orders.close();
        } catch (IOException e) {
            process.destroy(); // the pipe is gone, and so is the process
        }
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
