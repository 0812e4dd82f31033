package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;
import org.goldtrail.Samples;
import org.goldtrail.formats.ExcludedTiltsFile.ExcludedTilt;
import org.goldtrail.formats.PeakFile.Peak;
import org.goldtrail.formats.ResidualFile.Residual;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFormatsTest {
    @TempDir
    Path folder;

    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void writeCommasWhereNobodySaysOtherwise() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(locale);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void readsAnglesHoweverTheyAreLaidOut() throws IOException {
        assertThat(TiltAngleFile.read(file("a.tlt", "# angles\r\n -60.00\r\n\r\n+0.5\r\n6.0E1\r\n\r\n"))
                        .tiltsDeg())
                .containsExactly(-60, 0.5, 60);
        TiltAngleFile three = TiltAngleFile.read(file("b.tlt", "3 2.5 2\n0 0 1\n-3\t5 3\n"));
        assertThat(three.tiltsDeg()).containsExactly(3, 0, -3);
        assertThat(three.dosesBefore()).containsExactly(2.5, 0, 5);
        assertThat(three.acquisitionOrder()).containsExactly(1, 0, 2);
        TiltAngleFile orderFirst = TiltAngleFile.read(file("c.tlt", "3 2 1.5\n0 1 2.0\n-3 3 1.6\n"));
        assertThat(orderFirst.acquisitionOrder()).containsExactly(1, 0, 2);
        assertThat(orderFirst.dosesBefore()).containsExactly(1.5, 2.0, 1.6);
    }

    @Test
    void namesAnglesThatAreNone() throws IOException {
        angleRefused("-60\nnan\n", "'nan' in line 2 is not a number");
        angleRefused("-60,5\n3\n", "a decimal point, not a comma");
        angleRefused("-60\n\n1.5e24\n", "line 3 holds a tilt angle of 1.50000e+24°");
        angleRefused("95\n", "which no stage reaches");
        angleRefused("\n\n", "no tilt angles");
        angleRefused("1 2 3 4\n", "4 numbers where one angle");
        angleRefused("a\0b", "binary data");
        assertThatThrownBy(() -> TiltAngleFile.read(folder.resolve("none.tlt"))).hasMessageContaining("not exist");
    }

    private void angleRefused(String content, String words) throws IOException {
        Path file = file("bad.tlt", content);
        assertThatThrownBy(() -> TiltAngleFile.read(file))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("bad.tlt")
                .hasMessageContaining(words);
    }

    @Test
    void writesAnglesAndTransformsThatItReads() {
        Path tlt = folder.resolve("a.tlt");
        TiltAngleFile.write(tlt, new double[] {-60.12345, 0, 59.99});
        assertThat(TiltAngleFile.read(tlt).tiltsDeg())
                .containsExactly(new double[] {-60.12345, 0, 59.99}, within(1e-4));
        assertThat(tlt).content().isEqualTo("  -60.1235\n    0.0000\n   59.9900\n");

        Path xf = folder.resolve("a.xf");
        XfTransform transform = XfTransform.of(new ViewGeometry(85.3, 0, 0, 1.001, 812.34567, -1234.56789));
        XfFile.write(xf, List.of(XfTransform.IDENTITY, transform));
        XfTransform read = XfFile.read(xf, 2).get(1);
        assertThat(read.a12()).isCloseTo(transform.a12(), within(1e-9));
        assertThat(read.dy()).isCloseTo(transform.dy(), within(1e-5));
        assertThatThrownBy(() -> XfFile.read(xf, 3)).hasMessageContaining("2 transforms for a stack of 3 views");
        assertThatThrownBy(() -> XfFile.write(xf, List.of(new XfTransform(1, 0, 0, Double.NaN, 0, 0))))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("view 1");
        assertThat(XfFile.read(xf)).as("the file before is whole").hasSize(2);
    }

    @Test
    void namesTransformsThatAreNone() throws IOException {
        Path file = file("bad.xf", "1 0 0 1 0 0\n1 0 0 1 0\n");
        assertThatThrownBy(() -> XfFile.read(file)).hasMessageContaining("line 2 has 5 numbers");
        Path empty = file("empty.xf", "");
        assertThatThrownBy(() -> XfFile.read(empty)).hasMessageContaining("no transforms");
    }

    @Test
    void keepsXTiltsAndZFactors() throws IOException {
        Path xtilt = folder.resolve("a.xtilt");
        PerViewFile.writeXTilts(xtilt, new double[] {0.25, -1.5});
        assertThat(PerViewFile.readXTilts(xtilt)).containsExactly(0.25, -1.5);
        Path zfac = folder.resolve("a.zfac");
        PerViewFile.writeZFactors(zfac, List.of(new double[] {-0.002847, 0.5}));
        assertThat(PerViewFile.readZFactors(zfac).getFirst()).containsExactly(-0.002847, 0.5);
        Path wrong = file("b.zfac", "1 2 3\n");
        assertThatThrownBy(() -> PerViewFile.readZFactors(wrong)).hasMessageContaining("line 1 has 3 numbers");
        assertThatThrownBy(() -> PerViewFile.writeXTilts(xtilt, new double[] {Double.NaN}))
                .hasMessageContaining("not finite");
    }

    @Test
    void writesResidualsInEdgePixels() {
        Path file = folder.resolve("a.resid");
        ResidualFile.write(file, List.of(new Residual(99.5, 200.25, 3, -0.1234, 1.5)));
        assertThat(file).content().isEqualTo("     1 residuals\n    100.00    200.75    3  -0.123   1.500\n");
    }

    @Test
    void keepsMarkers() throws IOException {
        Path file = folder.resolve("m.csv");
        MarkerSet markers = new MarkerSet(
                5,
                List.of(
                        new Observation(7, 4, 10.125, -3, 0.5),
                        new Observation(7, 0, 1, 2),
                        new Observation(2, 1, 0, 0)));
        MarkerFile.write(file, markers);
        assertThat(file).content().startsWith("marker,tilt,x,y,cc\n2,1,0.0000,0.0000,\n7,0,1.0000,2.0000,\n");
        assertThat(MarkerFile.read(file, 5).observations()).isEqualTo(markers.observations());
        Path other = file("o.csv", "# View;Note;Y;X;Track  remark\n\n1;a b;2.5;1.5;3\n# a comment\n");
        assertThat(MarkerFile.read(other, 2).observations()).containsExactly(new Observation(3, 1, 1.5, 2.5));
        // As a spreadsheet saves it where the decimal mark is a comma.
        Path saved = file("s.csv", "marker;tilt;x;y;cc\r\n3;1;1,5;-2,25;0,9\r\n");
        assertThat(MarkerFile.read(saved, 2).observations()).containsExactly(new Observation(3, 1, 1.5, -2.25, 0.9));
        Path thousandths = file("t.csv", "marker;tilt;x;y;cc\n3;1;1,500;1234,250;0,875\n");
        assertThat(MarkerFile.read(thousandths, 2).observations())
                .containsExactly(new Observation(3, 1, 1.5, 1234.25, 0.875));
    }

    @Test
    void namesMarkersThatAreWrong() throws IOException {
        markerRefused("marker,tilt,x\n", "no column 'y'");
        markerRefused("marker,tilt,x,y\n0,5,1,1\n", "'5' in line 2 should be a whole number from 0 to 4");
        markerRefused("marker,tilt,x,y\n0,1,1,1\n0,1,2,2\n", "twice in tilt 1, in lines 2 and 3");
        markerRefused("marker,tilt,x,y\n0,1,NaN,1\n", "'NaN' in line 2 is not a number");
        markerRefused("marker,tilt,x,y\n0,1,1\n", "'' in line 2 is not a number");
        markerRefused("", "is empty");
        markerRefused("marker;tilt;x;y\n0;1;1.234,5;1\n", "'1.234,5' in line 2 is not a number");
        markerRefused("marker\ttilt\tx\ty\n0\t1\t12\t3.5\n0\t2\t1,234\t1\n", "'1,234' in line 3 may be 1.234 or 1234");
        markerRefused("marker;tilt;x;y\n0;1;1,234,567;1\n", "'1,234,567' in line 2 is not a number");
    }

    private void markerRefused(String content, String words) throws IOException {
        Path file = file("bad.csv", content);
        assertThatThrownBy(() -> MarkerFile.read(file, 5))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining(words);
    }

    @Test
    void keepsPeaksAndExcludedTilts() throws IOException {
        Path peaks = folder.resolve("p.csv");
        List<Peak> written = List.of(new Peak(3, 1.25, 2.5, 0.75, 0.5, Double.NaN, -12.5));
        PeakFile.write(peaks, written);
        assertThat(peaks).content().startsWith("tilt,x,y,cc,rotationalMerit,edgeMerit,contrast\n3,1.2500,2.5000,");
        assertThat(PeakFile.read(peaks, 4)).isEqualTo(written);
        Path few = file("few.csv", "x,y,tilt\n1,2,0\n");
        assertThat(PeakFile.read(few, 1).getFirst().cc()).isNaN();

        Path excluded = folder.resolve("e.csv");
        ExcludedTiltsFile.write(excluded, List.of());
        assertThat(excluded).content().isEqualTo("tilt,kind,reason\n");
        ExcludedTiltsFile.write(excluded, List.of(new ExcludedTilt(40, "blank", "all pixels are 0,\nexactly")));
        assertThat(ExcludedTiltsFile.read(excluded, 41))
                .containsExactly(new ExcludedTilt(40, "blank", "all pixels are 0; exactly"));
    }

    @Test
    void readsRealFiles() {
        assertThat(XfFile.read(Samples.path("formats/imod/etomofiles_TS_001/TS_001.xf"), 40))
                .hasSize(40);
        assertThat(XfFile.read(Samples.path("formats/imod/yaiw/xf_file.xf"))).hasSize(41);
        XfTransform first = XfFile.read(Samples.path("formats/imod/cryoet-alignment/test.xf"))
                .getFirst();
        assertThat(first.toView(0, 0).axisDeg()).isCloseTo(-11.376, within(1e-2));
        assertThat(TiltAngleFile.read(Samples.path("formats/imod/pmp_test_angles_multi_column.rawtlt"))
                        .tiltsDeg())
                .startsWith(-51, -48);
        assertThat(TiltAngleFile.read(Samples.path("formats/aretomo/test_TLT.txt"))
                        .tiltsDeg())
                .startsWith(-45.01);
        assertThat(PerViewFile.readXTilts(Samples.path("formats/imod/etomofiles_TS_001/TS_001.xtilt")))
                .hasSize(40);
        assertThat(PerViewFile.readZFactors(Samples.path("tiltalign_BBa/BBa.zfac")))
                .hasSize(61);
        assertThat(MarkerFile.read(Samples.path("exosome/bead-tracks.csv"), 34).markerCount())
                .isEqualTo(23);
    }
}
