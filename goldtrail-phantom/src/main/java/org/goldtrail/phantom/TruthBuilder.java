package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.phantom.score.RigidFloor;

/** Works out where everything lies in every view. */
final class TruthBuilder {
    private static final int TEST_POINT_COUNT = 200;

    /** Beads nearer than this many mean diameters to each other are merged. */
    private static final double MERGED_DISTANCE = 0.85;

    /** A bead is clear if it stays so many pixels away from the border. */
    private static final double BORDER_PX = 1.5;

    /** A bead behind ice that takes more than this part of the light is hidden. */
    private static final double HIDING_LOSS = 0.3;

    private static final String CONVENTION =
            "raw px 0-based, integer = pixel centre, y up (row 0 bottom); centre ((nx-1)/2,(ny-1)/2); "
                    + "(x,y) = mag*R(phi)*(X cos th + Z sin th, Y) + shift + centre; R ccw; xyz are lab coordinates";

    private final PhantomParameters p;
    private final Specimen specimen;
    private final List<ViewPlan> views;
    private final double cx;
    private final double cy;

    TruthBuilder(PhantomParameters parameters, Specimen specimen, List<ViewPlan> views) {
        this.p = parameters;
        this.specimen = specimen;
        this.views = views;
        this.cx = (parameters.field().width() - 1) / 2.0;
        this.cy = (parameters.field().height() - 1) / 2.0;
    }

    /**
     * @param means mean counts of each section
     * @param axisNominal axis that the metadata state
     */
    Truth build(long seed, double[] means, double axisNominal) {
        List<Truth.TiltTruth> tilts = new ArrayList<>();
        double axisSum = 0;
        for (ViewPlan view : views) {
            tilts.add(tilt(view, means[view.index()] / p.detector().countsPerElectron()));
            axisSum += view.geometry().axisDeg();
        }
        double[][] points = testPoints(Randoms.of(seed, Randoms.TEST_POINTS));
        double[][][] q = project(points);
        boolean deformed = specimen.deformation().isPresent();
        double floor = deformed ? RigidFloor.px(tilts, points, q[0], q[1], cx, cy) : 0;
        int nz = views.size();
        return new Truth(
                Truth.FORMAT,
                p.name(),
                seed,
                p.name(),
                p.name() + ".st",
                p.name() + ".rawtlt",
                p.output().mdoc() == OutputParameters.Mdoc.NONE ? null : p.name() + ".st.mdoc",
                p.field().width(),
                p.field().height(),
                nz,
                p.field().pixelSizeAngstrom(),
                1,
                CONVENTION,
                new double[] {cx, cy},
                axisNominal,
                axisSum / nz,
                new Truth.SlabTruth(
                        specimen.slab().thicknessPx(),
                        specimen.slab().pretiltDeg(),
                        specimen.slab().xTiltDeg(),
                        specimen.slab().rotation()),
                p.gold().count() > 0,
                p.field().nanometresToPx(p.gold().diameterNm()),
                p.gold().diameterNm(),
                deformed,
                floor,
                tilts,
                beads(),
                new Truth.TestPoints(points, q[0], q[1]),
                TruthFiles.mapper().valueToTree(p));
    }

    private Truth.TiltTruth tilt(ViewPlan view, double meanElectrons) {
        ViewGeometry g = view.geometry();
        double rho = Math.toRadians(-g.axisDeg());
        double c = Math.cos(rho) / g.magnification();
        double s = Math.sin(rho) / g.magnification();
        double[] t = {g.shiftXPx(), g.shiftYPx()};
        double[] xf = {c, -s, s, c, -(c * t[0] - s * t[1]), -(s * t[0] + c * t[1])};
        return new Truth.TiltTruth(
                view.index(),
                view.acquisition(),
                view.nominalDeg(),
                view.nominalDeg(),
                g.tiltDeg(),
                g.axisDeg(),
                g.magnification(),
                t,
                xf,
                view.status().id(),
                view.defocusAngstrom() / 1e4,
                view.astigmatismAngstrom() / 1e4,
                view.astigmatismDeg(),
                view.doseBefore(),
                p.detector().dosePerTilt(),
                meanElectrons,
                new double[] {view.blurXPx(), view.blurYPx()},
                view.deformation());
    }

    /** Points spread over the field of the untilted view and the thickness of the slab. */
    private double[][] testPoints(SplittableRandom random) {
        double rho = Math.toRadians(p.tilts().axisDeg());
        double[][] points = new double[TEST_POINT_COUNT][];
        for (int i = 0; i < points.length; i++) {
            double qx = (random.nextDouble() - 0.5) * p.field().width();
            double qy = (random.nextDouble() - 0.5) * p.field().height();
            points[i] = specimen.slab()
                    .toLab(
                            Math.cos(rho) * qx + Math.sin(rho) * qy,
                            -Math.sin(rho) * qx + Math.cos(rho) * qy,
                            (random.nextDouble() - 0.5) * specimen.slab().thicknessPx());
        }
        return points;
    }

    /** x and y of each point in each view. */
    private double[][][] project(double[][] points) {
        double[][][] q = new double[2][views.size()][points.length];
        for (ViewPlan view : views) {
            for (int i = 0; i < points.length; i++) {
                double[] m = specimen.deformation().move(points[i][0], points[i][1], points[i][2], view.deformation());
                q[0][view.index()][i] = view.geometry().projectX(m[0], m[1], m[2]) + cx;
                q[1][view.index()][i] = view.geometry().projectY(m[0], m[1], m[2]) + cy;
            }
        }
        return q;
    }

    private Truth.BeadTruth beads() {
        List<Bead> beads = specimen.beads();
        int n = beads.size();
        double[] diameters = new double[n];
        List<String> kinds = new ArrayList<>();
        double[][] slabXyz = new double[n][];
        double[][] xyz = new double[n][];
        for (int b = 0; b < n; b++) {
            Bead bead = beads.get(b);
            diameters[b] = bead.diameterPx();
            kinds.add(bead.kind());
            slabXyz[b] = new double[] {bead.slabX(), bead.slabY(), bead.slabZ()};
            xyz[b] = specimen.slab().toLab(bead.slabX(), bead.slabY(), bead.slabZ());
        }
        double[][][] q = project(xyz);
        int[][] vis = new int[views.size()][];
        for (ViewPlan view : views) {
            vis[view.index()] = visibility(view, diameters, q[0][view.index()], q[1][view.index()]);
        }
        return new Truth.BeadTruth(diameters, kinds, xyz, slabXyz, q[0], q[1], vis);
    }

    private int[] visibility(ViewPlan view, double[] diameters, double[] x, double[] y) {
        int n = diameters.length;
        int[] vis = new int[n];
        if (view.status().isBlank()) {
            return vis;
        }
        List<Body> crystals = specimen.bodies().stream()
                .filter(b -> b.kind() == Body.Kind.CONTAMINATION)
                .toList();
        BodyProjector projector = new BodyProjector(
                view.geometry(),
                cx + view.geometry().shiftXPx(),
                cy + view.geometry().shiftYPx(),
                p.field().width(),
                p.field().height(),
                0);
        for (int b = 0; b < n; b++) {
            double inside = insideBy(view, x[b], y[b]);
            double radius = diameters[b] / 2;
            if (inside < -radius) {
                vis[b] = Truth.NOT_SEEN;
            } else if (inside < radius + BORDER_PX) {
                vis[b] = Truth.CUT;
            } else if (isMerged(b, diameters, x, y)) {
                vis[b] = Truth.MERGED;
            } else if (loss(view, projector, crystals, x[b], y[b]) > HIDING_LOSS) {
                vis[b] = Truth.HIDDEN;
            } else {
                vis[b] = Truth.CLEAR;
            }
        }
        return vis;
    }

    /** Distance from the nearest border or fill, positive inside. */
    private double insideBy(ViewPlan view, double x, double y) {
        double border = Math.min(
                Math.min(x + 0.5, p.field().width() - 0.5 - x),
                Math.min(y + 0.5, p.field().height() - 0.5 - y));
        for (FillWedge wedge : view.wedges()) {
            border = Math.min(border, -wedge.depth(x, y));
        }
        return border;
    }

    private static boolean isMerged(int b, double[] diameters, double[] x, double[] y) {
        for (int o = 0; o < diameters.length; o++) {
            double near = MERGED_DISTANCE * (diameters[b] + diameters[o]) / 2;
            if (o != b && Math.hypot(x[o] - x[b], y[o] - y[b]) < near) {
                return true;
            }
        }
        return false;
    }

    private double loss(ViewPlan view, BodyProjector projector, List<Body> crystals, double x, double y) {
        double absorbed = 0;
        for (Body crystal : crystals) {
            double[] centre = specimen.deformation().move(crystal.x(), crystal.y(), crystal.z(), view.deformation());
            absorbed += projector.absorptionAt(crystal, centre, x, y);
        }
        return 1 - Math.exp(-2 * absorbed);
    }
}
