package org.goldtrail.phantom;

/**
 * A gold bead, lengths in unbinned pixels.
 *
 * @param kind where it lies: top, bottom or inside, with "-clump" for one of a touching group
 * @param diameterPx mean diameter
 * @param slabX position in the slab, relative to its centre
 * @param slabY position in the slab
 * @param slabZ height in the slab
 */
record Bead(String kind, double diameterPx, double slabX, double slabY, double slabZ) {
    double distanceTo(double x, double y, double z) {
        double dx = slabX - x;
        double dy = slabY - y;
        double dz = slabZ - z;
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
