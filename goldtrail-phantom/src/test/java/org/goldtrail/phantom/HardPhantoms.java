package org.goldtrail.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.phantom.OutputParameters.Mdoc;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * Not a test: writes series that are harder, or more misleading, than the presets. {@code HardPhantoms FOLDER CASE
 * SEED}; without a case lists them.
 */
final class HardPhantoms {
    /** A case: its parameters, what is done to the plan of the views, and to the specimen. */
    record Case(
            PhantomParameters parameters,
            BiFunction<List<ViewPlan>, SplittableRandom, List<ViewPlan>> views,
            BiFunction<Specimen, SplittableRandom, Specimen> specimen,
            UnaryOperator<String> mdoc) {
        Case(PhantomParameters parameters) {
            this(parameters, (v, r) -> v, (s, r) -> s, m -> m);
        }

        Case views(BiFunction<List<ViewPlan>, SplittableRandom, List<ViewPlan>> change) {
            return new Case(parameters, change, specimen, mdoc);
        }

        Case specimen(BiFunction<Specimen, SplittableRandom, Specimen> change) {
            return new Case(parameters, views, change, mdoc);
        }

        Case mdoc(UnaryOperator<String> change) {
            return new Case(parameters, views, specimen, change);
        }
    }

    private HardPhantoms() {}

    public static void main(String[] args) throws IOException {
        Map<String, Case> cases = cases();
        cases.putAll(GoldPhantoms.cases());
        if (args.length < 3) {
            cases.keySet().forEach(System.out::println);
            return;
        }
        Case c = cases.get(args[1]);
        if (c == null) {
            throw new IllegalArgumentException("no case " + args[1]);
        }
        write(c, Long.parseLong(args[2]), Path.of(args[0]).resolve(args[1] + "-" + args[2]));
    }

    static PhantomParameters std(String name) {
        return PhantomParameters.standard(name).withSize(640, 616);
    }

    private static Map<String, Case> cases() {
        Map<String, Case> m = new LinkedHashMap<>();
        noGold(m);
        beads(m);
        motion(m);
        schemes(m);
        combinations(m);
        return m;
    }

    private static void put(Map<String, Case> m, PhantomParameters p) {
        m.put(p.name(), new Case(p));
    }

    private static void noGold(Map<String, Case> m) {
        PhantomParameters p;
        p = none("ng-plain");
        put(m, p);
        p = none("ng-vlps");
        put(m, p.with(p.specimen().withVlps(9)));
        p = none("ng-smallvlps");
        SpecimenParameters s = p.specimen();
        put(m, p.with(vlp(s, 30, 26)));
        p = none("ng-ice");
        put(m, p.with(p.specimen().withContamination(40, 30)));
        p = none("ng-smallice");
        put(m, p.with(p.specimen().withContamination(60, 12)));
        p = none("ng-carbon");
        put(m, p.with(p.specimen().withCarbonEdge(true).withContamination(10, 25)));
        p = none("ng-crowded");
        put(m, p.with(proteins(p.specimen(), 30_000)));
        p = none("ng-lowdose");
        put(m, p.with(p.detector().withDose(0.8)));
        p = none("ng-step5");
        put(m, p.with(p.tilts().withRange(-60, 60, 5)).with(p.specimen().withContamination(20, 20)));
        // Frost: round balls of ice on the surfaces, of like but not equal sizes.
        m.put(
                "ng-frost",
                new Case(none("ng-frost")).specimen((sp, r) -> balls(sp, r, 24, 40, 0.25, 0.25, 0.028, 71, 1)));
        // The same, but as equal as gold beads are.
        m.put(
                "ng-frost-equal",
                new Case(none("ng-frost-equal")).specimen((sp, r) -> balls(sp, r, 24, 40, 0.06, 0.05, 0.028, 71, 1)));
        // Weak round droplets inside the ice: no darker than protein.
        m.put(
                "ng-droplets",
                new Case(none("ng-droplets")).specimen((sp, r) -> balls(sp, r, 24, 30, 0.08, 0.05, 0.017, 800, 0)));
        m.put(
                "ng-ribosomes",
                new Case(none("ng-ribosomes")).specimen((sp, r) -> balls(sp, r, 120, 24, 0.08, 0.15, 0.022, 600, 0)));
    }

    private static PhantomParameters none(String name) {
        PhantomParameters p = std(name);
        return p.with(p.gold().withCount(0));
    }

    static SpecimenParameters vlp(SpecimenParameters s, int count, double radiusNm) {
        return new SpecimenParameters(
                s.thicknessNm(),
                s.thicknessVariation(),
                s.meanFreePathNm(),
                s.pretiltDeg(),
                s.xTiltDeg(),
                count,
                radiusNm,
                s.proteinsPerSquareMicrometre(),
                s.iceNoiseRad(),
                s.iceFixedFraction(),
                s.contaminationCount(),
                s.contaminationNm(),
                s.carbonEdge());
    }

    static SpecimenParameters proteins(SpecimenParameters s, double density) {
        return new SpecimenParameters(
                s.thicknessNm(),
                s.thicknessVariation(),
                s.meanFreePathNm(),
                s.pretiltDeg(),
                s.xTiltDeg(),
                s.vlpCount(),
                s.vlpRadiusNm(),
                density,
                s.iceNoiseRad(),
                s.iceFixedFraction(),
                s.contaminationCount(),
                s.contaminationNm(),
                s.carbonEdge());
    }

    static SpecimenParameters thick(SpecimenParameters s, double nm) {
        return new SpecimenParameters(
                nm,
                s.thicknessVariation(),
                s.meanFreePathNm(),
                s.pretiltDeg(),
                s.xTiltDeg(),
                s.vlpCount(),
                s.vlpRadiusNm(),
                s.proteinsPerSquareMicrometre(),
                s.iceNoiseRad(),
                s.iceFixedFraction(),
                s.contaminationCount(),
                s.contaminationNm(),
                s.carbonEdge());
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

    private static void beads(Map<String, Case> m) {
        PhantomParameters p;
        for (int n = 4; n <= 6; n++) {
            p = std("few" + n);
            put(m, p.with(p.gold().withCount(n).withCoverage(1, false).withClumps(0, 2)));
        }
        p = std("few5-lowdose");
        put(
                m,
                p.with(p.gold().withCount(5).withCoverage(1, false).withClumps(0, 2))
                        .with(p.detector().withDose(1)));
        p = std("few6-onesided");
        put(m, p.with(p.gold().withCount(6).withCoverage(0.5, false).withClumps(0, 2)));
        p = std("few6-ice");
        put(
                m,
                p.with(p.gold().withCount(6).withCoverage(1, false).withClumps(0, 2))
                        .with(p.specimen().withContamination(20, 25).withVlps(8)));
        for (int n = 4; n <= 5; n++) {
            p = std("few" + n + "-ice");
            put(
                    m,
                    p.with(p.gold().withCount(n).withCoverage(1, false).withClumps(0, 2))
                            .with(p.specimen().withContamination(12, 25).withVlps(4)));
        }
        p = std("small7px");
        put(
                m,
                p.with(p.gold().withCount(60).withDiameter(3.8))
                        .with(p.detector().withDose(1.8)));
        p = std("dense300");
        put(m, p.withSize(960, 928).with(p.gold().withCount(300).withDiameter(7)));
        // Visible cores of 13.5 to 18 px, where the binning of the detection steps from 1 to 2.
        p = std("px16");
        put(m, p.with(p.gold().withCount(20).withDiameter(8.6)));
        p = std("px16-lowdose");
        put(
                m,
                p.with(p.gold().withCount(20).withDiameter(8.6))
                        .with(p.detector().withDose(0.8)));
        p = std("small150");
        put(m, p.with(p.gold().withCount(150).withDiameter(5)));
        p = std("small40");
        put(m, p.with(p.gold().withCount(40).withDiameter(5)));
        p = std("small12");
        put(m, p.with(p.gold().withCount(12).withDiameter(5)).with(p.specimen().withVlps(8)));
        p = std("big");
        put(m, p.with(p.gold().withCount(14).withDiameter(20)));
        p = std("dense");
        put(m, p.with(p.gold().withCount(110)));
        p = std("clumps");
        put(
                m,
                p.with(p.gold().withCount(30).withClumps(0.9, 6))
                        .with(p.specimen().withContamination(25, 40)));
        p = std("lowdose");
        put(m, p.with(p.detector().withDose(0.8)));
        p = std("thick");
        put(m, p.with(thick(p.specimen(), 350)));
        p = std("onesurface");
        GoldParameters g = p.gold();
        put(
                m,
                p.with(new GoldParameters(
                        16,
                        10,
                        g.sizeSpread(),
                        g.aspectSpread(),
                        1,
                        0,
                        0.1,
                        3,
                        true,
                        1,
                        g.phasePerNm(),
                        g.meanFreePathNm())));
        m.put("twosizes", new Case(std("twosizes")).specimen((s, r) -> secondGold(s, r, std("x"), 20, 5)));
        m.put("twosizes-b", new Case(std("twosizes-b")).specimen((s, r) -> secondGold(s, r, std("x"), 8, 15)));
    }

    /** Adds gold of another size, as a second scatter. */
    static Specimen secondGold(Specimen s, SplittableRandom r, PhantomParameters like, int count, double nm) {
        PhantomParameters p =
                like.with(like.gold().withCount(count).withDiameter(nm).withClumps(0, 2));
        Specimen other = SpecimenBuilder.build(p, r.nextLong());
        int n = other.beads().size();
        List<Bead> beads = new ArrayList<>(s.beads());
        beads.addAll(other.beads());
        List<Body> bodies = new ArrayList<>(s.bodies().subList(0, s.beads().size()));
        bodies.addAll(other.bodies().subList(0, n));
        bodies.addAll(s.bodies().subList(s.beads().size(), s.bodies().size()));
        return new Specimen(s.slab(), s.thickness(), beads, bodies, s.grain(), s.carbon(), s.deformation());
    }

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

    private static void motion(Map<String, Case> m) {
        PhantomParameters p;
        p = std("drift");
        m.put("drift", new Case(p.with(p.motion().withJumps(0, 0.3))).views((v, r) -> drift(v, 130, -110)));
        p = std("walk");
        m.put("walk", new Case(p.with(p.motion().withJumps(0, 0.35))).views((v, r) -> {
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
        p = std("stepjump");
        m.put("stepjump", new Case(p.with(p.motion().withJumps(0, 0.3))).views((v, r) -> {
                    List<ViewPlan> out = new ArrayList<>();
                    for (ViewPlan w : v) {
                        out.add(w.index() >= 27 ? moved(w, 120, 100) : w.index() < 8 ? moved(w, -110, 90) : w);
                    }
                    return out;
                }));
        p = std("jumps25");
        put(m, p.with(p.motion().withJumps(8, 0.25)));
        p = std("jumps25-few8");
        put(m, p.with(p.motion().withJumps(5, 0.25)).with(p.gold().withCount(8)));
        p = std("displaced45");
        put(m, p.with(p.motion().withDisplaced(4, 0.45)));
        p = std("displaced45-few8");
        put(m, p.with(p.motion().withDisplaced(2, 0.45)).with(p.gold().withCount(8)));
        p = std("bad");
        put(m, p.with(new DefectParameters(2, 1, 2, 4, 20, false, false, true)));
        m.put("bad-zero-tilt", new Case(std("bad-zero-tilt")).views((v, r) -> {
                    List<ViewPlan> out = new ArrayList<>();
                    for (ViewPlan w : v) {
                        boolean blank = w.index() == 20 || w.index() == 19;
                        out.add(with(w, w.geometry(), blank ? ViewStatus.DARK : w.status()));
                    }
                    return out;
                }));
        p = std("blur-soft");
        put(m, p.with(new DefectParameters(0, 0, 0, 3, 9, false, false, false)));
        p = std("errors");
        put(
                m,
                p.with(p.tilts().withAxis(85.3, 0, 0.45).withAngleErrors(0, 0.45))
                        .with(p.motion().withMagnification(0, 0.0045)));
        p = std("errors-few8");
        put(
                m,
                p.with(p.tilts().withAxis(85.3, 0, 0.45).withAngleErrors(0, 0.45))
                        .with(p.motion().withMagnification(0, 0.0045))
                        .with(p.gold().withCount(8)));
        p = std("deform");
        put(m, p.with(p.motion().withDeformation(3, 6)));
        p = std("deform-few8");
        put(m, p.with(p.motion().withDeformation(2, 5)).with(p.gold().withCount(8)));
        p = std("wedges");
        put(m, p.with(new DefectParameters(0, 0, 0, 0, 0, true, true, false)));
        p = std("turning");
        put(m, p.with(p.tilts().withAxis(85.3, 0, 1.4)).with(p.motion().withJumps(8, 0.25)));
        p = std("turning-few8");
        put(m, p.with(p.tilts().withAxis(85.3, 0, 1.4)).with(p.gold().withCount(8)));
        for (int off : new int[] {-40, 7, 30, 80, 90}) {
            String name = "mdoc" + off;
            m.put(name, new Case(std(name)).mdoc(t -> shiftAxis(t, 85.3, off)));
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

    private static void schemes(Map<String, Case> m) {
        double[][] ranges = {
            {-60, 60, 2}, {-60, 60, 5}, {-40, 40, 2}, {-40, 40, 4}, {0, 60, 3}, {0, 60, 2}, {-66, 54, 3}
        };
        for (double[] r : ranges) {
            String name = String.format(Locale.ROOT, "tilt%.0f_%.0f_%.0f", r[0], r[1], r[2]);
            PhantomParameters p = std(name);
            put(m, p.with(p.tilts().withRange(r[0], r[1], r[2])));
        }
        PhantomParameters p = std("tilt-60_60_5-few8");
        put(m, p.with(p.tilts().withRange(-60, 60, 5)).with(p.gold().withCount(8)));
        p = std("tilt0_60_3-few8");
        put(m, p.with(p.tilts().withRange(0, 60, 3)).with(p.gold().withCount(8)));
        p = std("wide");
        put(m, p.withSize(720, 512));
        p = std("odd511");
        put(m, p.withSize(511, 767));
        p = std("acquisition-mdoc");
        put(m, p.with(new OutputParameters(false, true, Mdoc.AXIS)));
        p = std("tall");
        put(m, p.withSize(511, 723).with(p.tilts().withAxis(3.4)));
        for (int axis : new int[] {0, 45, -45, -87}) {
            p = std("axis" + axis);
            put(m, p.with(p.tilts().withAxis(axis)));
        }
        p = std("large");
        put(m, p.with(new FieldParameters(1920, 1854, 2.7)).with(p.gold().withCount(30)));
        p = std("large-small");
        put(m, p.withSize(1920, 1854).with(p.gold().withCount(120).withDiameter(5)));
    }

    private static void combinations(Map<String, Case> m) {
        PhantomParameters p = std("lamella15");
        put(m, lamella(p, 15, 0.45, 14));
        p = std("lamella-20");
        put(m, lamella(p, -20, 0.5, 14));
        p = std("lamella20-few8");
        put(m, lamella(p, 20, 0.6, 8));
        p = lamella(std("lamella-errors"), 12, 0.5, 16);
        put(
                m,
                p.with(p.tilts().withAxis(85.3, 0.4, 0.3).withAngleErrors(0, 0.4))
                        .with(p.motion().withMagnification(0.004, 0.003)));
        p = std("bright-unsorted-displaced");
        put(
                m,
                p.with(new OutputParameters(true, true, Mdoc.NO_AXIS))
                        .with(p.motion().withDisplaced(2, 0.45))
                        .withSize(639, 617));
        p = std("kitchen");
        put(
                m,
                p.with(p.tilts().withAxis(85.3, 0.5, 0.3).withAngleErrors(0, 0.3))
                        .with(new MotionParameters(0.02, 3, 0.2, 1, 0.45, 0.004, 0.002, 1.2, 3))
                        .with(new DefectParameters(1, 0, 1, 1, 20, true, true, false))
                        .with(p.specimen().withContamination(10, 30).withPretilt(8, 2))
                        .with(p.gold().withCount(16).withClumps(0.4, 4))
                        .with(p.detector().withDose(2)));
        p = std("lowdose-ice-carbon");
        put(
                m,
                p.with(p.detector().withDose(1.2))
                        .with(p.specimen().withCarbonEdge(true).withContamination(12, 30)));
        p = std("lowdose-small60");
        put(m, p.with(p.gold().withCount(60).withDiameter(6)).with(p.detector().withDose(1.2)));
        p = std("small-errors");
        put(
                m,
                p.with(p.gold().withCount(120).withDiameter(5))
                        .with(p.tilts().withAxis(85.3, 0, 0.45).withAngleErrors(0, 0.45))
                        .with(p.motion().withMagnification(0, 0.0045)));
        p = std("small-jumps");
        put(m, p.with(p.gold().withCount(120).withDiameter(5)).with(p.motion().withJumps(5, 0.25)));
    }

    private static PhantomParameters lamella(PhantomParameters p, double pretilt, double covered, int beads) {
        return p.with(thick(p.specimen(), 150).withPretilt(pretilt, 2).withVlps(0))
                .with(p.gold().withCount(beads).withCoverage(covered, true));
    }

    static void write(Case c, long seed, Path folder) throws IOException {
        PhantomParameters p = c.parameters;
        SplittableRandom r = Randoms.of(seed, -17);
        List<ViewPlan> views = c.views.apply(TiltPlan.draw(p, seed), r.split());
        Specimen specimen = c.specimen.apply(SpecimenBuilder.build(p, seed), r.split());
        ViewRenderer renderer = new ViewRenderer(p, specimen, seed);
        Files.createDirectories(folder);
        try (Int16Stack stack = new Int16Stack(
                folder.resolve(p.name() + ".st"),
                p.field().width(),
                p.field().height(),
                views.size(),
                p.field().pixelSizeAngstrom(),
                "Goldtrail: hard series " + p.name() + ", seed " + seed)) {
            WorkerPool.shared()
                    .forEach(views.size(), Progress.SILENT, i -> stack.write(i, renderer.render(views.get(i))));
            StringBuilder angles = new StringBuilder();
            views.forEach(v -> angles.append(String.format(Locale.ROOT, "%7.2f\n", v.nominalDeg())));
            Files.writeString(folder.resolve(p.name() + ".rawtlt"), angles);
            if (p.output().mdoc() != Mdoc.NONE) {
                Files.writeString(
                        folder.resolve(p.name() + ".st.mdoc"), c.mdoc.apply(MdocText.of(p, views, stack, seed)));
            }
            TruthFiles.write(
                    new TruthBuilder(p, specimen, views).build(seed, stack.means(), MdocText.statedAxis(p)),
                    folder.resolve("truth"));
            stack.finish();
        }
    }
}
