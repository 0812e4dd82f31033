package org.goldtrail.workflow.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static Optional<String> of(String typed) {
        return Suggestion.of(
                typed,
                Stream.of(
                        "run",
                        "status",
                        "detection.detectPeaks",
                        "detection.peakFeatures",
                        "indexing.roughAlignment",
                        "detection.detectPeaks.beadRadiusPx",
                        "detection.detectPeaks.maskRadiusPx"));
    }

    @Test
    void slipsOfTheHand() {
        assertThat(of("rnu")).contains("run");
        assertThat(of("statsu")).contains("status");
        assertThat(of("detectPaeks")).contains("detection.detectPeaks");
        assertThat(of("detection.detectPeeks")).contains("detection.detectPeaks");
        assertThat(of("beadRadiusPxx")).contains("detection.detectPeaks.beadRadiusPx");
        assertThat(of("indexng.roughAlignment")).contains("indexing.roughAlignment");
    }

    @Test
    void partsOfANameWhateverTheCapitals() {
        assertThat(of("beadradius")).contains("detection.detectPeaks.beadRadiusPx");
        assertThat(of("alignment")).contains("indexing.roughAlignment");
        assertThat(of("mask")).contains("detection.detectPeaks.maskRadiusPx");
    }

    @Test
    void nothingWhereNothingIsNear() {
        assertThat(of("nothing")).isEmpty();
        assertThat(of("voltage")).isEmpty();
        assertThat(of("xy")).isEmpty();
        assertThat(of("")).isEmpty();
    }
}
