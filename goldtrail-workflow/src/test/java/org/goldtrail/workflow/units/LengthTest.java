package org.goldtrail.workflow.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthTest {
    private static final OptionalDouble PIXEL = OptionalDouble.of(2.5);

    @ParameterizedTest
    @CsvSource({"32px, 32", "10nm, 40", "86A, 34.4", "86 Å, 34.4", " .5nm , 2", "1e2px, 100"})
    void isReadWithItsUnit(String text, double px) {
        assertThat(Length.parse(text, "--bead-diameter").px(PIXEL, "--bead-diameter"))
                .isCloseTo(px, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "nm", "", "-3px", "10 parsec", "1,5nm", "0px", "NaNpx", "10nmpx", "1e999px"})
    void isRefusedWhereItIsNone(String text) {
        assertThatThrownBy(() -> Length.parse(text, "--bead-diameter"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageStartingWith("--bead-diameter: ");
    }

    @Test
    void needsThePixelSizeOnlyForRealLengths() {
        assertThat(Length.ofPixels(7).px(OptionalDouble.empty(), "x")).isEqualTo(7);
        assertThatThrownBy(() -> Length.parse("10nm", "x").px(OptionalDouble.empty(), "--thickness"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessage("--thickness: the pixel size is not known, so 10 nm cannot be turned into pixels;"
                        + " give --pixel-size or the length in px.");
    }

    @Test
    void isWrittenTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Length.parse("2.5nm", "x")).hasToString("2.5 nm");
            assertThat(Units.view(40, 60)).isEqualTo("view 41 (+60.0°)");
            assertThat(Units.length(1.5, PIXEL)).isEqualTo("1.50 px (0.38 nm)");
        } finally {
            Locale.setDefault(before);
        }
    }
}
