package org.goldtrail.workflow.solution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.AxisCandidate;
import org.goldtrail.formats.AxisCandidate.Source;
import org.junit.jupiter.api.Test;

/** The axis of the data is 12°, or 192° with the other hand. */
class HandChoiceTest {
    private static final Fit SOLVED =
            new SyntheticSeries(8, 0, 0, 0, 60).solve(SolutionOptions.AUTO).fit();

    private static AxisCandidate mdoc(double axisDeg) {
        return new AxisCandidate(axisDeg, "title of a.mdoc", Source.MDOC);
    }

    private static HandChoice choose(OptionalDouble given, AxisCandidate... candidates) {
        return HandChoice.of(SOLVED, given, List.of(candidates), false, false);
    }

    private static void expect(HandChoice choice, double axisDeg, String origin) {
        assertThat(Math.abs(Math.IEEEremainder(choice.fit().axisDeg() - axisDeg, 360)))
                .isCloseTo(0, Offset.offset(1.0));
        assertThat(choice.origin()).isEqualTo(origin);
    }

    @Test
    void followsTheAxisGivenBeforeAllOthers() {
        HandChoice choice = choose(OptionalDouble.of(-160), mdoc(12));

        expect(choice, 192, "the axis given");
        assertThat(choice.warnings()).isEmpty();
    }

    @Test
    void saysThatTheAxisGivenIsFarFromTheData() {
        HandChoice choice = choose(OptionalDouble.of(70));

        expect(choice, 12, "");
        assertThat(choice.warnings()).singleElement().asString().contains("70.0°", "far", "hand is not known");
    }

    @Test
    void saysThatTheAxisStatedIsALittleOff() {
        HandChoice choice = choose(OptionalDouble.empty(), mdoc(15));

        expect(choice, 12, "title of a.mdoc");
        assertThat(choice.warnings()).singleElement().asString().contains("15.0° in title of a.mdoc is 3.0° off");
    }

    @Test
    void knowsNoHandWhereTheSignOfTheAnglesIsInDoubt() {
        HandChoice choice = HandChoice.of(SOLVED, OptionalDouble.of(12), List.of(mdoc(12)), true, false);

        expect(choice, 12, "");
        assertThat(choice.warnings()).singleElement().asString().contains("differ by their sign");
    }

    @Test
    void followsTheMdoc() {
        HandChoice choice = choose(OptionalDouble.empty(), mdoc(191));

        expect(choice, 192, "title of a.mdoc");
        assertThat(choice.warnings()).isEmpty();
    }

    @Test
    void takesNoHandFromAnExtendedHeader() {
        HandChoice choice = choose(
                OptionalDouble.empty(), new AxisCandidate(192, "extended header of a.st", Source.EXTENDED_HEADER));

        expect(choice, 12, "");
        assertThat(choice.warnings()).isEmpty();
    }

    @Test
    void doesNotBelieveAnAxisOfExactlyZeroAndSaysSo() {
        HandChoice choice = choose(OptionalDouble.empty(), mdoc(0));

        expect(choice, 12, "");
        assertThat(choice.warnings())
                .singleElement()
                .asString()
                .contains("title of a.mdoc", "exactly 0°", "--tilt-axis");
        expect(choose(OptionalDouble.empty(), mdoc(0), mdoc(192)), 192, "title of a.mdoc");
    }

    @Test
    void believesNoAxisFarFromTheDataAndSaysSo() {
        HandChoice choice = choose(OptionalDouble.empty(), mdoc(77), mdoc(192));

        expect(choice, 192, "title of a.mdoc");
        assertThat(choice.warnings()).singleElement().asString().contains("77.0°", "not believed");
    }

    @Test
    void knowsNoHandWhereStatementsConflict() {
        HandChoice choice = choose(OptionalDouble.empty(), mdoc(192), mdoc(12));

        expect(choice, 12, "");
        assertThat(choice.warnings()).singleElement().asString().contains("192.0°", "12.0°", "--tilt-axis");
    }

    @Test
    void saysThatStatementsDifferThoughTheHandIsTheSame() {
        HandChoice choice = choose(OptionalDouble.empty(), mdoc(192), mdoc(180));

        expect(choice, 192, "title of a.mdoc");
        assertThat(choice.warnings()).hasSize(2);
        assertThat(choice.warnings().getFirst()).contains("180.0°", "12.0° off that of the data");
        assertThat(choice.warnings().getLast()).contains("192.0°", "180.0°");
    }

    @Test
    void flipsAtTheEnd() {
        HandChoice choice = HandChoice.of(SOLVED, OptionalDouble.empty(), List.of(mdoc(12)), false, true);

        expect(choice, 192, "title of a.mdoc, flipped by the user");
    }
}
