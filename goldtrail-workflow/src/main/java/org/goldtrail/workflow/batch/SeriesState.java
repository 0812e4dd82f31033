package org.goldtrail.workflow.batch;

import java.util.Locale;

/** Where a series of a batch stands. */
public enum SeriesState {
    /** Nothing was done yet. */
    WAITING,
    /** The cluster has it in its queue. */
    QUEUED,
    RUNNING,
    /** All steps are up to date. */
    DONE,
    /** A step is out of date or was not asked for yet. */
    OPEN,
    /** It carries no alignment. */
    FAILED,
    /** The input cannot be used. */
    BROKEN,
    /** Memory was not enough, or the program failed. */
    ERROR,
    /** It was cancelled or killed, and goes on from where it was. */
    INTERRUPTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it will stay so unless somebody does something about it. */
    public boolean isUnlucky() {
        return this == FAILED || this == BROKEN || this == ERROR;
    }
}
