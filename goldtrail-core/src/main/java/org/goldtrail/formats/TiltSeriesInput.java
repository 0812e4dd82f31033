package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is known of a raw tilt series before anything is computed.
 *
 * @param stack the raw stack
 * @param width of a view, pixels
 * @param height of a view, pixels
 * @param angles the angles that are used, one for each section of the stack
 * @param otherAngles angles of other origins, not used, in the order of belief
 * @param pixelSizeAngstrom empty when no plausible one is known
 * @param pixelSizeOrigin where it comes from, for people; empty when not known
 * @param axisCandidates directions of the tilt axis that files state, none of them checked
 * @param views notes on each section
 * @param orderOrigin what the order of acquisition was read from; empty when not known
 * @param duplicates sections of the same tilt angle, 0-based, two or more in each group
 * @param warnings sentences a person should read
 */
public record TiltSeriesInput(
        Path stack,
        int width,
        int height,
        AngleSource angles,
        List<AngleSource> otherAngles,
        OptionalDouble pixelSizeAngstrom,
        String pixelSizeOrigin,
        List<AxisCandidate> axisCandidates,
        List<TiltNotes> views,
        String orderOrigin,
        List<List<Integer>> duplicates,
        List<String> warnings) {
    public TiltSeriesInput {
        otherAngles = List.copyOf(otherAngles);
        axisCandidates = List.copyOf(axisCandidates);
        views = List.copyOf(views);
        duplicates = duplicates.stream().map(List::copyOf).toList();
        warnings = List.copyOf(warnings);
    }

    /** The tilt angle of each section of the raw stack, degrees; a new array at each call. */
    public double[] tiltsDeg() {
        return angles.tiltsDeg().stream().mapToDouble(a -> a).toArray();
    }

    /**
     * Whether angles of another origin have the opposite sign of those used, although nobody said which are right. The
     * specimen of one sign is the mirror image of that of the other.
     */
    public boolean anglesDisagreeBySign() {
        if (angles.origin() == AngleSource.Origin.GIVEN_ANGLES || angles.origin() == AngleSource.Origin.GIVEN_MDOC) {
            return false;
        }
        return otherAngles.stream()
                .filter(other -> other.tiltsDeg().size() == sections())
                .anyMatch(other -> angles.isMirrorOf(other));
    }

    /** Number of sections. */
    public int sections() {
        return angles.tiltsDeg().size();
    }
}
