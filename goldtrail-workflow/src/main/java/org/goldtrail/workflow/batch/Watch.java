package org.goldtrail.workflow.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.files.Fingerprint;

/**
 * Runs series as they arrive in a folder. A series is complete when neither its stack nor what lies beside it has changed for
 * some time; one that changes later is run again.
 */
public final class Watch {
    private static final List<String> BESIDE = List.of(".mdoc", ".rawtlt", ".tlt");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Batch batch;
    private final Path incoming;
    private final Times times;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Set<String> holders = new HashSet<>();

    /**
     * How long to wait.
     *
     * @param settled how long files must not have changed
     * @param idle after how long without anything to do to end; empty for never
     */
    public record Times(Duration settled, Optional<Duration> idle) {}

    /** What a series looked like, since when, and whether it was run so. */
    private record Seen(String stamps, Instant since, boolean run) {}

    /**
     * @param incoming folder in which series arrive
     */
    public Watch(Batch batch, Path incoming, Times times) {
        this.batch = batch;
        this.incoming = incoming.toAbsolutePath().normalize();
        this.times = times;
    }

    /**
     * Runs until interrupted or idle for long enough.
     *
     * @return the table of all
     * @throws CancelledException if the batch's listener says so
     * @throws org.goldtrail.workflow.engine.FolderInUseException if another program runs the batch
     */
    public BatchTable run(BatchOptions options) {
        try (FolderLock lock = batch.lock()) {
            return runAlone(options);
        }
    }

    private BatchTable runAlone(BatchOptions options) {
        Instant busy = Instant.now();
        Instant nextLook = Instant.now();
        batch.listener()
                .message("watching " + incoming + "; a series is complete when it has not changed for "
                        + times.settled.toSeconds() + " s");
        while (true) {
            Instant now = Instant.now();
            if (!now.isBefore(nextLook)) {
                nextLook = now.plus(LOOK_EVERY);
                boolean unsettled = take(SeriesFinder.inFolder(incoming), options, now);
                busy = unsettled ? now : busy;
            }
            batch.look();
            busy = batch.isIdle() ? busy : now;
            if (times.idle.isPresent() && now.isAfter(busy.plus(times.idle.get()))) {
                batch.drain();
                batch.listener()
                        .message("nothing has come for " + times.idle.get().toSeconds() + " s");
                return batch.write();
            }
            Batch.pause();
        }
    }

    /**
     * Submits series that have settled.
     *
     * @return whether some have not
     */
    boolean take(List<BatchSeries> found, BatchOptions options, Instant now) {
        boolean unsettled = false;
        List<BatchSeries> ready = new ArrayList<>();
        for (BatchSeries series : found) {
            String stamps = stamps(series);
            Seen before = seen.get(series.stack());
            if (before == null || !before.stamps.equals(stamps)) {
                Instant since = before == null ? lastChange(series, now) : now;
                seen.put(series.stack(), before = new Seen(stamps, since, false));
            }
            if (before.run) {
                continue;
            }
            if (now.isBefore(before.since.plus(times.settled))) {
                unsettled = true;
                continue;
            }
            if (isBusy(series)) {
                unsettled = true; // it has changed since that run began, and is looked at again when that has ended
                continue;
            }
            seen.put(series.stack(), new Seen(stamps, before.since, true));
            ready.add(series);
        }
        if (!ready.isEmpty()) {
            List<BatchSeries> added = batch.add(ready);
            batch.reread(added); // one that was done may have been written anew
            List<BatchSeries> chosen = batch.choose(added, options);
            chosen.forEach(s -> batch.listener().message("arrived: " + s.name()));
            batch.submit(chosen, options, Map.of());
        }
        return unsettled;
    }

    /** Whether a series is being run, or somebody else has its folder, who is told of once. */
    private boolean isBusy(BatchSeries series) {
        if (batch.isPending(series)) {
            return true;
        }
        Optional<String> holder = batch.holder(series);
        holder.filter(h -> holders.add(series.name() + " " + h))
                .ifPresent(h -> batch.listener().message(series.name() + " waits: " + h + " has its folder"));
        return holder.isPresent();
    }

    private static String stamps(BatchSeries series) {
        StringBuilder text = new StringBuilder();
        files(series).forEach(f -> text.append(Fingerprint.stamp(f)).append(' '));
        return text.toString();
    }

    private static List<Path> files(BatchSeries series) {
        List<Path> files = new ArrayList<>();
        files.add(series.stack());
        series.mdoc().ifPresent(files::add);
        String base = BatchSeries.nameOf(series.stack());
        for (String ending : BESIDE) {
            files.add(series.stack().resolveSibling(series.stack().getFileName() + ending));
            files.add(series.stack().resolveSibling(base + ending));
        }
        return files;
    }

    /** The last change of files that were there before anybody watched. */
    private static Instant lastChange(BatchSeries series, Instant now) {
        Instant last = Instant.EPOCH;
        for (Path file : files(series)) {
            long modified = file.toFile().lastModified();
            if (Files.exists(file) && modified > last.toEpochMilli()) {
                last = Instant.ofEpochMilli(modified);
            }
        }
        return last.isAfter(now) ? now : last;
    }
}
