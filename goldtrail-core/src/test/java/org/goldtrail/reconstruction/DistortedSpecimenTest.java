package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.alignment.MaskSource;
import org.goldtrail.geometry.AlignedMapping;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blobs in a specimen that stretches, skews and turns from view to view come out at their voxel all the same. */
class DistortedSpecimenTest {
    private static final double SIGMA_PX = 2.5;
    private static final int DEPTH = 76;
    private static final double[][] BLOBS = {{0, 0, 0}, {-25, 18, 24}, {21, -16, -27}, {27, 10, 25.5}, {-12, -21, -26}};

    @ParameterizedTest(name = "axis {0}, stretch {1}, skew {2}, X-tilt {3}")
    @CsvSource({"85.3, 0.15, 0, 0", "-4, 0, 8, 0", "85.3, -0.1, -5, 0", "12, 0.1, 5, 4"})
    void blobsLieAtTheirVoxel(double axisDeg, double stretch, double skewDeg, double xTiltDeg) {
        Series series = new Series(axisDeg, stretch, skewDeg, xTiltDeg);
        MemoryVolume volume = series.reconstruct(true);
        for (double[] b : BLOBS) {
            double[] found = BackProjectionTest.centre(volume, b);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(found[axis]).as("axis %d", axis).isCloseTo(b[axis], within(0.1));
            }
        }
    }

    @ParameterizedTest(name = "straight from the raw views: axis {0}, stretch {1}, skew {2}, X-tilt {3}, {4} bytes")
    @CsvSource({
        "85.3, 0.15, 0, 0, 100000000",
        "-4, 0, 8, 0, 100000000",
        "85.3, -0.1, -5, 0, 1000",
        "12, 0.1, 5, 4, 1000",
        "-133, 0, 0, 0, 1000"
    })
    void theyDoStraightFromTheRawViews(
            double axisDeg, double stretch, double skewDeg, double xTiltDeg, long bytes, @TempDir Path folder) {
        Series series = new Series(axisDeg, stretch, skewDeg, xTiltDeg);
        MemoryVolume volume = series.fused(bytes, folder);
        for (double[] b : BLOBS) {
            double[] found = BackProjectionTest.centre(volume, b);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(found[axis]).as("axis %d", axis).isCloseTo(b[axis], within(0.1));
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutZFactorsTheyWouldNot() {
        Series series = new Series(85.3, 0.15, 8, 0);
        double worst = 0;
        MemoryVolume volume = series.reconstruct(false);
        for (double[] b : BLOBS) {
            double[] found = BackProjectionTest.centre(volume, b);
            for (int axis = 0; axis < 3; axis++) {
                worst = Math.max(worst, Math.abs(found[axis] - b[axis]));
            }
        }
        assertThat(worst).isGreaterThan(0.2);
    }

    /** Raw views of Gaussian blobs; all distortions grow from view to view, far beyond what a beam does. */
    private static final class Series {
        private final List<ViewGeometry> views = new ArrayList<>();
        private final List<AlignedMapping> mappings = new ArrayList<>();
        private final List<Image> images = new ArrayList<>();
        private final AlignedFrame frame;

        Series(double axisDeg, double stretch, double skewDeg, double xTiltDeg) {
            boolean turned = Math.abs(Math.sin(Math.toRadians(axisDeg))) > Math.sqrt(0.5);
            frame = turned ? new AlignedFrame(90, 121, 121, 90) : new AlignedFrame(121, 90, 121, 90);
            for (int tilt = -60; tilt <= 60; tilt += 3) {
                double f = (tilt + 60) / 120.0;
                ViewGeometry view =
                        new ViewGeometry(axisDeg + f, tilt, f * xTiltDeg, 1 + 0.01 * f, 3 * f - 1.3, 2 - 2.6 * f);
                SpecimenDistortion distortion = new SpecimenDistortion(f * stretch, f * skewDeg);
                views.add(view);
                mappings.add(AlignedMapping.of(view, distortion));
                images.add(image(view, distortion));
            }
        }

        private Image image(ViewGeometry view, SpecimenDistortion distortion) {
            Image image = new Image(frame.rawWidth(), frame.rawHeight());
            double[] p = distortion.projectionMatrix(view);
            for (int i = 0; i < image.pixels().length; i++) {
                double value = 500;
                for (double[] b : BLOBS) {
                    double x = i % image.width() - image.centreX() - view.shiftXPx();
                    double y = i / image.width() - image.centreY() - view.shiftYPx();
                    double dx = x - p[0] * b[0] - p[1] * b[1] - p[2] * b[2];
                    double dy = y - p[3] * b[0] - p[4] * b[1] - p[5] * b[2];
                    value -= 60 * Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA_PX * SIGMA_PX));
                }
                image.pixels()[i] = (float) value;
            }
            return image;
        }

        MemoryVolume fused(long bytes, Path folder) {
            MemoryVolume volume = new MemoryVolume(frame.width(), frame.height(), DEPTH);
            double half = frame.height() / 2.0;
            try (WorkerPool pool = new WorkerPool(2);
                    AlignedRows rows = new AlignedRows(
                            ViewSource.of(images),
                            mappings.stream().map(AlignedMapping::transform).toList(),
                            Set.of(),
                            MaskSource.ALL_VALID,
                            frame,
                            1,
                            new AlignedRows.Range(-half, half),
                            new AlignedRows.Room(bytes, folder),
                            pool,
                            Progress.SILENT)) {
                assertThat(rows.onDisk()).isEqualTo(bytes == 1000);
                new BackProjection(rows, views, Set.of(), DEPTH, RadialFilter.USUAL)
                        .withZFactors(
                                mappings.stream().map(AlignedMapping::zFactors).toList())
                        .run(volume, 4_000_000, pool, Progress.SILENT);
            }
            return volume;
        }

        MemoryVolume reconstruct(boolean zFactors) {
            AlignedStack stack = AlignedStack.ofTransforms(
                    ViewSource.of(images),
                    mappings.stream().map(AlignedMapping::transform).toList(),
                    Set.of(),
                    MaskSource.ALL_VALID,
                    frame);
            List<Image> aligned = new ArrayList<>();
            MemoryVolume volume = new MemoryVolume(frame.width(), frame.height(), DEPTH);
            try (WorkerPool pool = new WorkerPool(2)) {
                stack.write(
                        List.of(new AlignedStack.Output(1, (section, image) -> aligned.add(image))),
                        pool,
                        Progress.SILENT);
                BackProjection wbp = new BackProjection(
                        RowSource.of(ViewSource.of(aligned)), views, Set.of(), DEPTH, RadialFilter.USUAL);
                if (zFactors) {
                    wbp = wbp.withZFactors(
                            mappings.stream().map(AlignedMapping::zFactors).toList());
                }
                // In several slabs, so that their margins are tested, too.
                wbp.run(volume, 4_000_000, pool, Progress.SILENT);
            }
            return volume;
        }
    }
}
