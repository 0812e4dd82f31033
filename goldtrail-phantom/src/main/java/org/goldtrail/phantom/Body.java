package org.goldtrail.phantom;

/**
 * An ellipsoid in the specimen, in unbinned pixels relative to the specimen centre.
 *
 * @param kind what it is
 * @param x of the centre
 * @param y of the centre
 * @param z of the centre
 * @param xx first of the six elements of S S^T, S holding the semi-axes as columns
 * @param profile its density along the radius
 * @param phase rad per pixel of projected length
 * @param absorption -ln of the amplitude per pixel of projected length
 */
record Body(
        Kind kind,
        double x,
        double y,
        double z,
        double xx,
        double xy,
        double xz,
        double yy,
        double yz,
        double zz,
        RadialProfile profile,
        double phase,
        double absorption) {
    enum Kind {
        GOLD,
        /** Biological matter, which the dose blurs. */
        SOFT,
        CONTAMINATION
    }

    static Body sphere(
            Kind kind, double[] centre, double radius, RadialProfile profile, double phase, double absorption) {
        double r2 = radius * radius;
        return new Body(kind, centre[0], centre[1], centre[2], r2, 0, 0, r2, 0, r2, profile, phase, absorption);
    }

    /**
     * @param axes three orthonormal vectors, one a row
     * @param semi length of the semi-axis along each
     */
    static Body ellipsoid(
            Kind kind,
            double[] centre,
            double[][] axes,
            double[] semi,
            RadialProfile profile,
            double phase,
            double absorption) {
        double[] c = new double[6];
        for (int k = 0; k < 3; k++) {
            double w = semi[k] * semi[k];
            double[] a = axes[k];
            c[0] += w * a[0] * a[0];
            c[1] += w * a[0] * a[1];
            c[2] += w * a[0] * a[2];
            c[3] += w * a[1] * a[1];
            c[4] += w * a[1] * a[2];
            c[5] += w * a[2] * a[2];
        }
        return new Body(
                kind, centre[0], centre[1], centre[2], c[0], c[1], c[2], c[3], c[4], c[5], profile, phase, absorption);
    }

    /** Largest half-width along any coordinate axis. */
    double reach() {
        return profile.extent() * Math.sqrt(Math.max(xx, Math.max(yy, zz)));
    }
}
