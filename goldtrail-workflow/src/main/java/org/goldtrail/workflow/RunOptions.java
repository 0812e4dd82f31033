package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person says of a series; all but the stack may be left out and is then found from the data.
 *
 * @param stack the raw stack
 * @param angleFile tilt angles that go before all others
 * @param mdocFile the mdoc of the stack
 * @param pixelSizeAngstrom pixel size that goes before the header's
 * @param beadDiameter of the visible core
 * @param darkBeads whether beads are dark (true) or bright (false)
 * @param tiltAxisDeg from +y to the tilt axis, counter-clockwise
 * @param excluded views the user discards
 * @param thickness of the tomogram
 * @param solution what is said of the model of the solution
 * @param flipHand take the other of the two axes 180 degrees apart
 * @param binning of the binned aligned stack and the tomogram, true factor
 * @param folder the workflow folder; by default beside the present directory, named after the stack
 * @param memoryBytes for one slab of the tomogram
 */
public record RunOptions(
        Path stack,
        Optional<Path> angleFile,
        Optional<Path> mdocFile,
        OptionalDouble pixelSizeAngstrom,
        Optional<Length> beadDiameter,
        Optional<Boolean> darkBeads,
        OptionalDouble tiltAxisDeg,
        ViewSelection excluded,
        Optional<Length> thickness,
        SolutionOptions solution,
        boolean flipHand,
        int binning,
        Optional<Path> folder,
        long memoryBytes) {

    /** Nothing said but the stack. */
    public static RunOptions of(Path stack) {
        return new RunOptions(
                stack,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                ViewSelection.NONE,
                Optional.empty(),
                SolutionOptions.AUTO,
                false,
                4,
                Optional.empty(),
                Runtime.getRuntime().maxMemory() / 4);
    }

    /** The same with results in another folder. */
    public RunOptions inFolder(Path newFolder) {
        return new RunOptions(
                stack,
                angleFile,
                mdocFile,
                pixelSizeAngstrom,
                beadDiameter,
                darkBeads,
                tiltAxisDeg,
                excluded,
                thickness,
                solution,
                flipHand,
                binning,
                Optional.of(newFolder),
                memoryBytes);
    }
}
