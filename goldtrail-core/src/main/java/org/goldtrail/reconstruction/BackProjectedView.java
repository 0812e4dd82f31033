package org.goldtrail.reconstruction;

import org.goldtrail.geometry.ViewGeometry;

/**
 * One view as back-projection needs it. Its filtered rows are stretched by 1 / cos(theta), so that a voxel row at height
 * z needs the row merely shifted, by {@code z tan(theta)} for a plain series:
 *
 * <pre>
 *   xa = x cos(theta) + y sin(theta) sin(alpha) + z (sin(theta) cos(alpha) + xz) = (x + y perY + z perZ) cos(theta)
 *   ya = y cos(alpha) - z (sin(alpha) - yz)
 * </pre>
 *
 * xz and yz are the Z factors of {@link org.goldtrail.geometry.AlignedMapping}, 0 for an undistorted specimen.
 *
 * A stretched row is kept as two arrays, one after the other: the values at whole voxels and those half a voxel to their
 * right. Between these values is interpolated linearly.
 */
final class BackProjectedView {
    /** Beyond this a view, seen from its edge, adds nothing that a row of voxels could hold. */
    static final double STEEPEST_TILT_DEG = 88.9;

    final int section;
    final double weight;
    final double cosTilt;

    /** Voxels by which a stretched row is shifted for each voxel of y. */
    final double shiftPerY;

    /** Voxels by which a stretched row is shifted for each voxel of z. */
    final double shiftPerZ;

    /** Rows of the view for each voxel of y. */
    final double rowPerY;

    /** Rows of the view for each voxel of z. */
    final double rowPerZ;

    /** Voxels by which a stretched row is longer than the tomogram on either side. */
    final int halo;

    /** Length of each of the two arrays of a stretched row. */
    final int length;

    private final int width;

    /**
     * @param zFactors xz and yz
     * @param depth nz; the other sizes are those of the aligned view
     */
    BackProjectedView(
            int section, ViewGeometry geometry, double[] zFactors, double weight, int width, int height, int depth) {
        this.section = section;
        this.weight = weight;
        this.width = width;
        double theta = Math.toRadians(geometry.tiltDeg());
        double alpha = Math.toRadians(geometry.xTiltDeg());
        cosTilt = Math.cos(theta);
        shiftPerY = Math.tan(theta) * Math.sin(alpha);
        shiftPerZ = Math.tan(theta) * Math.cos(alpha) + zFactors[0] / cosTilt;
        rowPerY = Math.cos(alpha);
        rowPerZ = zFactors[1] - Math.sin(alpha);
        double farthest = (Math.abs(shiftPerY) * height + Math.abs(shiftPerZ) * depth) / 2;
        halo = (int) Math.ceil(farthest) + 1;
        length = width + 2 * halo + 2;
    }

    /** True if each voxel row needs one row of the view only, that of its own y. */
    boolean keepsRows() {
        return rowPerY == 1 && rowPerZ == 0;
    }

    /** Rows of the view above and below a voxel row that the tomogram's depth brings into play. */
    int rowMargin(int height, int depth) {
        return keepsRows() ? 0 : (int) Math.ceil(Math.abs(rowPerZ) * depth / 2 + (1 - rowPerY) * height / 2) + 1;
    }

    /**
     * Stretches a filtered row, by cubic convolution on its doubled samples (R. Keys, IEEE Trans. Acoust. Speech Signal
     * Process. 29, 1153-1160, 1981, doi:10.1109/TASSP.1981.1163711). Zero where the view does not reach.
     *
     * @param fine filtered row of twice the sampling, see {@link RowFilter}
     */
    void stretch(float[] fine, float[] out, int outOffset) {
        double centre = (width - 1) / 2.0;
        for (int half = 0; half < 2; half++) {
            for (int j = 0; j < length; j++) {
                double x = centre + (j - halo - centre + 0.5 * half) * cosTilt;
                boolean seen = x >= 0 && x <= width - 1;
                out[outOffset + half * length + j] = seen ? (float) (weight * cubic(fine, 2 * x)) : 0;
            }
        }
    }

    private static double cubic(float[] fine, double position) {
        int i = (int) position;
        double t = position - i;
        double before = fine[i == 0 ? fine.length - 1 : i - 1];
        double here = fine[i];
        double next = fine[i + 1];
        double after = fine[i + 2];
        return here
                + 0.5
                        * t
                        * (next
                                - before
                                + t
                                        * (2 * before
                                                - 5 * here
                                                + 4 * next
                                                - after
                                                + t * (3 * (here - next) + after - before)));
    }
}
