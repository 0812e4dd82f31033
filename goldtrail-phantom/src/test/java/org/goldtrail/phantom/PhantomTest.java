package org.goldtrail.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.phantom.OutputParameters.Mdoc;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomTest {
    @TempDir
    Path folder;

    @Test
    void theSameOnOneAndTwoThreads() throws IOException {
        PhantomParameters p = TestSeries.small("same")
                .withSize(161, 150)
                .with(TiltParameters.standard().withRange(-40, 40, 20));
        try (WorkerPool one = new WorkerPool(1);
                WorkerPool two = new WorkerPool(2)) {
            Phantom.simulate(p, 7, folder.resolve("a"), Progress.SILENT, one);
            Phantom.simulate(p, 7, folder.resolve("b"), Progress.SILENT, two);
            Phantom.simulate(p, 8, folder.resolve("c"), Progress.SILENT, two);
        }
        for (String file : List.of("same.st", "same.rawtlt", "same.st.mdoc", "truth/truth.json", "truth/ideal.xf")) {
            assertThat(folder.resolve("b").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
        }
        assertThat(Files.mismatch(folder.resolve("a/same.st"), folder.resolve("c/same.st")))
                .isNotNegative();
    }

    @Test
    void theFilesDescribeTheSeries() throws IOException {
        PhantomParameters p = TestSeries.small("files");
        Truth written = TestSeries.simulate(p, 1, folder);
        Truth read = TruthFiles.read(folder);
        assertThat(read).usingRecursiveComparison().ignoringFields("params").isEqualTo(written);
        assertThat(read.inverted()).isFalse();
        ByteBuffer header =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve("files.st"))).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(List.of(header.getInt(0), header.getInt(4), header.getInt(8), header.getInt(12)))
                .containsExactly(240, 224, 13, 1);
        assertThat(header.capacity()).isEqualTo(1024 + 2 * 240 * 224 * 13);
        assertThat(header.getFloat(40) / header.getInt(28)).isEqualTo(5.4f);
        assertThat(Files.readAllLines(folder.resolve("files.rawtlt"))).hasSize(13);
        assertThat(Files.readString(folder.resolve("files.st.mdoc")))
                .contains("Tilt axis angle = 85.3,", "[ZValue = 12]", "RotationAngle = 175.3");
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("files.st", "files.rawtlt", "files.st.mdoc", "truth");
        }
    }

    @Test
    void beadsAreWhereTheGeometryPutsThem() {
        PhantomParameters p = PhantomPreset.ONE_SIDED_PRETILT.parameters().withSize(240, 224);
        Truth truth = truthOf(p);
        for (Truth.TiltTruth t : truth.tilts()) {
            ViewGeometry g = new ViewGeometry(t.phi(), t.theta(), 0, t.mag(), t.shift()[0], t.shift()[1]);
            for (int b = 0; b < truth.beads().count(); b++) {
                double[] x = truth.beads().xyz()[b];
                assertThat(truth.beads().x()[t.index()][b]).isEqualTo(g.projectX(x[0], x[1], x[2]) + truth.centre()[0]);
                assertThat(truth.beads().y()[t.index()][b]).isEqualTo(g.projectY(x[0], x[1], x[2]) + truth.centre()[1]);
            }
        }
    }

    @Test
    void beadsComeIntoViewAtHighTilt() {
        Truth truth = truthOf(PhantomPreset.PLAIN.parameters());
        long late = IntStream.range(0, truth.beads().count())
                .filter(b -> truth.beads().vis()[20][b] == Truth.NOT_SEEN
                        && truth.beads().vis()[40][b] == Truth.CLEAR)
                .count();
        assertThat(late).isGreaterThan(3);
        assertThat(truth.tilts().get(20).acqIndex()).isZero();
        assertThat(truth.tilts().get(21).acqIndex()).isEqualTo(1);
        assertThat(truth.tilts().get(18).acqIndex()).isEqualTo(3);
    }

    @Test
    void presetsHaveTheirDefects() {
        Truth bad = truthOf(PhantomPreset.BAD_VIEWS.parameters());
        assertThat(bad.tilts().stream().filter(t -> t.viewStatus().isBlank())).hasSize(3);
        assertThat(bad.tilts().stream().filter(t -> t.viewStatus() == ViewStatus.BLURRED))
                .hasSize(2);
        Truth displaced = truthOf(PhantomPreset.DISPLACED.parameters());
        assertThat(displaced.tilts().stream().filter(t -> t.viewStatus() == ViewStatus.DISPLACED))
                .hasSize(2)
                .allSatisfy(t ->
                        assertThat(Math.hypot(t.shift()[0], t.shift()[1])).isCloseTo(0.45 * 700, Offset.offset(1e-6)));
        assertThat(truthOf(PhantomPreset.WALKTHROUGH.parameters())
                        .tilts()
                        .get(0)
                        .viewStatus())
                .isEqualTo(ViewStatus.DARK);
        assertThat(truthOf(PhantomPreset.NO_BEADS.parameters()).hasGold()).isFalse();
        Truth unsorted = truthOf(PhantomPreset.UNSORTED.parameters());
        assertThat(unsorted.tilts()).allSatisfy(t -> assertThat(t.acqIndex()).isEqualTo(t.index()));
        assertThat(unsorted.mdoc()).isNull();
    }

    @Test
    void jumpsAreLongButNotTooLong() {
        for (long seed = 1; seed <= 5; seed++) {
            List<ViewPlan> views = TiltPlan.draw(PhantomPreset.JUMPS.parameters(), seed);
            double longest = 0;
            for (int i = 1; i < views.size(); i++) {
                ViewGeometry a = views.get(i - 1).geometry();
                ViewGeometry b = views.get(i).geometry();
                longest = Math.max(longest, Math.hypot(a.shiftXPx() - b.shiftXPx(), a.shiftYPx() - b.shiftYPx()) / 700);
            }
            assertThat(longest).isBetween(0.22, 0.27);
        }
    }

    @Test
    void blankAndDimViewsAreWhatTheySay() {
        PhantomParameters p = TestSeries.small("views")
                .withSize(120, 110)
                .with(new DefectParameters(1, 1, 1, 0, 0, true, true, false));
        Truth truth = TestSeries.simulate(p, 3, folder);
        double[] means =
                truth.tilts().stream().mapToDouble(Truth.TiltTruth::meanEPerPx).toArray();
        for (Truth.TiltTruth t : truth.tilts()) {
            switch (t.viewStatus()) {
                case ZERO -> assertThat(t.meanEPerPx()).isZero();
                case CONST -> assertThat(t.meanEPerPx()).isEqualTo(37 / 12.5);
                case DARK -> assertThat(t.meanEPerPx()).isBetween(0.0, 1.0);
                default -> assertThat(t.meanEPerPx()).isGreaterThan(5);
            }
        }
        assertThat(truth.tilts().get(12).viewStatus()).isEqualTo(ViewStatus.GOOD);
        assertThat(means[12]).isLessThan(0.5 * means[6]);
    }

    @Test
    void anMdocMayLieOrSaySomethingLess() throws IOException {
        PhantomParameters p = TestSeries.small("m")
                .withSize(64, 64)
                .with(TiltParameters.standard().withRange(-2, 2, 2));
        TestSeries.simulate(p.with(new OutputParameters(false, false, Mdoc.WRONG_AXIS)), 1, folder.resolve("wrong"));
        TestSeries.simulate(p.with(new OutputParameters(false, false, Mdoc.NO_AXIS)), 1, folder.resolve("less"));
        TestSeries.simulate(p.with(new OutputParameters(false, false, Mdoc.NONE)), 1, folder.resolve("none"));
        assertThat(Files.readString(folder.resolve("wrong/m.st.mdoc"))).contains("Tilt axis angle = 150.3");
        assertThat(Files.readString(folder.resolve("less/m.st.mdoc"))).doesNotContain("RotationAngle", "axis");
        assertThat(folder.resolve("none/m.st.mdoc")).doesNotExist();
    }

    @Test
    void aCancelledRunLeavesNoStack() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        PhantomParameters p = TestSeries.small("gone").withSize(64, 64);
        assertThatThrownBy(() -> Phantom.simulate(p, 1, folder, cancelled)).isInstanceOf(CancelledException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        PhantomParameters p = TestSeries.small("no").withSize(64, 64);
        assertThatThrownBy(() -> TestSeries.simulate(p, 1, file.resolve("below")))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> TruthFiles.read(folder))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("no truth");
        assertThatThrownBy(() -> PhantomPreset.of("nothing"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("few-beads");
    }

    /** The truth without the pictures. */
    private static Truth truthOf(PhantomParameters p) {
        List<ViewPlan> views = TiltPlan.draw(p, 1);
        return new TruthBuilder(p, SpecimenBuilder.build(p, 1), views).build(1, new double[views.size()], 0);
    }
}
