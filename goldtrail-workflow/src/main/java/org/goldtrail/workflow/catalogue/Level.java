package org.goldtrail.workflow.catalogue;

/** Who a parameter is for. */
public enum Level {
    /** One that many users look at. */
    BASIC,
    /** One to leave alone unless a series fails. */
    ADVANCED
}
