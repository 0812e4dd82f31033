package org.goldtrail.phantom;

import org.goldtrail.ctf.ContrastTransferFunction;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.CtfOptics;
import tools.jackson.databind.JsonNode;

/**
 * The Cramér-Rao bound of the mean defocus of one simulated view, derived in docs/ctf.md: over all spatial frequencies of
 * half the plane, {@code 1/var >= sum (d ln P / dD)^2} with {@code P = 1 + rho sin^2 chi}, rho the ratio of ice signal to
 * counting noise. Only the amorphous ice counts as signal, everything but the defocus as known.
 */
final class CtfBound {
    private CtfBound() {}

    static double defocusAngstrom(Truth truth, Truth.TiltTruth tilt, CtfOptics optics) {
        JsonNode p = java.util.Objects.requireNonNull(truth.params());
        double ice = first(p, "specimen/ice_noise_rad", "ice_noise_rad");
        double b = first(p, "optics/b_factor_square_angstrom", "optics/B");
        double mtf = first(p, "detector/mtf_at_nyquist", "mtf_nyquist");
        double haze = first(p, "optics/haze", "haze");
        double path = 1 / Math.cos(Math.toRadians(tilt.theta()));
        double electrons = tilt.meanEPerPx();
        if (!(electrons > 0)) {
            double depth = first(p, "specimen/thickness_nm", "thickness_nm")
                    / first(p, "specimen/mean_free_path_nm", "mfp_nm");
            electrons = tilt.dose() * truth.apix() * truth.apix() * Math.exp(-depth * path);
        }
        double contrast = 4 * ice * ice * path * Math.pow(1 - Math.min(0.5, haze * path), 2);
        ContrastTransferFunction ctf = new ContrastTransferFunction(optics, CtfModel.of(tilt.defocusUm() * 1e4));
        double lambda = optics.wavelengthAngstrom();
        double nyquist = 0.5 / truth.apix();
        double width = truth.nx() * truth.apix();
        double height = truth.ny() * truth.apix();
        double information = 0;
        int steps = 2000;
        for (int i = 0; i < steps; i++) {
            double k = nyquist * (i + 0.5) / steps;
            double transfer = 1 / (1 + (1 / mtf - 1) * (k / nyquist) * (k / nyquist));
            double rho = electrons * contrast * Math.exp(-0.5 * b * k * k) * transfer * transfer;
            double chi = ctf.radialPhase(k);
            double slope =
                    rho * Math.sin(2 * chi) * Math.PI * lambda * k * k / (1 + rho * Math.sin(chi) * Math.sin(chi));
            // modes of half the plane in a ring: pi k dk times the area of the view
            information += slope * slope * Math.PI * k * (nyquist / steps) * width * height;
        }
        return 1 / Math.sqrt(information);
    }

    /** The first of these values that is there: our phantoms and the samples name them differently. */
    static double first(JsonNode parameters, String... paths) {
        for (String path : paths) {
            JsonNode node = parameters;
            for (String name : path.split("/", -1)) {
                node = node.path(name);
            }
            if (!node.isMissingNode()) {
                return node.asDouble();
            }
        }
        throw new IllegalStateException("the truth has none of " + String.join(", ", paths));
    }
}
