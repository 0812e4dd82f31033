package org.goldtrail.workflow.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.goldtrail.workflow.judgement.Verdict;

/**
 * What a run did.
 *
 * @param verdict on the alignment as it is now; empty while there is none
 * @param ran ids of the steps that were run, in order
 * @param skipped ids of those that were up to date
 * @param seconds spent in each step that was run, by id
 */
public record RunReport(
        Optional<Verdict> verdict, List<String> ran, List<String> skipped, Map<String, Double> seconds) {
    public RunReport {
        ran = List.copyOf(ran);
        skipped = List.copyOf(skipped);
    }

    /** One line for people. */
    @Override
    public String toString() {
        String steps = ran.isEmpty()
                ? "nothing to run"
                : "ran "
                        + ran.stream()
                                .map(id -> String.format(
                                        Locale.ROOT, "%s (%.1f s)", id, seconds.getOrDefault(id, Double.NaN)))
                                .collect(Collectors.joining(", "));
        return steps
                + (skipped.isEmpty() ? "" : "; " + skipped.size() + " up to date")
                + verdict.map(v -> "; " + v.line()).orElse("");
    }
}
