package org.goldtrail.fitting;

import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;

/** The numbers that describe a view inside the solver, and their place in its arrays. Angles in radians. */
enum ViewVariable {
    SHIFT_X,
    SHIFT_Y,
    /** rho */
    AXIS,
    /** theta */
    TILT,
    /** natural logarithm of m, so that the geometric mean is an ordinary one */
    MAGNIFICATION,
    /** alpha */
    X_TILT,
    STRETCH,
    /** tangent of the skew angle */
    SKEW;

    static final int COUNT = values().length;
    private static final ViewVariable[] ALL = values();

    static ViewVariable at(int index) {
        return ALL[index];
    }

    static ViewGeometry geometry(double[] view) {
        return new ViewGeometry(
                Math.toDegrees(view[AXIS.ordinal()]),
                Math.toDegrees(view[TILT.ordinal()]),
                Math.toDegrees(view[X_TILT.ordinal()]),
                Math.exp(view[MAGNIFICATION.ordinal()]),
                view[SHIFT_X.ordinal()],
                view[SHIFT_Y.ordinal()]);
    }

    static SpecimenDistortion distortion(double[] view) {
        return new SpecimenDistortion(view[STRETCH.ordinal()], Math.toDegrees(Math.atan(view[SKEW.ordinal()])));
    }

    static double[] of(ViewGeometry geometry, SpecimenDistortion distortion) {
        double[] view = new double[COUNT];
        view[SHIFT_X.ordinal()] = geometry.shiftXPx();
        view[SHIFT_Y.ordinal()] = geometry.shiftYPx();
        view[AXIS.ordinal()] = Math.toRadians(geometry.axisDeg());
        view[TILT.ordinal()] = Math.toRadians(geometry.tiltDeg());
        view[MAGNIFICATION.ordinal()] = Math.log(geometry.magnification());
        view[X_TILT.ordinal()] = Math.toRadians(geometry.xTiltDeg());
        view[STRETCH.ordinal()] = distortion.stretch();
        view[SKEW.ordinal()] = Math.tan(Math.toRadians(distortion.skewDeg()));
        return view;
    }
}
