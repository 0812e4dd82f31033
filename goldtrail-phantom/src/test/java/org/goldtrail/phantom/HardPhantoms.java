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
        NoGoldPhantoms.add(m);
        beads(m);
        MovedPhantoms.add(m);
        schemes(m);
        combinations(m);
        return m;
    }

    static void put(Map<String, Case> m, PhantomParameters p) {
        m.put(p.name(), new Case(p));
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
