package org.goldtrail.workflow.series;

/**
 * A view that takes no part.
 *
 * @param section 0-based
 * @param kind "user" for one the user discards, else what is wrong with it in one word
 * @param reason for people
 */
public record ExcludedView(int section, String kind, String reason) {}
