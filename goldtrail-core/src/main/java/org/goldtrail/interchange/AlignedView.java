package org.goldtrail.interchange;

import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;

/**
 * One section of a raw stack.
 *
 * @param used whether it takes part
 * @param reason why it does not; empty if it does or where nobody says
 * @param geometry where specimen points land in it; of a view that takes no part, the best guess
 * @param distortion what happened to the specimen before it was tilted
 * @param nominal what is known of it besides
 */
public record AlignedView(
        boolean used, String reason, ViewGeometry geometry, SpecimenDistortion distortion, Nominal nominal) {

    /**
     * What is known of a view without any alignment.
     *
     * @param tiltDeg as the microscope states it
     * @param doseBefore e/Å² received before it
     * @param dose e/Å² of this view
     * @param ctf its defocus at the specimen centre
     * @param image file it was made from; empty when not known
     */
    public record Nominal(
            OptionalDouble tiltDeg,
            OptionalDouble doseBefore,
            OptionalDouble dose,
            Optional<DefocusRow> ctf,
            String image) {
        /** Nothing known. */
        public static final Nominal UNKNOWN = new Nominal(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), "");

        public Nominal withTilt(double newTiltDeg) {
            return new Nominal(OptionalDouble.of(newTiltDeg), doseBefore, dose, ctf, image);
        }
    }

    /** A view that takes part, undistorted. */
    public static AlignedView used(ViewGeometry geometry, Nominal nominal) {
        return new AlignedView(true, "", geometry, SpecimenDistortion.NONE, nominal);
    }

    /** The same with another geometry. */
    public AlignedView with(ViewGeometry newGeometry) {
        return new AlignedView(used, reason, newGeometry, distortion, nominal);
    }

    /** The same with its shift moved by some raw pixels. */
    public AlignedView moved(double byXPx, double byYPx) {
        return with(geometry.withShift(geometry.shiftXPx() + byXPx, geometry.shiftYPx() + byYPx));
    }

    /** The same, not used. */
    public AlignedView unused(String why) {
        return new AlignedView(false, why, geometry, distortion, nominal);
    }

    /** The same without distortion of the specimen. */
    AlignedView undistorted() {
        return new AlignedView(used, reason, geometry, SpecimenDistortion.NONE, nominal);
    }
}
