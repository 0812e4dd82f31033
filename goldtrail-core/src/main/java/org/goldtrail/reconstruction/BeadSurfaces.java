package org.goldtrail.reconstruction;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Beads on the two surfaces of the ice: two parallel planes {@code z = a x + b y + c_k} with most beads near one of them. Up
 * to a quarter of the beads may lie within the ice.
 *
 * @param distancePx between the planes, along z
 * @param lowerCount beads nearer to the lower plane
 * @param upperCount beads nearer to the upper plane
 * @param slopeX a
 * @param slopeY b
 * @param middlePx z halfway between the planes at x = y = 0
 */
public record BeadSurfaces(
        double distancePx, int lowerCount, int upperCount, double slopeX, double slopeY, double middlePx) {
    private static final int FEWEST_BEADS = 4;

    /** Smallest share of all beads on the less populated surface. */
    private static final double SMALLEST_SHARE = 0.15;

    /**
     * The planes are this many times farther apart than the beads scatter about them. Beads spread evenly over the whole
     * depth, cut in halves, would give sqrt(12) = 3.5.
     */
    private static final double SEPARATION = 6;

    /**
     * Where the beads nearest to the planes could tell of surfaces, too, all together are asked for more, the more the fewer
     * they are: 5 + 36 / count, 8 for 12 beads and 5.9 for 40. Evenly spread beads, 12 to 41 of them, then seem to lie on
     * surfaces once in 160 times, to the nearest alone once in 200.
     */
    private static final double LEAST_SEPARATION = 5;

    private static final double SEPARATION_OF_FEW = 36;

    /** Part of the beads, those nearest to the planes, that tells of surfaces where others lie within the ice. */
    private static final double NEAREST_SHARE = 0.75;

    /**
     * The planes are this many times farther apart than the nearest of the beads scatter about them. Beads spread evenly over
     * the whole depth reach 15 once in 500 times where there are 12 of them, and less where there are more.
     */
    private static final double SEPARATION_OF_NEAREST = 15;

    private static final int FEWEST_BEADS_WITHIN = 12;

    /**
     * Beads farther from both planes than so many times the scatter of the nearest lie within the ice; of normal scatter the
     * nearest three quarters have 0.57.
     */
    private static final double ON_SURFACE = 8;

    private static final int MOST_ROUNDS = 30;

    /** Smallest F of a slope that counts; chance gives as much to 8 beads once in 500 times, to many more seldom still. */
    private static final double CLEAR_SLOPE = 25;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fit(double distance, double scatter, int lower, int upper, double[] plane) {
        BeadSurfaces surfaces() {
            return new BeadSurfaces(distance, lower, upper, plane[0], plane[1], plane[2] + plane[3] / 2);
        }
    }

    /**
     * Looks for two populated surfaces. Tries planes parallel to the image and planes sloped as the beads as a whole.
     *
     * @param xyz bead positions, one row of three for each bead, not modified
     * @return empty if the beads do not lie on two surfaces
     */
    public static Optional<BeadSurfaces> find(double[][] xyz) {
        if (xyz.length < 2 * FEWEST_BEADS) {
            return Optional.empty();
        }
        boolean[] all = new boolean[xyz.length];
        double[] whole = plane(xyz, all);
        double[] sloped = {whole[0], whole[1]};
        return besidesThoseWithin(xyz, sloped)
                .or(() -> clear(better(fit(xyz, new double[2]), fit(xyz, sloped)), xyz.length, separation(xyz.length)))
                .map(Fit::surfaces);
    }

    private static double separation(int beads) {
        return beads < FEWEST_BEADS_WITHIN ? SEPARATION : LEAST_SEPARATION + SEPARATION_OF_FEW / beads;
    }

    private static Fit better(Fit one, Fit other) {
        return other.scatter() < one.scatter() ? other : one;
    }

    private static Optional<Fit> clear(Fit fit, int beads, double separation) {
        int fewest = Math.max(FEWEST_BEADS, (int) Math.ceil(SMALLEST_SHARE * beads));
        return fit.distance() > separation * fit.scatter() && Math.min(fit.lower(), fit.upper()) >= fewest
                ? Optional.of(fit)
                : Optional.empty();
    }

    /** By the beads nearest to the planes, if there are enough; the planes then go through all that lie on them. */
    private static Optional<Fit> besidesThoseWithin(double[][] xyz, double[] sloped) {
        if (xyz.length < FEWEST_BEADS_WITHIN) {
            return Optional.empty();
        }
        Fit nearest = better(ofNearest(xyz, new double[2]), ofNearest(xyz, sloped));
        return clear(nearest, xyz.length, SEPARATION_OF_NEAREST).map(f -> {
            double[] off = distances(xyz, f.plane());
            double[][] on = IntStream.range(0, xyz.length)
                    .filter(i -> off[i] < ON_SURFACE * f.scatter())
                    .mapToObj(i -> xyz[i])
                    .toArray(double[][]::new);
            return fit(on, f.plane());
        });
    }

    /** Planes of all beads, then again and again of the three quarters that are nearest to them. */
    private static Fit ofNearest(double[][] xyz, double[] slopes) {
        Fit fit = fit(xyz, slopes);
        int count = (int) Math.ceil(NEAREST_SHARE * xyz.length);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] off = distances(xyz, fit.plane());
            double farthest = Arrays.stream(off).sorted().toArray()[count - 1];
            double[][] near = IntStream.range(0, xyz.length)
                    .filter(i -> off[i] <= farthest)
                    .mapToObj(i -> xyz[i])
                    .toArray(double[][]::new);
            Fit next = fit(near, fit.plane());
            boolean settled = Arrays.equals(next.plane(), fit.plane());
            fit = next;
            if (settled) {
                break;
            }
        }
        return fit;
    }

    /** Of each bead from the nearer plane. */
    private static double[] distances(double[][] xyz, double[] plane) {
        return Arrays.stream(heights(xyz, plane))
                .map(h -> Math.min(Math.abs(h - plane[2]), Math.abs(h - plane[2] - plane[3])))
                .toArray();
    }

    /**
     * How the specimen slopes, by beads on both surfaces or on one. A slope that one surface alone shows counts only if it
     * stands out clearly from the beads' scatter about it: few beads at any depth must not tilt a specimen that lies flat.
     *
     * @param xyz bead positions, one row of three for each bead, not modified
     * @return dz/dx and dz/dy; 0 if the beads do not tell
     */
    public static double[] slopes(double[][] xyz) {
        Optional<BeadSurfaces> two = find(xyz);
        if (two.isPresent()) {
            return new double[] {two.get().slopeX(), two.get().slopeY()};
        }
        if (xyz.length < 2 * FEWEST_BEADS) {
            return new double[2];
        }
        double[] plane = plane(xyz, new boolean[xyz.length]);
        double mean = Arrays.stream(xyz).mapToDouble(p -> p[2]).average().orElse(0);
        double about = 0;
        double left = 0;
        for (double[] p : xyz) {
            double d = p[2] - plane[0] * p[0] - plane[1] * p[1] - plane[2];
            left += d * d;
            about += (p[2] - mean) * (p[2] - mean);
        }
        // F test of both slopes against none, with 2 and n - 3 degrees of freedom
        double f = 0.5 * (about - left) / Math.max(left / (xyz.length - 3), 1e-12);
        return f > CLEAR_SLOPE ? new double[] {plane[0], plane[1]} : new double[2];
    }

    /** Assigns beads to planes and fits planes to beads in turn, from the given slopes. */
    private static Fit fit(double[][] xyz, double[] slopes) {
        double[] height = heights(xyz, slopes);
        double middle = (Arrays.stream(height).min().orElse(0)
                        + Arrays.stream(height).max().orElse(0))
                / 2;
        boolean[] upper = above(height, middle);
        double[] plane = plane(xyz, upper);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            height = heights(xyz, plane);
            boolean[] next = above(height, plane[2] + plane[3] / 2);
            if (Arrays.equals(next, upper)) {
                break;
            }
            upper = next;
            plane = plane(xyz, upper);
        }
        height = heights(xyz, plane);
        double squares = 0;
        int count = 0;
        for (int i = 0; i < xyz.length; i++) {
            double d = height[i] - plane[2] - (upper[i] ? plane[3] : 0);
            squares += d * d;
            count += upper[i] ? 1 : 0;
        }
        // four parameters were fitted
        double scatter = Math.sqrt(squares / Math.max(1, xyz.length - 4));
        return new Fit(plane[3], scatter, xyz.length - count, count, plane);
    }

    private static double[] heights(double[][] xyz, double[] slopes) {
        return Arrays.stream(xyz)
                .mapToDouble(p -> p[2] - slopes[0] * p[0] - slopes[1] * p[1])
                .toArray();
    }

    private static boolean[] above(double[] height, double middle) {
        boolean[] upper = new boolean[height.length];
        for (int i = 0; i < height.length; i++) {
            upper[i] = height[i] > middle;
        }
        return upper;
    }

    /** Least squares of z = a x + b y + c + d [upper]; returns a, b, c, d (those the beads cannot tell are smallest). */
    static double[] plane(double[][] xyz, boolean[] upper) {
        DMatrixRMaj design = new DMatrixRMaj(xyz.length, 4);
        DMatrixRMaj z = new DMatrixRMaj(xyz.length, 1);
        for (int i = 0; i < xyz.length; i++) {
            design.set(i, 0, xyz[i][0]);
            design.set(i, 1, xyz[i][1]);
            design.set(i, 2, 1);
            design.set(i, 3, upper[i] ? 1 : 0);
            z.set(i, 0, xyz[i][2]);
        }
        DMatrixRMaj solution = new DMatrixRMaj(4, 1);
        var solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        if (!solver.setA(design)) {
            return new double[4];
        }
        solver.solve(z, solution);
        return solution.getData().clone();
    }
}
