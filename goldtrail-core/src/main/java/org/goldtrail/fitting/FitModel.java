package org.goldtrail.fitting;

import org.goldtrail.GoldtrailException;

/**
 * Which quantities of a view the fit may change. Shifts and 3-D bead positions are always free.
 *
 * @param axis rotation of the tilt axis in the image
 * @param tilt tilt angle, as a deviation from the nominal one
 * @param magnification magnification
 * @param stretch specimen stretch across the axis, see {@link org.goldtrail.geometry.SpecimenDistortion}
 * @param skew specimen skew
 * @param xTilt rotation of the specimen about x before the tilt
 */
public record FitModel(
        Freedom axis, Freedom tilt, Freedom magnification, Freedom stretch, Freedom skew, Freedom xTilt) {

    /** One rotation of the axis, tilt angles as given, no magnification: Dynamo's model. */
    public static final FitModel SIMPLE =
            new FitModel(Freedom.ONE, Freedom.FIXED, Freedom.FIXED, Freedom.FIXED, Freedom.FIXED, Freedom.FIXED);

    /** Rotation and magnification of each view, tilt angles as given. */
    public static final FitModel PER_VIEW = SIMPLE.withAxis(Freedom.PER_VIEW).withMagnification(Freedom.PER_VIEW);

    /**
     * @throws GoldtrailException if a quantity has one value for all views that is the same as turning or scaling the
     *     specimen, so that no data can tell it
     */
    public FitModel {
        refuseOne(tilt, "a common offset of all tilt angles");
        refuseOne(magnification, "a common magnification");
        refuseOne(stretch, "a common stretch");
        refuseOne(skew, "a common skew");
        refuseOne(xTilt, "a common X-tilt");
    }

    private static void refuseOne(Freedom freedom, String what) {
        if (freedom.kind() == Freedom.Kind.ONE) {
            throw new GoldtrailException(
                    what + " cannot be told from a turned or scaled specimen", "", "use fixed, groups or per view");
        }
    }

    public FitModel withAxis(Freedom freedom) {
        return new FitModel(freedom, tilt, magnification, stretch, skew, xTilt);
    }

    public FitModel withTilt(Freedom freedom) {
        return new FitModel(axis, freedom, magnification, stretch, skew, xTilt);
    }

    public FitModel withMagnification(Freedom freedom) {
        return new FitModel(axis, tilt, freedom, stretch, skew, xTilt);
    }

    public FitModel withStretch(Freedom freedom) {
        return new FitModel(axis, tilt, magnification, freedom, skew, xTilt);
    }

    public FitModel withSkew(Freedom freedom) {
        return new FitModel(axis, tilt, magnification, stretch, freedom, xTilt);
    }

    public FitModel withXTilt(Freedom freedom) {
        return new FitModel(axis, tilt, magnification, stretch, skew, freedom);
    }

    /** True if views can differ in anything but their shifts. */
    boolean varies() {
        return axis.varies()
                || tilt.varies()
                || magnification.varies()
                || stretch.varies()
                || skew.varies()
                || xTilt.varies();
    }

    Freedom freedomOf(ViewVariable variable) {
        return switch (variable) {
            case SHIFT_X, SHIFT_Y -> Freedom.PER_VIEW;
            case AXIS -> axis;
            case TILT -> tilt;
            case MAGNIFICATION -> magnification;
            case X_TILT -> xTilt;
            case STRETCH -> stretch;
            case SKEW -> skew;
        };
    }

    /** For people: "rotation per view, tilt groups of 5, magnification fixed". */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("rotation " + axis + ", tilt " + tilt + ", magnification " + magnification);
        append(text, ", stretch ", stretch);
        append(text, ", skew ", skew);
        append(text, ", X-tilt ", xTilt);
        return text.toString();
    }

    private static void append(StringBuilder text, String name, Freedom freedom) {
        if (!freedom.isFixed()) {
            text.append(name).append(freedom);
        }
    }
}
