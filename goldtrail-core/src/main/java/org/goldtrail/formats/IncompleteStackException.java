package org.goldtrail.formats;

import org.goldtrail.GoldtrailException;

/** A stack ends before its last section does, as while the microscope is still writing it. */
public final class IncompleteStackException extends GoldtrailException {
    private static final long serialVersionUID = 1L;

    private final int sectionsPresent;

    IncompleteStackException(String problem, String where, String hint, int sectionsPresent) {
        super(problem, where, hint);
        this.sectionsPresent = sectionsPresent;
    }

    /** Number of sections that are whole, from the first on. */
    public int sectionsPresent() {
        return sectionsPresent;
    }
}
