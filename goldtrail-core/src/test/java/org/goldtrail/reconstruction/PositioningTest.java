package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositioningTest {
    private final Random random = new Random(5);

    @ParameterizedTest
    @CsvSource({"0.1, -0.06, 40, 0", "-0.17, 0.12, -25, 3"})
    void surfacesComeToLieFlatAndTheImagesStayExplained(double slopeX, double slopeY, double middle, double xTiltDeg) {
        double[][] beads = beads(slopeX, slopeY, middle, 200);
        Positioning position = Positioning.of(beads, xTiltDeg, 20);
        List<ViewGeometry> views = new ArrayList<>();
        for (int tilt = -60; tilt <= 60; tilt += 10) {
            views.add(new ViewGeometry(85.3, tilt, xTiltDeg, 1 + tilt * 1e-4, tilt * 0.3, 5));
        }
        List<ViewGeometry> turned = position.apply(views);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] bead : beads) {
            double[] now = position.apply(bead, xTiltDeg);
            low = Math.min(low, now[2]);
            high = Math.max(high, now[2]);
            for (int i = 0; i < views.size(); i++) {
                ViewGeometry before = views.get(i);
                ViewGeometry after = turned.get(i);
                assertThat(after.projectX(now[0], now[1], now[2]))
                        .isCloseTo(before.projectX(bead[0], bead[1], bead[2]), within(1e-9));
                assertThat(after.projectY(now[0], now[1], now[2]))
                        .isCloseTo(before.projectY(bead[0], bead[1], bead[2]), within(1e-9));
            }
        }
        assertThat(high - low).isLessThan(210);
        assertThat((high + low) / 2).isCloseTo(0, within(4.0));
        assertThat(position.sentence()).contains("two surfaces").contains("moved by");
    }

    @Test
    void oneSurfaceIsLevelledButNotMoved() {
        double[][] beads = beads(0.05, 0.02, 70, 0);
        Positioning position = Positioning.of(beads, 0, 10);
        assertThat(position.zShiftPx()).isZero();
        assertThat(position.tiltOffsetDeg()).isCloseTo(-Math.toDegrees(Math.atan(0.05)), within(0.2));
        assertThat(position.xTiltDeg()).isCloseTo(Math.toDegrees(Math.atan(0.02)), within(0.2));
    }

    @Test
    void aFewBeadsElsewhereDoNotHideASurface() {
        double[][] beads = beads(0.05, 0.02, 70, 0);
        for (int i = 0; i < 9; i++) {
            beads[i][2] += (i % 2 == 0 ? 40 : -40) * (i + 1);
        }
        Positioning position = Positioning.of(beads, 0, 10);
        assertThat(position.tiltOffsetDeg()).isCloseTo(-Math.toDegrees(Math.atan(0.05)), within(0.5));
        assertThat(position.xTiltDeg()).isCloseTo(Math.toDegrees(Math.atan(0.02)), within(0.5));
        assertThat(position.sentence()).contains("of 40 beads on one surface");
    }

    @Test
    void whatCannotBeTrustedIsRefused() {
        assertThatThrownBy(() -> Positioning.of(beads(0.3, 0, 0, 200), 0, 10))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("limit of 10.0°");
        double[][] cloud = new double[40][];
        for (int i = 0; i < cloud.length; i++) {
            cloud[i] = new double[] {random.nextDouble(300), random.nextDouble(300), random.nextDouble(300)};
        }
        assertThatThrownBy(() -> Positioning.of(cloud, 0, 30))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("neither one nor two surfaces");
        assertThatThrownBy(() -> Positioning.of(new double[3][3], 0, 30)).hasMessageContaining("3 beads");
        Positioning any = Positioning.of(beads(0.1, 0, 0, 200), 0, 20);
        List<ViewGeometry> mixed = List.of(ViewGeometry.of(0, 0), new ViewGeometry(0, 3, 1, 1, 0, 0));
        assertThatThrownBy(() -> any.apply(mixed)).hasMessageContaining("view 2 (+3.0°)");
    }

    private double[][] beads(double slopeX, double slopeY, double middle, double thickness) {
        double[][] beads = new double[40][];
        for (int i = 0; i < beads.length; i++) {
            double x = random.nextDouble(1000) - 500;
            double y = random.nextDouble(1000) - 500;
            double z = middle + slopeX * x + slopeY * y + (i % 3 == 0 ? -thickness : thickness) / 2;
            beads[i] = new double[] {x, y, z + random.nextGaussian()};
        }
        return beads;
    }
}
