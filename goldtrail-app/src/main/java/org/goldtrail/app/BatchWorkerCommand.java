package org.goldtrail.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.batch.Attempt;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.LogListener;
import org.goldtrail.workflow.batch.TaskRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code goldtrail batch-worker}: does what {@code goldtrail run} does for series of a batch, and keeps its records. With
 * {@code --series} for one, as a task of a cluster; else for those named on standard input, {@code THREADS NAME} on a line,
 * until that ends.
 */
@Command(
        name = "batch-worker",
        description = "Runs single series of a batch; started by goldtrail batch.",
        mixinStandardHelpOptions = true,
        hidden = true)
final class BatchWorkerCommand implements Callable<Integer> {
    private static final String END = "";

    @Parameters(index = "0", paramLabel = "FOLDER", description = "folder of the batch")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(names = "--series", paramLabel = "NAME", description = "the one series to run")
    private @Nullable String series;

    @Option(names = "--job", paramLabel = "ID", description = "the cluster's name for this task")
    private String job = "";

    private final ConsoleProgress stop = ConsoleProgress.standard(true);

    @Override
    public Integer call() {
        BatchFolder batch = BatchFolder.open(folder);
        TaskRunner runner = new TaskRunner(batch, job);
        try (Interruption interruption = Interruption.cancels(stop)) {
            if (series != null) {
                Attempt attempt = runner.run(series, listener(batch, series));
                // Whatever has an end in the batch's table went well for the cluster.
                boolean told = attempt.end() == Attempt.End.DONE || attempt.end() == Attempt.End.REFUSED;
                return told ? 0 : attempt.exitCode();
            }
            return takeOrders(batch, runner);
        }
    }

    private LogListener listener(BatchFolder batch, String name) {
        return new LogListener(batch.log(name), stop::isCancelled);
    }

    private int takeOrders(BatchFolder batch, TaskRunner runner) {
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("orders").start(() -> listen(orders));
        while (true) {
            String[] order;
            try {
                order = orders.take().split(" ", 2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
            if (order.length < 2) {
                return 0;
            }
            int threads = Integer.parseInt(order[0]);
            if (WorkerPool.shared().threads() != threads) {
                WorkerPool.useThreads(threads);
            }
            Attempt attempt = runner.run(order[1], listener(batch, order[1]));
            if (attempt.end() == Attempt.End.ERROR) {
                return attempt.exitCode(); // after a lack of memory a fresh process is better
            }
        }
    }

    /** Reads orders; when they end, so does what is being run, since whoever gave it is gone. */
    private void listen(BlockingQueue<String> orders) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(line);
            }
        } catch (IOException e) {
            throw new GoldtrailException("orders cannot be read", "standard input", "", e);
        } finally {
            stop.cancel();
            orders.add(END);
        }
    }
}
