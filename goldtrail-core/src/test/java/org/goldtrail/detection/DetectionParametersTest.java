package org.goldtrail.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetectionParametersTest {
    @Test
    void binningLeavesBeadsNineToEighteenPixelsWide() {
        for (double diameter = 4; diameter <= 200; diameter += 0.01) {
            DetectionParameters p = DetectionParameters.of(BeadSize.given(diameter, true));
            assertThat(2 * p.binnedRadius()).isLessThan(18);
            if (p.binning() > 1 || diameter >= 9) {
                assertThat(2 * p.binnedRadius()).isGreaterThanOrEqualTo(9);
            }
        }
    }

    @Test
    void theBinningGrowsWithTheBead() {
        assertThat(binning(4)).isEqualTo(1);
        assertThat(binning(17.9)).isEqualTo(1);
        assertThat(binning(18.1)).isEqualTo(2);
        assertThat(binning(200)).isEqualTo(22);
    }

    private static int binning(double diameterPx) {
        return DetectionParameters.of(BeadSize.given(diameterPx, true)).binning();
    }
}
