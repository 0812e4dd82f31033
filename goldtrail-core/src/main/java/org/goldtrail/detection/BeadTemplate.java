package org.goldtrail.detection;

import org.goldtrail.image.Image;

/**
 * The picture of a bead that images are correlated with: radially symmetric, on a square of odd side, with a circular
 * mask around it.
 *
 * @param profile brightness at radius 0, 1, 2 ... px; constant beyond its end
 * @param maskRadiusPx radius of the circular mask, in pixels of the template
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BeadTemplate(double[] profile, double maskRadiusPx) {

    /** The binary template of a dark (or bright) disc: the first guess, before real beads have been averaged. */
    public static BeadTemplate disc(double radiusPx, double maskRadiusPx, boolean dark) {
        double[] profile = new double[(int) Math.ceil(maskRadiusPx) + 2];
        for (int r = 0; r < profile.length; r++) {
            // The edge falls over one pixel: what an ideal disc looks like after sampling by square pixels.
            double inside = Math.clamp(radiusPx - r + 0.5, 0, 1);
            profile[r] = dark ? -inside : inside;
        }
        return new BeadTemplate(profile, maskRadiusPx);
    }

    /** Half the side of the square, without the pixel in the middle. */
    public int halfSide() {
        return (int) Math.ceil(maskRadiusPx);
    }

    public int side() {
        return 2 * halfSide() + 1;
    }

    /** Brightness at a distance from the centre, linear between the steps of the profile. */
    public double at(double radiusPx) {
        int r = (int) radiusPx;
        if (r >= profile.length - 1) {
            return profile[profile.length - 1];
        }
        return profile[r] + (radiusPx - r) * (profile[r + 1] - profile[r]);
    }

    /** The template as an image; pixels outside the mask are 0. */
    public Image image() {
        Image out = new Image(side(), side());
        forEachPixel((x, y, radius, inside) -> out.set(x, y, inside ? (float) at(radius) : 0));
        return out;
    }

    /** 1 inside the mask, 0 outside. */
    public Image mask() {
        Image out = new Image(side(), side());
        forEachPixel((x, y, radius, inside) -> out.set(x, y, inside ? 1 : 0));
        return out;
    }

    private interface PixelVisitor {
        void visit(int x, int y, double radius, boolean inside);
    }

    private void forEachPixel(PixelVisitor visitor) {
        int half = halfSide();
        for (int y = -half; y <= half; y++) {
            for (int x = -half; x <= half; x++) {
                double radius = Math.hypot(x, y);
                visitor.visit(x + half, y + half, radius, radius <= maskRadiusPx);
            }
        }
    }
}
