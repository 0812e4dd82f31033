package org.goldtrail.fitting;

import static org.goldtrail.fitting.ViewVariable.AXIS;
import static org.goldtrail.fitting.ViewVariable.MAGNIFICATION;
import static org.goldtrail.fitting.ViewVariable.SHIFT_X;
import static org.goldtrail.fitting.ViewVariable.SHIFT_Y;
import static org.goldtrail.fitting.ViewVariable.SKEW;
import static org.goldtrail.fitting.ViewVariable.STRETCH;
import static org.goldtrail.fitting.ViewVariable.TILT;
import static org.goldtrail.fitting.ViewVariable.X_TILT;

import java.util.Arrays;

/**
 * Views with the bead positions that fit them best, and the residuals of both. The projection is that of {@link
 * org.goldtrail.geometry.ViewGeometry} behind a {@link org.goldtrail.geometry.SpecimenDistortion}.
 */
final class Scene {
    final Tracks tracks;
    /** The numbers of each view in the order of {@link ViewVariable}. */
    final double[][] view;
    /** 2 x 3 projection matrix of each view, row by row. */
    final double[][] matrix;
    /** Bead positions; meaningless where no observation has weight. */
    final double[][] point;
    /** Inverse of the 3 x 3 normal matrix of each bead, {xx, xy, xz, yy, yz, zz}. */
    final double[][] pointInverse;
    /** Observed minus predicted. */
    final double[] residualX;

    final double[] residualY;
    /** Sum of weighted squared residuals. */
    final double cost;

    /**
     * Triangulates all beads in the given views, which are kept, not copied.
     *
     * @param base the weights of a bead's position where all of its robust weights are 0
     */
    Scene(Tracks tracks, double[][] view, double[] base, double[] weight) {
        this.tracks = tracks;
        this.view = view;
        matrix = new double[view.length][];
        for (int v = 0; v < view.length; v++) {
            matrix[v] = projection(view[v]);
        }
        point = new double[tracks.pointCount][3];
        pointInverse = new double[tracks.pointCount][];
        residualX = new double[tracks.size];
        residualY = new double[tracks.size];
        double sum = 0;
        for (int p = 0; p < tracks.pointCount; p++) {
            pointInverse[p] = triangulate(tracks, view, matrix, weight, tracks.first[p], tracks.first[p + 1], point[p]);
            if (pointInverse[p][0] == 0) {
                triangulate(tracks, view, matrix, base, tracks.first[p], tracks.first[p + 1], point[p]);
            }
            for (int o = tracks.first[p]; o < tracks.first[p + 1]; o++) {
                double[] m = matrix[tracks.view[o]];
                double[] shift = view[tracks.view[o]];
                double[] at = point[p];
                residualX[o] = tracks.x[o] - (m[0] * at[0] + m[1] * at[1] + m[2] * at[2]) - shift[SHIFT_X.index];
                residualY[o] = tracks.y[o] - (m[3] * at[0] + m[4] * at[1] + m[5] * at[2]) - shift[SHIFT_Y.index];
                sum += weight[o] * (residualX[o] * residualX[o] + residualY[o] * residualY[o]);
            }
        }
        cost = sum;
    }

    /** Least squares position from observations from ... to-1; returns the inverse normal matrix. */
    private static double[] triangulate(
            Tracks tracks, double[][] view, double[][] matrix, double[] weight, int from, int to, double[] position) {
        double[] normal = new double[6];
        double bx = 0;
        double by = 0;
        double bz = 0;
        for (int o = from; o < to; o++) {
            double w = weight[o];
            double[] m = matrix[tracks.view[o]];
            double dx = w * (tracks.x[o] - view[tracks.view[o]][SHIFT_X.index]);
            double dy = w * (tracks.y[o] - view[tracks.view[o]][SHIFT_Y.index]);
            normal[0] += w * (m[0] * m[0] + m[3] * m[3]);
            normal[1] += w * (m[0] * m[1] + m[3] * m[4]);
            normal[2] += w * (m[0] * m[2] + m[3] * m[5]);
            normal[3] += w * (m[1] * m[1] + m[4] * m[4]);
            normal[4] += w * (m[1] * m[2] + m[4] * m[5]);
            normal[5] += w * (m[2] * m[2] + m[5] * m[5]);
            bx += m[0] * dx + m[3] * dy;
            by += m[1] * dx + m[4] * dy;
            bz += m[2] * dx + m[5] * dy;
        }
        double[] inverse = SmallMatrices.inverse3(normal);
        SmallMatrices.times3(inverse, bx, by, bz, position);
        return inverse;
    }

    static double[] projection(double[] view) {
        return ViewVariable.distortion(view).projectionMatrix(ViewVariable.geometry(view));
    }

    double[] residualLengths() {
        double[] length = new double[tracks.size];
        for (int o = 0; o < length.length; o++) {
            length[o] = Math.hypot(residualX[o], residualY[o]);
        }
        return length;
    }

    /**
     * Derivatives of a specimen point's image by the numbers of its view.
     *
     * @param at specimen point
     * @param dx receives the derivatives of the image's x, one for each {@link ViewVariable}
     * @param dy receives those of y
     */
    static void derivatives(double[] view, double[] at, double[] dx, double[] dy) {
        double cosTilt = Math.cos(view[TILT.index]);
        double sinTilt = Math.sin(view[TILT.index]);
        double cosX = Math.cos(view[X_TILT.index]);
        double sinX = Math.sin(view[X_TILT.index]);
        double m = Math.exp(view[MAGNIFICATION.index]);
        double cosAxis = m * Math.cos(view[AXIS.index]);
        double sinAxis = m * Math.sin(view[AXIS.index]);
        double x = at[0] * (1 + view[STRETCH.index]);
        double y = at[1] + at[0] * view[SKEW.index];
        double tiltedY = y * cosX - at[2] * sinX;
        double tiltedZ = y * sinX + at[2] * cosX;
        double across = x * cosTilt + tiltedZ * sinTilt;
        double depth = tiltedZ * cosTilt - x * sinTilt;
        Arrays.fill(dx, 0);
        Arrays.fill(dy, 0);
        dx[SHIFT_X.index] = 1;
        dy[SHIFT_Y.index] = 1;
        // image = m R(axis) (across, tiltedY) + shift
        turned(AXIS, -tiltedY, across, cosAxis, sinAxis, dx, dy);
        turned(MAGNIFICATION, across, tiltedY, cosAxis, sinAxis, dx, dy);
        turned(TILT, depth, 0, cosAxis, sinAxis, dx, dy);
        turned(X_TILT, tiltedY * sinTilt, -tiltedZ, cosAxis, sinAxis, dx, dy);
        turned(STRETCH, at[0] * cosTilt, 0, cosAxis, sinAxis, dx, dy);
        turned(SKEW, at[0] * sinX * sinTilt, at[0] * cosX, cosAxis, sinAxis, dx, dy);
    }

    private static void turned(
            ViewVariable variable, double across, double along, double cos, double sin, double[] dx, double[] dy) {
        dx[variable.index] = cos * across - sin * along;
        dy[variable.index] = sin * across + cos * along;
    }
}
