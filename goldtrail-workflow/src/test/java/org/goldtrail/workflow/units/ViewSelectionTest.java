package org.goldtrail.workflow.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewSelectionTest {
    private static final double[] TILTS = {-60, -30, -0.02, 30.01, 60, 30};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,4 | 0,3",
                "2-4 | 1,2,3",
                "6 1 6 | 0,5",
                "-60deg | 0",
                "+60° , 2 | 1,4",
                "0deg | 2",
                // Two views may have been taken at one angle.
                "30deg | 3,5",
                "3-3 | 2"
            })
    void namesViewsFromOneOrByAngle(String text, String sections) {
        assertThat(ViewSelection.parse(text, "--exclude").resolve(TILTS, "--exclude"))
                .containsExactlyElementsOf(Arrays.stream(sections.split(",", -1))
                        .map(Integer::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "1-", "-3", "3..5", "60", "1;2", "-60 deg", "0", "7", "2-9", "4-2", "45deg", "99999999999"})
    void refusesWhatIsNoView(String text) {
        assertThatThrownBy(() -> ViewSelection.parse(text, "--exclude").resolve(TILTS, "--exclude"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageStartingWith("--exclude: ");
    }

    @Test
    void ofNothingIsNothing() {
        assertThat(ViewSelection.parse("  ", "--exclude").resolve(TILTS, "--exclude"))
                .isEmpty();
        assertThat(ViewSelection.NONE.resolve(TILTS, "--exclude")).isEmpty();
    }
}
