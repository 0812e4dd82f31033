package org.goldtrail.phantom;

import java.util.List;
import org.goldtrail.geometry.ViewGeometry;

/**
 * How one view is taken.
 *
 * @param index section number in the stack, 0-based
 * @param acquisition number in the order of exposure, 0-based
 * @param nominalDeg recorded tilt angle
 * @param geometry the true one
 * @param status what the view is worth
 * @param defocusAngstrom of the specimen centre, underfocus positive
 * @param astigmatismAngstrom (U - V) / 2
 * @param astigmatismDeg direction of U, counter-clockwise from +x
 * @param doseBefore e/Å^2 that the specimen has seen before this view
 * @param blurXPx drift during the exposure
 * @param blurYPx drift during the exposure
 * @param deformation part of the full deformation that is reached, 0 to 1
 * @param exposure 1, or less for a dim view
 * @param wedges parts of the image that hold a constant
 */
record ViewPlan(
        int index,
        int acquisition,
        double nominalDeg,
        ViewGeometry geometry,
        ViewStatus status,
        double defocusAngstrom,
        double astigmatismAngstrom,
        double astigmatismDeg,
        double doseBefore,
        double blurXPx,
        double blurYPx,
        double deformation,
        double exposure,
        List<FillWedge> wedges) {
    ViewPlan at(int newIndex) {
        return new ViewPlan(
                newIndex,
                acquisition,
                nominalDeg,
                geometry,
                status,
                defocusAngstrom,
                astigmatismAngstrom,
                astigmatismDeg,
                doseBefore,
                blurXPx,
                blurYPx,
                deformation,
                exposure,
                wedges);
    }
}
