package org.goldtrail.ctf;

import org.goldtrail.GoldtrailException;

/**
 * What the estimate of the CTF may look for.
 *
 * @param optics of the microscope
 * @param smallestDefocusAngstrom lower end of the search, underfocus positive
 * @param largestDefocusAngstrom upper end of the search
 * @param fitPhaseShift whether there is a phase plate, so that the phase shift is looked for
 */
public record CtfParameters(
        CtfOptics optics, double smallestDefocusAngstrom, double largestDefocusAngstrom, boolean fitPhaseShift) {
    /**
     * @throws GoldtrailException if the range is empty
     */
    public CtfParameters {
        if (!(smallestDefocusAngstrom >= 0
                && largestDefocusAngstrom >= smallestDefocusAngstrom + 1000
                && largestDefocusAngstrom <= 500_000)) {
            throw new GoldtrailException(
                    "a defocus from " + smallestDefocusAngstrom + " to " + largestDefocusAngstrom + " Å is no range",
                    "defocus range",
                    "give two values in Å between 0 and 500000, at least 1000 apart");
        }
    }

    /** 0.5 to 10 µm, no phase plate. */
    public static CtfParameters standard(CtfOptics optics) {
        return new CtfParameters(optics, 5_000, 100_000, false);
    }
}
