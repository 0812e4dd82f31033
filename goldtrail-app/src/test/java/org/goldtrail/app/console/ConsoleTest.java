package org.goldtrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.goldtrail.workflow.judgement.Verdict.Grade;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void coloursAreForTerminalsAndForThoseWhoWantThem() {
        assertThat(Style.wanted(Map.of(), true)).isTrue();
        assertThat(Style.wanted(Map.of(), false)).isFalse();
        assertThat(Style.wanted(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(Style.wanted(Map.of("NO_COLOR", "1", "GOLDTRAIL_COLOUR", "yes"), true))
                .isFalse();
        assertThat(Style.wanted(Map.of("NO_COLOR", ""), true)).isTrue();
        assertThat(Style.wanted(Map.of("TERM", "dumb"), true)).isFalse();
        assertThat(Style.wanted(Map.of("GOLDTRAIL_COLOUR", "no"), true)).isFalse();
        assertThat(Style.wanted(Map.of("GOLDTRAIL_COLOUR", "yes"), false)).isTrue();
        assertThat(Style.PLAIN.grade(Grade.GOOD, "good")).isEqualTo("good");
    }

    @Test
    void columnsAreAlignedAndTheLastOneIsWrapped() {
        List<String> lines = new TextTable(40, " ")
                .row("a", "one", "short")
                .row("long name", "2", "words that do not fit into the rest of the line")
                .row("only two", "cells")
                .lines();

        assertThat(lines)
                .containsExactly(
                        " a          one  short",
                        " long name  2    words that do not fit",
                        "                 into the rest of the",
                        "                 line",
                        " only two   cells");
    }

    @Test
    void figuresReadLikeSpeech() {
        assertThat(Words.figure("beadDiameterPx", 18.391)).isEqualTo("bead diameter 18.4 px");
        assertThat(Words.figure("leaveOutPx", 0.2114)).isEqualTo("leave-out 0.211 px");
        assertThat(Words.figure("axisDeg", 85.32)).isEqualTo("axis 85.3°");
        assertThat(Words.figure("viewsPlaced", 31)).isEqualTo("31 views placed");
        assertThat(Words.figure("fewestPerTilt", 11)).isEqualTo("fewest per tilt 11");
        assertThat(Words.figure("emptyTilts", 1)).isEqualTo("1 empty tilt");
        assertThat(Words.figure("binning", 4)).isEqualTo("binning 4");
        assertThat(Words.figure("thicknessMethod", "density_profile")).isEqualTo("thickness method density profile");
        assertThat(Words.figure("residualMeanPx", Double.NaN)).isEqualTo("residual mean not known");
    }

    @Test
    void numbersSizesAndTimesAreShort() {
        assertThat(Words.number(16)).isEqualTo("16");
        assertThat(Words.number(9.19553)).isEqualTo("9.2");
        assertThat(Words.number(0.07)).isEqualTo("0.07");
        assertThat(Words.number(-0.000123456)).isEqualTo("-0.000123");
        assertThat(Words.bytes(999)).isEqualTo("999 B");
        assertThat(Words.bytes(12_345)).isEqualTo("12 kB");
        assertThat(Words.bytes(3_400_000)).isEqualTo("3.4 MB");
        assertThat(Words.bytes(999_600)).isEqualTo("1.0 MB");
        assertThat(Words.seconds(3.21)).isEqualTo("3.2 s");
        assertThat(Words.seconds(185)).isEqualTo("3 min 05 s");
        assertThat(Words.value(List.of(1.0, 2.5, 3.0), "px")).isEqualTo("1 2.5 3");
        assertThat(Words.value(true, "")).isEqualTo("yes");
        assertThat(Words.count(1, "step")).isEqualTo("1 step");
        assertThat(Words.count(3, "step")).isEqualTo("3 steps");
    }

    @Test
    void pathsAreQuotedWhereTheShellWouldTakeThemApart() {
        assertThat(Words.shellWord("/data/TS_01.goldtrail")).isEqualTo("/data/TS_01.goldtrail");
        assertThat(Words.shellWord("my data/it's")).isEqualTo("'my data/it'\\''s'");
    }
}
