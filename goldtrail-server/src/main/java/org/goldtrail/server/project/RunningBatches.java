package org.goldtrail.server.project;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.batch.Batch;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchListener;
import org.goldtrail.workflow.batch.BatchOptions;
import org.goldtrail.workflow.batch.BatchSeries;
import org.goldtrail.workflow.batch.BatchTable;
import org.goldtrail.workflow.batch.LocalExecutor;
import org.goldtrail.workflow.batch.SeriesRow;
import org.goldtrail.workflow.batch.WorkerProgram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batches the page has started, each in processes of its own; they end with the server and go on when started again. */
public final class RunningBatches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningBatches.class);
    private static final int MOST_LINES = 200;

    private final Map<Path, Going> all = new ConcurrentHashMap<>();

    private static final class Going implements BatchListener {
        private final Deque<String> lines = new ArrayDeque<>();
        private String table = "";
        private boolean running = true;
        private volatile boolean cancelled;

        @Override
        public synchronized void message(String line) {
            lines.add(line);
            if (lines.size() > MOST_LINES) {
                lines.removeFirst();
            }
        }

        @Override
        public synchronized void table(BatchTable now) {
            table = now.line();
        }

        @Override
        public void ended(SeriesRow row) {
            message(row.name() + ": " + row.state().word() + (row.told().isEmpty() ? "" : ", " + row.told()));
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        synchronized void end() {
            running = false;
        }

        synchronized Map<String, Object> state() {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("running", running);
            out.put("stopping", cancelled && running);
            out.put("table", table);
            out.put("lines", List.copyOf(lines));
            return out;
        }
    }

    /**
     * Begins a batch and returns at once.
     *
     * @throws GoldtrailException if one of this folder is going on
     */
    void start(Path folder, WorkerProgram worker, List<BatchSeries> series, BatchOptions options) {
        Going going = new Going();
        all.merge(folder, going, (before, now) -> {
            if (Boolean.TRUE.equals(before.state().get("running"))) {
                throw new GoldtrailException("a batch is going on", folder.toString(), "wait for it or stop it");
            }
            return now;
        });
        Thread.ofPlatform().name("batch").daemon().start(() -> run(going, folder, worker, series, options));
    }

    private static void run(
            Going going, Path folder, WorkerProgram worker, List<BatchSeries> series, BatchOptions options) {
        BatchFolder batch = new BatchFolder(folder);
        try (LocalExecutor executor = new LocalExecutor(batch, worker, LocalExecutor.Limits.machine())) {
            BatchTable table = new Batch(batch, executor, going).run(series, options);
            going.table(table);
        } catch (CancelledException e) {
            going.message("stopped");
        } catch (GoldtrailException e) {
            going.message(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.error("batch in {}", folder, e);
            going.message("an error of the program: " + e);
        } finally {
            going.end();
        }
    }

    void stop(Path folder) {
        Going going = all.get(folder);
        if (going != null) {
            going.cancelled = true;
        }
    }

    Map<String, Object> state(Path folder) {
        Going going = all.get(folder);
        return going == null
                ? Map.of("running", false, "stopping", false, "table", "", "lines", List.of())
                : going.state();
    }

    @Override
    public void close() {
        all.values().forEach(going -> going.cancelled = true);
    }
}
