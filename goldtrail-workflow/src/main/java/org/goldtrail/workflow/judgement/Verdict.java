package org.goldtrail.workflow.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run is worth.
 *
 * @param grade good, questionable or failed
 * @param reasons why it is not better, each a clause for people; empty for a good one
 * @param figures the figures it rests on, as one clause
 * @param advice what to do next; empty where there is nothing to do
 */
public record Verdict(Grade grade, List<String> reasons, String figures, String advice) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** Grades with the exit codes of the command line. */
    public enum Grade {
        GOOD(0),
        QUESTIONABLE(3),
        FAILED(4);

        private final int exitCode;

        Grade(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the steps that tell have not been run. */
    public static final Verdict NONE_YET =
            new Verdict(Grade.QUESTIONABLE, List.of("the series is not solved yet"), "", "run the steps that remain");

    /** The same, not good, for one more reason. */
    public Verdict doubted(String reason) {
        List<String> all = new ArrayList<>(reasons);
        all.add(reason);
        return new Verdict(grade == Grade.FAILED ? grade : Grade.QUESTIONABLE, all, figures, advice);
    }

    /** The same with one more piece of advice. */
    public Verdict advised(String more) {
        return new Verdict(grade, reasons, figures, advice.isEmpty() ? more : advice + "; " + more);
    }

    /** The last line of a run. */
    public String line() {
        StringBuilder text = new StringBuilder("verdict: ").append(grade.word());
        for (String reason : reasons) {
            text.append(", ").append(reason);
        }
        if (!figures.isEmpty()) {
            text.append(", ").append(figures);
        }
        if (!advice.isEmpty()) {
            text.append("; ").append(advice);
        }
        return text.toString();
    }
}
