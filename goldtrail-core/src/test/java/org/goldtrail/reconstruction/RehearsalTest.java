package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void makesAllVoxelsOfTheSmallTomogram() {
        assertThat(Rehearsal.play()).isEqualTo(512L * 64 * 48);
    }
}
