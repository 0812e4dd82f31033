package org.goldtrail.ctf;

/**
 * The contrast transfer function of a weak phase object (Rohou and Grigorieff 2015, equations 2 to 6,
 * doi 10.1016/j.jsb.2015.08.008), k a spatial frequency in 1/Å:
 *
 * <pre>
 *   CTF(k) = -sin(chi(k))
 *   chi(k) = pi lambda |k|^2 (D(direction) - lambda^2 |k|^2 Cs / 2) + phase shift + atan(w / sqrt(1 - w^2))
 * </pre>
 *
 * Matter that scatters is darker than its surroundings where the CTF is negative, as at low frequency and underfocus.
 */
public final class ContrastTransferFunction {
    private final double c2;
    private final double cosine;
    private final double sine;
    private final double c4;
    private final double constant;

    public ContrastTransferFunction(CtfOptics optics, CtfModel model) {
        double lambda = optics.wavelengthAngstrom();
        this.c2 = Math.PI * lambda * model.meanAngstrom();
        this.cosine = Math.PI * lambda * model.cosineAngstrom();
        this.sine = Math.PI * lambda * model.sineAngstrom();
        this.c4 = optics.aberrationPhase(1);
        this.constant = model.phaseShiftRad() + optics.amplitudePhase();
    }

    /** chi at a frequency given by its components in 1/Å, rad. */
    public double phase(double kx, double ky) {
        double k2 = kx * kx + ky * ky;
        return c2 * k2 + cosine * (kx * kx - ky * ky) + sine * 2 * kx * ky + c4 * k2 * k2 + constant;
    }

    /** -sin chi. */
    public double value(double kx, double ky) {
        return -Math.sin(phase(kx, ky));
    }

    /** chi averaged over directions, as the function of the length of k. */
    public double radialPhase(double k) {
        double k2 = k * k;
        return c2 * k2 + c4 * k2 * k2 + constant;
    }
}
