package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.markers.MarkerSet;

/**
 * What an export is told besides the alignment.
 *
 * @param exactCentres count shifts from the very centre each program uses, instead of taking all centres for the same place as
 *     most converters do (half a pixel off)
 * @param warpAnglesAsStage write tilt angles for Warp with the sign of the microscope's stage, for projects imported with
 *     {@code --dont_invert}
 * @param stack the raw stack
 * @param even stack of the even frames, where there is one
 * @param odd stack of the odd frames, where there is one
 * @param box the tomogram to make, unbinned
 * @param markers the fiducials, where there are any
 */
public record ExportOptions(
        boolean exactCentres,
        boolean warpAnglesAsStage,
        Optional<Path> stack,
        Optional<Path> even,
        Optional<Path> odd,
        Optional<Box> box,
        Optional<MarkerSet> markers) {

    /**
     * Size of a tomogram.
     *
     * @param thicknessPx unbinned
     * @param binning of the tomogram
     * @param tomogram the file, where it was made
     */
    public record Box(double thicknessPx, int binning, Optional<Path> tomogram) {}

    /** Exact, and nothing known. */
    public static final ExportOptions DEFAULT = new ExportOptions(
            true, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public ExportOptions withExactCentres(boolean exact) {
        return new ExportOptions(exact, warpAnglesAsStage, stack, even, odd, box, markers);
    }

    public ExportOptions withWarpAnglesAsStage(boolean asStage) {
        return new ExportOptions(exactCentres, asStage, stack, even, odd, box, markers);
    }

    public ExportOptions withStack(Path file) {
        return new ExportOptions(exactCentres, warpAnglesAsStage, Optional.of(file), even, odd, box, markers);
    }

    /** The same with stacks of the even and odd frames. */
    public ExportOptions withHalves(Optional<Path> evenFrames, Optional<Path> oddFrames) {
        return new ExportOptions(exactCentres, warpAnglesAsStage, stack, evenFrames, oddFrames, box, markers);
    }

    public ExportOptions withBox(Box newBox) {
        return new ExportOptions(exactCentres, warpAnglesAsStage, stack, even, odd, Optional.of(newBox), markers);
    }

    public ExportOptions withMarkers(MarkerSet set) {
        return new ExportOptions(exactCentres, warpAnglesAsStage, stack, even, odd, box, Optional.of(set));
    }

    /** Thickness of the tomogram, unbinned pixels; empty when not known. */
    OptionalDouble thicknessPx() {
        return box.map(b -> OptionalDouble.of(b.thicknessPx())).orElse(OptionalDouble.empty());
    }
}
