package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that others have published or computed. */
class KnownValuesTest {
    private static final KnownSeries HIV = KnownSeries.of(3838, 3710, OptionalDouble.of(1.35), List.of(0.0));

    @TempDir
    Path folder;

    /** View 20 of TS_03 of EMPIAR-10164: what each program holds of it, without regard to half pixels. */
    @Test
    void oneViewInEveryFormat() throws IOException {
        Path xf = folder.resolve("TS_03.xf");
        Files.writeString(xf, "0.0827934 0.9965672 -0.9965672 0.0827934 -18.874 10.706\n");
        Files.writeString(folder.resolve("TS_03.tlt"), "0.00\n");
        SeriesAlignment read = Alignments.read(xf, HIV, false);
        ViewGeometry g = read.views().getFirst().geometry();
        assertThat(g.axisDeg()).isCloseTo(85.25085, within(1e-4));
        assertThat(g.shiftXPx()).isCloseTo(12.232, within(1e-3));
        assertThat(g.shiftYPx()).isCloseTo(17.923, within(1e-3));

        ExportOptions asOthers = ExportOptions.DEFAULT.withExactCentres(false);
        Exported aln = Alignments.format("aretomo").write(read, asOthers, folder);
        assertThat(Files.readString(aln.files().getFirst()))
                .containsPattern("1 +85\\.2508\\d\\d +1\\.00000 +12\\.23\\d+ +17\\.92\\d+ ");
        Exported relion = Alignments.format("relion5").write(read, asOthers, folder);
        assertThat(Files.readString(relion.files().get(1))).containsPattern("85\\.2508\\d\\d 16\\.51\\d+ 24\\.19\\d+ ");
        Exported warp = Alignments.format("warp").write(read, asOthers, folder);
        assertThat(Files.readString(warp.files().get(2)))
                .contains("<AxisAngle>85.2508", "<AxisOffsetX>16.51", "<AxisOffsetY>24.19");
    }

    /** Programs that count from N/2 are half a pixel off ours at all sizes, those that count from floor(N/2) at even ones. */
    @Test
    void centresDifferByHalfAPixel() {
        SeriesAlignment own = Series.of(101, 100, 0, false, 0);
        double shift = own.views().getFirst().geometry().shiftXPx();
        assertThat(Centre.HALF.out(own, true).views().getFirst().geometry().shiftXPx())
                .isCloseTo(shift - 0.5, within(1e-12));
        assertThat(Centre.FLOOR.out(own, true).views().getFirst().geometry().shiftXPx())
                .isCloseTo(shift, within(1e-12));
        double shiftY = own.views().getFirst().geometry().shiftYPx();
        assertThat(Centre.FLOOR.out(own, true).views().getFirst().geometry().shiftYPx())
                .isCloseTo(shiftY - 0.5, within(1e-12));
    }

    /** IMOD's solution of its tutorial series, read from its files, gives IMOD's residual at IMOD's positions. */
    @Test
    void readsTheSolutionOfImod() throws IOException {
        Path samples = Path.of(System.getProperty("goldtrail.samples", "../shared"), "samples/tiltalign_BBa");
        assumeTrue(Files.isDirectory(samples), "no sample " + samples);
        SeriesAlignment read = Alignments.read(
                samples.resolve("BBa.tltxf"), KnownSeries.of(512, 512, OptionalDouble.empty(), List.of()), true);
        List<double[]> beads = numbers(samples.resolve("BBafid.xyz"));
        double sum = 0;
        int count = 0;
        for (double[] track : numbers(samples.resolve("BBa_tracks.txt"))) {
            double[] bead = beads.get((int) track[0]);
            double[] at = Projection.project(read.views().get((int) track[1]), bead[1] - 256, bead[2] - 256, bead[3]);
            sum += Math.hypot(at[0] - (track[2] - 256), at[1] - (track[3] - 256));
            count++;
        }
        assertThat(sum / count).isLessThan(0.315);
    }

    private static List<double[]> numbers(Path file) throws IOException {
        List<double[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.strip().split("\\s+");
                double[] row = new double[4];
                for (int i = 0; i < 4; i++) {
                    row[i] = Double.parseDouble(words[i]);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void anglesNoStageReachesAreRefused() throws IOException {
        Path aln = folder.resolve("a.aln");
        Files.writeString(
                aln,
                "# RawSize = 10 20 1\n# SEC ROT GMAG TX TY SMEAN SFIT SCALE BASE TILT\n"
                        + "1 88.3 1 23.9 -56.1 1 1 1 0 1.5e24\n");
        assertThatThrownBy(() -> Alignments.read(aln, KnownSeries.NOTHING, true))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("which no stage reaches");
    }

    @Test
    void sectionsOfAreTomoAreCountedFromZeroOrOne() throws IOException {
        String header = "# RawSize = 10 20 3\n%s# SEC ROT GMAG TX TY SMEAN SFIT SCALE BASE TILT\n";
        Path old = Files.writeString(
                folder.resolve("old.aln"),
                header.formatted("# DarkFrame = 0 0 -3.00\n") + "1 88 1 1 2 1 1 1 0 0\n2 88 1 3 4 1 1 1 0 3\n");
        Path now = Files.writeString(
                folder.resolve("new.aln"),
                header.formatted("# DarkFrame = 1 1 -3.00\n") + "2 88 1 1 2 1 1 1 0 0\n3 88 1 3 4 1 1 1 0 3\n");
        SeriesAlignment first = Alignments.read(old, KnownSeries.NOTHING, true);
        SeriesAlignment second = Alignments.read(now, KnownSeries.NOTHING, true);
        assertThat(first.usedSections()).containsExactly(1, 2);
        assertThat(second.views()).isEqualTo(first.views().stream().toList());
    }

    @Test
    void magnificationLostIsTold() {
        SeriesAlignment own = Series.of(3000, 3000, 5, true, 0);
        Exported exported = Alignments.format("aretomo").write(own, ExportOptions.DEFAULT, folder);
        assertThat(exported.remarks().getFirst())
                .matches(".*moves the corners of the field by up to \\d+\\.\\d\\d px.*");
    }

    /** A translation of the specimen and an offset of all angles are no difference; a mirror image is told. */
    @Test
    void comparisonRemovesTheGauge() {
        SeriesAlignment a = Series.of(1000, 900, 84.9, false, 0);
        SeriesAlignment moved = a.map(v -> {
            double[] s = Projection.project(v.with(v.geometry().withShift(0, 0)), 30, -20, 12);
            return v.moved(s[0], s[1]);
        });
        AlignmentComparison same = AlignmentComparison.of(a, moved);
        assertThat(same.cornerRmsPx()).isLessThan(1e-6);
        assertThat(same.translationPx()[2]).isCloseTo(12, within(1e-6));
        assertThat(same.mirrored()).isFalse();
        SeriesAlignment twin =
                a.map(v -> v.with(v.geometry().withAxis(v.geometry().axisDeg() - 180)));
        AlignmentComparison mirrored = AlignmentComparison.of(a, twin);
        assertThat(mirrored.mirrored()).isTrue();
        assertThat(mirrored.cornerRmsPx()).isLessThan(1e-6);
        SeriesAlignment offset =
                a.map(v -> v.with(v.geometry().withTilt(v.geometry().tiltDeg() + 1.5)));
        assertThat(AlignmentComparison.of(a, offset).tiltOffsetDeg()).isCloseTo(1.5, within(1e-9));
        assertThat(AlignmentComparison.of(a, offset).angleRmsDeg()).isLessThan(1e-9);
    }

    /** A levelled specimen goes to a program without X-axis tilt with nothing lost in the views, and the note says so. */
    @Test
    void aCommonXTiltIsNoLoss() {
        SeriesAlignment own = Series.of(3000, 2800, 84.9, false, 3.5);
        Exported exported = Alignments.format("aretomo").write(own, ExportOptions.DEFAULT, folder);
        assertThat(exported.remarks()).anyMatch(r -> r.contains("levelled here by +3.50°"));
        assertThat(exported.remarks()).noneMatch(r -> r.contains("left out"));
        SeriesAlignment back = Alignments.read(exported.files().getFirst(), KnownSeries.of(own), true);
        assertThat(AlignmentComparison.of(own, back).cornerRmsPx()).isLessThan(0.01);
    }
}
