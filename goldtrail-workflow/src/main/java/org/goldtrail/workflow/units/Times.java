package org.goldtrail.workflow.units;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Times as Goldtrail writes them everywhere, in files, logs and tables: ISO 8601 of this machine's clock with its offset from
 * UTC, to the second, like {@code 2026-03-01T14:05:00+01:00}, so that people read their own time and programs the true one.
 */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private Times() {}

    /** The present time. */
    public static String now() {
        return of(Instant.now());
    }

    /** A moment, as the clock of this machine shows it. */
    public static String of(Instant time) {
        return of(time, ZoneId.systemDefault());
    }

    /** A time, as the clocks of a zone show it. */
    static String of(Instant time, ZoneId zone) {
        return FORMAT.format(time.atZone(zone));
    }

    /** A time that was written; one without an offset, as logs of older versions have it, is of this machine's zone. */
    public static Instant parse(String written) {
        try {
            return Instant.parse(written);
        } catch (DateTimeParseException e) {
            return LocalDateTime.parse(written).atZone(ZoneId.systemDefault()).toInstant();
        }
    }

    /** A time that was written, in a table: date and time of day apart (RFC 3339). */
    public static String shown(String written) {
        return written.replace('T', ' ');
    }
}
