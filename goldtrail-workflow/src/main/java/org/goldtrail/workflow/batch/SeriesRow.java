package org.goldtrail.workflow.batch;

import java.nio.file.Path;
import java.util.List;

/**
 * A series in the table of a batch.
 *
 * @param name of the series
 * @param stack the raw stack
 * @param folder of the workflow
 * @param state where it stands
 * @param step running, or the last that was done; empty before the first
 * @param verdict good, questionable or failed; empty while there is none
 * @param reasons why the verdict is not better, and why there is none
 * @param exitCode what {@code goldtrail run} of this series would end with; 0 while nothing is known
 * @param seconds spent in all steps that are done
 * @param cpuSeconds of the last try
 * @param readBytes of the last try
 * @param writtenBytes of the last try
 * @param figures of the alignment
 * @param flags how it differs from the rest of the batch, each a clause
 */
public record SeriesRow(
        String name,
        Path stack,
        Path folder,
        SeriesState state,
        String step,
        String verdict,
        List<String> reasons,
        int exitCode,
        double seconds,
        double cpuSeconds,
        long readBytes,
        long writtenBytes,
        SeriesFigures figures,
        List<String> flags) {
    public SeriesRow {
        reasons = List.copyOf(reasons);
        flags = List.copyOf(flags);
    }

    /** The same with other flags. */
    SeriesRow flagged(List<String> newFlags) {
        return with(state, step, newFlags);
    }

    /** The same in another state. */
    SeriesRow in(SeriesState newState, String newStep) {
        return with(newState, newStep, flags);
    }

    private SeriesRow with(SeriesState newState, String newStep, List<String> newFlags) {
        return new SeriesRow(
                name,
                stack,
                folder,
                newState,
                newStep,
                verdict,
                reasons,
                exitCode,
                seconds,
                cpuSeconds,
                readBytes,
                writtenBytes,
                figures,
                newFlags);
    }

    /** Verdict and reasons in one line. */
    public String told() {
        String why = String.join("; ", reasons);
        return verdict.isEmpty() ? why : why.isEmpty() ? verdict : verdict + ": " + why;
    }
}
