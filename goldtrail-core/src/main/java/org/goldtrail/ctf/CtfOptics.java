package org.goldtrail.ctf;

import org.goldtrail.GoldtrailException;

/**
 * What the microscope brings to the contrast transfer function, the same for all views.
 *
 * @param voltageKv acceleration voltage
 * @param sphericalAberrationMm Cs
 * @param amplitudeContrast fraction w of the contrast that is amplitude contrast, 0 to below 1
 */
public record CtfOptics(double voltageKv, double sphericalAberrationMm, double amplitudeContrast) {
    /**
     * @throws GoldtrailException if a value is impossible
     */
    public CtfOptics {
        if (!(voltageKv >= 10 && voltageKv <= 5000)) {
            throw new GoldtrailException(
                    "an acceleration voltage of " + voltageKv + " kV is impossible",
                    "voltage",
                    "give it in kV, for example 300");
        }
        if (!(sphericalAberrationMm >= 0 && sphericalAberrationMm <= 20)) {
            throw new GoldtrailException(
                    "a spherical aberration of " + sphericalAberrationMm + " mm is impossible",
                    "Cs",
                    "give it in mm, for example 2.7");
        }
        if (!(amplitudeContrast >= 0 && amplitudeContrast < 1)) {
            throw new GoldtrailException(
                    "an amplitude contrast of " + amplitudeContrast + " is impossible",
                    "amplitude contrast",
                    "give a fraction, for example 0.07");
        }
    }

    /** 300 kV, Cs 2.7 mm, 7 % amplitude contrast. */
    public static CtfOptics standard() {
        return new CtfOptics(300, 2.7, 0.07);
    }

    /** Relativistic wavelength of the electrons in Å, {@code 12.2643 / sqrt(V (1 + 0.978466e-6 V))} with V in volts. */
    public double wavelengthAngstrom() {
        double volts = 1000 * voltageKv;
        return 12.26426 / Math.sqrt(volts * (1 + 0.9784664e-6 * volts));
    }

    /** The part of the phase that the amplitude contrast adds, {@code atan(w / sqrt(1 - w^2))}, rad. */
    public double amplitudePhase() {
        return Math.asin(amplitudeContrast);
    }

    /** The part of the phase that the spherical aberration adds at frequency k (1/Å), {@code -pi/2 Cs lambda^3 k^4}. */
    public double aberrationPhase(double kSquared) {
        double lambda = wavelengthAngstrom();
        return -0.5 * Math.PI * 1e7 * sphericalAberrationMm * lambda * lambda * lambda * kSquared * kSquared;
    }
}
