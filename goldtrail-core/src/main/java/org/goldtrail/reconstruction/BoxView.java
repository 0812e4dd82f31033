package org.goldtrail.reconstruction;

import org.goldtrail.geometry.ViewGeometry;

/**
 * One view as the back-projection of a box needs it. Its filtered rows are stretched by 1 / cos(theta), so that a row of
 * voxels needs a row of the view merely shifted, by {@code z tan(theta)} for a plain series:
 *
 * <pre>
 *   xa = x cos(theta) + y sin(theta) sin(alpha) + z (sin(theta) cos(alpha) + xz) = (x + y perY + z perZ) cos(theta)
 *   ya = y cos(alpha) - z (sin(alpha) - yz)
 * </pre>
 *
 * xz and yz are the Z factors of {@link org.goldtrail.geometry.AlignedMapping}, 0 for an undistorted specimen.
 *
 * <p>A stretched row is kept as two arrays, one after the other: the values at whole voxels and those half a voxel to
 * their right. Sample j of the first stands at stretched coordinate {@code firstX + first + j}, so that voxel i at (y, z)
 * finds its value at index {@code i + y perY + z perZ - first}.
 */
final class BoxView {
    /** Beyond this a view, seen from its edge, adds nothing that a row of voxels could hold. */
    static final double STEEPEST_TILT_DEG = 88.9;

    /** Samples kept on either side for interpolation. */
    private static final int MARGIN = 4;

    final int section;
    final double cosTilt;

    /** Voxels by which a stretched row is shifted for each voxel of y. */
    final double shiftPerY;

    /** Voxels by which a stretched row is shifted for each voxel of z. */
    final double shiftPerZ;

    /** Rows of the view for each voxel of y. */
    final double rowPerY;

    /** Rows of the view for each voxel of z. */
    final double rowPerZ;

    /** Stretched coordinate of the first sample, voxels from the box's first. */
    final int first;

    /** Length of each of the two arrays of a stretched row. */
    final int length;

    private final double startX;

    /** @param zFactors xz and yz */
    BoxView(int section, ViewGeometry geometry, double[] zFactors, TomogramBox box) {
        this.section = section;
        double theta = Math.toRadians(geometry.tiltDeg());
        double alpha = Math.toRadians(geometry.xTiltDeg());
        cosTilt = Math.cos(theta);
        shiftPerY = Math.tan(theta) * Math.sin(alpha);
        shiftPerZ = Math.tan(theta) * Math.cos(alpha) + zFactors[0] / cosTilt;
        rowPerY = Math.cos(alpha);
        rowPerZ = zFactors[1] - Math.sin(alpha);
        double middle = shiftPerY * box.centreY() + shiftPerZ * box.centreZ();
        double farthest = (Math.abs(shiftPerY) * (box.height() - 1) + Math.abs(shiftPerZ) * (box.depth() - 1)) / 2;
        first = (int) Math.floor(middle - farthest) - MARGIN;
        length = box.width() + (int) Math.ceil(middle + farthest) - first + MARGIN;
        startX = box.firstX();
    }

    /** True if each row of voxels needs one row of the view only, that of its own y. */
    boolean keepsRows() {
        return rowPerY == 1 && rowPerZ == 0;
    }

    /** x of a sample of the stretched row in the view, pixels from its centre. */
    double viewX(double sample) {
        return (startX + first + sample) * cosTilt;
    }

    /** By how many samples the row of voxels at (y, z) is shifted in the stretched row. */
    double shift(double y, double z) {
        return y * shiftPerY + z * shiftPerZ - first;
    }

    /** The row of the view that the voxels at (y, z) need, pixels from its centre. */
    double row(double y, double z) {
        return y * rowPerY + z * rowPerZ;
    }
}
