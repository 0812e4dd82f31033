package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIRT where the views have an X-axis tilt. */
class TurnedSlicesTest {
    private static final double SIGMA_PX = 3;
    private static final double[][] BLOBS = {{0.3, 0.2, 0.4}, {-24, 26, 7}, {22, -29, -8}};
    private static final int WIDTH = 110;
    private static final int HEIGHT = 100;

    @ParameterizedTest
    @CsvSource({"4, 2, 3, -1.5", "-7, 0, 0, 0", "0, 0.5, 0.25, 0.5"})
    void blobsLieAtTheirPlaceInAnyBox(double xTiltDeg, double x, double y, double z) {
        IterativeReconstruction sirt = sirt(xTiltDeg);
        TomogramBox box = new TomogramBox(86, 92, 46, x, y, z);
        MemoryVolume one = new MemoryVolume(86, 92, 46);
        MemoryVolume two = new MemoryVolume(86, 92, 46);
        run(sirt.withBox(box), one, 1);
        run(sirt.withBox(box), two, 2);
        for (double[] b : BLOBS) {
            double[] expected = {b[0] - x, b[1] - y, b[2] - z};
            double[] found = BlobCentre.of(two, expected, 7);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(found[axis]).as("axis %d", axis).isCloseTo(expected[axis], within(0.1));
            }
        }
        for (int k = 0; k < 46; k++) {
            assertThat(two.view(k).pixels()).containsExactly(one.view(k).pixels());
        }
    }

    @Test
    void slicesArriveInAnyOrder() {
        TomogramBox box = new TomogramBox(5, 12, 9, 0, 3, 1);
        MemoryVolume forwards = new MemoryVolume(5, 12, 9);
        MemoryVolume backwards = new MemoryVolume(5, 12, 9);
        TurnedSlices a = new TurnedSlices(box, 9, 3, forwards);
        TurnedSlices b = new TurnedSlices(box, 9, 3, backwards);
        int slices = a.untilted().height();
        for (int i = 0; i < slices; i++) {
            a.writeSlice(i, slice(a.untilted(), i));
            b.writeSlice(slices - 1 - i, slice(b.untilted(), slices - 1 - i));
        }
        for (int k = 0; k < 9; k++) {
            assertThat(backwards.view(k).pixels())
                    .containsExactly(forwards.view(k).pixels());
            for (int j = 0; j < 12; j++) {
                // g = 2 y1 + 3 z1 + x, which the taps keep
                double y = box.firstY() + j;
                double z = box.firstZ() + k;
                double cos = Math.cos(Math.toRadians(3));
                double sin = Math.sin(Math.toRadians(3));
                double expected = 2 * (y * cos - z * sin) + 3 * (y * sin + z * cos) + 4;
                assertThat((double) forwards.get(4, j, k)).isCloseTo(expected, within(1e-4));
            }
        }
    }

    private static float[] slice(TomogramBox box, int i) {
        float[] slice = new float[box.width() * box.depth()];
        for (int k = 0; k < box.depth(); k++) {
            for (int x = 0; x < box.width(); x++) {
                slice[k * box.width() + x] = (float) (2 * (box.firstY() + i) + 3 * (box.firstZ() + k) + x);
            }
        }
        return slice;
    }

    @Test
    void skewBeyondHalfAPixelIsRefused() {
        IterativeReconstruction flat = sirt(0);
        int views = 31;
        assertThat(flat.withZFactors(java.util.Collections.nCopies(views, new double[] {0.1, 0.02})))
                .isNotNull();
        assertThatThrownBy(() -> flat.withZFactors(java.util.Collections.nCopies(views, new double[] {0, 0.03})))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("view 1 (-60.0°)")
                .hasMessageContaining("skews the specimen");
    }

    private static void run(IterativeReconstruction sirt, VolumeSink sink, int threads) {
        try (WorkerPool pool = new WorkerPool(threads)) {
            sirt.run(sink, pool, Progress.SILENT);
        }
    }

    private static IterativeReconstruction sirt(double xTiltDeg) {
        List<ViewGeometry> geometry = new ArrayList<>();
        List<Image> views = new ArrayList<>();
        for (int tilt = -60; tilt <= 60; tilt += 4) {
            ViewGeometry g = new ViewGeometry(0, tilt, xTiltDeg, 1, 0, 0);
            Image image = new Image(WIDTH, HEIGHT);
            for (int i = 0; i < image.pixels().length; i++) {
                double value = 500;
                for (double[] b : BLOBS) {
                    double dx = i % WIDTH - image.centreX() - g.projectX(b[0], b[1], b[2]);
                    double dy = i / WIDTH - image.centreY() - g.projectY(b[0], b[1], b[2]);
                    value -= 40 * Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA_PX * SIGMA_PX));
                }
                image.pixels()[i] = (float) value;
            }
            geometry.add(g);
            views.add(image);
        }
        return new IterativeReconstruction(
                RowSource.of(ViewSource.of(views)), geometry, Set.of(), 50, IterationOptions.sirt(8));
    }
}
