package org.goldtrail.ctf;

/**
 * The defocus of one view, in the conventions of Rohou and Grigorieff (2015, doi 10.1016/j.jsb.2015.08.008): underfocus
 * is positive, U the larger of both values, and the angle is that of U, counter-clockwise from the image's x axis.
 *
 * @param defocusUAngstrom defocus along the direction of the angle
 * @param defocusVAngstrom defocus at right angles to it
 * @param astigmatismDeg direction of U, in [0, 180)
 * @param phaseShiftRad of a phase plate, 0 without one
 */
public record CtfModel(double defocusUAngstrom, double defocusVAngstrom, double astigmatismDeg, double phaseShiftRad) {
    /** Puts U before V and the angle into [0, 180). */
    public CtfModel {
        if (!Double.isFinite(defocusUAngstrom + defocusVAngstrom + astigmatismDeg + phaseShiftRad)) {
            throw new IllegalArgumentException("a defocus that is not a number");
        }
        if (defocusUAngstrom < defocusVAngstrom) {
            double u = defocusVAngstrom;
            defocusVAngstrom = defocusUAngstrom;
            defocusUAngstrom = u;
            astigmatismDeg += 90;
        }
        astigmatismDeg = Math.IEEEremainder(astigmatismDeg, 180);
        astigmatismDeg = astigmatismDeg < 0 ? astigmatismDeg + 180 : astigmatismDeg;
        astigmatismDeg = astigmatismDeg >= 180 || astigmatismDeg == 0 ? 0 : astigmatismDeg;
    }

    /** The same defocus in all directions, no phase plate. */
    public static CtfModel of(double defocusAngstrom) {
        return new CtfModel(defocusAngstrom, defocusAngstrom, 0, 0);
    }

    /**
     * From the mean defocus and the components of the astigmatism: {@code D(a) = D + A_c cos 2a + A_s sin 2a}.
     *
     * @param cosineAngstrom A_c
     * @param sineAngstrom A_s
     */
    public static CtfModel ofComponents(
            double meanAngstrom, double cosineAngstrom, double sineAngstrom, double phaseShiftRad) {
        double half = Math.hypot(cosineAngstrom, sineAngstrom);
        double angle = half == 0 ? 0 : 0.5 * Math.toDegrees(Math.atan2(sineAngstrom, cosineAngstrom));
        return new CtfModel(meanAngstrom + half, meanAngstrom - half, angle, phaseShiftRad);
    }

    /** Between two, in parts of the way from the first; the astigmatism by its components. */
    static CtfModel between(CtfModel first, CtfModel second, double part) {
        return ofComponents(
                first.meanAngstrom() + part * (second.meanAngstrom() - first.meanAngstrom()),
                first.cosineAngstrom() + part * (second.cosineAngstrom() - first.cosineAngstrom()),
                first.sineAngstrom() + part * (second.sineAngstrom() - first.sineAngstrom()),
                first.phaseShiftRad + part * (second.phaseShiftRad - first.phaseShiftRad));
    }

    /** (U + V) / 2. */
    public double meanAngstrom() {
        return 0.5 * (defocusUAngstrom + defocusVAngstrom);
    }

    /** U - V. */
    public double astigmatismAngstrom() {
        return defocusUAngstrom - defocusVAngstrom;
    }

    /** A_c = (U - V)/2 cos 2 angle. */
    public double cosineAngstrom() {
        return 0.5 * astigmatismAngstrom() * Math.cos(2 * Math.toRadians(astigmatismDeg));
    }

    /** A_s = (U - V)/2 sin 2 angle. */
    public double sineAngstrom() {
        return 0.5 * astigmatismAngstrom() * Math.sin(2 * Math.toRadians(astigmatismDeg));
    }

    /** Defocus along a direction, counter-clockwise from +x: {@code (U + V + (U - V) cos 2(a - angle)) / 2}, Å. */
    public double defocusAlong(double directionRad) {
        return meanAngstrom()
                + 0.5 * astigmatismAngstrom() * Math.cos(2 * (directionRad - Math.toRadians(astigmatismDeg)));
    }

    /** The same with another mean defocus. */
    public CtfModel withMean(double meanAngstrom) {
        double change = meanAngstrom - meanAngstrom();
        return new CtfModel(defocusUAngstrom + change, defocusVAngstrom + change, astigmatismDeg, phaseShiftRad);
    }

    /** The same lens seen in an image that was turned counter-clockwise by so many degrees. */
    public CtfModel turned(double degrees) {
        return new CtfModel(defocusUAngstrom, defocusVAngstrom, astigmatismDeg + degrees, phaseShiftRad);
    }
}
