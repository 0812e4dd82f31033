package org.goldtrail.phantom.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.goldtrail.phantom.Truth;
import org.goldtrail.phantom.ViewStatus;
import org.jspecify.annotations.Nullable;

/** Triangulates the test points under an alignment and works out its {@link AlignmentFit}. */
final class AlignmentFitter {
    private static final int NOT_USED = -1;

    private final Truth truth;
    private final @Nullable Mapping[] mappings;
    private final int[] good;
    private final int points;
    private final double[][] specimen; // estimated X, Y, Z of each point
    private final double[][][] residuals; // raw dx, dy by section and point
    private final double[][] distances; // by section and point

    /**
     * @param mappings one for each section, null where it is not used; at least three good ones
     */
    AlignmentFitter(Truth truth, @Nullable Mapping[] mappings) {
        this.truth = truth;
        this.mappings = mappings;
        this.points = truth.testPoints().xyz().length;
        this.good = IntStream.range(0, truth.nz())
                .filter(i -> mappings[i] != null && status(i) == ViewStatus.GOOD)
                .toArray();
        this.specimen = triangulate();
        this.residuals = new double[truth.nz()][][];
        this.distances = new double[truth.nz()][];
        for (int i = 0; i < truth.nz(); i++) {
            Mapping mapping = mappings[i];
            residuals[i] = mapping == null ? new double[0][] : residuals(i, mapping);
            distances[i] = Arrays.stream(residuals[i])
                    .mapToDouble(r -> Math.hypot(r[0], r[1]))
                    .toArray();
        }
    }

    private ViewStatus status(int section) {
        return truth.tilts().get(section).viewStatus();
    }

    private Mapping mapping(int section) {
        Mapping mapping = mappings[section];
        if (mapping == null) {
            throw new IllegalStateException("section " + section + " is not used");
        }
        return mapping;
    }

    private double[] aligned(int section, Mapping mapping, int point) {
        return mapping.toAligned(
                truth.testPoints().x()[section][point] - truth.centre()[0],
                truth.testPoints().y()[section][point] - truth.centre()[1]);
    }

    private double[][] triangulate() {
        DMatrixRMaj a = new DMatrixRMaj(2 * good.length, 3);
        DMatrixRMaj b = new DMatrixRMaj(2 * good.length, points);
        for (int k = 0; k < good.length; k++) {
            Mapping mapping = mapping(good[k]);
            System.arraycopy(mapping.projection(), 0, a.data, 6 * k, 6);
            for (int p = 0; p < points; p++) {
                double[] q = aligned(good[k], mapping, p);
                b.set(2 * k, p, q[0]);
                b.set(2 * k + 1, p, q[1]);
            }
        }
        DMatrixRMaj x = LeastSquares.solve(a, b);
        double[][] found = new double[points][3];
        for (int p = 0; p < points; p++) {
            for (int c = 0; c < 3; c++) {
                found[p][c] = x.get(c, p);
            }
        }
        return found;
    }

    private double[][] residuals(int section, Mapping mapping) {
        double[] d = mapping.projection();
        double[][] r = new double[points][];
        for (int p = 0; p < points; p++) {
            double[] q = aligned(section, mapping, p);
            double[] s = specimen[p];
            r[p] = mapping.toRaw(
                    q[0] - d[0] * s[0] - d[1] * s[1] - d[2] * s[2], q[1] - d[3] * s[0] - d[4] * s[1] - d[5] * s[2]);
        }
        return r;
    }

    AlignmentFit fit() {
        ResidualStatistics px = pooled(good);
        double nm = truth.apix() / 10;
        int[] hard = IntStream.range(0, truth.nz())
                .filter(i -> mappings[i] != null && status(i).isHard())
                .toArray();
        double[] tiltRms = IntStream.of(good)
                .mapToDouble(i -> ResidualStatistics.of(distances[i]).rms())
                .toArray();
        int worst = NOT_USED;
        for (int k = 0; k < good.length; k++) {
            if (worst == NOT_USED || tiltRms[k] >= tiltRms[worst]) {
                worst = k;
            }
        }
        double[] parts = shiftAndRest();
        List<Double> scale = new ArrayList<>();
        double hand = specimenScale(scale);
        return new AlignmentFit(
                px,
                px.times(nm),
                px.rms() * nm / truth.beadDiamNm(),
                truth.rigidFloorPx(),
                hard.length == 0 ? null : pooled(hard),
                ResidualStatistics.of(tiltRms).median(),
                good[worst],
                tiltRms[worst],
                parts[0],
                parts[1],
                axisError(),
                angleError(),
                magnificationError(),
                IntStream.of(good).anyMatch(i -> mapping(i).determinant() < 0),
                slab(),
                List.copyOf(scale),
                (int) Math.signum(hand),
                views());
    }

    private ResidualStatistics pooled(int[] sections) {
        return ResidualStatistics.of(IntStream.of(sections)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(distances[i]))
                .toArray());
    }

    private double[] meanResidual(int section) {
        double x = 0;
        double y = 0;
        for (double[] r : residuals[section]) {
            x += r[0] / points;
            y += r[1] / points;
        }
        return new double[] {x, y};
    }

    private double[] shiftAndRest() {
        double shift = 0;
        double rest = 0;
        for (int i : good) {
            double[] mean = meanResidual(i);
            shift += mean[0] * mean[0] + mean[1] * mean[1];
            for (double[] r : residuals[i]) {
                double x = r[0] - mean[0];
                double y = r[1] - mean[1];
                rest += x * x + y * y;
            }
        }
        return new double[] {Math.sqrt(shift / good.length), Math.sqrt(rest / good.length / points)};
    }

    /** The raw direction that the .xf turns vertical, minus the true axis, in [-90, 90). */
    private double axisError(int section) {
        double[] v = mapping(section).toRaw(0, 1);
        double axis = Math.toDegrees(Math.atan2(-v[0], v[1]));
        return halfTurn(axis - truth.tilts().get(section).phi());
    }

    private static double halfTurn(double deg) {
        double shifted = (deg + 90) % 180;
        return (shifted < 0 ? shifted + 180 : shifted) - 90;
    }

    private AlignmentFit.AxisError axisError() {
        double[] errors = IntStream.of(good).mapToDouble(this::axisError).toArray();
        double[] trueAxes =
                IntStream.of(good).mapToDouble(i -> truth.tilts().get(i).phi()).toArray();
        return new AlignmentFit.AxisError(
                mean(trueAxes), mean(errors), sd(errors), halfTurn(truth.axisNominal() - truth.axisTrueMean()));
    }

    private AlignmentFit.AngleError angleError() {
        double[] x = IntStream.of(good)
                .mapToDouble(i -> truth.tilts().get(i).theta())
                .toArray();
        double[] y = IntStream.of(good).mapToDouble(i -> mapping(i).tiltDeg).toArray();
        double mx = mean(x);
        double my = mean(y);
        double sxx = 0;
        double sxy = 0;
        for (int k = 0; k < x.length; k++) {
            sxx += (x[k] - mx) * (x[k] - mx);
            sxy += (x[k] - mx) * (y[k] - my);
        }
        double slope = sxy / sxx;
        double offset = my - slope * mx;
        double[] rest = new double[x.length];
        double max = 0;
        for (int k = 0; k < x.length; k++) {
            rest[k] = y[k] - slope * x[k] - offset;
            max = Math.max(max, Math.abs(rest[k]));
        }
        return new AlignmentFit.AngleError(slope, offset, sd(rest), max);
    }

    private AlignmentFit.MagnificationError magnificationError() {
        double[] q = IntStream.of(good)
                .mapToDouble(i -> 1
                        / Math.sqrt(Math.abs(mapping(i).determinant()))
                        / truth.tilts().get(i).mag())
                .toArray();
        return new AlignmentFit.MagnificationError(mean(q), sd(q));
    }

    /** Least-squares affine map from points (rows of 3) to values (rows of k): 4 x k, the constant last. */
    private DMatrixRMaj affine(double[][] from, DMatrixRMaj to) {
        DMatrixRMaj a = new DMatrixRMaj(points, 4);
        for (int p = 0; p < points; p++) {
            System.arraycopy(from[p], 0, a.data, 4 * p, 3);
            a.set(p, 3, 1);
        }
        return LeastSquares.solve(a, to);
    }

    private AlignmentFit.SlabInEstimate slab() {
        double[][] r = truth.slab().rotation();
        DMatrixRMaj height = new DMatrixRMaj(points, 1);
        for (int p = 0; p < points; p++) {
            double[] x = truth.testPoints().xyz()[p];
            height.set(p, 0, r[0][2] * x[0] + r[1][2] * x[1] + r[2][2] * x[2]);
        }
        DMatrixRMaj z = affine(specimen, height);
        double norm = Math.sqrt(z.get(0) * z.get(0) + z.get(1) * z.get(1) + z.get(2) * z.get(2));
        double nx = z.get(0) / norm;
        double ny = z.get(1) / norm;
        double nz = z.get(2) / norm;
        double up = nz >= 0 ? 1 : -1;
        double[] heights = Arrays.stream(specimen).mapToDouble(s -> s[2]).toArray();
        return new AlignmentFit.SlabInEstimate(
                List.of(nx, ny, nz),
                Math.toDegrees(Math.atan2(up * nx, up * nz)),
                Math.toDegrees(Math.atan2(-up * ny, up * nz)),
                ResidualStatistics.of(heights).median());
    }

    /** Adds the singular values of the map from true to estimated specimen; its determinant is returned. */
    private double specimenScale(List<Double> scale) {
        DMatrixRMaj to = new DMatrixRMaj(points, 3);
        for (int p = 0; p < points; p++) {
            System.arraycopy(specimen[p], 0, to.data, 3 * p, 3);
        }
        DMatrixRMaj map = CommonOps_DDRM.extract(affine(truth.testPoints().xyz(), to), 0, 3, 0, 3);
        double determinant = CommonOps_DDRM.det(map);
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(3, 3, false, false, true);
        if (!svd.decompose(map)) {
            throw new ArithmeticException("the singular value decomposition of the specimen's map failed");
        }
        Arrays.stream(svd.getSingularValues())
                .boxed()
                .sorted(Comparator.reverseOrder())
                .forEach(scale::add);
        return determinant;
    }

    private List<AlignmentFit.ViewError> views() {
        List<AlignmentFit.ViewError> views = new ArrayList<>();
        for (int i = 0; i < truth.nz(); i++) {
            if (mappings[i] != null && !status(i).isBlank()) {
                Truth.TiltTruth t = truth.tilts().get(i);
                double[] mean = meanResidual(i);
                views.add(new AlignmentFit.ViewError(
                        i,
                        t.theta(),
                        t.status(),
                        ResidualStatistics.of(distances[i]),
                        mean[0],
                        mean[1],
                        axisError(i),
                        mapping(i).tiltDeg));
            }
        }
        return List.copyOf(views);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static double sd(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}
