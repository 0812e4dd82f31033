package org.goldtrail.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.goldtrail.formats.CtffindFile;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.DefocusStar;
import org.goldtrail.formats.DefocusTable;
import org.goldtrail.formats.ImodDefocusFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written can be read again, and a change by hand shows in all files. */
class CtfFilesTest {
    @TempDir
    Path folder;

    private static SeriesCtf series() {
        return new SeriesCtf(
                List.of(
                        view(0, -60, new CtfModel(41_000.5, 40_100.25, 12.5, 0.3)),
                        view(1, 0, new CtfModel(39_000, 38_000, 179.25, 0)),
                        ViewCtf.noData(2, 30),
                        view(3, 60, new CtfModel(43_000, 42_000, 0, 0))),
                new CtfOptics(300, 2.7, 0.07),
                new HandTest(1, 30, 4),
                40,
                true,
                0.02,
                0.1);
    }

    private static ViewCtf view(int section, double tilt, CtfModel model) {
        return ViewCtf.measured(section, tilt, model, 0.9, 12.5);
    }

    @Test
    void everyFormatComesBack() {
        SeriesCtf series = series();
        CtfFiles.write(folder, "ts", series, 2.7);
        List<DefocusRow> truth = CtfFiles.rows(series);
        for (List<DefocusRow> read : List.of(
                CtffindFile.read(folder.resolve("ts_ctf.txt")),
                DefocusTable.read(folder.resolve("ts_ctf.csv")),
                DefocusStar.read(folder.resolve("ts_ctf.star")))) {
            assertThat(read).hasSize(4);
            for (int i = 0; i < 4; i++) {
                same(read.get(i), truth.get(i), 0.06);
            }
        }
        // IMOD's file holds the sections that have a CTF, in nm
        List<DefocusRow> imod = ImodDefocusFile.read(folder.resolve("ts.defocus"));
        assertThat(imod).extracting(DefocusRow::section).containsExactly(0, 1, 3);
        same(imod.get(1), truth.get(1), 1.1);
        Path version2 = folder.resolve("two.defocus");
        ImodDefocusFile.writeVersion2(version2, truth);
        assertThat(ImodDefocusFile.read(version2).get(2).defocusUAngstrom()).isCloseTo(42_500, within(1.1));
    }

    private static void same(DefocusRow read, DefocusRow truth, double tolerance) {
        assertThat(read.section()).isEqualTo(truth.section());
        assertThat(read.isKnown()).isEqualTo(truth.isKnown());
        if (truth.isKnown()) {
            assertThat(read.defocusUAngstrom()).isCloseTo(truth.defocusUAngstrom(), within(tolerance));
            assertThat(read.defocusVAngstrom()).isCloseTo(truth.defocusVAngstrom(), within(tolerance));
            assertThat(read.astigmatismDeg()).isCloseTo(truth.astigmatismDeg(), within(0.01));
            assertThat(read.phaseShiftRad()).isCloseTo(truth.phaseShiftRad(), within(1e-3));
        }
    }

    @Test
    void oneRowForEachRawSectionCountedFromOne() throws java.io.IOException {
        CtfFiles.write(folder, "ts", series(), 2.7);
        assertThat(Files.readAllLines(folder.resolve("ts_ctf.txt")).stream()
                        .filter(l -> !l.startsWith("#"))
                        .map(l -> l.split(" ")[0]))
                .containsExactly("1.000000", "2.000000", "3.000000", "4.000000");
    }

    @Test
    void aViewIsInterpolatedBetweenItsNeighboursInTilt() {
        SeriesCtf series = series().interpolated(1);
        CtfModel between = Objects.requireNonNull(series.views().get(1).model());
        assertThat(between.meanAngstrom()).isCloseTo((40_550.375 + 42_500) / 2, within(0.01));
        assertThat(series.views().get(1).status()).isEqualTo(ViewCtf.Status.INTERPOLATED);
        // beyond the last one measured
        SeriesCtf end = series().interpolated(3);
        assertThat(Objects.requireNonNull(end.views().get(3).model()).meanAngstrom())
                .isCloseTo(38_500, within(0.01));
    }

    @Test
    void realResultsOfCtffindAreRead() {
        Path samples = Path.of(System.getProperty("goldtrail.samples", "")).resolve("samples/formats/ctffind");
        Assumptions.assumeTrue(Files.isDirectory(samples), "no samples: test skipped");
        List<DefocusRow> stack = CtffindFile.read(samples.resolve("ctffind4_1.14_PS.txt"));
        assertThat(stack)
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.defocusUAngstrom()).isGreaterThanOrEqualTo(r.defocusVAngstrom()));
        assertThat(CtffindFile.read(samples.resolve("ctffind4_1.5_ts05_05.txt")))
                .isNotEmpty();
    }
}
