package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.goldtrail.geometry.ViewGeometry;

/** Not a test: series of {@link HardPhantoms} whose views have moved, turned or deformed, or of which some are bad. */
final class MovedPhantoms {
    private MovedPhantoms() {}

    private static ViewPlan moved(ViewPlan v, double dx, double dy) {
        ViewGeometry g = v.geometry();
        return with(
                v,
                new ViewGeometry(
                        g.axisDeg(),
                        g.tiltDeg(),
                        g.xTiltDeg(),
                        g.magnification(),
                        g.shiftXPx() + dx,
                        g.shiftYPx() + dy),
                v.status());
    }

    private static ViewPlan with(ViewPlan v, ViewGeometry g, ViewStatus status) {
        return new ViewPlan(
                v.index(),
                v.acquisition(),
                v.nominalDeg(),
                g,
                status,
                v.defocusAngstrom(),
                v.astigmatismAngstrom(),
                v.astigmatismDeg(),
                v.doseBefore(),
                v.blurXPx(),
                v.blurYPx(),
                v.deformation(),
                v.exposure(),
                v.wedges());
    }

    /** A drift that accumulates from view to view in tilt order, to so many pixels at both ends. */
    private static List<ViewPlan> drift(List<ViewPlan> views, double dx, double dy) {
        List<ViewPlan> out = new ArrayList<>();
        for (ViewPlan v : views) {
            double t = 2.0 * v.index() / (views.size() - 1) - 1;
            out.add(moved(v, t * dx, t * dy));
        }
        return out;
    }

    static void add(Map<String, HardPhantoms.Case> m) {
        PhantomParameters p;
        p = HardPhantoms.std("drift");
        m.put(
                "drift",
                new HardPhantoms.Case(p.with(p.motion().withJumps(0, 0.3))).views((v, r) -> drift(v, 130, -110)));
        p = HardPhantoms.std("walk");
        m.put("walk", new HardPhantoms.Case(p.with(p.motion().withJumps(0, 0.35))).views((v, r) -> {
                    List<ViewPlan> out = new ArrayList<>();
                    double x = 0;
                    double y = 0;
                    for (ViewPlan w : v) {
                        x = Math.clamp(x + 0.06 * 640 * r.nextGaussian(), -200, 200);
                        y = Math.clamp(y + 0.06 * 640 * r.nextGaussian(), -200, 200);
                        out.add(moved(w, x, y));
                    }
                    return out;
                }));
        p = HardPhantoms.std("stepjump");
        m.put("stepjump", new HardPhantoms.Case(p.with(p.motion().withJumps(0, 0.3))).views((v, r) -> {
                    List<ViewPlan> out = new ArrayList<>();
                    for (ViewPlan w : v) {
                        out.add(w.index() >= 27 ? moved(w, 120, 100) : w.index() < 8 ? moved(w, -110, 90) : w);
                    }
                    return out;
                }));
        p = HardPhantoms.std("jumps25");
        HardPhantoms.put(m, p.with(p.motion().withJumps(8, 0.25)));
        p = HardPhantoms.std("jumps25-few8");
        HardPhantoms.put(m, p.with(p.motion().withJumps(5, 0.25)).with(p.gold().withCount(8)));
        p = HardPhantoms.std("displaced45");
        HardPhantoms.put(m, p.with(p.motion().withDisplaced(4, 0.45)));
        p = HardPhantoms.std("displaced45-few8");
        HardPhantoms.put(
                m, p.with(p.motion().withDisplaced(2, 0.45)).with(p.gold().withCount(8)));
        p = HardPhantoms.std("bad");
        HardPhantoms.put(m, p.with(new DefectParameters(2, 1, 2, 4, 20, false, false, true)));
        m.put("bad-zero-tilt", new HardPhantoms.Case(HardPhantoms.std("bad-zero-tilt")).views((v, r) -> {
                    List<ViewPlan> out = new ArrayList<>();
                    for (ViewPlan w : v) {
                        boolean blank = w.index() == 20 || w.index() == 19;
                        out.add(with(w, w.geometry(), blank ? ViewStatus.DARK : w.status()));
                    }
                    return out;
                }));
        p = HardPhantoms.std("blur-soft");
        HardPhantoms.put(m, p.with(new DefectParameters(0, 0, 0, 3, 9, false, false, false)));
        p = HardPhantoms.std("errors");
        HardPhantoms.put(
                m,
                p.with(p.tilts().withAxis(85.3, 0, 0.45).withAngleErrors(0, 0.45))
                        .with(p.motion().withMagnification(0, 0.0045)));
        p = HardPhantoms.std("errors-few8");
        HardPhantoms.put(
                m,
                p.with(p.tilts().withAxis(85.3, 0, 0.45).withAngleErrors(0, 0.45))
                        .with(p.motion().withMagnification(0, 0.0045))
                        .with(p.gold().withCount(8)));
        p = HardPhantoms.std("deform");
        HardPhantoms.put(m, p.with(p.motion().withDeformation(3, 6)));
        p = HardPhantoms.std("deform-few8");
        HardPhantoms.put(
                m, p.with(p.motion().withDeformation(2, 5)).with(p.gold().withCount(8)));
        p = HardPhantoms.std("wedges");
        HardPhantoms.put(m, p.with(new DefectParameters(0, 0, 0, 0, 0, true, true, false)));
        p = HardPhantoms.std("turning");
        HardPhantoms.put(
                m, p.with(p.tilts().withAxis(85.3, 0, 1.4)).with(p.motion().withJumps(8, 0.25)));
        p = HardPhantoms.std("turning-few8");
        HardPhantoms.put(
                m, p.with(p.tilts().withAxis(85.3, 0, 1.4)).with(p.gold().withCount(8)));
        for (int off : new int[] {-40, 7, 30, 80, 90}) {
            String name = "mdoc" + off;
            m.put(name, new HardPhantoms.Case(HardPhantoms.std(name)).mdoc(t -> shiftAxis(t, 85.3, off)));
        }
    }

    private static String shiftAxis(String mdoc, double axis, double off) {
        return mdoc.replace(
                        String.format(Locale.ROOT, "Tilt axis angle = %.1f", axis),
                        String.format(Locale.ROOT, "Tilt axis angle = %.1f", axis + off))
                .replaceAll(
                        "RotationAngle = [-.0-9]+",
                        String.format(Locale.ROOT, "RotationAngle = %.1f", axis + off + 90));
    }
}
