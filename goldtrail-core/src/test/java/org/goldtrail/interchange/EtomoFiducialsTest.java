package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.ImodModel;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fiducials that etomo tracked on its pre-aligned stack come back to the raw one. */
class EtomoFiducialsTest {
    /** A shift alone, a turn with a shift, and one that stretches. */
    private static final List<XfTransform> PRE = List.of(
            new XfTransform(1, 0, 0, 1, 12.5, -30.25),
            new XfTransform(Math.cos(0.02), Math.sin(0.02), -Math.sin(0.02), Math.cos(0.02), -7, 4.5),
            new XfTransform(1.01, 0.002, -0.001, 0.99, 3.125, 8));

    private static final MarkerSet RAW = new MarkerSet(
            3,
            List.of(
                    new Observation(0, 0, 10, 20),
                    new Observation(0, 1, 200.5, 99.25),
                    new Observation(0, 2, 355, 301),
                    new Observation(1, 1, 50, 250)));

    @TempDir
    Path folder;

    /** Where newstack puts a raw point: transforms act about the centres, and binned stacks are sampled about theirs. */
    private static Observation preAligned(Observation o, int width, int height, int binning) {
        XfTransform t = PRE.get(o.tilt());
        double x = o.x() - (width - 1) / 2.0;
        double y = o.y() - (height - 1) / 2.0;
        return o.at(
                (t.a11() * x + t.a12() * y + t.dx()) / binning + (width / binning - 1) / 2.0,
                (t.a21() * x + t.a22() * y + t.dy()) / binning + (height / binning - 1) / 2.0);
    }

    @ParameterizedTest
    @CsvSource({"400, 320, 1", "401, 321, 1", "400, 320, 2", "401, 323, 4"})
    void prexgLeadsBackToTheRawStack(int width, int height, int binning) {
        List<Observation> moved = new ArrayList<>();
        RAW.observations().forEach(o -> moved.add(preAligned(o, width, height, binning)));
        Path fid = folder.resolve("TS_01.fid");
        ImodModel.ofMarkers(new MarkerSet(3, moved), width / binning, height / binning, OptionalDouble.of(2))
                .write(fid);
        XfFile.write(folder.resolve("TS_01.prexg"), PRE);
        MarkerSet read =
                MarkerImport.read(fid, KnownSeries.of(width, height, OptionalDouble.of(2), List.of(-3.0, 0.0, 3.0)));
        assertThat(read.size()).isEqualTo(RAW.size());
        for (int i = 0; i < read.size(); i++) {
            Observation is = read.observations().get(i);
            Observation was = RAW.observations().get(i);
            assertThat(is.tilt()).isEqualTo(was.tilt());
            // newstack writes shifts to a thousandth of a pixel, models hold floats
            assertThat(is.x()).isCloseTo(was.x(), within(0.002));
            assertThat(is.y()).isCloseTo(was.y(), within(0.002));
        }
    }

    @Test
    void aPrexgOfAnotherStackIsRefused() {
        Path fid = folder.resolve("TS_01.fid");
        ImodModel.ofMarkers(RAW, 400, 320, OptionalDouble.of(2)).write(fid);
        XfFile.write(folder.resolve("TS_01.prexg"), PRE.subList(0, 2));
        assertThatThrownBy(() ->
                        MarkerImport.read(fid, KnownSeries.of(400, 320, OptionalDouble.of(2), List.of(-3.0, 0.0, 3.0))))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("TS_01.prexg");
    }
}
