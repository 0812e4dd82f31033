package org.goldtrail.fitting;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What is added to the normal equations: expectations about the views, and one condition for each direction of the unknowns
 * that the data cannot see (moving the specimen; turning or scaling it where all tilt angles, magnifications ... are free).
 * Where a direction is exactly unseen, its condition leaves the rest of the solution as it is.
 */
final class Constraints {
    private final UnknownMap map;
    private final FitPriors priors;

    Constraints(UnknownMap map, FitPriors priors) {
        this.map = map;
        this.priors = priors;
    }

    /** The sum of squared deviations from the priors, in the units of squared residuals. */
    double cost(double[] unknowns, double noiseVariance) {
        double sum = 0;
        for (UnknownMap.Block block : map.blocks) {
            double weight = weightOf(block, noiseVariance);
            double mean = mean(block, unknowns);
            for (int i = block.first(); weight > 0 && i < block.first() + block.count(); i++) {
                sum += weight * (unknowns[i] - mean) * (unknowns[i] - mean);
            }
        }
        return sum;
    }

    /** Adds the expectations' part to matrix and right hand side. */
    void addPriors(DMatrixRMaj matrix, double[] gradient, double[] unknowns, double noiseVariance) {
        int n = map.count;
        for (UnknownMap.Block block : map.blocks) {
            double weight = weightOf(block, noiseVariance);
            if (weight == 0) {
                continue;
            }
            double mean = mean(block, unknowns);
            double shared = block.variable() == ViewVariable.TILT ? 0 : weight / block.count();
            for (int i = block.first(); i < block.first() + block.count(); i++) {
                gradient[i] -= weight * (unknowns[i] - mean);
                matrix.data[i * n + i] += weight;
                for (int j = block.first(); shared > 0 && j < block.first() + block.count(); j++) {
                    matrix.data[i * n + j] -= shared;
                }
            }
        }
    }

    /** Adds the conditions that make the matrix regular. */
    void addGauge(DMatrixRMaj matrix, Scene scene) {
        int n = map.count;
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale += matrix.data[i * n + i] / n;
        }
        for (double[] direction : unseen(scene)) {
            double norm = 0;
            for (double d : direction) {
                norm += d * d;
            }
            if (norm == 0) {
                continue;
            }
            double factor = scale / norm;
            for (int i = 0; i < n; i++) {
                if (direction[i] != 0) {
                    for (int j = 0; j < n; j++) {
                        matrix.data[i * n + j] += factor * direction[i] * direction[j];
                    }
                }
            }
        }
    }

    /** The directions that the data cannot see, in the space of the unknowns. */
    List<double[]> unseen(Scene scene) {
        List<double[]> directions = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            double[] moved = new double[map.count];
            for (int v = 0; v < map.terms.length; v++) {
                for (UnknownMap.Term term : map.terms[v]) {
                    if (term.variable() == ViewVariable.SHIFT_X.index) {
                        moved[term.unknown()] = scene.matrix[v][axis];
                    } else if (term.variable() == ViewVariable.SHIFT_Y.index) {
                        moved[term.unknown()] = scene.matrix[v][3 + axis];
                    }
                }
            }
            directions.add(moved);
        }
        for (UnknownMap.Block block : map.blocks) {
            switch (block.variable()) {
                case TILT, MAGNIFICATION, X_TILT, STRETCH, SKEW -> directions.add(sumOverViews(block));
                default -> {
                    // A common rotation is seen, and shifts were dealt with above.
                }
            }
        }
        return directions;
    }

    /** What each unknown adds to the sum of its quantity over the views; its condition keeps the mean as it is. */
    private double[] sumOverViews(UnknownMap.Block block) {
        double[] sum = new double[map.count];
        for (UnknownMap.Term[] terms : map.terms) {
            for (UnknownMap.Term term : terms) {
                if (term.variable() == block.variable().index) {
                    sum[term.unknown()] += term.coefficient();
                }
            }
        }
        return sum;
    }

    private double weightOf(UnknownMap.Block block, double noiseVariance) {
        if (block.count() < 2) {
            return 0;
        }
        double sigma = priors.sigma(block.variable());
        return noiseVariance / (sigma * sigma);
    }

    private static double mean(UnknownMap.Block block, double[] unknowns) {
        if (block.variable() == ViewVariable.TILT) {
            return 0; // a deviation from the nominal angle
        }
        double sum = 0;
        for (int i = block.first(); i < block.first() + block.count(); i++) {
            sum += unknowns[i];
        }
        return sum / block.count();
    }
}
