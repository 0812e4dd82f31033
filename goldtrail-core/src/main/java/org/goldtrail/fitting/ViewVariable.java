package org.goldtrail.fitting;

import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;

/** The numbers that describe a view inside the solver, and their place in its arrays. Angles in radians. */
enum ViewVariable {
    SHIFT_X(0),
    SHIFT_Y(1),
    /** rho */
    AXIS(2),
    /** theta */
    TILT(3),
    /** natural logarithm of m, so that the geometric mean is an ordinary one */
    MAGNIFICATION(4),
    /** alpha */
    X_TILT(5),
    STRETCH(6),
    /** tangent of the skew angle */
    SKEW(7);

    static final int COUNT = 8;

    final int index;

    ViewVariable(int index) {
        this.index = index;
    }

    static ViewGeometry geometry(double[] view) {
        return new ViewGeometry(
                Math.toDegrees(view[AXIS.index]),
                Math.toDegrees(view[TILT.index]),
                Math.toDegrees(view[X_TILT.index]),
                Math.exp(view[MAGNIFICATION.index]),
                view[SHIFT_X.index],
                view[SHIFT_Y.index]);
    }

    static SpecimenDistortion distortion(double[] view) {
        return new SpecimenDistortion(view[STRETCH.index], Math.toDegrees(Math.atan(view[SKEW.index])));
    }

    static double[] of(ViewGeometry geometry, SpecimenDistortion distortion) {
        double[] view = new double[COUNT];
        view[SHIFT_X.index] = geometry.shiftXPx();
        view[SHIFT_Y.index] = geometry.shiftYPx();
        view[AXIS.index] = Math.toRadians(geometry.axisDeg());
        view[TILT.index] = Math.toRadians(geometry.tiltDeg());
        view[MAGNIFICATION.index] = Math.log(geometry.magnification());
        view[X_TILT.index] = Math.toRadians(geometry.xTiltDeg());
        view[STRETCH.index] = distortion.stretch();
        view[SKEW.index] = Math.tan(Math.toRadians(distortion.skewDeg()));
        return view;
    }
}
