package org.goldtrail.ctf;

import org.goldtrail.GoldtrailException;

/**
 * How the CTF is corrected.
 *
 * @param method what is done with each frequency
 * @param defocusToleranceNm difference of defocus within a strip
 * @param interpolationWidthPx width over which neighbouring strips are blended
 * @param maximumStripWidthPx strips are never wider
 * @param signalToNoise of the Wiener filter, at frequencies the CTF passes fully
 */
public record CorrectionParameters(
        Method method,
        double defocusToleranceNm,
        int interpolationWidthPx,
        int maximumStripWidthPx,
        double signalToNoise) {
    /** What is done with each frequency; s = sin chi = -CTF, so that contrast at low frequency keeps its sign. */
    public enum Method {
        /** Times the sign of s. */
        PHASE_FLIP,
        /** Times s. */
        MULTIPLY,
        /** Times s / (s^2 + 1/SNR), scaled to 1 where s is 1. */
        WIENER
    }

    /**
     * @throws GoldtrailException if a width or the tolerance is not positive
     */
    public CorrectionParameters {
        if (!(defocusToleranceNm > 0) || interpolationWidthPx < 1 || maximumStripWidthPx < 1 || !(signalToNoise > 0)) {
            throw new GoldtrailException(
                    "tolerance, widths and signal-to-noise ratio of the CTF correction must be positive",
                    "CTF correction",
                    "for example 25 nm, 4 and 1024 px");
        }
    }

    /** Phase flip within 25 nm, strips blended over 4 px and at most 1024 px wide. */
    public static CorrectionParameters standard() {
        return new CorrectionParameters(Method.PHASE_FLIP, 25, 4, 1024, 10);
    }

    public CorrectionParameters with(Method other) {
        return new CorrectionParameters(
                other, defocusToleranceNm, interpolationWidthPx, maximumStripWidthPx, signalToNoise);
    }

    double factor(double sine) {
        return switch (method) {
            case PHASE_FLIP -> sine < 0 ? -1 : 1;
            case MULTIPLY -> sine;
            case WIENER -> sine * (1 + 1 / signalToNoise) / (sine * sine + 1 / signalToNoise);
        };
    }
}
