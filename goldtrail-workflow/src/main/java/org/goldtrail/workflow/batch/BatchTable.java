package org.goldtrail.workflow.batch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.task.WorkerPool;

/** The table of a batch: a row for each series, told from the folders alone. */
public final class BatchTable {
    /** Exit codes of the command line from the best to the worst. */
    private static final List<Integer> SEVERITY = List.of(0, 3, 4, 2, 5, 6, 1);

    private final List<SeriesRow> rows;

    private BatchTable(List<SeriesRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The table of a batch as it is now. */
    public static BatchTable read(BatchFolder batch) {
        RowReader reader = new RowReader(batch);
        List<BatchSeries> series = batch.series();
        return of(WorkerPool.shared()
                .map(series.size(), org.goldtrail.task.Progress.SILENT, i -> reader.read(series.get(i))));
    }

    /** A table of rows, whose flags are set anew. */
    public static BatchTable of(List<SeriesRow> rows) {
        return new BatchTable(Outliers.flagged(rows));
    }

    public List<SeriesRow> rows() {
        return rows;
    }

    /** The worst exit code of all series. */
    public int exitCode() {
        int worst = 0;
        for (SeriesRow row : rows) {
            int severity = SEVERITY.indexOf(row.exitCode());
            worst = Math.max(worst, severity < 0 ? SEVERITY.size() - 1 : severity);
        }
        return SEVERITY.get(worst);
    }

    /** How many series are in each state. */
    public Map<SeriesState, Integer> states() {
        Map<SeriesState, Integer> count = new EnumMap<>(SeriesState.class);
        rows.forEach(r -> count.merge(r.state(), 1, Integer::sum));
        return count;
    }

    /** "20 series: 15 good, 2 questionable, 3 broken". */
    public String line() {
        Map<String, Integer> count = new LinkedHashMap<>();
        for (String word : List.of("good", "questionable", "failed")) {
            count.put(word, 0);
        }
        for (SeriesRow row : rows) {
            boolean judged = row.state() == SeriesState.DONE || row.state() == SeriesState.FAILED;
            count.merge(
                    judged && !row.verdict().isEmpty()
                            ? row.verdict()
                            : row.state().word(),
                    1,
                    Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        count.forEach((word, n) -> {
            if (n > 0) {
                parts.add(n + " " + word);
            }
        });
        return rows.size() + " series" + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    /** The table as {@code summary.csv}. */
    public String csv() {
        StringBuilder text = new StringBuilder();
        text.append(String.join(
                        ",", SummaryColumn.ALL.stream().map(SummaryColumn::name).toList()))
                .append('\n');
        for (SeriesRow row : rows) {
            text.append(String.join(
                            ",", SummaryColumn.ALL.stream().map(c -> c.csv(row)).toList()))
                    .append('\n');
        }
        return text.toString();
    }
}
