package org.goldtrail.reconstruction;

import org.goldtrail.GoldtrailException;

/**
 * The part of the specimen that is reconstructed: any box anywhere, its sides along the axes of the specimen.
 *
 * <p>All lengths are in voxels, which are as large as the pixels of the views that are back-projected. Voxel (i, j, k) is
 * the specimen point {@code x = i - (width - 1) / 2 + centreX} and likewise for y and z, relative to the specimen centre:
 * a box of other size or binning with the same centre shows the same place in its middle.
 *
 * @param width voxels in x
 * @param height voxels in y
 * @param depth voxels in z
 * @param centreX of the box, voxels from the specimen centre
 * @param centreY of the box, voxels from the specimen centre
 * @param centreZ of the box, voxels from the specimen centre
 */
public record TomogramBox(int width, int height, int depth, double centreX, double centreY, double centreZ) {
    /** @throws GoldtrailException if a side is shorter than one voxel or the centre is no number */
    public TomogramBox {
        if (width < 1 || height < 1 || depth < 1) {
            throw new GoldtrailException(
                    "a tomogram cannot be " + width + " x " + height + " voxels wide and " + depth + " voxels thick",
                    "",
                    "give at least 1 for each side");
        }
        if (!Double.isFinite(centreX + centreY + centreZ)) {
            throw new GoldtrailException(
                    "the centre of the box is no place: " + centreX + ", " + centreY + ", " + centreZ,
                    "",
                    "give three numbers");
        }
    }

    /** A box about the specimen centre. */
    public static TomogramBox centred(int width, int height, int depth) {
        return new TomogramBox(width, height, depth, 0, 0, 0);
    }

    /** The same box elsewhere. */
    public TomogramBox at(double newCentreX, double newCentreY, double newCentreZ) {
        return new TomogramBox(width, height, depth, newCentreX, newCentreY, newCentreZ);
    }

    /**
     * A box of the given size, in unbinned voxels, centred where a voxel of a binned tomogram lies.
     *
     * @param binned the binned tomogram, in its own voxels
     * @param bin how many unbinned pixels its voxels are wide
     * @param voxelX index coordinate in the binned tomogram: the centre of its first voxel is 0
     * @param voxelY see voxelX
     * @param voxelZ see voxelX
     */
    public static TomogramBox atBinnedVoxel(
            int width,
            int height,
            int depth,
            TomogramBox binned,
            int bin,
            double voxelX,
            double voxelY,
            double voxelZ) {
        return new TomogramBox(
                width,
                height,
                depth,
                bin * (binned.firstX() + voxelX),
                bin * (binned.firstY() + voxelY),
                bin * (binned.firstZ() + voxelZ));
    }

    /** x of the first voxel. */
    double firstX() {
        return centreX - (width - 1) / 2.0;
    }

    /** y of the first voxel. */
    double firstY() {
        return centreY - (height - 1) / 2.0;
    }

    /** z of the first voxel. */
    double firstZ() {
        return centreZ - (depth - 1) / 2.0;
    }

    /** Number of voxels. */
    public long voxels() {
        return (long) width * height * depth;
    }
}
