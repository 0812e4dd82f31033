package org.goldtrail.workflow.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant TIME = Instant.parse("2026-03-01T13:05:00.987Z");

    @Test
    void areOfTheClockOnTheWallWithItsOffset() {
        assertThat(Times.of(TIME, ZoneId.of("Europe/Berlin"))).isEqualTo("2026-03-01T14:05:00+01:00");
        assertThat(Times.of(TIME, ZoneId.of("Asia/Kolkata"))).isEqualTo("2026-03-01T18:35:00+05:30");
        assertThat(Times.of(TIME, ZoneId.of("UTC"))).isEqualTo("2026-03-01T13:05:00Z");
    }

    @Test
    void areReadAgainAsTheSameMoment() {
        for (String zone : new String[] {"America/St_Johns", "UTC", "Pacific/Auckland"}) {
            assertThat(Instant.parse(Times.of(TIME, ZoneId.of(zone)))).isEqualTo(TIME.truncatedTo(ChronoUnit.SECONDS));
        }
        assertThat(Duration.between(Instant.parse(Times.now()), Instant.now()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(30));
    }
}
