package org.goldtrail.workflow.engine;

import java.util.OptionalInt;

/**
 * One version of the working markers.
 *
 * @param version its number, from 1
 * @param parent the version it was made from; empty for the first
 * @param origin id of the step that made it, else {@code edit}, {@code import} or {@code restore}
 * @param note what was done, for people
 * @param author who did it
 * @param time when, ISO 8601
 * @param markers number of markers
 * @param observations number of observations
 * @param hash of the content
 */
public record MarkerVersion(
        int version,
        OptionalInt parent,
        String origin,
        String note,
        String author,
        String time,
        int markers,
        int observations,
        String hash) {

    /** True for what a step made, false for what a person did. */
    public boolean isOfStep() {
        return origin.contains(".");
    }

    @Override
    public String toString() {
        return "version " + version + ": " + markers + " markers, " + observations + " observations, " + origin
                + (note.isEmpty() ? "" : ", " + note);
    }
}
