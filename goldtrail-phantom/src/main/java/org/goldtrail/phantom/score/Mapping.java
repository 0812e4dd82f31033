package org.goldtrail.phantom.score;

/** One view of an alignment: {@code aligned = A (raw - c) + d}, with its angles and Z factors. */
final class Mapping {
    final double a11;
    final double a12;
    final double a21;
    final double a22;
    final double dx;
    final double dy;
    final double tiltDeg;
    final double xTiltDeg;
    final double xzFactor;
    final double yzFactor;

    Mapping(double[] xf, double tiltDeg, double xTiltDeg, double[] zFactors) {
        this.a11 = xf[0];
        this.a12 = xf[1];
        this.a21 = xf[2];
        this.a22 = xf[3];
        this.dx = xf[4];
        this.dy = xf[5];
        this.tiltDeg = tiltDeg;
        this.xTiltDeg = xTiltDeg;
        this.xzFactor = zFactors[0];
        this.yzFactor = zFactors[1];
    }

    double determinant() {
        return a11 * a22 - a12 * a21;
    }

    boolean isUsable() {
        double det = determinant();
        return Double.isFinite(det)
                && Double.isFinite(dx)
                && Double.isFinite(dy)
                && Double.isFinite(tiltDeg)
                && Double.isFinite(xTiltDeg)
                && Double.isFinite(xzFactor + yzFactor)
                && Math.abs(det) > 1e-6;
    }

    double[] toAligned(double x, double y) {
        return new double[] {a11 * x + a12 * y + dx, a21 * x + a22 * y + dy};
    }

    /** A^-1 applied to a difference of aligned positions. */
    double[] toRaw(double x, double y) {
        double det = determinant();
        return new double[] {(a22 * x - a12 * y) / det, (-a21 * x + a11 * y) / det};
    }

    /** The rows that map (X, Y, Z) to aligned x and y: X-axis tilt first, then the tilt about y; Z factors added. */
    double[] projection() {
        double t = Math.toRadians(tiltDeg);
        double a = Math.toRadians(xTiltDeg);
        return new double[] {
            Math.cos(t),
            Math.sin(a) * Math.sin(t),
            Math.cos(a) * Math.sin(t) + xzFactor,
            0,
            Math.cos(a),
            -Math.sin(a) + yzFactor
        };
    }
}
