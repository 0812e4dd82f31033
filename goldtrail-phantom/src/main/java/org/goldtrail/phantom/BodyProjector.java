package org.goldtrail.phantom;

import org.goldtrail.geometry.ViewGeometry;

/** Projects ellipsoids along the beam of one view into maps of phase and absorption. */
final class BodyProjector {
    /** Pixels at a sharp edge are averaged over so many points in each direction. */
    private static final int SUPERSAMPLING = 6;

    private final double[] rotation; // image x, image y, along the beam; rows, unscaled
    private final double magnification;
    private final double originX;
    private final double originY;
    private final int width;
    private final int height;
    private final double blurVariance;

    /**
     * @param originX image coordinate of the specimen centre in the maps, the view's shift included
     * @param width of the maps
     * @param blurVariance added to each axis of soft matter, px^2
     */
    BodyProjector(ViewGeometry view, double originX, double originY, int width, int height, double blurVariance) {
        this.rotation = new double[9];
        ViewGeometry unscaled = new ViewGeometry(view.axisDeg(), view.tiltDeg(), view.xTiltDeg(), 1, 0, 0);
        System.arraycopy(unscaled.projectionMatrix(), 0, rotation, 0, 6);
        double t = Math.toRadians(view.tiltDeg());
        double a = Math.toRadians(view.xTiltDeg());
        rotation[6] = -Math.sin(t);
        rotation[7] = Math.cos(t) * Math.sin(a);
        rotation[8] = Math.cos(t) * Math.cos(a);
        this.magnification = view.magnification();
        this.originX = originX;
        this.originY = originY;
        this.width = width;
        this.height = height;
        this.blurVariance = blurVariance;
    }

    /** Height of a point above the specimen centre along the beam, towards the source. */
    double heightOf(double[] point) {
        return rotation[6] * point[0] + rotation[7] * point[1] + rotation[8] * point[2];
    }

    private double imageX(double[] p) {
        return originX + magnification * (rotation[0] * p[0] + rotation[1] * p[1] + rotation[2] * p[2]);
    }

    private double imageY(double[] p) {
        return originY + magnification * (rotation[3] * p[0] + rotation[4] * p[1] + rotation[5] * p[2]);
    }

    /** Whether any part of a body centred at this point can fall into the maps. */
    boolean touches(Body body, double[] centre) {
        double reach = body.reach() * 1.8 + 2;
        double x = imageX(centre);
        double y = imageY(centre);
        return x > -reach && y > -reach && x < width + reach && y < height + reach;
    }

    /** Amplitude lost in contamination at one point of the image. */
    double absorptionAt(Body body, double[] centre, double x, double y) {
        Ellipse e = ellipse(body);
        double dx = x - imageX(centre);
        double dy = y - imageY(centre);
        return body.absorption() * e.length * body.profile().at(e.squaredDistance(dx, dy));
    }

    /** Adds one body to both maps. */
    void add(Body body, double[] centre, float[] phase, float[] absorption) {
        Ellipse e = ellipse(body);
        RadialProfile profile = body.profile();
        if (body.kind() == Body.Kind.SOFT && blurVariance > 0 && profile != RadialProfile.GAUSSIAN) {
            profile = profile.blurred(Math.sqrt(blurVariance / Math.max(body.xx(), body.yy())));
        }
        double cx = imageX(centre);
        double cy = imageY(centre);
        double reachX = profile.extent() * Math.sqrt(e.cxx) + 1;
        double reachY = profile.extent() * Math.sqrt(e.cyy) + 1;
        int x0 = Math.max(0, (int) Math.ceil(cx - reachX));
        int x1 = Math.min(width - 1, (int) Math.floor(cx + reachX));
        int y0 = Math.max(0, (int) Math.ceil(cy - reachY));
        int y1 = Math.min(height - 1, (int) Math.floor(cy + reachY));
        float p = (float) (body.phase() * e.length * e.dilution);
        float a = (float) (body.absorption() * e.length * e.dilution);
        double onePixel = 1.5 / Math.sqrt(Math.min(e.cxx, e.cyy) * (1 - e.correlation2()));
        for (int y = y0; y <= y1; y++) {
            int row = y * width;
            for (int x = x0; x <= x1; x++) {
                double s2 = e.squaredDistance(x - cx, y - cy);
                float g;
                if (profile.isSharp() && Math.abs(Math.sqrt(s2) - 1) < onePixel) {
                    g = averaged(profile, e, x - cx, y - cy);
                } else {
                    g = profile.at(s2);
                }
                phase[row + x] += p * g;
                absorption[row + x] += a * g;
            }
        }
    }

    private static float averaged(RadialProfile profile, Ellipse e, double dx, double dy) {
        float sum = 0;
        for (int j = 0; j < SUPERSAMPLING; j++) {
            double v = dy + (j + 0.5) / SUPERSAMPLING - 0.5;
            for (int i = 0; i < SUPERSAMPLING; i++) {
                sum += profile.at(e.squaredDistance(dx + (i + 0.5) / SUPERSAMPLING - 0.5, v));
            }
        }
        return sum / (SUPERSAMPLING * SUPERSAMPLING);
    }

    /**
     * The shadow of an ellipsoid. With C = S S^T in the frame of the view, the shadow of the unit surface is the ellipse
     * r^T C2^-1 r = 1 of the upper left block C2, and the path through the centre is sqrt(det C / det C2) of the path
     * through a unit ball.
     */
    private Ellipse ellipse(Body b) {
        double[] r = rotation;
        double[] u = times(b, r[0], r[1], r[2]);
        double[] v = times(b, r[3], r[4], r[5]);
        double[] w = times(b, r[6], r[7], r[8]);
        double xx = u[0] * r[0] + u[1] * r[1] + u[2] * r[2];
        double xy = u[0] * r[3] + u[1] * r[4] + u[2] * r[5];
        double xz = u[0] * r[6] + u[1] * r[7] + u[2] * r[8];
        double yy = v[0] * r[3] + v[1] * r[4] + v[2] * r[5];
        double yz = v[0] * r[6] + v[1] * r[7] + v[2] * r[8];
        double zz = w[0] * r[6] + w[1] * r[7] + w[2] * r[8];
        double dilution = 1;
        double det3 = det(xx, xy, xz, yy, yz, zz);
        if (b.kind() == Body.Kind.SOFT && b.profile() == RadialProfile.GAUSSIAN && blurVariance > 0) {
            xx += blurVariance;
            yy += blurVariance;
            zz += blurVariance;
            double blurred = det(xx, xy, xz, yy, yz, zz);
            dilution = Math.sqrt(det3 / blurred);
            det3 = blurred;
        }
        double det2 = xx * yy - xy * xy;
        double m2 = magnification * magnification;
        return new Ellipse(m2 * xx, m2 * xy, m2 * yy, Math.sqrt(det3 / det2), dilution);
    }

    private static double det(double xx, double xy, double xz, double yy, double yz, double zz) {
        return xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
    }

    private static double[] times(Body b, double x, double y, double z) {
        return new double[] {
            b.xx() * x + b.xy() * y + b.xz() * z,
            b.xy() * x + b.yy() * y + b.yz() * z,
            b.xz() * x + b.yz() * y + b.zz() * z
        };
    }

    private record Ellipse(double cxx, double cxy, double cyy, double length, double dilution) {
        double squaredDistance(double dx, double dy) {
            double det = cxx * cyy - cxy * cxy;
            return (cyy * dx * dx - 2 * cxy * dx * dy + cxx * dy * dy) / det;
        }

        double correlation2() {
            return cxy * cxy / (cxx * cyy);
        }
    }
}
