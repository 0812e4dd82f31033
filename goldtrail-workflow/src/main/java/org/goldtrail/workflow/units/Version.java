package org.goldtrail.workflow.units;

/** Version of this program, as written into its results. */
public final class Version {
    public static final String NUMBER = "0.1.0";

    /** Name and version, as written into results. */
    public static final String PROGRAM = "Goldtrail " + NUMBER;

    private Version() {}
}
