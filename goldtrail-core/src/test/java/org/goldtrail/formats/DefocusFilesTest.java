package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefocusFilesTest {
    @TempDir
    Path folder;

    private static final List<DefocusRow> ROWS = List.of(
            new DefocusRow(0, -60, 41_234.5, 39_876.5, 12.25, 0, 0.31, 14.2),
            DefocusRow.none(1, -57),
            new DefocusRow(2, -54, 40_000, 39_000, 170, 0, 0.2, 16));

    @Test
    void ctffindFilesGoRoundWithOneRowForEachSection() {
        Path file = folder.resolve("a_ctf.txt");
        CtffindFile.write(file, List.of("made by a test"), ROWS);
        List<DefocusRow> back = CtffindFile.read(file);
        assertThat(back).hasSize(3);
        assertThat(back.get(0).defocusUAngstrom()).isCloseTo(41_234.5, within(1e-5));
        assertThat(back.get(0).resolutionAngstrom()).isCloseTo(14.2, within(1e-5));
        assertThat(back.get(1).isKnown()).isFalse();
        assertThat(back.get(2).section()).isEqualTo(2);
    }

    @Test
    void imodVersion3GoesRoundAndLeavesOutWhatIsUnknown() {
        Path file = folder.resolve("a.defocus");
        ImodDefocusFile.writeVersion3(file, ROWS);
        List<DefocusRow> back = ImodDefocusFile.read(file);
        assertThat(back).extracting(DefocusRow::section).containsExactly(0, 2);
        assertThat(back.get(0).defocusVAngstrom()).isCloseTo(39_876.5, within(1.0));
        assertThat(back.get(0).astigmatismDeg()).isCloseTo(12.25, within(0.01));
        assertThat(back.get(0).tiltDeg()).isEqualTo(-60);
    }

    @Test
    void imodVersion3HoldsAPhaseShift() {
        Path file = folder.resolve("p.defocus");
        ImodDefocusFile.writeVersion3(file, List.of(new DefocusRow(4, 3, 20_000, 19_000, 30, 1.2, 0, 0)));
        assertThat(file).content().startsWith("5\t0\t0.0\t0.0\t0.0\t3\n");
        assertThat(ImodDefocusFile.read(file).getFirst().phaseShiftRad()).isCloseTo(1.2, within(1e-3));
    }

    @Test
    void imodVersion2IsTheMean() {
        Path file = folder.resolve("b.defocus");
        ImodDefocusFile.writeVersion2(file, ROWS);
        assertThat(file).content().startsWith("1\t1\t-60.00\t-60.00\t 4055.").contains("\t2\n");
        assertThat(ImodDefocusFile.read(file)).hasSize(2);
    }

    @Test
    void tablesGoRound() {
        Path file = folder.resolve("a.csv");
        DefocusTable.write(file, ROWS);
        List<DefocusRow> back = DefocusTable.read(file);
        assertThat(back.get(0)).isEqualTo(ROWS.get(0));
        assertThat(back.get(1).isKnown()).isFalse();
    }

    @Test
    void flagsOfVersion3AreHeeded() throws IOException {
        Path file = folder.resolve("c.defocus");
        Files.writeString(file, "31 0 0.0 0.0 0.0 3\n1 1 10.0 10.0 3000.0 2900.0 0.5 1.0\n");
        DefocusRow row = ImodDefocusFile.read(file).getFirst();
        assertThat(row.tiltDeg()).isEqualTo(-10);
        assertThat(row.astigmatismDeg()).isCloseTo(Math.toDegrees(0.5), within(1e-9));
        assertThat(row.phaseShiftRad()).isEqualTo(1.0);
    }

    @Test
    void wrongLinesAreNamed() throws IOException {
        Path file = folder.resolve("d.defocus");
        Files.writeString(file, "1 1 -60 -60 3000 2\n2 2 -57 -57\n");
        assertThatThrownBy(() -> ImodDefocusFile.read(file))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("line 2");
        Path text = folder.resolve("d.txt");
        Files.writeString(text, "# nothing\n1.0 2 3\n");
        assertThatThrownBy(() -> CtffindFile.read(text))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("at least 7");
    }

    @Test
    void realFilesAreRead() {
        DefocusRow row = CtffindFile.read(Samples.path("formats/ctffind/ctffind4_1.5_ts05_05.txt"))
                .getFirst();
        assertThat(row.defocusUAngstrom()).isCloseTo(10295.926758, within(1e-6));
        assertThat(row.astigmatismDeg()).isCloseTo(180 - 38.856349, within(1e-6));
        assertThat(ImodDefocusFile.read(Samples.path("formats/imod/pmp_test_imod.defocus"))
                        .getFirst())
                .extracting(DefocusRow::defocusUAngstrom)
                .isEqualTo(30_830.0);
        DefocusRow three = ImodDefocusFile.read(Samples.path("pytom_markers/tests/defocusValuesGijs.defocus"))
                .getFirst();
        assertThat(three.defocusVAngstrom()).isCloseTo(28_368, within(1e-6));
    }
}
