package org.goldtrail.workflow.steps;

import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.reconstruction.TomogramBox;

/**
 * The tomograms of one step, written beside them, so that their voxels have a place in the specimen and a history.
 *
 * @param binning true binning factor of the voxels
 * @param width voxels in x
 * @param height voxels in y
 * @param depth voxels in z
 * @param centreXPx centre of the box from the specimen centre, unbinned pixels
 * @param centreYPx see centreXPx
 * @param centreZPx see centreXPx
 * @param thicknessPx of the specimen as it was reconstructed, unbinned pixels
 * @param voxelSizeAngstrom empty when not known
 * @param volumes the tomograms
 */
record TomogramRecord(
        int binning,
        int width,
        int height,
        int depth,
        double centreXPx,
        double centreYPx,
        double centreZPx,
        double thicknessPx,
        OptionalDouble voxelSizeAngstrom,
        List<Volume> volumes) {

    /**
     * One tomogram.
     *
     * @param kind like {@code wbp}
     * @param file below the workflow folder
     * @param method in words
     * @param views that took part
     * @param binning true binning factor of its voxels
     * @param width voxels in x
     * @param height voxels in y
     * @param depth voxels in z
     * @param axisOrder how the file stores the axes
     * @param numbers how the file stores a voxel
     */
    record Volume(
            String kind,
            String file,
            String method,
            int views,
            int binning,
            int width,
            int height,
            int depth,
            String axisOrder,
            String numbers) {}

    TomogramRecord {
        volumes = List.copyOf(volumes);
    }

    /** The box in its own voxels. */
    TomogramBox box() {
        return new TomogramBox(width, height, depth, centreXPx / binning, centreYPx / binning, centreZPx / binning);
    }
}
