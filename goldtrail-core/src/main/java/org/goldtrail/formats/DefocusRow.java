package org.goldtrail.formats;

/**
 * The CTF of one section as files hold it. Underfocus positive, U the larger value, the angle that of U, counter-clockwise
 * from +x.
 *
 * @param section of the raw stack, 0-based
 * @param tiltDeg tilt angle; NaN where the file does not tell
 * @param defocusUAngstrom larger defocus; NaN for a section without one
 * @param defocusVAngstrom smaller defocus; NaN for a section without one
 * @param astigmatismDeg direction of U, [0, 180)
 * @param phaseShiftRad phase shift beside that of the amplitude contrast
 * @param score quality of the fit, NaN where the file does not tell
 * @param resolutionAngstrom spacing to which rings were fitted, NaN where the file does not tell
 */
public record DefocusRow(
        int section,
        double tiltDeg,
        double defocusUAngstrom,
        double defocusVAngstrom,
        double astigmatismDeg,
        double phaseShiftRad,
        double score,
        double resolutionAngstrom) {
    /** Puts U before V and the angle into [0, 180). */
    public DefocusRow {
        if (defocusUAngstrom < defocusVAngstrom) {
            double u = defocusVAngstrom;
            defocusVAngstrom = defocusUAngstrom;
            defocusUAngstrom = u;
            astigmatismDeg += 90;
        }
        astigmatismDeg -= 180 * Math.floor(astigmatismDeg / 180);
        astigmatismDeg = astigmatismDeg >= 180 ? 0 : astigmatismDeg;
    }

    /** A section of which nothing is known. */
    public static DefocusRow none(int section, double tiltDeg) {
        return new DefocusRow(section, tiltDeg, Double.NaN, Double.NaN, 0, 0, 0, Double.NaN);
    }

    /** Whether there is a defocus. */
    public boolean isKnown() {
        return Double.isFinite(defocusUAngstrom) && Double.isFinite(defocusVAngstrom);
    }
}
