package org.goldtrail.ctf;

import java.util.List;
import java.util.function.IntFunction;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.ValidMask;
import org.goldtrail.image.ViewSource;
import org.jspecify.annotations.Nullable;

/**
 * The raw views of a tilt series and what is known of where they lie.
 *
 * @param views raw views, unaligned
 * @param masks valid pixels of each; beads, where they are known, may be taken out here, too
 * @param pixelSizeAngstrom of the raw views
 * @param geometries one for each view; null for a view that is excluded
 * @param doseOrder number of each view in the order of exposure, 0-based
 * @param plane how the specimen lies
 */
public record CtfSeriesInput(
        ViewSource views,
        IntFunction<ValidMask> masks,
        double pixelSizeAngstrom,
        List<@Nullable ViewGeometry> geometries,
        List<Integer> doseOrder,
        SpecimenPlane plane) {
    /**
     * @throws GoldtrailException if the pixel size is no pixel size, or the lists have other lengths than the stack
     */
    public CtfSeriesInput {
        if (!(pixelSizeAngstrom > 0.05 && pixelSizeAngstrom < 200)) {
            throw new GoldtrailException(
                    "a pixel size of " + pixelSizeAngstrom + " Å is impossible", "pixel size", "give it in Å");
        }
        if (geometries.size() != views.viewCount() || doseOrder.size() != views.viewCount()) {
            throw new GoldtrailException(
                    "there are " + views.viewCount() + " views, but the geometry of " + geometries.size()
                            + " and the order of exposure of " + doseOrder.size(),
                    "",
                    "give one of each for every view");
        }
    }
}
