package org.goldtrail.workflow.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.goldtrail.workflow.files.Fingerprint;

/**
 * Where the versions of the working markers lie.
 *
 * @param root the workflow folder
 */
record MarkerVersionFiles(Path root) {
    /** The markers of a version. */
    Path csv(int number) {
        return root.resolve("markers/versions").resolve(String.format(Locale.ROOT, "%04d.csv", number));
    }

    /** The solution saved with a version; not all have one. */
    Path fit(int number) {
        return root.resolve("markers/versions").resolve(String.format(Locale.ROOT, "%04d.fit.json", number));
    }

    /** The present version, for people and programs. */
    Path working() {
        return root.resolve("markers/working.csv");
    }

    /** What happened, a line for each event. */
    Path events() {
        return root.resolve("markers/versions.jsonl");
    }

    /** Hash of markers and solution of a version. */
    String hash(int number) {
        String markers = Fingerprint.of(csv(number)).hash();
        return Fingerprint.ofText(markers
                + (Files.exists(fit(number)) ? Fingerprint.of(fit(number)).hash() : ""));
    }

    /** Whether a version has exactly the markers of a table with this hash. */
    boolean holds(int number, String csvHash) {
        return csvHash.equals(Fingerprint.of(csv(number)).hash());
    }

    /** Whether the present markers were written after the last event; a run writes them right after it. */
    boolean isWorkingNewerThanEvents() {
        return Fingerprint.of(working()).modifiedNanos()
                > Fingerprint.of(events()).modifiedNanos();
    }
}
