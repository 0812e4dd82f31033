package org.goldtrail.workflow;

/** Version of this program, as written into its results. */
public final class Version {
    public static final String NUMBER = "0.1.0";

    private Version() {}
}
