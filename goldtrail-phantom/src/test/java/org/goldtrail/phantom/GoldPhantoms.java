package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.goldtrail.phantom.HardPhantoms.Case;

/**
 * Not a test: series of {@link HardPhantoms} that ask whether there is gold at all. Names that begin with ng- have none;
 * what they hold instead is as round, as alike and as well tracked as gold.
 */
final class GoldPhantoms {
    /** Phase of protein in ice, rad/nm, and of a ribosome, which holds nucleic acid. */
    private static final double PROTEIN = 0.017;

    private static final double RIBOSOME = 0.022;
    private static final double ICE_IN_VACUUM = 0.028;

    /** Intensity behind t nm falls as exp(-t / path): of protein by the usual 8 % amplitude contrast, of ice by Bragg. */
    private static final double RIBOSOME_PATH_NM = 280;

    private static final double CRYSTAL_PATH_NM = 71;

    private GoldPhantoms() {}

    /**
     * Round bodies strewn into a specimen.
     *
     * @param count in the field
     * @param spread relative standard deviation of the diameter
     * @param aspect relative standard deviation of the semi-axes
     * @param surface whether they lie on the surfaces, not inside
     */
    private record Balls(
            int count, double diameterNm, double spread, double aspect, double phase, double pathNm, boolean surface) {
        Specimen into(Specimen s, PhantomParameters p, SplittableRandom r) {
            double nm = p.field().nanometresToPx(1);
            double ex = 1.7 * p.field().height();
            double ey = 0.7 * p.field().width();
            int n = (int) Math.round(count
                    * 4
                    * ex
                    * ey
                    / (p.field().width() * (double) p.field().height()));
            List<Body> bodies = new ArrayList<>(s.bodies());
            List<double[]> placed = new ArrayList<>();
            for (int attempt = 0; placed.size() < n && attempt < 50 * n; attempt++) {
                double half = s.slab().thicknessPx() / 2;
                double z = surface ? (r.nextBoolean() ? half : -half) : (2 * r.nextDouble() - 1) * 0.8 * half;
                double[] at = {(2 * r.nextDouble() - 1) * ex, (2 * r.nextDouble() - 1) * ey, z};
                if (placed.stream()
                        .anyMatch(o -> Math.hypot(o[0] - at[0], o[1] - at[1]) < 1.05 * diameterNm * nm
                                && Math.abs(o[2] - at[2]) < diameterNm * nm)) {
                    continue;
                }
                placed.add(at);
                double radius = diameterNm / 2 * nm * (1 + spread * Math.clamp(r.nextGaussian(), -2, 2));
                double[] semi = new double[3];
                for (int k = 0; k < 3; k++) {
                    semi[k] = radius * (1 + aspect * Math.clamp(r.nextGaussian(), -2, 2));
                }
                double a = r.nextDouble() * Math.PI;
                double[][] axes = {{Math.cos(a), Math.sin(a), 0}, {-Math.sin(a), Math.cos(a), 0}, {0, 0, 1}};
                bodies.add(Body.ellipsoid(
                        Body.Kind.CONTAMINATION,
                        s.slab().toLab(at[0], at[1], at[2]),
                        axes,
                        semi,
                        RadialProfile.BALL,
                        phase / nm,
                        0.5 / (pathNm * nm)));
            }
            return new Specimen(s.slab(), s.thickness(), s.beads(), bodies, s.grain(), s.carbon(), s.deformation());
        }
    }

    private static final Balls RIBOSOMES = new Balls(200, 25, 0.03, 0.03, RIBOSOME, RIBOSOME_PATH_NM, false);
    private static final Balls FROST = new Balls(30, 40, 0.03, 0.02, ICE_IN_VACUUM, CRYSTAL_PATH_NM, true);

    static Map<String, Case> cases() {
        Map<String, Case> m = new LinkedHashMap<>();
        noGold(m);
        gold(m);
        return m;
    }

    private static PhantomParameters std(String name, double pixelSizeAngstrom) {
        return PhantomParameters.standard(name).with(new FieldParameters(600, 580, pixelSizeAngstrom));
    }

    private static PhantomParameters none(String name, double pixelSizeAngstrom) {
        PhantomParameters p = std(name, pixelSizeAngstrom);
        return p.with(p.gold().withCount(0));
    }

    /** Water and nothing in it. */
    private static SpecimenParameters water(SpecimenParameters s, double thicknessNm) {
        return HardPhantoms.proteins(HardPhantoms.thick(s, thicknessNm), 0).withVlps(0);
    }

    private static void put(Map<String, Case> m, PhantomParameters p, Balls... balls) {
        m.put(p.name(), new Case(p).specimen((s, r) -> {
                    Specimen out = s;
                    for (Balls b : balls) {
                        out = b.into(out, p, r);
                    }
                    return out;
                }));
    }

    private static void noGold(Map<String, Case> m) {
        PhantomParameters p = none("ng-ribo25", 5.4);
        put(m, p.with(HardPhantoms.thick(p.specimen(), 120).withVlps(0)), RIBOSOMES);
        p = none("ng-ribo25-clean", 5.4);
        Balls few = new Balls(35, 25, 0.02, 0.01, 1.3 * RIBOSOME, 220, false);
        put(m, p.with(water(p.specimen(), 70)).with(p.detector().withDose(5)), few);
        p = none("ng-capsids30", 8);
        put(m, p.with(water(p.specimen(), 100)), new Balls(40, 30, 0.01, 0.01, PROTEIN, 400, false));
        p = none("ng-frost40", 5.4);
        put(m, p, FROST);
        p = none("ng-frost15", 3.4);
        put(m, p, new Balls(40, 15, 0.06, 0.05, ICE_IN_VACUUM, CRYSTAL_PATH_NM, true));
        p = none("ng-frost80", 8);
        put(m, p, new Balls(14, 80, 0.08, 0.05, ICE_IN_VACUUM, CRYSTAL_PATH_NM, true));
        p = none("ng-crystals", 5.4);
        put(m, p.with(p.specimen().withContamination(35, 25)));
        p = none("ng-crystals-big", 8);
        put(m, p.with(p.specimen().withContamination(15, 60).withVlps(12)));
        p = none("ng-carbonfilm", 5.4);
        put(m, p.with(p.specimen().withCarbonEdge(true)));
        p = none("ng-vesicles", 5.4);
        put(m, p.with(HardPhantoms.vlp(p.specimen(), 30, 40)));
        p = none("ng-shells", 8);
        put(m, p.with(HardPhantoms.vlp(p.specimen(), 45, 32)));
        p = none("ng-noise", 5.4);
        put(m, p.with(water(p.specimen(), 60)).with(p.detector().withDose(0.5)));
        p = none("ng-texture", 5.4);
        SpecimenParameters s = water(p.specimen(), 200);
        put(
                m,
                p.with(new SpecimenParameters(
                        s.thicknessNm(), 0.15, s.meanFreePathNm(), 0, 0, 0, 62, 0, 0.2, 0.9, 0, 30, false)));
        p = none("ng-contaminated", 5.4);
        put(m, p.with(p.specimen().withCarbonEdge(true).withContamination(12, 30)), FROST, RIBOSOMES);
        p = none("ng-defocus10", 5.4);
        put(m, p.with(HardPhantoms.thick(p.specimen(), 120)).with(defocus(p, 100_000)), RIBOSOMES);
        p = none("ng-bright", 5.4);
        put(m, p.with(new OutputParameters(true, false, OutputParameters.Mdoc.AXIS)), RIBOSOMES);
    }

    private static OpticsParameters defocus(PhantomParameters p, double angstrom) {
        OpticsParameters o = p.optics();
        return new OpticsParameters(
                o.voltageKv(),
                o.sphericalAberrationMm(),
                o.amplitudeContrast(),
                angstrom,
                o.defocusJitterAngstrom(),
                o.astigmatismAngstrom(),
                o.astigmatismCourse(),
                o.bFactorSquareAngstrom(),
                o.damageSquareAngstromPerDose(),
                o.hand(),
                o.haze(),
                o.contrastTransfer());
    }

    /** Gold of another strength and spread. */
    private static GoldParameters gold(GoldParameters g, double spread, double aspect, double phase, double pathNm) {
        return new GoldParameters(
                g.count(),
                g.diameterNm(),
                spread,
                aspect,
                g.topFraction(),
                g.bottomFraction(),
                g.clumpFraction(),
                g.clumpSize(),
                g.outside(),
                g.coveredFraction(),
                phase,
                pathNm);
    }

    private static void gold(Map<String, Case> m) {
        PhantomParameters p;
        for (int n = 3; n <= 6; n++) {
            p = std("g-few" + n, 5.4);
            put(m, p.with(p.gold().withCount(n).withCoverage(1, n == 3).withClumps(0, 2)));
        }
        p = std("g-faint", 5.4);
        put(
                m,
                p.with(HardPhantoms.thick(p.specimen(), 260))
                        .with(p.gold().withDiameter(6))
                        .with(p.detector().withDose(1)));
        p = std("g-weak", 5.4);
        put(m, p.with(gold(p.gold(), 0.07, 0.04, 0.1, 28)));
        p = std("g-spread15", 5.4);
        put(m, p.with(gold(p.gold(), 0.15, 0.06, 0.16, 16)));
        p = std("g-facets", 3.4);
        put(m, p.with(gold(p.gold(), 0.12, 0.1, 0.16, 16)));
        p = std("g-twosizes", 5.4);
        PhantomParameters like = p;
        m.put(p.name(), new Case(p).specimen((s, r) -> HardPhantoms.secondGold(s, r, like, 20, 5)));
        p = std("g-defocus10", 5.4);
        put(m, p.with(defocus(p, 100_000)));
        p = std("g-focus", 5.4);
        put(m, p.with(defocus(p, 8_000)));
        p = std("g-bright", 5.4);
        put(m, p.with(defocus(p, 70_000)).with(new OutputParameters(true, false, OutputParameters.Mdoc.AXIS)));
        p = std("g8-ribo25", 5.4);
        put(m, p.with(p.gold().withCount(8)), RIBOSOMES);
        p = std("g5-frost40", 5.4);
        put(m, p.with(p.gold().withCount(5)), FROST);
        p = std("g6-carbon", 5.4);
        put(
                m,
                p.with(p.gold().withCount(6).withClumps(0, 2))
                        .with(p.specimen().withCarbonEdge(true).withContamination(10, 30)));
        p = std("g20nm", 8);
        put(m, p.with(p.gold().withDiameter(20).withCount(15)));
        p = std("g-crowded", 5.4);
        put(m, p.with(HardPhantoms.proteins(p.specimen(), 25_000)).with(p.gold().withCount(10)));
        p = std("g5nm", 2.2);
        put(m, p.with(p.gold().withDiameter(5)));
    }
}
