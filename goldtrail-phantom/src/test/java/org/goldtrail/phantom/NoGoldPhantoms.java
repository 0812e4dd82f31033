package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Not a test: series of {@link HardPhantoms} without gold, which hold other things that track. */
final class NoGoldPhantoms {
    private NoGoldPhantoms() {}

    static void add(Map<String, HardPhantoms.Case> m) {
        PhantomParameters p;
        p = none("ng-plain");
        HardPhantoms.put(m, p);
        p = none("ng-vlps");
        HardPhantoms.put(m, p.with(p.specimen().withVlps(9)));
        p = none("ng-smallvlps");
        SpecimenParameters s = p.specimen();
        HardPhantoms.put(m, p.with(HardPhantoms.vlp(s, 30, 26)));
        p = none("ng-ice");
        HardPhantoms.put(m, p.with(p.specimen().withContamination(40, 30)));
        p = none("ng-smallice");
        HardPhantoms.put(m, p.with(p.specimen().withContamination(60, 12)));
        p = none("ng-carbon");
        HardPhantoms.put(m, p.with(p.specimen().withCarbonEdge(true).withContamination(10, 25)));
        p = none("ng-crowded");
        HardPhantoms.put(m, p.with(HardPhantoms.proteins(p.specimen(), 30_000)));
        p = none("ng-lowdose");
        HardPhantoms.put(m, p.with(p.detector().withDose(0.8)));
        p = none("ng-step5");
        HardPhantoms.put(
                m, p.with(p.tilts().withRange(-60, 60, 5)).with(p.specimen().withContamination(20, 20)));
        // Frost: round balls of ice on the surfaces, of like but not equal sizes.
        m.put(
                "ng-frost",
                new HardPhantoms.Case(none("ng-frost"))
                        .specimen((sp, r) -> balls(sp, r, 24, 40, 0.25, 0.25, 0.028, 71, 1)));
        // The same, but as equal as gold beads are.
        m.put(
                "ng-frost-equal",
                new HardPhantoms.Case(none("ng-frost-equal"))
                        .specimen((sp, r) -> balls(sp, r, 24, 40, 0.06, 0.05, 0.028, 71, 1)));
        // Weak round droplets inside the ice: no darker than protein.
        m.put(
                "ng-droplets",
                new HardPhantoms.Case(none("ng-droplets"))
                        .specimen((sp, r) -> balls(sp, r, 24, 30, 0.08, 0.05, 0.017, 800, 0)));
        m.put(
                "ng-ribosomes",
                new HardPhantoms.Case(none("ng-ribosomes"))
                        .specimen((sp, r) -> balls(sp, r, 120, 24, 0.08, 0.15, 0.022, 600, 0)));
    }

    private static PhantomParameters none(String name) {
        PhantomParameters p = HardPhantoms.std(name);
        return p.with(p.gold().withCount(0));
    }

    /** Adds round bodies, so many in the field, on the surfaces (1) or inside (0). */
    private static Specimen balls(
            Specimen s,
            SplittableRandom r,
            int count,
            double diameterNm,
            double sizeSpread,
            double aspect,
            double phasePerNm,
            double freePathNm,
            int surface) {
        double nm = 10 / 5.4;
        List<Body> bodies = new ArrayList<>(s.bodies());
        double ex = 1000;
        double ey = 420;
        int n = (int) Math.round(count * 4 * ex * ey / (640.0 * 616));
        for (int i = 0; i < n; i++) {
            double half = s.slab().thicknessPx() / 2;
            double z = surface == 1 ? (r.nextBoolean() ? 1 : -1) * half : (2 * r.nextDouble() - 1) * 0.8 * half;
            double[] at = s.slab().toLab((2 * r.nextDouble() - 1) * ex, (2 * r.nextDouble() - 1) * ey, z);
            double radius = diameterNm / 2 * nm * (1 + sizeSpread * Math.clamp(r.nextGaussian(), -2, 2));
            double[] semi = new double[3];
            for (int k = 0; k < 3; k++) {
                semi[k] = radius * (1 + aspect * Math.clamp(r.nextGaussian(), -2, 2));
            }
            double a = r.nextDouble() * Math.PI;
            double[][] axes = {{Math.cos(a), Math.sin(a), 0}, {-Math.sin(a), Math.cos(a), 0}, {0, 0, 1}};
            bodies.add(Body.ellipsoid(
                    Body.Kind.CONTAMINATION,
                    at,
                    axes,
                    semi,
                    RadialProfile.BALL,
                    phasePerNm / nm,
                    0.5 / (freePathNm * nm)));
        }
        return new Specimen(s.slab(), s.thickness(), s.beads(), bodies, s.grain(), s.carbon(), s.deformation());
    }
}
