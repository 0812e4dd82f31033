package org.goldtrail.ctf;

/**
 * Smooth twofold differences of the power between directions, as drift, the optics' envelopes and elongated structure
 * leave them: {@code 1 + (p + q x) cos 2a + (r + s x) sin 2a}, x the logarithm of the frequency. They are taken out before
 * the fit. Astigmatism makes differences that go up and down with every ring, which this hardly follows; what it follows of
 * them nevertheless is put right during the fit, when the rings are known ({@link HandedFit}).
 */
final class Anisotropy {
    private static final int TERMS = 4;

    private Anisotropy() {}

    /** Divides all powers of a view by the curve, each ring expected to be the same all around. */
    static void remove(PolarGrid grid, float[][] power, double[] modes) {
        double[] mean = new double[grid.cells()];
        double total = 0;
        for (int g = 0; g < power.length; g++) {
            total += modes[g];
            for (int c = 0; c < mean.length; c++) {
                mean[c] += modes[g] * power[g][c];
            }
        }
        double[] ratio = new double[grid.cells()];
        for (int r = 0; r < grid.rings(); r++) {
            double ring = 0;
            int n = 0;
            for (int c = r * PolarGrid.SECTORS; c < (r + 1) * PolarGrid.SECTORS; c++) {
                ring += grid.count(c) * mean[c];
                n += grid.count(c);
            }
            ring /= Math.max(1, n);
            for (int c = r * PolarGrid.SECTORS; c < (r + 1) * PolarGrid.SECTORS; c++) {
                ratio[c] = ring > 0 ? mean[c] / ring : 1;
            }
        }
        double[] curve = curve(grid, ratio, 0, grid.rings());
        for (int c = 0; c < grid.cells(); c++) {
            for (float[] p : power) {
                p[c] /= (float) curve[c];
            }
        }
    }

    /**
     * The curve that fits ratios of powers to what is expected of them best.
     *
     * @param ratio by cell
     * @param firstRing first ring that counts
     * @param endRing ring after the last one
     * @return by cell, all of them
     */
    static double[] curve(PolarGrid grid, double[] ratio, int firstRing, int endRing) {
        double[] a = new double[TERMS * TERMS];
        double[] b = new double[TERMS];
        for (int c = firstRing * PolarGrid.SECTORS; c < endRing * PolarGrid.SECTORS; c++) {
            if (grid.count(c) > 0) {
                double[] t = terms(grid, c / PolarGrid.SECTORS, c);
                for (int i = 0; i < TERMS; i++) {
                    b[i] += grid.count(c) * t[i] * (ratio[c] - 1);
                    for (int j = 0; j < TERMS; j++) {
                        a[i * TERMS + j] += grid.count(c) * t[i] * t[j];
                    }
                }
            }
        }
        double[] x = Cholesky.of(a, TERMS).solve(b);
        double[] curve = new double[grid.cells()];
        for (int c = 0; c < curve.length; c++) {
            double[] t = terms(grid, c / PolarGrid.SECTORS, c);
            curve[c] = 1;
            for (int i = 0; i < TERMS; i++) {
                curve[c] += x[i] * t[i];
            }
            curve[c] = Math.clamp(curve[c], 0.2, 5);
        }
        return curve;
    }

    private static double[] terms(PolarGrid grid, int ring, int cell) {
        double k2 = grid.kSquared(cell);
        double c = k2 > 0 ? grid.cosine(cell) / k2 : 0;
        double s = k2 > 0 ? grid.sine(cell) / k2 : 0;
        double x = Math.log(grid.frequency(ring) / grid.frequency(grid.rings() / 2));
        return new double[] {c, c * x, s, s * x};
    }
}
