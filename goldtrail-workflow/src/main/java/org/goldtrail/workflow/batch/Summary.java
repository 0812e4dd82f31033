package org.goldtrail.workflow.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.formats.AtomicFile;

/**
 * Keeps {@code summary.csv}, {@code summary.html} and {@code report.html} beside the workflows as series end. All are told from the
 * folders and can be deleted; they are read by people only.
 */
final class Summary {
    /** Writing takes no more than this part of the time, however many series there are. */
    private static final double LARGEST_SHARE = 0.05;

    private final BatchFolder batch;
    private final RowReader reader;
    private final BatchReport report;
    private final Map<String, SeriesRow> rows = new LinkedHashMap<>();
    private long notBeforeNanos = System.nanoTime();
    private boolean changed;

    Summary(BatchFolder batch) {
        this.batch = batch;
        this.reader = new RowReader(batch);
        this.report = new BatchReport(batch);
        BatchTable.read(batch).rows().forEach(r -> rows.put(r.name(), r));
    }

    /** The row of a series as it was last read; a new one is read. */
    SeriesRow row(BatchSeries series) {
        return rows.computeIfAbsent(series.name(), n -> reader.read(series));
    }

    /** Reads a row anew. */
    SeriesRow update(BatchSeries series) {
        SeriesRow row = reader.read(series);
        rows.put(series.name(), row);
        changed = true;
        return row;
    }

    /** Sets a state that no folder tells: queued or running. */
    void set(String name, SeriesState state, String step) {
        SeriesRow row = rows.get(name);
        if (row != null && (row.state() != state || !row.step().equals(step))) {
            rows.put(name, row.in(state, step));
        }
    }

    /** The present table. */
    BatchTable table() {
        return BatchTable.of(java.util.List.copyOf(rows.values()));
    }

    /** Writes the files if anything has changed and the last time is long enough ago. */
    void writeSoon() {
        if (changed && System.nanoTime() - notBeforeNanos > 0) {
            write();
        }
    }

    /** Writes the files. */
    BatchTable write() {
        long start = System.nanoTime();
        BatchTable table = table();
        AtomicFile.writeText(batch.root().resolve("summary.csv"), table.csv());
        AtomicFile.writeText(batch.root().resolve("summary.html"), SummaryPage.html(batch.root(), table));
        report.write(table);
        changed = false;
        long now = System.nanoTime();
        notBeforeNanos = now + (long) ((now - start) / LARGEST_SHARE);
        return table;
    }
}
