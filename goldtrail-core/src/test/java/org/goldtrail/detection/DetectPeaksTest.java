package org.goldtrail.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Image;
import org.goldtrail.image.TestImages;
import org.goldtrail.image.ValidMask;
import org.goldtrail.task.Progress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectPeaksTest {
    private static final int BEADS = 6;

    @ParameterizedTest
    @CsvSource({"6, -40", "20, -15", "20, 15"})
    void findsAHandfulOfBeadsAndAveragesOnlyThem(double diameter, double height) {
        DetectionParameters parameters = DetectionParameters.of(BeadSize.given(diameter, height < 0));
        int bin = parameters.binning();
        Random random = new Random(1);
        List<List<double[]>> truth = new ArrayList<>();
        List<DetectPeaks.@Nullable BinnedView> views = new ArrayList<>();
        for (int v = 0; v < 4; v++) {
            Image raw = TestImages.noise(310, 290, 1000, 10, v);
            List<double[]> beads = new ArrayList<>();
            for (int k = 0; k < BEADS; k++) {
                // One bead is cut by the border of the image.
                double x = k == 0 ? 0.15 * diameter : 45 + 44 * k + 6 * random.nextDouble();
                double y = 40 + 210 * random.nextDouble();
                beads.add(new double[] {x, y});
                TestImages.addDisc(raw, x, y, diameter, height, 1.5);
            }
            truth.add(beads);
            Image binned = Binning.bin(raw, bin);
            views.add(new DetectPeaks.BinnedView(binned, ValidMask.all(binned.width(), binned.height())));
        }
        views.add(null);

        DetectPeaks.Result result = DetectPeaks.detect(views, parameters, Progress.SILENT);

        assertThat(result.peaks().get(4)).isEmpty();
        for (int v = 0; v < 4; v++) {
            List<Peak> peaks = result.peaks().get(v);
            assertThat(peaks.size()).isLessThanOrEqualTo(parameters.peaksPerView());
            assertThat(peaks).isSortedAccordingTo((a, b) -> Double.compare(b.cc(), a.cc()));
            for (double[] bead : truth.get(v)) {
                assertThat(peaks.subList(0, BEADS))
                        .as("bead at %.1f, %.1f of view %d", bead[0], bead[1], v)
                        .anyMatch(p -> Math.hypot(p.x() - bead[0], p.y() - bead[1]) < Math.max(0.6, 0.06 * diameter)
                                || (bead[0] < diameter / 2 && Math.hypot(p.x() - bead[0], p.y() - bead[1]) < 2.5));
            }
        }
        // Noise peaks in the average would make its core flatter.
        BeadTemplate template = result.template();
        double depth = template.at(0) - template.at(parameters.binnedMaskRadius());
        assertThat(depth).isCloseTo(height, within(0.2 * Math.abs(height)));
    }
}
