package org.goldtrail.phantom;

import java.util.random.RandomGenerator;

/** The smooth change of the specimen's shape under the beam: in-plane waves and a bulging of the slab. */
final class Deformation {
    private final MotionParameters motion;
    private final double fieldPx;
    private final Waves inX;
    private final Waves inY;

    Deformation(MotionParameters motion, double fieldPx, RandomGenerator random) {
        this.motion = motion;
        this.fieldPx = fieldPx;
        this.inX = new Waves(random, 3, fieldPx, 2.5 * fieldPx);
        this.inY = new Waves(random, 3, fieldPx, 2.5 * fieldPx);
    }

    boolean isPresent() {
        return motion.deformationPx() != 0 || motion.domePx() != 0;
    }

    /** Where a laboratory point has moved once the given part (0 to 1) of the deformation has happened. */
    double[] move(double x, double y, double z, double part) {
        if (!isPresent() || part == 0) {
            return new double[] {x, y, z};
        }
        double r2 = (x * x + y * y) / (0.25 * fieldPx * fieldPx);
        return new double[] {
            x + part * motion.deformationPx() * inX.at(x, y),
            y + part * motion.deformationPx() * inY.at(x, y),
            z + part * motion.domePx() * Math.exp(-r2)
        };
    }
}
