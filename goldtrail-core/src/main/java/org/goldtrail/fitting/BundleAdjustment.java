package org.goldtrail.fitting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.goldtrail.task.Cancellation;

/**
 * Levenberg-Marquardt on the unknowns of the views; after every step the beads are triangulated anew, which is the exact
 * minimum for them ("variable projection").
 */
final class BundleAdjustment {
    private static final double LEAST_DAMPING = 1e-9;
    private static final double MOST_DAMPING = 1e8;
    /** The least noise, in pixels, that the expectations are weighed against. */
    private static final double LEAST_NOISE_PX = 0.01;

    private final Tracks tracks;
    private final UnknownMap map;
    private final Constraints constraints;
    private final FitPriors priors;
    private final double[] base;

    private double[] unknowns;
    private double[] weight;
    private Scene scene;
    private double noiseVariance;
    private double damping = 1e-4;
    private int iterations;

    BundleAdjustment(Tracks tracks, UnknownMap map, FitPriors priors, double[] base, double[] weight) {
        this.tracks = tracks;
        this.map = map;
        this.constraints = new Constraints(map, priors);
        this.base = base;
        this.weight = weight;
        this.unknowns = map.start();
        this.priors = priors;
        this.scene = new Scene(tracks, map.views(unknowns), base, weight);
        updateNoise();
    }

    /** Takes steps until they gain nothing; true if that happened within the limit. */
    boolean minimise(int limit, double tolerance) {
        for (int i = 0; i < limit; i++) {
            Cancellation.check();
            updateNoise();
            double before = cost(scene, unknowns);
            if (!step(before)) {
                return true;
            }
            if (before - cost(scene, unknowns) <= tolerance * before) {
                return true;
            }
        }
        return false;
    }

    /** One step that lowers the cost; false if there is none. */
    private boolean step(double before) {
        iterations++;
        NormalEquations equations = equations();
        int n = map.count;
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
        DMatrixRMaj right = DMatrixRMaj.wrap(n, 1, equations.gradient);
        DMatrixRMaj change = new DMatrixRMaj(n, 1);
        while (damping < MOST_DAMPING) {
            DMatrixRMaj damped = equations.matrix.copy();
            for (int i = 0; i < n; i++) {
                damped.data[i * n + i] *= 1 + damping;
            }
            if (solver.setA(damped)) {
                solver.solve(right, change);
                double[] moved = unknowns.clone();
                for (int i = 0; i < n; i++) {
                    moved[i] += change.data[i];
                }
                Scene next = new Scene(tracks, map.views(moved), base, weight);
                if (cost(next, moved) < before) {
                    unknowns = moved;
                    scene = next;
                    damping = Math.max(LEAST_DAMPING, damping / 30);
                    return true;
                }
            }
            damping = Math.max(1e-6, damping * 10);
        }
        damping = 1e-4;
        return false;
    }

    /** The normal equations here, with expectations and gauge. */
    NormalEquations equations() {
        NormalEquations equations = new NormalEquations(scene, map, weight);
        constraints.addPriors(equations.matrix, equations.gradient, unknowns, noiseVariance);
        constraints.addGauge(equations.matrix, scene);
        return equations;
    }

    private double cost(Scene of, double[] at) {
        return of.cost + constraints.cost(at, noiseVariance);
    }

    private void updateNoise() {
        noiseVariance = Math.max(noiseVariance(), LEAST_NOISE_PX * LEAST_NOISE_PX);
    }

    /** Variance of a coordinate, from the weighted residuals and their degrees of freedom. */
    double noiseVariance() {
        double[] perBead = new double[tracks.pointCount];
        double sum = 0;
        for (int o = 0; o < tracks.size; o++) {
            sum += weight[o];
            perBead[tracks.point[o]] += weight[o];
        }
        int beads = 0;
        for (double seen : perBead) {
            beads += seen > 0 ? 1 : 0;
        }
        double freedom = Math.max(2 * sum - map.count - 3 * beads + 3, 0.05 * sum + 1);
        return scene.cost / freedom;
    }

    /**
     * The same with the outliers of each bead's trail counted in full: each bead counts by its mean weight, and all of its
     * residuals alike. Weights that fade with the residual make the noise look smaller than it is, most of all where few
     * beads leave few degrees of freedom.
     */
    double noiseVarianceWithOutliers() {
        double robust = 0;
        double full = 0;
        for (int p = 0; p < tracks.pointCount; p++) {
            double sum = 0;
            double squares = 0;
            int seen = 0;
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                if (base[o] > 0) {
                    double square = scene.residualX[o] * scene.residualX[o] + scene.residualY[o] * scene.residualY[o];
                    sum += weight[o];
                    squares += square;
                    robust += weight[o] * square;
                    seen++;
                }
            }
            full += seen == 0 ? 0 : sum / seen * squares;
        }
        return robust > 0 ? noiseVariance() * Math.max(1, full / robust) : noiseVariance();
    }

    void setWeight(double[] newWeight) {
        weight = newWeight;
        scene = new Scene(tracks, scene.view, base, weight);
    }

    FitPriors priors() {
        return priors;
    }

    double[] weight() {
        return weight;
    }

    Scene scene() {
        return scene;
    }

    double[] unknowns() {
        return unknowns;
    }

    int iterations() {
        return iterations;
    }

    UnknownMap map() {
        return map;
    }

    /** Number of unknowns less those that the gauge takes. */
    int countedUnknowns() {
        return map.count - constraints.unseen(scene).size();
    }
}
