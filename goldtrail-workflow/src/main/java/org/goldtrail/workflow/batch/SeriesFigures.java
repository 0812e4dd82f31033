package org.goldtrail.workflow.batch;

/**
 * Figures of a series' alignment; NaN or -1 where one is not known.
 *
 * @param residualMeanPx of the beads, unbinned pixels, outliers included
 * @param residualMedianPx likewise
 * @param leaveOutPx error of beads that the solution has not seen
 * @param cornerPx predicted error at the corners
 * @param beads in the solution
 * @param observations of them
 * @param beadDiameterPx as measured
 * @param viewsUsed of {@code views}
 * @param views sections of the raw stack
 * @param axisDeg direction of the tilt axis
 * @param handKnown whether the hand is; false where nobody stated an axis
 * @param model of the solution
 * @param thicknessPx of the tomogram, unbinned pixels
 * @param globalShiftPx mean length of the shifts of the used views
 * @param tiltOffsetDeg mean of solved minus nominal angles
 * @param xTiltDeg mean X-tilt
 * @param uncoveredLow mean share of the field outside the hull of the beads, of views within 31°
 * @param uncoveredAll likewise, of all used views
 * @param pixelSizeAngstrom of the raw stack
 * @param sphericalAberrationMm of the microscope
 * @param voltageKv of the microscope
 * @param widthPx of a view
 * @param heightPx of a view
 * @param ctf figures of the CTF
 */
public record SeriesFigures(
        double residualMeanPx,
        double residualMedianPx,
        double leaveOutPx,
        double cornerPx,
        int beads,
        int observations,
        double beadDiameterPx,
        int viewsUsed,
        int views,
        double axisDeg,
        boolean handKnown,
        String model,
        double thicknessPx,
        double globalShiftPx,
        double tiltOffsetDeg,
        double xTiltDeg,
        double uncoveredLow,
        double uncoveredAll,
        double pixelSizeAngstrom,
        double sphericalAberrationMm,
        double voltageKv,
        int widthPx,
        int heightPx,
        Ctf ctf) {
    /**
     * What is known of the CTF.
     *
     * @param defocusAngstrom underfocus, positive
     * @param phaseShiftDeg of a phase plate
     * @param resolutionAngstrom to which rings fit
     * @param score how well
     * @param hand +1 or -1, see the conventions
     */
    public record Ctf(
            double defocusAngstrom, double phaseShiftDeg, double resolutionAngstrom, double score, double hand) {
        static final Ctf UNKNOWN = new Ctf(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Nothing is known. */
    public static final SeriesFigures UNKNOWN = new SeriesFigures(
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            -1,
            -1,
            Double.NaN,
            -1,
            -1,
            Double.NaN,
            false,
            "",
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            -1,
            -1,
            Ctf.UNKNOWN);

    /** A length in nm; NaN where the pixel size is not known. */
    public double nm(double px) {
        return px * pixelSizeAngstrom / 10;
    }
}
