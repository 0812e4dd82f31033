package org.goldtrail.phantom;

/**
 * A carbon film below the ice that covers the half plane {@code cos sx + sin sy > edge}, with a wavy edge.
 *
 * @param directionRad normal of its edge in the slab
 * @param edgePx distance of the edge from the centre
 * @param waviness of the edge
 */
record CarbonFilm(double directionRad, double edgePx, Waves waviness) {
    /** Standard deviation of the film's phase granularity, rad; its grains are two pixels wide. */
    static final double GRAIN_RAD = 0.22;

    /** -ln of the amplitude behind the film at zero tilt. */
    static final double ABSORPTION = 0.09;

    /** 0 outside, 1 inside, with an edge 8 px wide. */
    double cover(double sx, double sy) {
        double u = Math.cos(directionRad) * sx + Math.sin(directionRad) * sy - edgePx;
        double v = -Math.sin(directionRad) * sx + Math.cos(directionRad) * sy;
        return Math.clamp((u + 12 * waviness.at(v, 0)) / 8 + 0.5, 0, 1);
    }
}
