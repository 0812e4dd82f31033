package org.goldtrail.refinement;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.jspecify.annotations.Nullable;

/**
 * Finds the centre of a bead by least squares: the patch is explained by the bead's template at an unknown place, of
 * unknown contrast, on a background that slopes in any direction,
 *
 * <pre>
 *   I(x, y) = a + b x + c y + s T(|(x, y) - (x0, y0)|)
 * </pre>
 *
 * by Gauss-Newton steps in all six. Under pixel noise this is the estimate of maximum likelihood, so no other measure of
 * the centre does better. Pixels that lie nearer to a neighbouring bead are left out, so that touching beads do not pull
 * at each other.
 */
final class PatchFit {
    private static final int ITERATIONS = 16;
    private static final double CONVERGED_PX = 2e-3;

    /** Less of the patch than this, and the rest does not tell where the bead is. */
    private static final double LEAST_PIXEL_SHARE = 0.45;

    /** With less of the patch the terms of third order could not be told from a displacement, and are left out. */
    private static final double CUBIC_PIXEL_SHARE = 0.8;

    /** What two needless unknowns take from the sum of squares exceeds this many variances once in a thousand times. */
    private static final double CUBIC_GAIN = 13.8;

    /** Unknowns: constant, two slopes, contrast, two of the place, two of third order. */
    private static final int UNKNOWNS = 8;

    private static final int LEAST_UNKNOWNS = 6;

    private final double maskRadius;
    private final double beadRadius;

    /**
     * @param beadRadiusPx radius of the core in pixels of the images used
     * @param maskRadiusPx radius of the patch
     */
    PatchFit(double beadRadiusPx, double maskRadiusPx) {
        this.beadRadius = beadRadiusPx;
        this.maskRadius = maskRadiusPx;
    }

    /**
     * A centre.
     *
     * @param x in pixels of the image
     * @param y in pixels of the image
     * @param scale contrast relative to the template's
     * @param cc correlation of patch and model, background taken off
     */
    record Centre(double x, double y, double scale, double cc) {}

    /**
     * Fits a template near a place.
     *
     * @param neighbours other beads in the view, (x, y) each
     * @return null if the fit runs away, leaves the image or has too few pixels
     */
    @Nullable
    Centre fit(Image image, ValidMask valid, MarkerTemplate template, double x, double y, List<double[]> neighbours) {
        double cx = x;
        double cy = y;
        double scale = 1;
        double cc = 0;
        boolean bent = false;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Sums sums = collect(image, valid, template, cx, cy, neighbours);
            if (sums == null) {
                return null;
            }
            double[] u = sums.solve(bent ? UNKNOWNS : LEAST_UNKNOWNS);
            if (u == null || !(Math.abs(u[3]) > 1e-12)) {
                return null;
            }
            scale = u[3];
            cc = sums.correlation(scale);
            // Derivatives were taken for contrast 1, so the step in place is their coefficient over the contrast.
            double dx = u[4] / scale;
            double dy = u[5] / scale;
            double length = Math.hypot(dx, dy);
            double limit = 0.5 * beadRadius;
            double damp = length > limit ? limit / length : 1;
            cx += damp * dx;
            cy += damp * dy;
            if (Math.hypot(cx - x, cy - y) > 2 * beadRadius) {
                return null;
            }
            if (length < CONVERGED_PX) {
                if (bent || !sums.isBent()) {
                    break;
                }
                bent = true;
            }
        }
        return new Centre(cx, cy, scale, cc);
    }

    private @Nullable Sums collect(
            Image image, ValidMask valid, MarkerTemplate template, double cx, double cy, List<double[]> neighbours) {
        Sums sums = new Sums();
        int x0 = (int) Math.ceil(cx - maskRadius);
        int y0 = (int) Math.ceil(cy - maskRadius);
        int x1 = (int) Math.floor(cx + maskRadius);
        int y1 = (int) Math.floor(cy + maskRadius);
        int all = 0;
        double[] row = new double[UNKNOWNS];
        for (int py = y0; py <= y1; py++) {
            for (int px = x0; px <= x1; px++) {
                double dx = px - cx;
                double dy = py - cy;
                double r = Math.sqrt(dx * dx + dy * dy);
                if (r > maskRadius) {
                    continue;
                }
                all++;
                if (!valid.isValid(px, py) || belongsToNeighbour(px, py, r, neighbours)) {
                    continue;
                }
                double slope = r > 1e-9 ? template.slope(r) / r : 0;
                row[0] = 1;
                row[1] = dx / maskRadius;
                row[2] = dy / maskRadius;
                row[3] = template.at(r) + ofNeighbours(template, px, py, neighbours);
                row[4] = -slope * dx;
                row[5] = -slope * dy;
                row[6] = row[1] * r * r / (maskRadius * maskRadius);
                row[7] = row[2] * r * r / (maskRadius * maskRadius);
                sums.add(row, image.get(px, py));
            }
        }
        sums.whole = sums.count >= CUBIC_PIXEL_SHARE * all;
        return sums.count >= LEAST_PIXEL_SHARE * all && sums.count > 2 * UNKNOWNS ? sums : null;
    }

    private boolean belongsToNeighbour(double px, double py, double own, List<double[]> neighbours) {
        double limit = Math.min(own, 1.5 * beadRadius);
        for (double[] n : neighbours) {
            if (square(px - n[0]) + square(py - n[1]) < limit * limit) {
                return true;
            }
        }
        return false;
    }

    private static double ofNeighbours(MarkerTemplate template, double px, double py, List<double[]> neighbours) {
        double sum = 0;
        for (double[] n : neighbours) {
            sum += template.at(Math.sqrt(square(px - n[0]) + square(py - n[1])));
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Normal equations of the unknowns. */
    private static final class Sums {
        private final DMatrixRMaj normal = new DMatrixRMaj(UNKNOWNS, UNKNOWNS);
        private final DMatrixRMaj right = new DMatrixRMaj(UNKNOWNS, 1);
        private double squares;
        private double reference;
        int count;
        /** Whether nearly all pixels of the patch are there. */
        boolean whole;

        void add(double[] row, double brightness) {
            // Sums of squares stay small where brightness is counted from the patch's own.
            reference = count == 0 ? brightness : reference;
            double value = brightness - reference;
            for (int i = 0; i < UNKNOWNS; i++) {
                for (int j = 0; j < UNKNOWNS; j++) {
                    normal.data[i * UNKNOWNS + j] += row[i] * row[j];
                }
                right.data[i] += row[i] * value;
            }
            squares += value * value;
            count++;
        }

        /** Whether the terms of third order explain more than noise would let them. */
        boolean isBent() {
            double[] straight = solve(LEAST_UNKNOWNS);
            double[] bent = solve(UNKNOWNS);
            if (!whole || straight == null || bent == null) {
                return false;
            }
            double left = squares - explained(bent);
            return explained(bent) - explained(straight) > CUBIC_GAIN * left / (count - UNKNOWNS);
        }

        private double explained(double[] solution) {
            double sum = 0;
            for (int i = 0; i < solution.length; i++) {
                sum += solution[i] * right.data[i];
            }
            return sum;
        }

        /** The first so many unknowns, the others being 0. */
        double @Nullable [] solve(int unknowns) {
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(unknowns);
            DMatrixRMaj damped = new DMatrixRMaj(unknowns, unknowns);
            DMatrixRMaj asked = new DMatrixRMaj(unknowns, 1);
            for (int i = 0; i < unknowns; i++) {
                for (int j = 0; j < unknowns; j++) {
                    damped.data[i * unknowns + j] = normal.data[i * UNKNOWNS + j];
                }
                damped.data[i * (unknowns + 1)] *= 1 + 1e-9;
                asked.data[i] = right.data[i];
            }
            if (!solver.setA(damped)) {
                return null;
            }
            DMatrixRMaj solution = new DMatrixRMaj(unknowns, 1);
            solver.solve(asked, solution);
            return solution.data;
        }

        /**
         * Correlation of patch and template once the sloping background, fitted to each of them, is taken off.
         *
         * @param scale its sign decides the sign of the correlation
         */
        double correlation(double scale) {
            double[] fullPatch = background(right.data, squares);
            double[] t = new double[UNKNOWNS];
            for (int i = 0; i < UNKNOWNS; i++) {
                t[i] = normal.data[i * UNKNOWNS + 3];
            }
            double[] fullTemplate = background(t, normal.data[3 * UNKNOWNS + 3]);
            double cross = right.data[3];
            for (int i = 0; i < 3; i++) {
                cross -= fullPatch[i + 1] * t[i];
            }
            double product = fullPatch[0] * fullTemplate[0];
            double cc = product > 0 ? cross / Math.sqrt(product) : 0;
            return Math.clamp(scale == 0 ? 0 : cc, -1, 1);
        }

        /** What a plane leaves of a sum of squares, then the plane's three coefficients. */
        private double[] background(double[] products, double total) {
            DMatrixRMaj plane = new DMatrixRMaj(3, 3);
            DMatrixRMaj b = new DMatrixRMaj(3, 1);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    plane.data[i * 3 + j] = normal.data[i * UNKNOWNS + j];
                }
                b.data[i] = products[i];
            }
            DMatrixRMaj x = new DMatrixRMaj(3, 1);
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(3);
            if (!solver.setA(plane)) {
                return new double[] {0, 0, 0, 0};
            }
            solver.solve(b, x);
            double rest = total;
            for (int i = 0; i < 3; i++) {
                rest -= x.data[i] * products[i];
            }
            return new double[] {rest, x.data[0], x.data[1], x.data[2]};
        }
    }
}
