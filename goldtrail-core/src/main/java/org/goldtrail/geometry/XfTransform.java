package org.goldtrail.geometry;

import org.goldtrail.GoldtrailException;

/**
 * One line of an IMOD .xf file: how a raw view becomes an aligned one. In pixel-index coordinates (centre of the first
 * pixel 0, centre of an image of N pixels (N-1)/2; IMOD's N/2 in its own edge coordinates is the same place)
 *
 * <pre>  a = A (q - c_raw) + d + c_aligned,   A = [a11, a12; a21, a22],  d = (dx, dy)</pre>
 *
 * The centre of the aligned image is that of its own size, which may differ from the raw one.
 *
 * @param a11 matrix element
 * @param a12 matrix element
 * @param a21 matrix element
 * @param a22 matrix element
 * @param dx shift in x, pixels
 * @param dy shift in y, pixels
 */
public record XfTransform(double a11, double a12, double a21, double a22, double dx, double dy) {
    /** Changes nothing. */
    public static final XfTransform IDENTITY = new XfTransform(1, 0, 0, 1, 0, 0);

    /**
     * The transform that makes the tilt axis of a view vertical: {@code A = R(-rho) / m}, {@code d = -A t}. The tilt
     * angles are not part of it.
     */
    public static XfTransform of(ViewGeometry view) {
        double rho = Math.toRadians(view.axisDeg());
        double c = Math.cos(rho) / view.magnification();
        double s = Math.sin(rho) / view.magnification();
        double tx = view.shiftXPx();
        double ty = view.shiftYPx();
        return new XfTransform(c, s, -s, c, -(c * tx + s * ty), -(-s * tx + c * ty));
    }

    /**
     * The view this transform belongs to: {@code m = 1 / sqrt(det A)}, rho the rotation nearest to A (its polar
     * decomposition; {@code atan2(a12, a11)} where A is a rotation), {@code t = -A^-1 d}. Stretch and skew, which a
     * view of this kind cannot hold, are lost: see {@link #distortion}.
     *
     * @throws GoldtrailException if the matrix mirrors or flattens the image
     */
    public ViewGeometry toView(double tiltDeg, double xTiltDeg) {
        double determinant = determinant();
        if (!(determinant > 0)) {
            throw new GoldtrailException(
                    "a transform with matrix [" + a11 + ", " + a12 + "; " + a21 + ", " + a22
                            + "] mirrors or flattens the image",
                    "",
                    "check that the file really holds alignment transforms");
        }
        double rho = Math.atan2(a12 - a21, a11 + a22);
        XfTransform back = inverse();
        return new ViewGeometry(Math.toDegrees(rho), tiltDeg, xTiltDeg, 1 / Math.sqrt(determinant), back.dx, back.dy);
    }

    public double determinant() {
        return a11 * a22 - a12 * a21;
    }

    /**
     * How far the matrix is from a rotation with magnification, as the relative difference of its two singular values:
     * 0 for none, 0.01 for 1 % of stretch.
     */
    public double distortion() {
        // With A = similarity part + anti-similarity part, the singular values are |p| + |q| and ||p| - |q||.
        double p = Math.hypot(a11 + a22, a12 - a21) / 2;
        double q = Math.hypot(a11 - a22, a12 + a21) / 2;
        return p + q == 0 ? 0 : 1 - Math.abs(p - q) / (p + q);
    }

    /**
     * Where a raw pixel goes.
     *
     * @param x raw pixel-index coordinate
     * @param y raw pixel-index coordinate, upwards
     * @return x and y in the aligned image, pixel-index coordinates
     */
    public double[] apply(double x, double y, int rawWidth, int rawHeight, int alignedWidth, int alignedHeight) {
        double u = x - (rawWidth - 1) / 2.0;
        double v = y - (rawHeight - 1) / 2.0;
        return new double[] {
            a11 * u + a12 * v + dx + (alignedWidth - 1) / 2.0, a21 * u + a22 * v + dy + (alignedHeight - 1) / 2.0
        };
    }

    /**
     * The transform back, from aligned to raw: {@code A^-1}, {@code -A^-1 d}.
     *
     * @throws GoldtrailException if the matrix flattens the image
     */
    public XfTransform inverse() {
        double determinant = determinant();
        if (determinant == 0 || !Double.isFinite(1 / determinant)) {
            throw new GoldtrailException(
                    "a transform that flattens the image cannot be turned round", "", "check the file it came from");
        }
        double i11 = a22 / determinant;
        double i12 = -a12 / determinant;
        double i21 = -a21 / determinant;
        double i22 = a11 / determinant;
        return new XfTransform(i11, i12, i21, i22, -(i11 * dx + i12 * dy), -(i21 * dx + i22 * dy));
    }

    /** This transform first, then another, as IMOD's xfproduct. */
    public XfTransform then(XfTransform second) {
        return new XfTransform(
                second.a11 * a11 + second.a12 * a21,
                second.a11 * a12 + second.a12 * a22,
                second.a21 * a11 + second.a22 * a21,
                second.a21 * a12 + second.a22 * a22,
                second.a11 * dx + second.a12 * dy + second.dx,
                second.a21 * dx + second.a22 * dy + second.dy);
    }

    /**
     * The same alignment with shifts in pixels that are {@code binning} times as large, for images binned about their
     * own centre. Raw views whose size is no multiple of the binning lose a remainder at the right and top, which
     * moves their centre: use {@link #binnedRaw} for those.
     */
    public XfTransform binned(double binning) {
        return new XfTransform(a11, a12, a21, a22, dx / binning, dy / binning);
    }

    /**
     * The transform to be applied to raw views binned by an integer factor b (their pixel p_b lies at
     * {@code b p_b + (b-1)/2}), to give aligned pixels b times as large, sampled about the centre of the aligned image.
     */
    public XfTransform binnedRaw(int b, int rawWidth, int rawHeight) {
        // Centre of the binned raw view, in raw pixels relative to the centre of the raw view.
        double offsetX = (b * ((rawWidth / b) - 1) + (b - 1) - (rawWidth - 1)) / 2.0;
        double offsetY = (b * ((rawHeight / b) - 1) + (b - 1) - (rawHeight - 1)) / 2.0;
        return new XfTransform(
                a11, a12, a21, a22, (dx + a11 * offsetX + a12 * offsetY) / b, (dy + a21 * offsetX + a22 * offsetY) / b);
    }

    public boolean isFinite() {
        return Double.isFinite(a11 + a12 + a21 + a22 + dx + dy);
    }
}
