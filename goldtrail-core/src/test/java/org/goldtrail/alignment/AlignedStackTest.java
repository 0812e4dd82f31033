package org.goldtrail.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.kernel.PlainKernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blobs of known position have to come out where the formulas of the conventions put them. */
class AlignedStackTest {
    private static final double SIGMA_PX = 3;
    private static final double BACKGROUND = 100;
    private static final double[][] BLOBS = {{0, 0, 0}, {-41, 30, 20}, {38, -52, -25}, {15, 60, 10}, {-20, -35, -30}};

    @ParameterizedTest(name = "{0} x {1}, bin {2}, axis {3}")
    @CsvSource({
        "200, 180, 1, 85.3",
        "201, 180, 1, 5",
        "200, 181, 2, -84",
        "201, 181, 2, 12",
        "203, 190, 4, 85.3",
        "202, 191, 4, -3",
        "200, 185, 3, 93",
        "199, 184, 3, 0",
    })
    void blobsLieWhereTheFormulaSays(int width, int height, int bin, double axisDeg) {
        double[] tilts = {-60, -31, 0, 45};
        List<ViewGeometry> geometry = new ArrayList<>();
        List<Image> views = new ArrayList<>();
        for (int i = 0; i < tilts.length; i++) {
            ViewGeometry view = new ViewGeometry(axisDeg + 0.2 * i, tilts[i], 0, 1 + 0.005 * i, 3.3 - 2 * i, -4.7 + i);
            geometry.add(view);
            views.add(rawView(width, height, view));
        }
        AlignedFrame frame = AlignedFrame.of(width, height, axisDeg);
        List<Image> aligned = run(views, geometry, Set.of(), MaskSource.ALL_VALID, frame, bin, 2);
        for (int i = 0; i < tilts.length; i++) {
            Image view = aligned.get(i);
            assertThat(view.width()).isEqualTo(frame.width() / bin);
            assertThat(view.height()).isEqualTo(frame.height() / bin);
            double theta = Math.toRadians(tilts[i]);
            for (double[] b : BLOBS) {
                double x = (b[0] * Math.cos(theta) + b[2] * Math.sin(theta)) / bin + view.centreX();
                double y = b[1] / bin + view.centreY();
                double[] found = centroid(view, x, y, 5 * SIGMA_PX / bin);
                assertThat(found[0]).as("x in view %d", i).isCloseTo(x, within(0.02));
                assertThat(found[1]).as("y in view %d", i).isCloseTo(y, within(0.02));
            }
        }
    }

    @Test
    void canvasIsSwappedWhenTheAxisIsNearerToX() {
        assertThat(AlignedFrame.of(300, 200, 85)).isEqualTo(new AlignedFrame(300, 200, 200, 300));
        assertThat(AlignedFrame.of(300, 200, -95)).isEqualTo(new AlignedFrame(300, 200, 200, 300));
        assertThat(AlignedFrame.of(300, 200, 175)).isEqualTo(new AlignedFrame(300, 200, 300, 200));
        assertThat(AlignedFrame.of(301, 200, 40).binnedWidth(4)).isEqualTo(75);
        assertThatThrownBy(() -> AlignedFrame.of(30, 20, 0).binnedHeight(21))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("1 to 20");
    }

    @Test
    void identityReturnsThePixelsThemselves() {
        Image view = rawView(60, 50, ViewGeometry.of(0, 20));
        Image aligned = run(
                        List.of(view),
                        List.of(ViewGeometry.of(0, 20)),
                        Set.of(),
                        MaskSource.ALL_VALID,
                        AlignedFrame.of(60, 50, 0),
                        1,
                        1)
                .getFirst();
        assertThat(aligned.pixels()).containsExactly(view.pixels(), within(1e-3f));
    }

    @Test
    void outsideInvalidAndExcludedPixelsHoldTheMean() {
        Image ramp = new Image(80, 70);
        boolean[] valid = new boolean[80 * 70];
        double sum = 0;
        for (int i = 0; i < valid.length; i++) {
            valid[i] = i % 80 >= 30;
            ramp.pixels()[i] = valid[i] ? i % 80 : -1e6f;
            sum += valid[i] ? i % 80 : 0;
        }
        ramp.set(50, 30, Float.NaN);
        valid[30 * 80 + 50] = false;
        float mean = (float) ((sum - 50) / (50 * 70 - 1));
        ViewGeometry far = new ViewGeometry(0, 0, 0, 1, 20, 0);
        for (int bin = 1; bin <= 2; bin++) {
            List<Image> made = run(
                    List.of(ramp, ramp),
                    List.of(far, far),
                    Set.of(1),
                    section -> valid,
                    AlignedFrame.of(80, 70, 0),
                    bin,
                    2);
            Image aligned = made.getFirst();
            assertThat(aligned.get(5 / bin, 30 / bin)).as("invalid").isCloseTo(mean, within(0.2f));
            assertThat(aligned.get(76 / bin, 30 / bin)).as("outside").isCloseTo(mean, within(0.2f));
            assertThat(aligned.get(40 / bin, 50 / bin)).as("inside").isCloseTo(60 + (bin - 1) / 2f, within(0.1f));
            assertThat(made.get(1).pixels()).containsOnly(mean);
        }
    }

    @Test
    void binningRemovesWhatCoarsePixelsCannotHold() {
        Image stripes = new Image(160, 160);
        for (int i = 0; i < stripes.pixels().length; i++) {
            stripes.pixels()[i] = (float) Math.cos(2 * Math.PI * 0.4 * (i % 160)); // 1.6 cycles per coarse pixel
        }
        Image binned = run(
                        List.of(stripes),
                        List.of(ViewGeometry.of(0, 0)),
                        Set.of(),
                        MaskSource.ALL_VALID,
                        AlignedFrame.of(160, 160, 0),
                        4,
                        1)
                .getFirst();
        for (int x = 5; x < 35; x++) {
            assertThat(binned.get(x, 20)).isCloseTo(0, within(0.02f));
        }
    }

    @Test
    void threadsAndKernelsMakeNoDifference() {
        ViewGeometry geometry = new ViewGeometry(84, 10, 0, 1.003, 1.5, -2.5);
        List<Image> views = List.of(rawView(90, 81, geometry), rawView(90, 81, geometry.withTilt(40)));
        List<ViewGeometry> geometries = List.of(geometry, geometry.withTilt(40));
        AlignedFrame frame = AlignedFrame.of(90, 81, 84);
        List<Image> one = run(views, geometries, Set.of(), MaskSource.ALL_VALID, frame, 2, 1);
        List<Image> two = run(views, geometries, Set.of(), MaskSource.ALL_VALID, frame, 2, 2);
        AlignedStack plain = new AlignedStack(
                ViewSource.of(views),
                Set.of(),
                MaskSource.ALL_VALID,
                frame,
                geometries.stream().map(XfTransform::of).toList(),
                new PlainKernels());
        for (int i = 0; i < 2; i++) {
            assertThat(two.get(i).pixels()).containsExactly(one.get(i).pixels());
            assertThat(plain.view(i, 2).pixels()).containsExactly(one.get(i).pixels(), within(1e-3f));
        }
    }

    private static List<Image> run(
            List<Image> views,
            List<ViewGeometry> geometry,
            Set<Integer> excluded,
            MaskSource masks,
            AlignedFrame frame,
            int bin,
            int threads) {
        List<Image> made = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(threads)) {
            new AlignedStack(ViewSource.of(views), geometry, excluded, masks, frame)
                    .write(
                            List.of(new AlignedStack.Output(bin, (section, image) -> {
                                assertThat(section).isEqualTo(made.size());
                                made.add(image);
                            })),
                            pool,
                            Progress.SILENT);
        }
        return made;
    }

    /** A raw view of dark Gaussian blobs at the specimen points {@link #BLOBS}. */
    private static Image rawView(int width, int height, ViewGeometry view) {
        Image image = new Image(width, height);
        double sigma = SIGMA_PX * view.magnification();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = BACKGROUND;
                for (double[] b : BLOBS) {
                    double dx = x - image.centreX() - view.projectX(b[0], b[1], b[2]);
                    double dy = y - image.centreY() - view.projectY(b[0], b[1], b[2]);
                    value -= 50 * Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                }
                image.set(x, y, (float) value);
            }
        }
        return image;
    }

    /** Centre of the darkness within {@code radius} of a point. */
    private static double[] centroid(Image image, double x, double y, double radius) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int v = (int) Math.ceil(y - radius); v <= y + radius; v++) {
            for (int u = (int) Math.ceil(x - radius); u <= x + radius; u++) {
                double r = Math.hypot(u - x, v - y) / radius;
                // falls off smoothly, so that a pixel more or less at the rim does not matter
                double w = (BACKGROUND - image.get(u, v)) * Math.max(0, 1 - Math.pow(r, 6));
                sum += w;
                sumX += w * u;
                sumY += w * v;
            }
        }
        return new double[] {sumX / sum, sumY / sum};
    }
}
