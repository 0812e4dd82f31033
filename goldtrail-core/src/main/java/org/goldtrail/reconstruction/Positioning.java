package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.ViewGeometry;

/**
 * Turns the specimen so that its surfaces lie flat in the tomogram, and moves it to z = 0. With planes of normal n
 * through the beads, found in the present specimen axes, the new axes are {@code X = Q X'} with
 *
 * <pre>
 *   Rx(alpha) Q = Ry(delta) Rx(alpha'),   delta = atan2(n1x, n1z),   alpha' = asin(-n1y),   n1 = Rx(alpha) n
 * </pre>
 *
 * so that each tilt angle grows by delta and the X-axis tilt becomes alpha': the images stay explained exactly as they
 * were. Only on request, bounded, and always told: a position that nobody asked for has surprised many.
 *
 * @param tiltOffsetDeg delta
 * @param xTiltDeg alpha', the new X-axis tilt of all views
 * @param zShiftPx by which the middle of the specimen lay off z = 0 (new axes); it lies there afterwards
 * @param sentence what was done and from what, for verdict and report
 */
public record Positioning(double tiltOffsetDeg, double xTiltDeg, double zShiftPx, String sentence) {
    private static final int FEWEST_BEADS = 6;

    /** The beads span this many times as much of the field as they scatter about the plane, at least. */
    private static final double FLAT = 5;

    /** Share of all beads that a surface has at least, if there are not two. */
    private static final double MOST = 0.6;

    /** Beads farther off a surface than so many times the median are not on it: 3 standard deviations of normal scatter. */
    private static final double OUTLIER_MEDIANS = 4.5;

    private static final int ROUNDS = 10;

    /**
     * Finds the position from solved beads.
     *
     * @param beadXyzPx specimen positions of the beads, one row of three each, not modified
     * @param presentXTiltDeg the X-axis tilt all views have now
     * @param mostDeg largest angle by which either axis may be turned
     * @throws GoldtrailException if the beads lie on no plane, or it is steeper than that
     */
    public static Positioning of(double[][] beadXyzPx, double presentXTiltDeg, double mostDeg) {
        if (beadXyzPx.length < FEWEST_BEADS) {
            throw new GoldtrailException(
                    beadXyzPx.length + " beads are too few to tell how the specimen lies",
                    "positioning",
                    "leave positioning out, or find at least " + FEWEST_BEADS + " beads");
        }
        Optional<BeadSurfaces> two = BeadSurfaces.find(beadXyzPx);
        OneSurface one = two.isPresent()
                ? new OneSurface(
                        new double[] {
                            two.get().slopeX(), two.get().slopeY(), two.get().middlePx()
                        },
                        beadXyzPx.length)
                : onePlane(beadXyzPx);
        double[] plane = one.plane;
        double length = Math.sqrt(1 + plane[0] * plane[0] + plane[1] * plane[1]);
        double nx = -plane[0] / length;
        double ny = -plane[1] / length;
        double nz = 1 / length;
        double a = Math.toRadians(presentXTiltDeg);
        double y1 = ny * Math.cos(a) - nz * Math.sin(a);
        double z1 = ny * Math.sin(a) + nz * Math.cos(a);
        double delta = Math.toDegrees(Math.atan2(nx, z1));
        double alpha = Math.toDegrees(Math.asin(-y1));
        if (Math.abs(delta) > mostDeg || Math.abs(alpha - presentXTiltDeg) > mostDeg) {
            throw new GoldtrailException(
                    String.format(
                            Locale.ROOT,
                            "the beads ask for a tilt offset of %+.1f° and an X-axis tilt of %+.1f°, beyond the limit of %.1f°",
                            delta,
                            alpha,
                            mostDeg),
                    "positioning",
                    "check the beads in 3-D, raise the limit if they are right, or leave positioning out");
        }
        // Distance of the middle plane from the origin along its normal: z in the new axes.
        double shift = two.isPresent() ? plane[2] / length : 0;
        String from = two.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "two surfaces with %d and %d beads",
                        two.get().lowerCount(),
                        two.get().upperCount())
                : one.beads + " of " + beadXyzPx.length
                        + " beads on one surface, which say nothing of the middle of the specimen";
        return new Positioning(
                delta,
                alpha,
                shift,
                String.format(
                        Locale.ROOT,
                        "positioned by %s: tilt angles %+.2f°, X-axis tilt %+.2f°, moved by %+.1f px in z",
                        from,
                        delta,
                        alpha,
                        0 - shift));
    }

    /** One plane, and how many beads lie on it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OneSurface(double[] plane, int beads) {}

    /**
     * The plane that most beads lie on; those between it and another surface are left out, farthest first, as long as most
     * remain.
     */
    private static OneSurface onePlane(double[][] beads) {
        double[][] on = beads;
        while (true) {
            double[] plane = BeadSurfaces.plane(on, new boolean[on.length]);
            double[][] nearest = on.clone();
            Arrays.sort(nearest, Comparator.comparingDouble(b -> Math.abs(height(b, plane))));
            double median = Math.abs(height(nearest[on.length / 2], plane));
            boolean allOn = Math.abs(height(nearest[on.length - 1], plane)) <= OUTLIER_MEDIANS * median;
            int fewer = on.length - Math.max(1, on.length / 20);
            boolean fewest = fewer < Math.max(FEWEST_BEADS, Math.ceil(MOST * beads.length));
            boolean flat = isFlat(on, plane);
            if (flat && (allOn || fewest)) {
                return refined(beads, on, plane);
            }
            if (fewest) {
                throw new GoldtrailException(
                        "the beads lie on neither one nor two surfaces",
                        "positioning",
                        "leave positioning out, or position by hand with an offset");
            }
            on = Arrays.copyOf(nearest, fewer);
        }
    }

    /** The plane through all beads that lie as near to it as most do. */
    private static OneSurface refined(double[][] beads, double[][] most, double[] first) {
        double[][] on = most;
        double[] plane = first;
        for (int round = 0; round < ROUNDS; round++) {
            double[] at = plane;
            double[] off = Arrays.stream(on)
                    .mapToDouble(b -> Math.abs(height(b, at)))
                    .sorted()
                    .toArray();
            double limit = OUTLIER_MEDIANS * off[off.length / 2];
            double[][] near = Arrays.stream(beads)
                    .filter(b -> Math.abs(height(b, at)) <= limit)
                    .toArray(double[][]::new);
            if (near.length < Math.max(FEWEST_BEADS, MOST * beads.length) || !isFlat(near, at)) {
                break;
            }
            on = near;
            plane = BeadSurfaces.plane(on, new boolean[on.length]);
        }
        return new OneSurface(plane, on.length);
    }

    private static double height(double[] bead, double[] plane) {
        return bead[2] - plane[0] * bead[0] - plane[1] * bead[1] - plane[2];
    }

    private static boolean isFlat(double[][] beads, double[] plane) {
        double squares = 0;
        double spread = 0;
        double meanX = 0;
        double meanY = 0;
        for (double[] b : beads) {
            squares += height(b, plane) * height(b, plane);
            meanX += b[0] / beads.length;
            meanY += b[1] / beads.length;
        }
        for (double[] b : beads) {
            spread += (b[0] - meanX) * (b[0] - meanX) + (b[1] - meanY) * (b[1] - meanY);
        }
        return spread > FLAT * FLAT * squares;
    }

    /**
     * The geometry of the views in the new axes.
     *
     * @param views their X-axis tilt must be one and the same
     * @throws GoldtrailException if it is not
     */
    public List<ViewGeometry> apply(List<ViewGeometry> views) {
        OptionalInt other = IntStream.range(0, views.size())
                .filter(i -> Math.abs(views.get(i).xTiltDeg() - views.getFirst().xTiltDeg()) > 1e-9)
                .findFirst();
        if (other.isPresent()) {
            int i = other.getAsInt();
            throw new GoldtrailException(
                    "views with X-axis tilts of their own cannot be positioned together",
                    String.format(
                            Locale.ROOT, "view %d (%+.1f°)", i + 1, views.get(i).tiltDeg()),
                    "solve the alignment with one X-axis tilt for all");
        }
        List<ViewGeometry> out = new ArrayList<>();
        for (ViewGeometry view : views) {
            ViewGeometry turned = new ViewGeometry(
                    view.axisDeg(),
                    view.tiltDeg() + tiltOffsetDeg,
                    xTiltDeg,
                    view.magnification(),
                    view.shiftXPx(),
                    view.shiftYPx());
            out.add(turned.withShift(turned.projectX(0, 0, zShiftPx), turned.projectY(0, 0, zShiftPx)));
        }
        return out;
    }

    /** Where a specimen point of the old axes lies in the new ones. */
    public double[] apply(double[] xyz, double presentXTiltDeg) {
        double a = Math.toRadians(presentXTiltDeg);
        double y1 = xyz[1] * Math.cos(a) - xyz[2] * Math.sin(a);
        double z1 = xyz[1] * Math.sin(a) + xyz[2] * Math.cos(a);
        double d = Math.toRadians(tiltOffsetDeg);
        // inverse of Ry(delta), then of Rx(alpha')
        double x2 = xyz[0] * Math.cos(d) - z1 * Math.sin(d);
        double z2 = xyz[0] * Math.sin(d) + z1 * Math.cos(d);
        double b = Math.toRadians(xTiltDeg);
        return new double[] {x2, y1 * Math.cos(b) + z2 * Math.sin(b), -y1 * Math.sin(b) + z2 * Math.cos(b) - zShiftPx};
    }
}
