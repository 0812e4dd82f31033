package org.goldtrail.task;

/** The work was cancelled by its user; nothing is wrong. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled");
    }
}
