package org.goldtrail.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.junit.jupiter.api.Test;

class ContrastTransferFunctionTest {
    private static final CtfOptics OPTICS = new CtfOptics(300, 2.7, 0.07);

    @Test
    void wavelengthIsThatOfTheTables() {
        assertThat(OPTICS.wavelengthAngstrom()).isCloseTo(0.019687, within(2e-6));
        assertThat(new CtfOptics(200, 2.7, 0.07).wavelengthAngstrom()).isCloseTo(0.025079, within(2e-6));
    }

    @Test
    void withoutAmplitudeContrastTheFirstZeroLiesAtLambdaDefocusKSquaredEqualOne() {
        CtfOptics plain = new CtfOptics(300, 0, 0);
        double zero = 1 / Math.sqrt(plain.wavelengthAngstrom() * 30_000);
        ContrastTransferFunction ctf = new ContrastTransferFunction(plain, CtfModel.of(30_000));
        assertThat(ctf.value(zero, 0)).isCloseTo(0, within(1e-9));
        assertThat(ctf.value(0.5 * zero, 0)).isNegative();
        assertThat(ctf.value(1.2 * zero, 0)).isPositive();
    }

    @Test
    void atTheOriginOnlyTheAmplitudeContrastIsLeft() {
        assertThat(new ContrastTransferFunction(OPTICS, CtfModel.of(30_000)).value(0, 0))
                .isCloseTo(-0.07, within(1e-12));
    }

    @Test
    void astigmatismActsAlongTheAngleCounterClockwiseFromX() {
        CtfModel model = new CtfModel(30_000, 28_000, 30, 0);
        ContrastTransferFunction ctf = new ContrastTransferFunction(OPTICS, model);
        double k = 0.07;
        double a = Math.toRadians(30);
        assertThat(ctf.value(k * Math.cos(a), k * Math.sin(a)))
                .isCloseTo(new ContrastTransferFunction(OPTICS, CtfModel.of(30_000)).value(k, 0), within(1e-9));
        assertThat(ctf.value(-k * Math.sin(a), k * Math.cos(a)))
                .isCloseTo(new ContrastTransferFunction(OPTICS, CtfModel.of(28_000)).value(k, 0), within(1e-9));
    }

    @Test
    void modelsAreNormalised() {
        CtfModel model = new CtfModel(10_000, 12_000, -30, 0);
        assertThat(model.defocusUAngstrom()).isEqualTo(12_000);
        assertThat(model.astigmatismDeg()).isCloseTo(60, within(1e-9));
        CtfModel same = CtfModel.ofComponents(model.meanAngstrom(), model.cosineAngstrom(), model.sineAngstrom(), 0);
        assertThat(same.defocusVAngstrom()).isCloseTo(10_000, within(1e-6));
        assertThat(same.astigmatismDeg()).isCloseTo(60, within(1e-9));
    }

    @Test
    void impossibleOpticsAreRefusedWithAHint() {
        assertThatThrownBy(() -> new CtfOptics(300_000, 2.7, 0.07))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("kV");
    }

    @Test
    void heightsFollowTheProjectionFormula() {
        ViewGeometry view = new ViewGeometry(85.3, 40, 3, 1.01, 12, -7);
        SpecimenPlane plane = new SpecimenPlane(0.1, -0.05);
        double x = 120;
        double y = -75;
        double z = 0.1 * x - 0.05 * y;
        double alpha = Math.toRadians(3);
        double theta = Math.toRadians(40);
        double z1 = y * Math.sin(alpha) + z * Math.cos(alpha);
        double height = -x * Math.sin(theta) + z1 * Math.cos(theta);
        double px = view.projectX(x, y, z) + (640 - 1) / 2.0;
        double py = view.projectY(x, y, z) + (617 - 1) / 2.0;
        assertThat(plane.heightPx(view, 640, 617, px, py)).isCloseTo(height, within(1e-9));
    }

    @Test
    void aParallelPlaneIsHigherByTheInverseCosine() {
        assertThat(SpecimenPlane.FLAT.heightPerZ(ViewGeometry.of(20, 60))).isCloseTo(2, within(1e-9));
    }
}
