package org.goldtrail.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.goldtrail.image.Image;
import org.goldtrail.image.TestImages;
import org.goldtrail.image.ValidMask;
import org.junit.jupiter.api.Test;

class PeakFeaturesTest {
    private static final DetectionParameters DARK = DetectionParameters.of(BeadSize.given(10, true));

    private static PeakFeatures.Features measure(Image image, double x, double y) {
        return new PeakFeatures(DARK).measure(image, ValidMask.all(image.width(), image.height()), x, y);
    }

    @Test
    void areHighForADarkDisc() {
        Image image = TestImages.noise(60, 60, 100, 0.5, 1);
        TestImages.addDisc(image, 30.3, 29.6, 10, -20, 2);

        PeakFeatures.Features f = measure(image, 30.3, 29.6);

        assertThat(f.rotationalMerit()).isGreaterThan(0.98);
        assertThat(f.edgeMerit()).isGreaterThan(0.95);
        assertThat(f.contrast()).isGreaterThan(15);
    }

    @Test
    void haveTheOtherSignForABrightDisc() {
        Image image = TestImages.noise(60, 60, 100, 0.5, 2);
        TestImages.addDisc(image, 30, 30, 10, 20, 2);

        PeakFeatures.Features f = measure(image, 30, 30);

        assertThat(f.edgeMerit()).isLessThan(-0.95);
        assertThat(f.contrast()).isLessThan(-15);
    }

    @Test
    void areLowForABar() {
        Image image = TestImages.noise(60, 60, 100, 0.5, 3);
        TestImages.fill(image, 27, 0, 34, 60, 80);

        PeakFeatures.Features f = measure(image, 30, 30);

        assertThat(f.rotationalMerit()).isLessThan(0.6);
        assertThat(f.edgeMerit()).isLessThan(0.7);
    }

    @Test
    void ofNoiseStayFarFromThoseOfBeads() {
        Image noise = TestImages.noise(200, 200, 100, 10, 4);
        double highest = 0;
        for (int k = 0; k < 100; k++) {
            highest = Math.max(
                    highest, measure(noise, 20 + 1.6 * k, 180 - 1.6 * k).rotationalMerit());
        }

        assertThat(highest).isLessThan(0.75);
    }

    @Test
    void areJudgedByWhatIsThereAtTheBorder() {
        Image image = TestImages.noise(60, 60, 100, 0.5, 5);
        TestImages.addDisc(image, 4, 30, 10, -20, 2);

        PeakFeatures.Features f = measure(image, 4, 30);

        assertThat(f.rotationalMerit()).isGreaterThan(0.97);
        assertThat(f.contrast()).isGreaterThan(15);
    }
}
