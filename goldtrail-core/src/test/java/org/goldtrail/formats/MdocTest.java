package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.Samples;
import org.junit.jupiter.api.Test;

class MdocTest {
    private static final Path FILE = Path.of("TS_01.mdoc");

    private static Mdoc parse(String text) {
        return Mdoc.parse(text, FILE);
    }

    private static final List<String> VIEW = List.of(
            "TiltAngle = -59.9964",
            "ExposureDose = 2.9858",
            "SubFramePath = X:\\My Grid 3\\frames\\TS_45_039_-60.0.mrc",
            "ExposureTime = 0.8",
            "RotationAngle = 175.3",
            "MinMaxMean = 0 10407 335.132",
            "DateTime = 06-Jul-24  15:28:06",
            "PriorRecordDose = 117.5",
            "PixelSpacing = 5.4");

    @Test
    void readsAViewWhateverTheOrderOfItsKeys() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<String> keys = new ArrayList<>(VIEW);
            Collections.shuffle(keys, random);
            String end = round % 2 == 0 ? "\r\n" : "\n";
            Mdoc mdoc = parse("[ZValue = 0]" + end + String.join(end, keys) + end + end + "[ZValue = 1]" + end
                    + "TiltAngle = 3" + end + end + end);
            MdocSection view = mdoc.images().getFirst();
            assertThat(view.tiltDeg()).hasValue(-59.9964);
            assertThat(view.exposureDose()).hasValue(2.9858);
            assertThat(view.priorDose()).hasValue(117.5);
            assertThat(view.movieName()).hasValue("TS_45_039_-60.0.mrc");
            assertThat(view.minMaxMean()).containsExactly(0, 10407, 335.132);
            assertThat(view.time()).hasValue(LocalDateTime.of(2024, 7, 6, 15, 28, 6));
            assertThat(mdoc.images()).hasSize(2);
            assertThat(mdoc.pixelSpacingAngstrom()).hasValue(5.4);
            assertThat(mdoc.axisCandidates()).as("RotationAngle is no axis").isEmpty();
        }
    }

    @Test
    void readsTheTimesOfAllPrograms() {
        assertThat(time("30-Nov-15  15:21:38")).isEqualTo(LocalDateTime.of(2015, 11, 30, 15, 21, 38));
        assertThat(time("30-NOV-2015 15:21:38")).isEqualTo(LocalDateTime.of(2015, 11, 30, 15, 21, 38));
        assertThat(time("2015-Nov-30  15:21:38")).isEqualTo(LocalDateTime.of(2015, 11, 30, 15, 21, 38));
        assertThat(time("2015-11-30T15:21:38.25")).isEqualTo(LocalDateTime.of(2015, 11, 30, 15, 21, 38, 250_000_000));
        assertThat(time("1-Jan-99 1:02:03")).isEqualTo(LocalDateTime.of(1999, 1, 1, 1, 2, 3));
        assertThat(view("DateTime = yesterday").time()).isEmpty();
        assertThat(view("TiltAngle = 1").time()).isEmpty();
    }

    private static LocalDateTime time(String text) {
        return view("DateTime = " + text).time().orElseThrow();
    }

    private static MdocSection view(String lines) {
        return parse("[ZValue = 0]\n" + lines + "\n").images().getFirst();
    }

    @Test
    void splitsPathsOfAnySystem() {
        assertThat(view("SubFramePath = \\\\server\\share\\a b\\f_1.tif").movieName())
                .hasValue("f_1.tif");
        assertThat(view("SubFramePath = /data/a=b/f_2.eer").movieName()).hasValue("f_2.eer");
        assertThat(view("SubFramePath = f 3.mrc").movieName()).hasValue("f 3.mrc");
        assertThat(view("SubFramePath = C:\\dir\\").movieName()).isEmpty();
    }

    @Test
    void listsEveryStatedAxisWithItsOrigin() {
        Mdoc mdoc = parse("""
                [T = SerialEM: Krios]
                [T =     Tilt axis angle = 85.3, binning = 1  spot = 8  camera = 0]
                [T = TiltAxisAngle = -85.0]
                [ZValue = 0]
                TiltAngle = 1
                TiltAxisAngle = 84
                RotationAngle = 175.3
                [ZValue = 1]
                TiltAngle = 2
                TiltAxisAngle = 84
                """);
        assertThat(mdoc.axisCandidates()).extracting(AxisCandidate::axisDeg).containsExactly(85.3, -85.0, 84.0);
        assertThat(mdoc.axisCandidates().getFirst().origin()).contains("title of TS_01.mdoc");
    }

    @Test
    void ordersByDoseThenTimeThenFile() {
        assertThat(order("PriorRecordDose = 6", "PriorRecordDose = 0", "PriorRecordDose = 3"))
                .containsExactly(2, 0, 1);
        assertThat(order(
                        "PriorRecordDose = 0\nDateTime = 01-Jan-24  10:00:02",
                        "PriorRecordDose = 0\nDateTime = 01-Jan-24  10:00:00",
                        "PriorRecordDose = 0\nDateTime = 01-Jan-24  09:59:59"))
                .containsExactly(2, 1, 0);
        assertThat(order("DateTime = 01-Jan-24  10:00:02", "TiltAngle = 3", "TiltAngle = 2"))
                .containsExactly(0, 1, 2);
        List<MdocSection> images = parse("[ZValue = 0]\nPriorRecordDose = 1\n[ZValue = 1]\nPriorRecordDose = 0\n")
                .images();
        assertThat(AcquisitionOrder.of(images).origin()).isEqualTo("PriorRecordDose");
    }

    private static int[] order(String... views) {
        String text = "";
        for (String view : views) {
            text += "[ZValue = 0]\n" + view + "\n";
        }
        return AcquisitionOrder.of(parse(text).images()).rank();
    }

    @Test
    void takesTheDoseFromTheFramesWhereItIsNotStated() {
        assertThat(view("ExposureDose = 0\nFrameDosesAndNumber = 0.375 8 0.5 2").exposureDose())
                .hasValue(4);
        assertThat(view("ExposureDose = 0").exposureDose()).isEmpty();
        assertThat(view("ExposureDose = -1.#IND").exposureDose()).isEmpty();
    }

    @Test
    void refusesWhatIsNoMdoc() {
        assertThatThrownBy(() -> parse("\n\n"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("mdoc");
        assertThatThrownBy(() -> parse("a\0b")).hasMessageContaining("binary data");
    }

    @Test
    void readsEveryRealMdoc() throws IOException {
        try (Stream<Path> files = Files.list(Samples.path("formats/mdoc"))) {
            for (Path file : files.toList()) {
                Mdoc mdoc = Mdoc.read(file);
                assertThat(mdoc.titles()).as(file.toString()).isNotEmpty();
                assertThat(mdoc.images())
                        .as(file.toString())
                        .isNotEmpty()
                        .allSatisfy(i -> assertThat(i.tiltDeg()).isPresent());
            }
        }
    }

    @Test
    void readsTheDetailsOfRealMdocs() {
        Mdoc series = Mdoc.read(Samples.path("formats/mdoc/TS_01.mrc.mdoc"));
        assertThat(series.images()).hasSize(41);
        assertThat(series.axisCandidates().getFirst().axisDeg()).isEqualTo(85.3);
        assertThat(series.images().getFirst().movieName()).hasValue("TS_01_000_0.0.mrc");
        assertThat(AcquisitionOrder.of(series.images()).origin()).isEqualTo("DateTime");
        Mdoc single = Mdoc.read(Samples.path("formats/mdoc/frame_set_single.mdoc"));
        assertThat(single.images().getFirst().kind()).isEqualTo("FrameSet");
        assertThat(single.images().getFirst().exposureDose().orElseThrow()).isCloseTo(7.65892, within(1e-9));
        assertThat(single.titles().getFirst()).contains("UMass_Krios");
        assertThat(single.voltageKv()).hasValue(300);
        Mdoc frames = Mdoc.read(Samples.path("formats/mdoc/frame_set_multiple.mdoc"));
        assertThat(AcquisitionOrder.of(frames.images()).origin()).isEqualTo("PriorRecordDose");
        Mdoc montage = Mdoc.read(Samples.path("formats/mdoc/montage_section_multiple.mdoc"));
        assertThat(montage.sections()).extracting(MdocSection::kind).contains("MontSection", "ZValue");
        Mdoc stem = Mdoc.read(Samples.path("formats/mdoc/etspy_SerialEM_MultiTilt_Test_test_000.mdoc"));
        assertThat(stem.axisCandidates().getFirst().axisDeg()).isEqualTo(-90);
        Mdoc simulated = Mdoc.read(Samples.path("vlp/TS_45.st.mdoc"));
        assertThat(AcquisitionOrder.of(simulated.images()).rank()[20]).isZero();
    }
}
