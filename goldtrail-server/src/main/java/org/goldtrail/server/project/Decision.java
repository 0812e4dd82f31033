package org.goldtrail.server.project;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.units.Times;

/**
 * What a person has decided of a series in triage; kept in {@code triage.json} of its folder.
 *
 * @param kind accepted or sent back
 * @param note why
 * @param author who
 * @param time when, ISO 8601
 */
record Decision(Kind kind, String note, String author, String time) {
    private static final String FILE = "triage.json";

    /** What may be decided. */
    enum Kind {
        ACCEPTED,
        SENT_BACK,
        OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new GoldtrailException(
                    "\"" + word + "\" is no decision", "triage", "say accepted, sent back or open");
        }
    }

    static Optional<Decision> of(Path folder) {
        return Json.read(folder.resolve(FILE), Decision.class);
    }

    static Decision make(Path folder, Kind kind, String note) {
        Decision decision = new Decision(kind, note, System.getProperty("user.name", "unknown"), Times.now());
        Json.write(folder.resolve(FILE), decision);
        return decision;
    }
}
