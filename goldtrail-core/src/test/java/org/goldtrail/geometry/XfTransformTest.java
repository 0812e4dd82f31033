package org.goldtrail.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XfTransformTest {
    @Test
    void agreesWithThePublishedExample() {
        // EMPIAR-10164 TS_03, view 20; shift and axis as AreTomo and RELION state them for the same line.
        XfTransform xf = new XfTransform(0.0827934, 0.9965672, -0.9965672, 0.0827934, -18.874, 10.706);
        ViewGeometry view = xf.toView(0, 0);
        assertThat(view.axisDeg()).isCloseTo(85.25085, within(1e-4));
        assertThat(view.shiftXPx()).isCloseTo(12.232, within(1e-3));
        assertThat(view.shiftYPx()).isCloseTo(17.923, within(1e-3));
        assertThat(view.magnification()).isCloseTo(1, within(1e-5));
        XfTransform again = XfTransform.of(view);
        assertThat(again.a12()).isCloseTo(xf.a12(), within(1e-6));
        assertThat(again.dx()).isCloseTo(xf.dx(), within(1e-6));
        assertThat(xf.distortion()).isLessThan(1e-5);
    }

    @ParameterizedTest
    @CsvSource({"640,616,640,616", "641,617,641,617", "640,617,616,640", "641,616,512,511"})
    void sendsAProjectedPointToWhereTheVerticalAxisHasIt(int width, int height, int alignedWidth, int alignedHeight) {
        ViewGeometry view = new ViewGeometry(85.3, 37, 0, 1.02, 12.5, -7.25);
        double x = 40;
        double y = -110;
        double z = 25;
        double qx = view.projectX(x, y, z) + (width - 1) / 2.0;
        double qy = view.projectY(x, y, z) + (height - 1) / 2.0;
        double[] a = XfTransform.of(view).apply(qx, qy, width, height, alignedWidth, alignedHeight);
        double theta = Math.toRadians(37);
        assertThat(a[0] - (alignedWidth - 1) / 2.0).isCloseTo(x * Math.cos(theta) + z * Math.sin(theta), within(1e-9));
        assertThat(a[1] - (alignedHeight - 1) / 2.0).isCloseTo(y, within(1e-9));

        double[] back = XfTransform.of(view).inverse().apply(a[0], a[1], alignedWidth, alignedHeight, width, height);
        assertThat(back).containsExactly(new double[] {qx, qy}, within(1e-9));

        // The same in IMOD's words: edge coordinates (index + 0.5) about half the size.
        XfTransform xf = XfTransform.of(view);
        double edge = xf.a11() * (qx + 0.5 - width / 2.0)
                + xf.a12() * (qy + 0.5 - height / 2.0)
                + xf.dx()
                + alignedWidth / 2.0;
        assertThat(a[0] + 0.5).isCloseTo(edge, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0,1,0,0", "85.3,1,3,4", "-94.7,0.98,-3,4", "179.9,1.05,100,-200", "-90,1,0.25,0"})
    void keepsAViewThroughTheTransform(double axisDeg, double magnification, double tx, double ty) {
        ViewGeometry view = XfTransform.of(new ViewGeometry(axisDeg, -12, 1.5, magnification, tx, ty))
                .toView(-12, 1.5);
        assertThat(view.axisDeg()).isCloseTo(axisDeg, within(1e-9));
        assertThat(view.magnification()).isCloseTo(magnification, within(1e-12));
        assertThat(view.shiftXPx()).isCloseTo(tx, within(1e-9));
        assertThat(view.shiftYPx()).isCloseTo(ty, within(1e-9));
        assertThat(view.tiltDeg()).isEqualTo(-12);
        assertThat(view.xTiltDeg()).isEqualTo(1.5);
    }

    @Test
    void multipliesInTheOrderOfApplication() {
        XfTransform first = new XfTransform(0.9, 0.1, -0.2, 1.1, 5, 6);
        XfTransform second = new XfTransform(0.5, -0.6, 0.7, 0.8, -1, 2);
        double[] step = first.apply(10, 20, 101, 80, 60, 61);
        double[] expected = second.apply(step[0], step[1], 60, 61, 33, 34);
        assertThat(first.then(second).apply(10, 20, 101, 80, 33, 34)).containsExactly(expected, within(1e-9));
        XfTransform identity = first.then(first.inverse());
        assertThat(identity.dx()).isCloseTo(0, within(1e-12));
        assertThat(identity.a11()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"640,616,4", "641,619,4", "643,617,2", "1001,1003,8"})
    void alignsBinnedRawViewsTheSame(int width, int height, int b) {
        XfTransform xf = XfTransform.of(new ViewGeometry(84, 0, 0, 1.01, 31, -17));
        double[] full = xf.apply(123, 45, width, height, width, height);
        double binnedX = (123 - (b - 1) / 2.0) / b;
        double binnedY = (45 - (b - 1) / 2.0) / b;
        int outWidth = width / b;
        int outHeight = height / b;
        double[] small =
                xf.binnedRaw(b, width, height).apply(binnedX, binnedY, width / b, height / b, outWidth, outHeight);
        // Aligned images are sampled about their centre, whatever their sizes.
        assertThat(b * (small[0] - (outWidth - 1) / 2.0)).isCloseTo(full[0] - (width - 1) / 2.0, within(1e-9));
        assertThat(b * (small[1] - (outHeight - 1) / 2.0)).isCloseTo(full[1] - (height - 1) / 2.0, within(1e-9));
    }

    @Test
    void measuresStretchAndRefusesMirrors() {
        assertThat(new XfTransform(1.02, 0, 0, 1, 0, 0).distortion()).isCloseTo(1 - 1 / 1.02, within(1e-9));
        assertThatThrownBy(() -> new XfTransform(1, 0, 0, -1, 0, 0).toView(0, 0))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("mirrors or flattens");
        assertThatThrownBy(() -> new XfTransform(0, 0, 0, 0, 0, 0).inverse()).isInstanceOf(GoldtrailException.class);
    }
}
