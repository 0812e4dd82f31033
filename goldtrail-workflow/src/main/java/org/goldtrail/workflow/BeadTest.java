package org.goldtrail.workflow;

import java.util.Locale;
import java.util.Optional;
import org.goldtrail.refinement.BeadLikeness;

/**
 * Whether what was tracked are beads. Ice and macromolecules track, too, so it is not enough that a model fits: trails must
 * be far more than chance makes of decoys, and their patches must be alike.
 */
final class BeadTest {
    /** Trails explain so many times what decoys do. */
    private static final double LEAST_RATIO = 3;

    private static final double LEAST_SCORE = 10;

    /** So many trails must be round and alike; two may be so by chance. */
    private static final int LEAST_BEADS = 3;

    /** Among many trails of ice more are alike by chance; gold is seldom such a small part of what is tracked. */
    private static final double LEAST_BEAD_SHARE = 0.05;

    private BeadTest() {}

    static boolean areTrails(Indexing.Outcome indexing) {
        return indexing.trailScore() >= LEAST_SCORE && indexing.trailScore() >= LEAST_RATIO * indexing.decoyScore();
    }

    /** Which of the trails look like beads. */
    static BeadLikeness.Result look(Refinement.Outcome solution, Detection.Outcome detection) {
        return BeadLikeness.of(solution.tracked(), detection.refinementViews(), detection.refinement());
    }

    /** A reason why the markers are no beads, if there is one. */
    static Optional<String> doubt(Refinement.Outcome solution, BeadLikeness.Result found, int usedViews) {
        if (solution.markers().markerCount() < 3) {
            return Optional.of("fewer than 3 trails fit together");
        }
        if (usedViews < 3) {
            return Optional.of("fewer than 3 views fit together");
        }
        int trails = solution.tracked().markerCount();
        if (found.beads().size() < Math.max(LEAST_BEADS, LEAST_BEAD_SHARE * trails)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "of %d trails only %d are round and like each other (median likeness %.2f)",
                    trails,
                    found.beads().size(),
                    found.likeness()));
        }
        return Optional.empty();
    }
}
