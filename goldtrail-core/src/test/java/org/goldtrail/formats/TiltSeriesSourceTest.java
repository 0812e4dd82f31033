package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.Samples;
import org.goldtrail.formats.AngleSource.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiltSeriesSourceTest {
    /** A dose-symmetric series as acquired. */
    private static final double[] ACQUIRED = {0, 3, -3, -6, 6, 9, -9};

    private static final double[] SORTED = {-9, -6, -3, 0, 3, 6, 9};

    @TempDir
    Path folder;

    /** Brightness of a view: not symmetrical, as in any real series. */
    private static double brightness(double tiltDeg) {
        return Math.round(1000 * Math.cos(Math.toRadians(4 * tiltDeg)) + 7 * tiltDeg);
    }

    private Path stack(double... tilts) throws IOException {
        return MrcBytes.stack(
                folder.resolve("TS_1.st"),
                java.util.Arrays.stream(tilts)
                        .map(TiltSeriesSourceTest::brightness)
                        .toArray());
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static String lines(double... values) {
        StringBuilder text = new StringBuilder();
        for (double v : values) {
            text.append(v).append('\n');
        }
        return text.toString();
    }

    /** An mdoc that numbers its images in the order given, with the brightness of each. */
    private static String mdoc(boolean statistics, double... tilts) {
        StringBuilder text = new StringBuilder(
                "PixelSpacing = 2.5\nImageSize = 8 8\n\n[T =     Tilt axis angle = 85.3, binning = 1]\n\n");
        for (int i = 0; i < tilts.length; i++) {
            double mean = brightness(tilts[i]);
            text.append(String.format(
                    Locale.ROOT,
                    "[ZValue = %d]\r\nTiltAngle = %.4f\r\nExposureDose = 3\r\n%sDateTime = 06-Jul-24  15:%02d:06\r\n\r\n",
                    i,
                    tilts[i] + 0.004,
                    statistics
                            ? String.format(Locale.ROOT, "MinMaxMean = %.0f %.0f %.6g\r\n", mean - 10, mean + 10, mean)
                            : "",
                    i));
        }
        return text.toString();
    }

    private static void assertTilts(TiltSeriesInput input, double... tilts) {
        assertThat(input.tiltsDeg()).containsExactly(tilts, within(0.01));
    }

    @Test
    void believesGivenThenRawtltThenHeaderThenMdocThenTlt() throws IOException {
        Path stack = stack(SORTED);
        TiltSeriesSource source = TiltSeriesSource.of(stack);
        write("TS_1.tlt", lines(-8, -5, -2, 1, 4, 7, 10));
        assertThat(source.read().angles().origin()).isEqualTo(Origin.TLT);
        write("TS_1.st.mdoc", mdoc(true, ACQUIRED));
        assertThat(source.read().angles().origin()).isEqualTo(Origin.MDOC);
        assertTilts(source.read(), SORTED);
        write("TS_1.rawtlt", lines(SORTED));
        TiltSeriesInput input = source.read();
        assertThat(input.angles().origin()).isEqualTo(Origin.RAWTLT);
        assertThat(input.otherAngles()).extracting(AngleSource::origin).containsExactly(Origin.MDOC, Origin.TLT);
        assertThat(input.warnings())
                .singleElement()
                .asString()
                .contains("TS_1.rawtlt and TS_1.tlt differ", "view 1: -9.00° and -8.00°");
        write("mine.txt", lines(-9.3, -6, -3, 0, 3, 6, 9));
        assertThat(source.withAngles(folder.resolve("mine.txt")).read().angles().name())
                .isEqualTo("mine.txt");
        assertThat(source.withAngles(folder.resolve("TS_1.st.mdoc"))
                        .read()
                        .angles()
                        .origin())
                .isEqualTo(Origin.GIVEN_MDOC);
    }

    @Test
    void readsTheExtendedHeader() throws IOException {
        Path stack = extendedStack(SORTED);
        TiltSeriesInput input = TiltSeriesSource.of(stack).read();
        assertThat(input.angles().origin()).isEqualTo(Origin.EXTENDED_HEADER);
        assertTilts(input, SORTED);
        Path zeros = extendedStack(0, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> TiltSeriesSource.of(zeros).read()).hasMessageContaining("no tilt angles were found");
    }

    private Path extendedStack(double... tilts) throws IOException {
        MrcBytes mrc = new MrcBytes(ByteOrder.LITTLE_ENDIAN, 2, 2, tilts.length, 1, 1024, 8 * tilts.length)
                .extended("SERI", 2, 1);
        for (int s = 0; s < tilts.length; s++) {
            mrc.bytes.putShort(1024 + 2 * s, (short) (100 * tilts[s]));
        }
        return mrc.write(folder.resolve("E.mrc"));
    }

    @Test
    void matchesAnMdocInOrderOfAcquisitionToASortedStack() throws IOException {
        TiltSeriesSource source = TiltSeriesSource.of(stack(SORTED));
        write("TS_1.mdoc", mdoc(true, ACQUIRED));
        TiltSeriesInput input = source.read();
        assertTilts(input, SORTED);
        assertThat(input.angles().name()).contains("TS_1.mdoc", "MinMaxMean");
        assertThat(input.warnings()).isEmpty();
        assertThat(input.orderOrigin()).isEqualTo("DateTime");
        assertThat(input.views())
                .extracting(v -> v.acquisitionIndex().orElseThrow())
                .containsExactly(6, 3, 2, 0, 1, 4, 5);
        assertThat(input.views().getFirst().doseBefore()).hasValue(18);
        assertThat(input.views().getFirst().dosePerTilt()).hasValue(3);
        assertThat(input.pixelSizeAngstrom()).hasValue(2.5);
        assertThat(input.warnings()).isEmpty();
        assertThat(input.axisCandidates()).extracting(AxisCandidate::axisDeg).containsExactly(85.3);
    }

    @Test
    void matchesByAngleWhereOtherAnglesAreKnown() throws IOException {
        TiltSeriesSource source = TiltSeriesSource.of(stack(SORTED));
        write("TS_1.rawtlt", lines(SORTED));
        write("TS_1.mdoc", mdoc(false, ACQUIRED));
        TiltSeriesInput input = source.read();
        assertThat(input.views())
                .extracting(v -> v.acquisitionIndex().orElseThrow())
                .containsExactly(6, 3, 2, 0, 1, 4, 5);
        assertThat(input.otherAngles().getFirst().tiltsDeg().getFirst()).isCloseTo(-9, within(0.01));
        assertThat(input.warnings()).isEmpty();
    }

    @Test
    void findsTheViewsOfAStackThatLacksSome() throws IOException {
        TiltSeriesSource source = TiltSeriesSource.of(stack(-9, -6, 0, 3, 9));
        write("TS_1.mdoc", mdoc(true, ACQUIRED));
        TiltSeriesInput input = source.read();
        assertTilts(input, -9, -6, 0, 3, 9);
        assertThat(input.views().getFirst().doseBefore())
                .as("lost views had their dose, too")
                .hasValue(18);
        assertThat(input.warnings()).singleElement().asString().contains("7 images for a stack of 5 views");
        write("TS_1.mdoc", mdoc(false, ACQUIRED));
        assertThatThrownBy(source::read)
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("7 images for a stack of 5 views");
    }

    @Test
    void findsTheOrderOfAStackWhosePixelsWereChanged() throws IOException {
        Path stack = MrcBytes.stack(
                folder.resolve("TS_1.st"),
                java.util.Arrays.stream(SORTED)
                        .map(t -> 5 * brightness(t) - 1000)
                        .toArray());
        write("TS_1.mdoc", mdoc(true, ACQUIRED));
        TiltSeriesInput input = TiltSeriesSource.of(stack).read();
        assertTilts(input, SORTED);
        assertThat(input.angles().name()).contains("sorted by ascending angle");
        write("TS_1.mdoc", mdoc(false, ACQUIRED));
        assertThat(TiltSeriesSource.of(stack).read().warnings())
                .singleElement()
                .asString()
                .contains("could not be checked");
    }

    @Test
    void saysWhenAnglesAndImagesAreInDifferentOrder() throws IOException {
        TiltSeriesSource source = TiltSeriesSource.of(stack(ACQUIRED));
        write("TS_1.rawtlt", lines(SORTED));
        write("TS_1.mdoc", mdoc(true, ACQUIRED));
        TiltSeriesInput input = source.read();
        assertThat(input.angles().origin()).isEqualTo(Origin.RAWTLT);
        assertThat(input.warnings()).singleElement().asString().contains("in another order than the angles");
    }

    @Test
    void saysWhenSourcesDifferBySign() throws IOException {
        Path stack = stack(-10, -6, -3, 0, 3, 6);
        write("TS_1.rawtlt", lines(-10, -6, -3, 0, 3, 6));
        write("TS_1.tlt", lines(10, 6, 3, 0, -3, -6));
        assertThat(TiltSeriesSource.of(stack).read().warnings())
                .singleElement()
                .asString()
                .contains("differ, by their sign");
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        TiltSeriesSource source = TiltSeriesSource.of(stack(SORTED));
        assertThatThrownBy(source::read)
                .hasMessageContaining("no tilt angles were found")
                .hasMessageContaining("TS_1.rawtlt, TS_1.st.rawtlt, TS_1.tlt, TS_1.st.tlt, TS_1.st.mdoc, TS_1.mdoc");
        write("TS_1.rawtlt", lines(1, 2, 3));
        assertThatThrownBy(source::read).hasMessageContaining("3 tilt angles for a stack of 7 views");
        write("TS_1.tlt", lines(SORTED));
        assertThat(source.read().warnings()).singleElement().asString().contains("3 tilt angles for a stack of 7");
        Path given = folder.resolve("TS_1.rawtlt");
        assertThatThrownBy(() -> source.withAngles(given).read()).hasMessageContaining("3 tilt angles");
        assertThatThrownBy(() -> source.withAngles(folder.resolve("no.tlt")).read())
                .hasMessageContaining("does not exist");
        Files.delete(given);
        write("TS_1.tlt", lines(0, 0, 0, 0, 0, 0, 0));
        assertThatThrownBy(source::read).hasMessageContaining("every view has the same tilt angle");
        write("TS_1.mdoc", mdoc(true, -9, -6, -3, 0, 3, 6, 1e5));
        Files.delete(folder.resolve("TS_1.tlt"));
        assertThatThrownBy(source::read)
                .hasMessageContaining("TS_1.mdoc")
                .hasMessageContaining("[ZValue = 6] holds a tilt angle of 100000°");
    }

    @Test
    void choosesThePixelSize() throws IOException {
        Path stack = stack(SORTED);
        write("TS_1.rawtlt", lines(SORTED));
        TiltSeriesSource source = TiltSeriesSource.of(stack);
        assertThat(source.withPixelSize(1.35).read().pixelSizeAngstrom()).hasValue(1.35);
        assertThatThrownBy(() -> source.withPixelSize(-1).read()).hasMessageContaining("not plausible");
        write("TS_1.mdoc", mdoc(false, SORTED).replace("2.5", "5.4"));
        assertThat(source.read().pixelSizeAngstrom()).hasValue(2.5);
        assertThat(source.read().warnings()).singleElement().asString().contains("2.500 Å by the header", "5.400 Å");
        Files.delete(folder.resolve("TS_1.mdoc"));
        byte[] bytes = Files.readAllBytes(stack);
        java.nio.ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(40, 8)
                .putFloat(44, 8);
        Files.write(stack, bytes);
        assertThat(source.read().pixelSizeAngstrom()).isEmpty();
        assertThat(source.read().warnings()).singleElement().asString().contains("exactly 1", "lengths are in pixels");
        write("TS_1.mdoc", mdoc(false, SORTED).replace("ImageSize = 8 8", "ImageSize = 32 32"));
        assertThat(source.read().pixelSizeAngstrom().orElseThrow()).isCloseTo(10, within(1e-9));
        assertThat(source.read().warnings()).singleElement().asString().contains("4 times as large");
    }

    @Test
    void reportsDuplicates() throws IOException {
        Path stack = stack(-3, 0, 3, 0.02);
        write("TS_1.rawtlt", lines(-3, 0, 3, 0.02));
        TiltSeriesInput input = TiltSeriesSource.of(stack).read();
        assertThat(input.duplicates()).containsExactly(List.of(1, 3));
        assertThat(input.warnings()).singleElement().asString().contains("views 2 and 4 have the same tilt angle");
    }

    @Test
    void tellsTwoImagesOfTheSameTiltByTheirBrightness() throws IOException {
        Path stack = MrcBytes.stack(folder.resolve("TS_1.st"), 500, 900, 700, 930);
        write("TS_1.rawtlt", lines(-3, 0, 3, 0));
        String[] means = {"930", "500", "900", "700"};
        double[] tilts = {0.01, -3, 0, 3};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append("[ZValue = ").append(i).append("]\nTiltAngle = ").append(tilts[i]);
            text.append("\nMinMaxMean = 0 0 ").append(means[i]).append('\n');
        }
        write("TS_1.mdoc", text.toString());
        assertThat(TiltSeriesSource.of(stack).read().views())
                .extracting(v -> v.acquisitionIndex().orElseThrow())
                .containsExactly(1, 2, 3, 0);
    }

    @Test
    void takesDoseAndOrderFromTheColumnsOfTheAngleFile() throws IOException {
        Path stack = stack(-3, 0, 3);
        write("TS_1.rawtlt", "-3 6.5 3\n0 0 1\n3 3.2 2\n");
        TiltSeriesInput input = TiltSeriesSource.of(stack).read();
        assertThat(input.views())
                .extracting(v -> v.acquisitionIndex().orElseThrow())
                .containsExactly(2, 0, 1);
        assertThat(input.views().getFirst().doseBefore()).hasValue(6.5);
    }

    @Test
    void readsTheSampleSeries() {
        TiltSeriesInput vlp = TiltSeriesSource.of(Samples.path("vlp/TS_45.st")).read();
        assertThat(vlp.angles().name()).isEqualTo("TS_45.rawtlt");
        assertThat(vlp.sections()).isEqualTo(41);
        assertThat(vlp.warnings()).isEmpty();
        assertThat(vlp.pixelSizeAngstrom().orElseThrow()).isCloseTo(5.4, within(1e-5));
        assertThat(vlp.axisCandidates().getFirst().axisDeg()).isEqualTo(85.3);
        assertThat(vlp.views().get(20).doseBefore()).hasValue(0);
        assertThat(vlp.views().get(0).doseBefore().orElseThrow()).isCloseTo(39 * 3.0, within(1.0));
        TiltSeriesInput exosome = TiltSeriesSource.of(Samples.path("exosome/exosome.st"))
                .withAngles(Samples.path("exosome/exosome.rawtlt"))
                .read();
        assertThat(exosome.sections()).isEqualTo(34);
        assertThat(exosome.warnings()).isEmpty();
        assertThat(exosome.pixelSizeAngstrom().orElseThrow()).isCloseTo(11.04, within(1e-4));
    }

    @Test
    void matchesTheSampleMdocByItsBrightnessAlone() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("TS_45.st"), Samples.path("vlp/TS_45.st"));
        Files.copy(Samples.path("vlp/TS_45.st.mdoc"), folder.resolve("TS_45.mdoc"));
        TiltSeriesInput input = TiltSeriesSource.of(link).read();
        double[] expected = TiltAngleFile.read(Samples.path("vlp/TS_45.rawtlt")).tiltsDeg();
        assertThat(input.angles().name()).contains("MinMaxMean");
        assertThat(IntStream.range(0, 41)
                        .mapToDouble(i -> Math.abs(input.tiltsDeg()[i] - expected[i]))
                        .max())
                .isPresent()
                .matches(d -> d.getAsDouble() < 0.01);
    }
}
