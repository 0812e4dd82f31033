package org.goldtrail.workflow.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.files.Fingerprint;

/**
 * Makes and runs a workflow for each of many series. One that is bad never stops the others; where all stand is told from
 * their folders, so that the same call goes on after an interruption.
 */
public final class Batch {
    private static final int PAUSE_MILLIS = 200;
    private static final long TABLE_EVERY_NANOS = 1_000_000_000L;

    private static final long ORPHANS_END_NANOS = 30_000_000_000L;

    /** So many series tell what a session has in common, if they are good. */
    private static final int PROBES = 3;

    private final BatchFolder folder;
    private final BatchExecutor executor;
    private final BatchListener listener;
    private final Summary summary;
    private final Map<String, BatchSeries> byName = new LinkedHashMap<>();
    private final Set<String> watched = new HashSet<>();
    private long lastTable;

    /**
     * A batch in a folder, which is made if need be.
     *
     * @param executor where its series run
     */
    public Batch(BatchFolder folder, BatchExecutor executor, BatchListener listener) {
        this.folder = folder;
        this.executor = executor;
        this.listener = listener;
        folder.create();
        this.summary = new Summary(folder);
        folder.series().forEach(s -> byName.put(s.name(), s));
        watched.addAll(executor.pending().keySet());
    }

    /**
     * Runs what is to be run and returns when all has ended.
     *
     * @param more series to add to those that the batch knows
     * @return the table of all
     * @throws CancelledException if the listener says so
     * @throws org.goldtrail.workflow.engine.FolderInUseException if another program runs the batch
     * @throws org.goldtrail.GoldtrailException if the batch itself cannot be run: the folder cannot be written, memory is not
     *     enough for any series
     */
    public BatchTable run(List<BatchSeries> more, BatchOptions options) {
        try (FolderLock lock = lock()) {
            return runAlone(more, options);
        }
    }

    /**
     * Keeps other programs from running the same batch, whose series would be run by both.
     *
     * @throws org.goldtrail.workflow.engine.FolderInUseException if one does
     */
    FolderLock lock() {
        return FolderLock.take(folder.file(""));
    }

    private BatchTable runAlone(List<BatchSeries> more, BatchOptions options) {
        add(more);
        keep(options.change());
        awaitOrphans();
        List<BatchSeries> chosen = choose(List.copyOf(byName.values()), options);
        listener.message(
                chosen.isEmpty() ? "nothing is left to do" : chosen.size() + " of " + byName.size() + " series to run");
        if (options.share().isEmpty()) {
            submit(chosen, options, Map.of());
            drain();
        } else {
            new Sharing(options).run(chosen);
        }
        return summary.write();
    }

    /** Writes the summary of a batch anew, from its folders alone, and returns its table. */
    public static BatchTable writeSummary(BatchFolder folder) {
        return new Summary(folder).write();
    }

    /**
     * Makes series known; a row that was read before is read anew where the series has changed. One whose data have moved takes
     * the place of the one of its name; another one of that name is refused, since its results would replace the first one's.
     *
     * @return the same series, refused where they are
     */
    List<BatchSeries> add(List<BatchSeries> given) {
        Map<String, BatchSeries> more = new LinkedHashMap<>();
        for (BatchSeries one : given) {
            BatchSeries series = unlessTaken(one);
            BatchSeries before = byName.put(series.name(), series);
            more.put(series.name(), series);
            if (!series.equals(before)) {
                summary.update(series);
            }
        }
        List<BatchSeries> added = List.copyOf(more.values());
        folder.add(added);
        return added;
    }

    private BatchSeries unlessTaken(BatchSeries series) {
        BatchSeries first = byName.get(series.name());
        if (first == null || first.problem().isPresent() || !Fingerprint.isAnother(first.stack(), series.stack())) {
            return series;
        }
        int number = 2;
        String name = series.name() + " (" + number + ")";
        while (byName.containsKey(name) && !byName.get(name).stack().equals(series.stack())) {
            number++;
            name = series.name() + " (" + number + ")";
        }
        return series.refused(
                name,
                "the name " + series.name() + " is taken by " + first.stack()
                        + "; rename one of them, or run it in another batch");
    }

    /** Reads the rows of series anew that were changed by others. */
    void reread(List<BatchSeries> changed) {
        changed.forEach(summary::update);
    }

    private void keep(Settings change) {
        Settings now = folder.settings().with(change);
        if (!now.equals(folder.settings())) {
            folder.write(now);
        }
    }

    /**
     * Waits for the processes of a program that was killed: they hear of it, and end their series in order, within seconds.
     * Else those series would be left out.
     */
    private void awaitOrphans() {
        long patience = System.nanoTime() + ORPHANS_END_NANOS;
        boolean told = false;
        while (System.nanoTime() < patience) {
            Set<String> pending = executor.pending().keySet();
            List<BatchSeries> held = byName.values().stream()
                    .filter(s -> !pending.contains(s.name()))
                    .filter(s -> folder.attempt(s.name())
                            .filter(a -> !a.hasEnded() && a.host().equals(TaskRunner.host()))
                            .isPresent())
                    .filter(s -> holder(s).isPresent())
                    .toList();
            if (held.isEmpty()) {
                return;
            }
            if (!told) {
                listener.message("waiting for processes of an earlier program to end: "
                        + String.join(", ", held.stream().map(BatchSeries::name).toList()));
                told = true;
            }
            if (listener.isCancelled()) {
                throw new CancelledException();
            }
            pause();
            reread(held);
        }
    }

    /** The series that are to be run. */
    List<BatchSeries> choose(List<BatchSeries> from, BatchOptions options) {
        List<BatchSeries> chosen = new ArrayList<>();
        Set<String> pending = executor.pending().keySet();
        for (BatchSeries series : from) {
            if (series.problem().isPresent() || pending.contains(series.name())) {
                continue;
            }
            Optional<String> holder = holder(series);
            if (holder.isPresent()) {
                listener.message(series.name() + " is left out: " + holder.get() + " has its folder");
            } else if (isWanted(series, options)) {
                chosen.add(series);
            }
        }
        return chosen;
    }

    private boolean isWanted(BatchSeries series, BatchOptions options) {
        SeriesState state = summary.row(series).state();
        boolean known = Workflow.isWorkflow(folder.workflow(series.name()));
        if (options.onlyNew()) {
            return !known && folder.attempt(series.name()).isEmpty();
        }
        if (options.steps().needsEarlierSteps()) {
            return known && (!state.isUnlucky() || options.retryFailed());
        }
        if (!options.change().equals(Settings.NONE) && known) {
            return true;
        }
        if (state.isUnlucky()) {
            return options.retryFailed() || stackChanged(series);
        }
        return state != SeriesState.DONE || options.steps().force();
    }

    /** A broken stack may have been copied again since. */
    private boolean stackChanged(BatchSeries series) {
        return folder.attempt(series.name())
                .filter(a -> !a.stackStamp().equals(Fingerprint.stamp(series.stack())))
                .isPresent();
    }

    /** Writes the tasks of some series and gives them to the executor. */
    void submit(List<BatchSeries> series, BatchOptions options, Map<String, Object> shared) {
        List<BatchTask> tasks =
                series.stream().map(s -> task(s, options, shared)).toList();
        if (tasks.isEmpty()) {
            return;
        }
        executor.plan(tasks).forEach(listener::message);
        tasks.forEach(folder::write);
        executor.submit(tasks);
        tasks.forEach(t -> watched.add(t.name()));
    }

    private BatchTask task(BatchSeries series, BatchOptions options, Map<String, Object> shared) {
        boolean known = Workflow.isWorkflow(folder.workflow(series.name()));
        Map<String, Object> settings = new TreeMap<>((known ? options.change() : folder.settings()).all());
        series.mdoc().ifPresent(mdoc -> settings.putIfAbsent("settings.input.mdocFile", mdoc.toString()));
        settings.putAll(shared);
        long number = folder.task(series.name()).map(BatchTask::number).orElse(0L) + 1;
        return new BatchTask(series.name(), series.stack().toString(), settings, options.steps(), number);
    }

    /** Waits until all tasks have ended. */
    void drain() {
        while (!executor.pending().isEmpty() || !watched.isEmpty()) {
            look();
            pause();
        }
        summary.writeSoon();
    }

    /** One look at everything. */
    void look() {
        if (listener.isCancelled()) {
            String fate = executor.interrupted();
            watched.forEach(this::update);
            summary.write();
            listener.message(fate);
            throw new CancelledException();
        }
        executor.poll();
        Map<String, BatchExecutor.Waiting> pending = executor.pending();
        for (String name : List.copyOf(watched)) {
            if (!pending.containsKey(name)) {
                watched.remove(name);
                listener.ended(update(name));
            }
        }
        long now = System.nanoTime();
        if (now - lastTable > TABLE_EVERY_NANOS) {
            lastTable = now;
            tellStates(pending);
            listener.table(summary.table());
        }
        summary.writeSoon();
    }

    private void tellStates(Map<String, BatchExecutor.Waiting> pending) {
        RowReader reader = new RowReader(folder);
        pending.forEach((name, how) -> {
            if (how.running()) {
                summary.set(name, SeriesState.RUNNING, reader.runningStep(name).orElse("begins"));
            } else {
                summary.set(name, SeriesState.QUEUED, how.why());
            }
        });
    }

    private SeriesRow update(String name) {
        return summary.update(java.util.Objects.requireNonNull(byName.get(name)));
    }

    /** The time until the next look. */
    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** The table as it is now, which is written as well. */
    BatchTable write() {
        return summary.write();
    }

    Map<String, BatchSeries> known() {
        return byName;
    }

    BatchListener listener() {
        return listener;
    }

    boolean isPending(BatchSeries series) {
        return executor.pending().containsKey(series.name());
    }

    /** Who has the folder of a series; empty if nobody has. */
    Optional<String> holder(BatchSeries series) {
        return FolderLock.holder(folder.workflow(series.name()));
    }

    boolean isIdle() {
        return executor.pending().isEmpty();
    }

    Path root() {
        return folder.root();
    }

    /**
     * Solves once what a session has in common: the first series tell it if they are good, else the next; the rest is run with
     * it; and those that were solved otherwise, or not at all, are run again.
     */
    private final class Sharing {
        private final BatchOptions options;

        Sharing(BatchOptions options) {
            this.options = options;
        }

        void run(List<BatchSeries> chosen) {
            List<BatchSeries> left = new ArrayList<>(chosen);
            SharedValues values = present();
            while (!values.areKnown() && !left.isEmpty()) {
                List<BatchSeries> probes = left.subList(0, Math.min(PROBES, left.size()));
                submit(List.copyOf(probes), options, Map.of());
                probes.clear();
                drain();
                values = present();
            }
            if (!values.areKnown()) {
                listener.message("no series is good, so that there is nothing to share");
                return;
            }
            listener.message("shared: " + values.sentence());
            values.write(folder);
            submit(left, options, values.settings());
            drain();
            SharedValues all = present();
            if (all.differs(values)) {
                listener.message("shared by all: " + all.sentence());
                values = all;
                values.write(folder);
            }
            again(values);
        }

        private SharedValues present() {
            return SharedValues.of(summary.table().rows(), options.share());
        }

        private void again(SharedValues values) {
            List<BatchSeries> different = byName.values().stream()
                    .filter(s -> values.differs(summary.row(s)) && !hasBeenTold(s, values))
                    .toList();
            if (!different.isEmpty()) {
                listener.message("run again with what is shared: "
                        + String.join(
                                ", ", different.stream().map(BatchSeries::name).toList()));
                submit(different, options.with(StepChoice.ALL), values.settings());
                drain();
            }
        }

        private boolean hasBeenTold(BatchSeries series, SharedValues values) {
            return folder.task(series.name())
                    .filter(t -> values.settings().entrySet().stream()
                            .allMatch(e -> String.valueOf(e.getValue())
                                    .equals(String.valueOf(t.settings().get(e.getKey())))))
                    .isPresent();
        }
    }
}
