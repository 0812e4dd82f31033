package org.goldtrail;

import org.jspecify.annotations.Nullable;

/**
 * Something a person has to know about: what is wrong, where (file, view), and what to do next.
 *
 * <p>Its message is one clear sentence, fit to be shown as it is.
 */
public class GoldtrailException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String where;
    private final String hint;

    /**
     * @param problem what is wrong, without a full stop
     * @param where the file, view or parameter concerned; empty when there is none
     * @param hint what to do next; empty when nothing can be advised; may be a question
     */
    public GoldtrailException(String problem, String where, String hint) {
        this(problem, where, hint, null);
    }

    public GoldtrailException(String problem, String where, String hint, @Nullable Throwable cause) {
        super(sentence(problem, where, hint), cause);
        this.problem = problem;
        this.where = where;
        this.hint = hint;
    }

    private static String sentence(String problem, String where, String hint) {
        StringBuilder text = new StringBuilder();
        if (!where.isEmpty()) {
            text.append(where).append(": ");
        }
        text.append(problem);
        if (!hint.isEmpty()) {
            text.append("; ").append(hint);
        }
        return text.toString().endsWith("?")
                ? text.toString()
                : text.append('.').toString();
    }

    public String problem() {
        return problem;
    }

    public String where() {
        return where;
    }

    public String hint() {
        return hint;
    }
}
