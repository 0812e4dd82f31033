package org.goldtrail.interchange;

import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.jspecify.annotations.Nullable;

/**
 * The view of an IMOD transform that stretches. Together with tilt, X-axis tilt and Z factors it says where specimen points land, a
 * matrix P of 2 x 3; P has as many numbers as {@code m R(rho) Pxy Ry(theta) Rx(alpha) S} has, and is solved for them: with {@code s =
 * sin(theta)}, the second and third columns b and c of P give {@code det(b, c) = -m^2 s}, {@code |b|^2 + |c|^2 = m^2 (1 + s^2)} and
 * {@code tan(2 alpha) = -2 b.c / (|b|^2 - |c|^2)}. The angles so found differ a little from those of the files where IMOD stretches
 * and tilts in another order; the points land where IMOD says.
 */
final class StretchedView {
    private StretchedView() {}

    /** @param zFactors of the view; null where there are none, so that tilt and X-axis tilt are taken as they are */
    static AlignedView of(
            XfTransform t, double tiltDeg, double xTiltDeg, double @Nullable [] zFactors, AlignedView.Nominal nominal) {
        XfTransform back = t.inverse();
        double theta = Math.toRadians(tiltDeg);
        double alpha = Math.toRadians(xTiltDeg);
        double[] first = times(back, Math.cos(theta), 0);
        double[] second = times(back, Math.sin(theta) * Math.sin(alpha), Math.cos(alpha));
        if (zFactors != null) {
            double[] third =
                    times(back, Math.sin(theta) * Math.cos(alpha) + zFactors[0], -Math.sin(alpha) + zFactors[1]);
            double b = second[0] * second[0] + second[1] * second[1];
            double c = third[0] * third[0] + third[1] * third[1];
            double determinant = second[0] * third[1] - second[1] * third[0];
            double dot = second[0] * third[0] + second[1] * third[1];
            double sum = b + c;
            double s = -2 * determinant / (sum + Math.sqrt(Math.max(0, sum * sum - 4 * determinant * determinant)));
            theta = Math.asin(Math.clamp(s, -1, 1));
            alpha = Math.atan2(-2 * dot, b - c) / 2;
        }
        double m12 = Math.sin(theta) * Math.sin(alpha);
        double m22 = Math.cos(alpha);
        double magnification = Math.hypot(second[0], second[1]) / Math.hypot(m12, m22);
        double rho = Math.atan2(second[1], second[0]) - Math.atan2(m22, m12);
        double c = Math.cos(rho) / magnification;
        double s = Math.sin(rho) / magnification;
        // [cos(theta), m12; 0, m22] (1 + stretch, k) = R(-rho) first / m
        double k = (-s * first[0] + c * first[1]) / m22;
        double stretch = (c * first[0] + s * first[1] - m12 * k) / Math.cos(theta) - 1;
        ViewGeometry geometry = new ViewGeometry(
                Math.toDegrees(Math.IEEEremainder(rho, 2 * Math.PI)),
                Math.toDegrees(theta),
                Math.toDegrees(alpha),
                magnification,
                back.dx(),
                back.dy());
        return new AlignedView(
                true, "", geometry, new SpecimenDistortion(stretch, Math.toDegrees(Math.atan(k))), nominal);
    }

    private static double[] times(XfTransform t, double x, double y) {
        return new double[] {t.a11() * x + t.a12() * y, t.a21() * x + t.a22() * y};
    }
}
