package org.goldtrail.phantom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is in the beam. Immutable.
 *
 * @param slab the ice
 * @param thickness relative deviation of the thickness at (sx, sy), to be scaled
 * @param beads the gold
 * @param bodies gold (first, in the order of {@code beads}), particles and ice crystals
 * @param grain noise that stays with the specimen
 * @param carbon a film that covers part of the lower surface
 * @param deformation what the beam does to the shape
 */
record Specimen(
        Slab slab,
        Waves thickness,
        List<Bead> beads,
        List<Body> bodies,
        Grain grain,
        @Nullable CarbonFilm carbon,
        Deformation deformation) {
    /** Half-extent of everything placed, in slab pixels. */
    record Extent(double x, double y) {
        double area() {
            return 4 * x * y;
        }
    }
}
