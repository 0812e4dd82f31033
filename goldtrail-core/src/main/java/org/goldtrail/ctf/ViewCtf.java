package org.goldtrail.ctf;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the CTF of one view.
 *
 * @param section of the raw stack, 0-based
 * @param tiltDeg tilt angle
 * @param model defocus at the specimen centre X = 0; null where there is none
 * @param defocusSdAngstrom standard deviation of the mean defocus by the scatter of the spectrum
 * @param score correlation of the averaged rings with the model over the fit range, -1 to 1
 * @param resolutionAngstrom spacing down to which the rings are where the model says
 * @param iceThicknessNm path of the beam in the ice by the loss of intensity; NaN where it cannot be told
 * @param status what the values are worth
 * @param profile averaged rings and fit; null where there are none
 */
public record ViewCtf(
        int section,
        double tiltDeg,
        @Nullable CtfModel model,
        double defocusSdAngstrom,
        double score,
        double resolutionAngstrom,
        double iceThicknessNm,
        Status status,
        @Nullable RingProfile profile) {
    /** What an estimate is worth. */
    public enum Status {
        /** Measured. */
        FITTED,
        /** Measured, but far from what the other views suggest: look at it. */
        OUTLIER,
        /** The rings of this view say next to nothing: the value is that of its neighbours. */
        FROM_NEIGHBOURS,
        /** Set by hand. */
        SET,
        /** Put between those of its neighbours by hand. */
        INTERPOLATED,
        /** Left out by hand. */
        LEFT_OUT,
        /** The series shows no rings. */
        NO_RINGS,
        /** Excluded, blank or without enough valid pixels. */
        NO_DATA
    }

    /** The same with values a person has chosen. */
    public ViewCtf set(CtfModel chosen) {
        return new ViewCtf(
                section, tiltDeg, chosen, Double.NaN, score, resolutionAngstrom, iceThicknessNm, Status.SET, null);
    }

    /** The same with values put between those of other views. */
    public ViewCtf interpolated(CtfModel between) {
        return new ViewCtf(
                section,
                tiltDeg,
                between,
                Double.NaN,
                score,
                resolutionAngstrom,
                iceThicknessNm,
                Status.INTERPOLATED,
                null);
    }

    /** The same without a CTF: the view is not to be corrected, nor to be used where that is needed. */
    public ViewCtf leftOut() {
        return new ViewCtf(
                section, tiltDeg, null, Double.NaN, score, resolutionAngstrom, iceThicknessNm, Status.LEFT_OUT, null);
    }

    /** Whether the defocus was measured in this very view. */
    public boolean isMeasured() {
        return status == Status.FITTED || status == Status.OUTLIER;
    }

    ViewCtf withThickness(double nm) {
        return new ViewCtf(section, tiltDeg, model, defocusSdAngstrom, score, resolutionAngstrom, nm, status, profile);
    }

    /** A view that another program has measured. */
    public static ViewCtf measured(
            int section, double tiltDeg, CtfModel model, double score, double resolutionAngstrom) {
        return new ViewCtf(
                section, tiltDeg, model, Double.NaN, score, resolutionAngstrom, Double.NaN, Status.FITTED, null);
    }

    /** A view without data. */
    public static ViewCtf noData(int section, double tiltDeg) {
        return without(section, tiltDeg, Status.NO_DATA);
    }

    static ViewCtf without(int section, double tiltDeg, Status status) {
        return new ViewCtf(section, tiltDeg, null, Double.NaN, 0, Double.NaN, Double.NaN, status, null);
    }
}
