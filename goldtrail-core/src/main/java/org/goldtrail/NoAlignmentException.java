package org.goldtrail;

/**
 * Nothing is wrong with files or options, but the data do not carry an alignment: what was found in the views does not tie
 * them together. A run ends as failed then, not as refused.
 */
public final class NoAlignmentException extends GoldtrailException {
    private static final long serialVersionUID = 1L;

    /** As {@link GoldtrailException#GoldtrailException(String, String, String)}. */
    public NoAlignmentException(String problem, String where, String hint) {
        super(problem, where, hint);
    }
}
