package org.goldtrail.phantom;

/**
 * The microscope.
 *
 * @param voltageKv acceleration voltage
 * @param sphericalAberrationMm Cs
 * @param amplitudeContrast of everything but gold, fraction
 * @param defocusAngstrom mean defocus of the specimen centre, underfocus positive
 * @param defocusJitterAngstrom its standard deviation from view to view
 * @param astigmatismAngstrom (U - V) / 2
 * @param astigmatismCourse how the astigmatism goes through the series
 * @param bFactorSquareAngstrom envelope exp(-B k^2 / 4) of the wave
 * @param damageSquareAngstromPerDose how much the squared blur of biological matter grows with each e/Å^2
 * @param hand +1: the defocus at a point is that of the centre minus its height towards the source
 * @param haze part of the intensity that carries no contrast, at zero tilt; grows with the path in the ice
 * @param contrastTransfer false for a lens without CTF: every spatial frequency arrives with the same contrast and
 *     sign, as from a perfect phase plate in focus
 * @param sliceNm thickness of the slices in which the wave passes through the specimen: within one, all matter has the
 *     same defocus
 */
public record OpticsParameters(
        double voltageKv,
        double sphericalAberrationMm,
        double amplitudeContrast,
        double defocusAngstrom,
        double defocusJitterAngstrom,
        double astigmatismAngstrom,
        AstigmatismCourse astigmatismCourse,
        double bFactorSquareAngstrom,
        double damageSquareAngstromPerDose,
        int hand,
        double haze,
        boolean contrastTransfer,
        double sliceNm) {
    private static final double USUAL_SLICE_NM = 120;

    public OpticsParameters {
        if (!(voltageKv > 0) || (hand != 1 && hand != -1)) {
            throw new IllegalArgumentException("the voltage must be positive and the hand +1 or -1");
        }
    }

    /** With slices of 120 nm. */
    public OpticsParameters(
            double voltageKv,
            double sphericalAberrationMm,
            double amplitudeContrast,
            double defocusAngstrom,
            double defocusJitterAngstrom,
            double astigmatismAngstrom,
            AstigmatismCourse astigmatismCourse,
            double bFactorSquareAngstrom,
            double damageSquareAngstromPerDose,
            int hand,
            double haze,
            boolean contrastTransfer) {
        this(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                defocusAngstrom,
                defocusJitterAngstrom,
                astigmatismAngstrom,
                astigmatismCourse,
                bFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                hand,
                haze,
                contrastTransfer,
                USUAL_SLICE_NM);
    }

    /** 300 kV, Cs 2.7 mm, 4 µm underfocus. */
    public static OpticsParameters standard() {
        return new OpticsParameters(
                300, 2.7, 0.08, 40_000, 1_500, 800, AstigmatismCourse.JUMPING, 250, 4, 1, 0.01, true);
    }

    /** The same at another underfocus, with another standard deviation from view to view. */
    public OpticsParameters withDefocus(double newDefocusAngstrom, double newJitterAngstrom) {
        return new OpticsParameters(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                newDefocusAngstrom,
                newJitterAngstrom,
                astigmatismAngstrom,
                astigmatismCourse,
                bFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                hand,
                haze,
                contrastTransfer,
                sliceNm);
    }

    /** The same with another course of the astigmatism through the series. */
    public OpticsParameters withAstigmatism(AstigmatismCourse course) {
        return new OpticsParameters(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                defocusAngstrom,
                defocusJitterAngstrom,
                astigmatismAngstrom,
                course,
                bFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                hand,
                haze,
                contrastTransfer,
                sliceNm);
    }

    /** The same with another astigmatism: half the difference of both defoci. */
    public OpticsParameters withAstigmatism(double newAstigmatismAngstrom) {
        return new OpticsParameters(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                defocusAngstrom,
                defocusJitterAngstrom,
                newAstigmatismAngstrom,
                astigmatismCourse,
                bFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                hand,
                haze,
                contrastTransfer,
                sliceNm);
    }

    /** The same with the other hand: +1 or -1. */
    public OpticsParameters withHand(int newHand) {
        return new OpticsParameters(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                defocusAngstrom,
                defocusJitterAngstrom,
                astigmatismAngstrom,
                astigmatismCourse,
                bFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                newHand,
                haze,
                contrastTransfer,
                sliceNm);
    }

    /** The same specimen seen by a lens without contrast transfer function. */
    public OpticsParameters withoutContrastTransfer() {
        return new OpticsParameters(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                defocusAngstrom,
                defocusJitterAngstrom,
                astigmatismAngstrom,
                astigmatismCourse,
                bFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                hand,
                haze,
                false,
                sliceNm);
    }

    /** The same with another thickness of the slices. */
    public OpticsParameters withSlices(double newSliceNm) {
        return new OpticsParameters(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                defocusAngstrom,
                defocusJitterAngstrom,
                astigmatismAngstrom,
                astigmatismCourse,
                bFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                hand,
                haze,
                contrastTransfer,
                newSliceNm);
    }

    /** The same with another envelope. */
    public OpticsParameters withBFactor(double newBFactorSquareAngstrom) {
        return new OpticsParameters(
                voltageKv,
                sphericalAberrationMm,
                amplitudeContrast,
                defocusAngstrom,
                defocusJitterAngstrom,
                astigmatismAngstrom,
                astigmatismCourse,
                newBFactorSquareAngstrom,
                damageSquareAngstromPerDose,
                hand,
                haze,
                contrastTransfer,
                sliceNm);
    }

    /** Wavelength of the electrons in Å, relativistic. */
    public double wavelengthAngstrom() {
        double volts = voltageKv * 1e3;
        return 12.2642596 / Math.sqrt(volts * (1 + 0.978475598e-6 * volts));
    }
}
