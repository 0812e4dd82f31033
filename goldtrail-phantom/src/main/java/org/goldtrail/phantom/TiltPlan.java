package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.goldtrail.geometry.ViewGeometry;

/** Draws the views of a series: their order, geometry, defocus and defects. */
final class TiltPlan {
    /** Dose at which the deformation has reached 1 - 1/e of its end value, e/Å^2. */
    private static final double DEFORMATION_DOSE = 40;

    private static final double DIM_EXPOSURE = 0.35;

    private final PhantomParameters parameters;
    private final SplittableRandom random;
    private final int count;
    private final double[] angles;
    private final int zero;

    private TiltPlan(PhantomParameters parameters, long seed) {
        this.parameters = parameters;
        this.random = Randoms.of(seed, Randoms.PLAN);
        this.count = parameters.tilts().viewCount();
        this.angles = new double[count];
        int nearest = 0;
        for (int i = 0; i < count; i++) {
            angles[i] = parameters.tilts().minimumDeg() + i * parameters.tilts().stepDeg();
            nearest = Math.abs(angles[i]) < Math.abs(angles[nearest]) ? i : nearest;
        }
        this.zero = nearest;
    }

    /** The views in the order of the stack's sections. */
    static List<ViewPlan> draw(PhantomParameters parameters, long seed) {
        List<ViewPlan> views = new TiltPlan(parameters, seed).byAngle();
        if (parameters.output().acquisitionOrder()) {
            views.sort(Comparator.comparingInt(ViewPlan::acquisition));
        }
        List<ViewPlan> numbered = new ArrayList<>();
        for (ViewPlan view : views) {
            numbered.add(view.at(numbered.size()));
        }
        return List.copyOf(numbered);
    }

    private List<ViewPlan> byAngle() {
        ViewStatus[] status = statuses();
        double[][] shifts = shifts(status);
        int[] acquisition = acquisitionOrder();
        List<ViewPlan> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            views.add(view(i, acquisition[i], status[i], shifts[i]));
        }
        return views;
    }

    private ViewPlan view(int i, int acquisition, ViewStatus status, double[] shift) {
        TiltParameters t = parameters.tilts();
        MotionParameters m = parameters.motion();
        OpticsParameters o = parameters.optics();
        AstigmatismCourse course = o.astigmatismCourse();
        double exposed = count == 1 ? 0.5 : (double) acquisition / (count - 1);
        double along = count == 1 ? 0 : (double) i / (count - 1) - 0.5;
        double nominal = angles[i] + gauss(t.nominalJitterDeg());
        double theta = nominal + t.angleOffsetDeg() + gauss(t.angleJitterDeg());
        double axis = t.axisDeg() + along * t.axisDriftDeg() + gauss(t.axisJitterDeg());
        double magnification = 1 + along * m.magnificationDrift() + gauss(m.magnificationJitter());
        double blurDirection = random.nextDouble() * 2 * Math.PI;
        double blur =
                status == ViewStatus.BLURRED ? parameters.defects().blurPx() * (0.9 + 0.2 * random.nextDouble()) : 0;
        double doseBefore = acquisition * parameters.detector().dosePerTilt();
        boolean dim = parameters.defects().dimLastView() && i == count - 1;
        return new ViewPlan(
                i,
                acquisition,
                Math.rint(nominal * 1e5) / 1e5,
                new ViewGeometry(axis, theta, 0, magnification, shift[0], shift[1]),
                status,
                o.defocusAngstrom() + gauss(o.defocusJitterAngstrom()),
                o.astigmatismAngstrom() * course.length(gauss(0.1), exposed),
                12 + course.turnDeg(gauss(3), exposed),
                doseBefore,
                blur * Math.cos(blurDirection),
                blur * Math.sin(blurDirection),
                1 - Math.exp(-doseBefore / DEFORMATION_DOSE),
                dim ? DIM_EXPOSURE : 1,
                wedges(i));
    }

    private double gauss(double sd) {
        return sd * Math.clamp(random.nextGaussian(), -2.5, 2.5);
    }

    private ViewStatus[] statuses() {
        DefectParameters d = parameters.defects();
        ViewStatus[] status = new ViewStatus[count];
        Arrays.fill(status, ViewStatus.GOOD);
        if (d.darkFirstView()) {
            status[0] = ViewStatus.DARK;
        }
        mark(status, ViewStatus.ZERO, d.zeroCount());
        mark(status, ViewStatus.CONST, d.constantCount());
        mark(status, ViewStatus.DARK, d.darkCount());
        mark(status, ViewStatus.BLURRED, d.blurredCount());
        mark(status, ViewStatus.DISPLACED, parameters.motion().displacedCount());
        return status;
    }

    /** Gives a status to so many good views, never to the one of smallest tilt nor to a dim one. */
    private void mark(ViewStatus[] status, ViewStatus to, int wanted) {
        int left = wanted;
        for (int attempt = 0; left > 0 && attempt < 10_000; attempt++) {
            int i = random.nextInt(count);
            boolean dim = parameters.defects().dimLastView() && i == count - 1;
            if (i != zero && !dim && status[i] == ViewStatus.GOOD) {
                status[i] = to;
                left--;
            }
        }
    }

    private double[][] shifts(ViewStatus[] status) {
        MotionParameters m = parameters.motion();
        double width = parameters.field().width();
        double[][] shifts = new double[count][2];
        for (double[] shift : shifts) {
            shift[0] = gauss(m.shiftFraction() * width);
            shift[1] = gauss(m.shiftFraction() * width);
        }
        boolean[] used = new boolean[count];
        used[zero] = true;
        int left = m.jumpCount();
        for (int attempt = 0; left > 0 && attempt < 10_000; attempt++) {
            int i = 1 + random.nextInt(count - 2);
            if (!used[i - 1] && !used[i] && !used[i + 1] && status[i] == ViewStatus.GOOD) {
                used[i] = true;
                double direction = random.nextDouble() * 2 * Math.PI;
                // measured from between the neighbours, so that neither is farther than asked for
                for (int k = 0; k < 2; k++) {
                    double unit = k == 0 ? Math.cos(direction) : Math.sin(direction);
                    shifts[i][k] = (shifts[i - 1][k] + shifts[i + 1][k]) / 2 + unit * m.jumpFraction() * width;
                }
                left--;
            }
        }
        for (int i = 0; i < count; i++) {
            if (status[i] == ViewStatus.DISPLACED) {
                double direction = random.nextDouble() * 2 * Math.PI;
                shifts[i][0] = Math.cos(direction) * m.displacedFraction() * width;
                shifts[i][1] = Math.sin(direction) * m.displacedFraction() * width;
            }
        }
        return shifts;
    }

    /** Number of each view in a dose-symmetric order: 0, +s, -s, -2s, +2s, +3s, -3s ... */
    private int[] acquisitionOrder() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingInt(i -> Math.abs(i - zero))
                        .thenComparingInt(i -> (Math.abs(i - zero) % 2 == 1) == (i > zero) ? 0 : 1));
        int[] acquisition = new int[count];
        for (int k = 0; k < count; k++) {
            acquisition[order[k]] = k;
        }
        return acquisition;
    }

    /** Two triangles at opposite corners or edges, larger at higher tilt. */
    private List<FillWedge> wedges(int i) {
        if (!parameters.defects().fillWedges() || Math.abs(angles[i]) < 30) {
            return List.of();
        }
        double w = parameters.field().width();
        double h = parameters.field().height();
        double strength = (Math.abs(angles[i]) - 24) / 36;
        double slope = Math.toRadians(3 + 4 * random.nextDouble());
        List<FillWedge> wedges = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            double direction = side * Math.PI + slope + (random.nextBoolean() ? Math.PI / 2 : 0);
            double nx = Math.cos(direction);
            double ny = Math.sin(direction);
            double reach = Math.max(nx * w, 0) + Math.max(ny * h, 0); // of the farthest corner
            double depth = (0.03 + 0.10 * random.nextDouble()) * strength * Math.min(w, h) + Math.sin(slope) * h * 0.5;
            wedges.add(new FillWedge(nx, ny, reach - depth));
        }
        return wedges;
    }
}
