package org.goldtrail.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;

/**
 * How two alignments of a series differ once everything is taken away that no data can tell: a translation of the specimen, and how
 * it lies, that is a common offset of all tilt angles and a common X-axis tilt. The offset is the mean difference of the angles; the translation s is the one that leaves least
 * of the shifts, {@code sum |t_b - t_a - P_b s|^2}, over the views both use.
 *
 * @param views differences, b minus a, of each view both use
 * @param tiltOffsetDeg common offset of the angles, b minus a
 * @param translationPx of the specimen, raw pixels
 * @param onlyInA sections that a uses and b does not
 * @param onlyInB sections that b uses and a does not
 * @param mirrored whether one is the mirror image of the other: axes 180° apart with the same angles, or the same axis with angles
 *     of opposite sign
 */
public record AlignmentComparison(
        List<View> views,
        double tiltOffsetDeg,
        double[] translationPx,
        List<Integer> onlyInA,
        List<Integer> onlyInB,
        boolean mirrored) {

    /**
     * Differences of one view.
     *
     * @param section of the raw stack, 0-based
     * @param tiltDeg angle in b
     * @param axisDeg difference of the axis
     * @param angleDeg difference of the tilt angle beyond the common offset
     * @param magnification ratio minus 1
     * @param shiftXPx difference of the shift beyond the translation, raw pixels
     * @param shiftYPx likewise
     * @param cornerPx largest difference at the corners of the field, above and below the middle of the specimen by a tenth of it
     */
    public record View(
            int section,
            double tiltDeg,
            double axisDeg,
            double angleDeg,
            double magnification,
            double shiftXPx,
            double shiftYPx,
            double cornerPx) {
        public double shiftPx() {
            return Math.hypot(shiftXPx, shiftYPx);
        }
    }

    /**
     * Compares two alignments of the same raw stack.
     *
     * @throws GoldtrailException if they are of stacks of different size, or have fewer than three views in common
     */
    public static AlignmentComparison of(SeriesAlignment a, SeriesAlignment b) {
        if (a.views().size() != b.views().size()) {
            throw new GoldtrailException(
                    "one is of a stack of " + a.views().size() + " sections, the other of "
                            + b.views().size(),
                    a.origin() + " and " + b.origin(),
                    "name alignments of the same stack");
        }
        SeriesAlignment second = sameSize(a, b);
        List<Integer> common = new ArrayList<>(a.usedSections());
        common.retainAll(second.usedSections());
        if (common.size() < 3) {
            throw new GoldtrailException(
                    "they have " + common.size() + " views in common",
                    a.origin() + " and " + b.origin(),
                    "name alignments of the same stack");
        }
        boolean opposedAxes = sum(a, second, common, (p, q) -> Math.cos(Math.toRadians(p.axisDeg() - q.axisDeg()))) < 0;
        boolean opposedAngles = sum(a, second, common, (p, q) -> p.tiltDeg() * q.tiltDeg()) < 0;
        SeriesAlignment first = levelledAs(turned(a, opposedAxes, opposedAngles), second, common);
        double offset = common.stream()
                .mapToDouble(v -> second.views().get(v).geometry().tiltDeg()
                        - first.views().get(v).geometry().tiltDeg())
                .average()
                .orElseThrow();
        double[] s = translation(first, second, common);
        List<View> views = new ArrayList<>();
        for (int v : common) {
            views.add(view(v, first.views().get(v), second.views().get(v), offset, s, a.width(), a.height()));
        }
        List<Integer> onlyA = new ArrayList<>(a.usedSections());
        onlyA.removeAll(common);
        List<Integer> onlyB = new ArrayList<>(second.usedSections());
        onlyB.removeAll(common);
        return new AlignmentComparison(views, offset, s, onlyA, onlyB, opposedAxes != opposedAngles);
    }

    /** The second alignment in pixels of the first. */
    private static SeriesAlignment sameSize(SeriesAlignment a, SeriesAlignment b) {
        if (a.width() == b.width() && a.height() == b.height()) {
            return b;
        }
        int factor = (int) Math.round((double) a.width() / b.width());
        if (factor >= 1 && a.width() / factor == b.width() && a.height() / factor == b.height()) {
            return b.unbinned(factor, a.width(), a.height());
        }
        throw new GoldtrailException(
                "views are " + a.width() + " x " + a.height() + " px in one and " + b.width() + " x " + b.height()
                        + " px in the other",
                a.origin() + " and " + b.origin(),
                "name alignments of the same stack, or the less binned one first");
    }

    private static double sum(
            SeriesAlignment a,
            SeriesAlignment b,
            List<Integer> common,
            BiFunction<ViewGeometry, ViewGeometry, Double> of) {
        return common.stream()
                .mapToDouble(v ->
                        of.apply(a.views().get(v).geometry(), b.views().get(v).geometry()))
                .sum();
    }

    /**
     * The same projections of a specimen that is turned, mirrored or both: an axis and its twin 180° apart belong to specimens turned
     * about z by 180°, angles of the other sign to one mirrored in z.
     */
    private static SeriesAlignment turned(SeriesAlignment a, boolean axes, boolean angles) {
        return a.map(v -> {
            ViewGeometry g = v.geometry();
            return v.with(g.withAxis(g.axisDeg() + (axes ? 180 : 0)).withTilt(angles ? 0 - g.tiltDeg() : g.tiltDeg()));
        });
    }

    /** The same with the mean X-axis tilt of another: a common one is how the specimen lies, not where points land. */
    private static SeriesAlignment levelledAs(SeriesAlignment a, SeriesAlignment b, List<Integer> common) {
        double difference = sum(a, b, common, (p, q) -> q.xTiltDeg() - p.xTiltDeg()) / common.size();
        return a.map(v -> {
            ViewGeometry g = v.geometry();
            return v.with(new ViewGeometry(
                    g.axisDeg(),
                    g.tiltDeg(),
                    g.xTiltDeg() + difference,
                    g.magnification(),
                    g.shiftXPx(),
                    g.shiftYPx()));
        });
    }

    private static double[] translation(SeriesAlignment a, SeriesAlignment b, List<Integer> common) {
        DMatrixRMaj left = new DMatrixRMaj(2 * common.size(), 3);
        DMatrixRMaj right = new DMatrixRMaj(2 * common.size(), 1);
        for (int i = 0; i < common.size(); i++) {
            AlignedView p = a.views().get(common.get(i));
            AlignedView q = b.views().get(common.get(i));
            double[] m = q.distortion().projectionMatrix(q.geometry());
            for (int c = 0; c < 3; c++) {
                left.set(2 * i, c, m[c]);
                left.set(2 * i + 1, c, m[3 + c]);
            }
            right.set(2 * i, 0, q.geometry().shiftXPx() - p.geometry().shiftXPx());
            right.set(2 * i + 1, 0, q.geometry().shiftYPx() - p.geometry().shiftYPx());
        }
        DMatrixRMaj inverse = new DMatrixRMaj(3, 2 * common.size());
        CommonOps_DDRM.pinv(left, inverse);
        DMatrixRMaj s = new DMatrixRMaj(3, 1);
        CommonOps_DDRM.mult(inverse, right, s);
        return new double[] {s.get(0), s.get(1), s.get(2)};
    }

    private static View view(
            int section, AlignedView a, AlignedView b, double offset, double[] s, int width, int height) {
        ViewGeometry p = a.geometry();
        ViewGeometry q = b.geometry();
        double[] m = b.distortion().projectionMatrix(q);
        double dx = q.shiftXPx() - p.shiftXPx() - (m[0] * s[0] + m[1] * s[1] + m[2] * s[2]);
        double dy = q.shiftYPx() - p.shiftYPx() - (m[3] * s[0] + m[4] * s[1] + m[5] * s[2]);
        AlignedView moved = a.with(p.withTilt(p.tiltDeg() + offset));
        AlignedView back = b.with(q.withShift(p.shiftXPx() + dx, p.shiftYPx() + dy));
        return new View(
                section,
                q.tiltDeg(),
                Math.IEEEremainder(q.axisDeg() - p.axisDeg(), 360),
                q.tiltDeg() - p.tiltDeg() - offset,
                q.magnification() / p.magnification() - 1,
                dx,
                dy,
                Projection.largestDifferencePx(moved, back, width, height));
    }

    /** Root mean square of the largest differences at the corners. */
    public double cornerRmsPx() {
        return rms(views.stream().mapToDouble(View::cornerPx).toArray());
    }

    /** Root mean square of the shifts that remain. */
    public double shiftRmsPx() {
        return rms(views.stream().mapToDouble(View::shiftPx).toArray());
    }

    /** Root mean square of the axes' differences. */
    public double axisRmsDeg() {
        return rms(views.stream().mapToDouble(View::axisDeg).toArray());
    }

    /** Root mean square of the angles' differences beyond the common offset. */
    public double angleRmsDeg() {
        return rms(views.stream().mapToDouble(View::angleDeg).toArray());
    }

    private static double rms(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v * v;
        }
        return Math.sqrt(sum / values.length);
    }
}
