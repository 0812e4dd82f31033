package org.goldtrail.phantom;

/**
 * Exposure and camera.
 *
 * @param dosePerTilt e/Å^2 of one view
 * @param countsPerElectron gain
 * @param mtfAtNyquist modulation transfer of the signal at the Nyquist frequency
 * @param gainResidual relative standard deviation of the fixed pattern left by the gain correction
 * @param illuminationVariation relative amplitude of a smooth unevenness of the beam
 * @param hotPixels number of pixels that are too bright in all views
 * @param xraysPerView mean number of x-ray hits in one view
 */
public record DetectorParameters(
        double dosePerTilt,
        double countsPerElectron,
        double mtfAtNyquist,
        double gainResidual,
        double illuminationVariation,
        int hotPixels,
        double xraysPerView) {
    public DetectorParameters {
        if (!(dosePerTilt > 0) || !(countsPerElectron > 0) || !(mtfAtNyquist > 0) || mtfAtNyquist > 1) {
            throw new IllegalArgumentException("dose and gain must be positive, the MTF at Nyquist within (0, 1]");
        }
    }

    /** 3 e/Å^2 a view on a counting camera. */
    public static DetectorParameters standard() {
        return new DetectorParameters(3, 12.5, 0.45, 0.004, 0.03, 4, 3);
    }

    public DetectorParameters withDose(double newDosePerTilt) {
        return new DetectorParameters(
                newDosePerTilt,
                countsPerElectron,
                mtfAtNyquist,
                gainResidual,
                illuminationVariation,
                hotPixels,
                xraysPerView);
    }
}
