package org.goldtrail.reconstruction;

/** Where a dark blob lies in a volume, to a hundredth of a voxel. */
final class BlobCentre {
    private BlobCentre() {}

    /** Centre of the darkness near a point, relative to the centre of the volume; the window follows the centre. */
    static double[] of(MemoryVolume v, double[] near, double reach) {
        double[] c = {(v.width() - 1) / 2.0, (v.height() - 1) / 2.0, (v.viewCount() - 1) / 2.0};
        double[] at = near.clone();
        for (int round = 0; round < 8; round++) {
            double[] sum = new double[4];
            for (int z = (int) Math.ceil(c[2] + at[2] - reach); z <= c[2] + at[2] + reach; z++) {
                for (int y = (int) Math.ceil(c[1] + at[1] - reach); y <= c[1] + at[1] + reach; y++) {
                    for (int x = (int) Math.ceil(c[0] + at[0] - reach); x <= c[0] + at[0] + reach; x++) {
                        double dx = x - c[0] - at[0];
                        double dy = y - c[1] - at[1];
                        double dz = z - c[2] - at[2];
                        double r = Math.sqrt(dx * dx + dy * dy + dz * dz) / reach;
                        double w = Math.max(0, -v.get(x, y, z)) * Math.max(0, 1 - r * r);
                        sum[0] += w * dx;
                        sum[1] += w * dy;
                        sum[2] += w * dz;
                        sum[3] += w;
                    }
                }
            }
            for (int axis = 0; axis < 3; axis++) {
                at[axis] += 2 * sum[axis] / sum[3];
            }
        }
        return at;
    }
}
