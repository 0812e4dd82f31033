package org.goldtrail.workflow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.Observation;

/**
 * Whether what was tracked are beads. Ice and macromolecules track, too, so it is not enough that a model fits: trails must
 * be far more than chance makes of decoys, and their patches must be alike.
 */
final class BeadTest {
    /** Trails explain so many times what decoys do. */
    private static final double LEAST_RATIO = 3;

    private static final double LEAST_SCORE = 10;

    private BeadTest() {}

    static boolean areTrails(Indexing.Outcome indexing) {
        return indexing.trailScore() >= LEAST_SCORE && indexing.trailScore() >= LEAST_RATIO * indexing.decoyScore();
    }

    /** A reason why the markers are no beads, if there is one. */
    static Optional<String> doubt(Refinement.Outcome solution, Detection.Outcome detection, int usedViews) {
        if (solution.markers().markerCount() < 3) {
            return Optional.of("fewer than 3 trails fit together");
        }
        if (usedViews < 3) {
            return Optional.of("fewer than 3 views fit together");
        }
        double likeness = likeness(solution);
        if (likeness < 0.3) {
            return Optional.of(
                    String.format(Locale.ROOT, "the tracked patches are not alike (likeness %.2f of 1)", likeness));
        }
        return Optional.empty();
    }

    /** Median correlation of the observations' patches with the average of their bead. */
    static double likeness(Refinement.Outcome solution) {
        List<Observation> all = solution.markers().observations();
        return Statistics.median(all.stream()
                .mapToDouble(Observation::cc)
                .filter(c -> !Double.isNaN(c))
                .toArray());
    }
}
