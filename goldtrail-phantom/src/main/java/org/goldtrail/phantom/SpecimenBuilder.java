package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes the specimen of a series: gold, virus-like particles, proteins, ice crystals, carbon. */
final class SpecimenBuilder {
    /** Phase of protein and lipid in ice, rad/nm at 300 kV: a potential about 2.5 V above that of ice. */
    private static final double SOFT_PHASE_PER_NM = 0.017;

    /** Phase of an ice crystal in vacuum, rad/nm, and its amplitude's loss by Bragg scattering. */
    private static final double CRYSTAL_PHASE_PER_NM = 0.028;

    private static final double CRYSTAL_ABSORPTION_PER_NM = 0.007;

    /** Phase behind the middle of a speck: as much as views of usual dose show well, and the wave still takes as weak. */
    private static final double SPECK_PHASE_RAD = 0.35;

    private final long seed;
    private final PhantomParameters parameters;
    private final SpecimenParameters s;
    private final FieldParameters field;
    private final SplittableRandom random;
    private final Slab slab;
    private final Specimen.Extent extent;
    private final double nm;
    private final List<Body> bodies = new ArrayList<>();

    private SpecimenBuilder(PhantomParameters parameters, long seed) {
        this.seed = seed;
        this.parameters = parameters;
        this.s = parameters.specimen();
        this.field = parameters.field();
        this.random = Randoms.of(seed, Randoms.SPECIMEN);
        this.nm = field.nanometresToPx(1);
        this.slab = new Slab(s.pretiltDeg(), s.xTiltDeg(), s.thicknessNm() * nm);
        this.extent = extent();
    }

    static Specimen build(PhantomParameters parameters, long seed) {
        return new SpecimenBuilder(parameters, seed).build();
    }

    private Specimen build() {
        List<Bead> beads = new GoldScatter(parameters, slab, extent, random.split()).scatter();
        beads.forEach(this::addGold);
        SplittableRandom particles = random.split();
        addVlps(particles);
        addProteins(particles);
        addContamination(random.split());
        addSpecks(Randoms.of(seed, Randoms.SPECKS));
        double span = Math.max(field.width(), field.height());
        SplittableRandom fields = random.split();
        Waves thickness = new Waves(fields, 5, 0.6 * span, 2.5 * span);
        Deformation deformation = new Deformation(parameters.motion(), span, fields);
        return new Specimen(
                slab, thickness, beads, List.copyOf(bodies), new Grain(random.split()), carbon(fields), deformation);
    }

    private @Nullable CarbonFilm carbon(SplittableRandom fields) {
        if (!s.carbonEdge()) {
            return null;
        }
        double direction = fields.nextDouble() * 2 * Math.PI;
        double edge = 0.25 * Math.min(field.width(), field.height());
        return new CarbonFilm(direction, edge, new Waves(fields, 4, 0.1 * edge, edge));
    }

    /** How far the specimen reaches so that every view is filled, in slab coordinates. */
    private Specimen.Extent extent() {
        double rho = Math.toRadians(parameters.tilts().axisDeg());
        double w = field.width();
        double h = field.height();
        double acrossAxis = (w * Math.abs(Math.cos(rho)) + h * Math.abs(Math.sin(rho))) / 2;
        double alongAxis = (w * Math.abs(Math.sin(rho)) + h * Math.abs(Math.cos(rho))) / 2;
        MotionParameters m = parameters.motion();
        double shift = Math.max(2.5 * m.shiftFraction(), Math.max(m.jumpFraction(), m.displacedFraction())) * w;
        double margin = 40 + shift;
        double highest = Math.max(
                Math.abs(parameters.tilts().minimumDeg()),
                Math.abs(parameters.tilts().maximumDeg()));
        double steepest = Math.min(76, highest + Math.abs(s.pretiltDeg()));
        double cosine = Math.cos(Math.toRadians(steepest));
        double half = slab.thicknessPx() / 2 * Math.sin(Math.toRadians(steepest));
        return new Specimen.Extent((acrossAxis + margin + half) / cosine, (alongAxis + margin) * 1.05);
    }

    private void addGold(Bead bead) {
        GoldParameters g = parameters.gold();
        double[] semi = new double[3];
        double product = 1;
        for (int k = 0; k < 3; k++) {
            semi[k] = 1 + g.aspectSpread() * Math.clamp(random.nextGaussian(), -2, 2);
            product *= semi[k];
        }
        double radius = bead.diameterPx() / 2 / Math.cbrt(product);
        for (int k = 0; k < 3; k++) {
            semi[k] *= radius;
        }
        bodies.add(Body.ellipsoid(
                Body.Kind.GOLD,
                slab.toLab(bead.slabX(), bead.slabY(), bead.slabZ()),
                randomAxes(random),
                semi,
                RadialProfile.BALL,
                g.phasePerNm() / nm,
                0.5 / (g.meanFreePathNm() * nm)));
    }

    private void addVlps(SplittableRandom r) {
        int wanted = perExtent(s.vlpCount());
        List<double[]> placed = new ArrayList<>();
        for (int attempt = 0; placed.size() < wanted && attempt < 200 * wanted; attempt++) {
            double radius = s.vlpRadiusNm() * nm * (1 + 0.08 * Math.clamp(r.nextGaussian(), -2, 2));
            double room = Math.max(0, slab.thicknessPx() / 2 - radius);
            double[] c = {
                (2 * r.nextDouble() - 1) * extent.x(),
                (2 * r.nextDouble() - 1) * extent.y(),
                (2 * r.nextDouble() - 1) * room,
                radius
            };
            if (placed.stream().allMatch(o -> Math.hypot(o[0] - c[0], o[1] - c[1]) > o[3] + c[3])) {
                placed.add(c);
                addVlp(r, c, radius);
            }
        }
    }

    /** An immature retrovirus-like particle: two leaflets of a membrane, a lattice of proteins below, some content. */
    private void addVlp(SplittableRandom r, double[] slabCentre, double radius) {
        double[] lab = slab.toLab(slabCentre[0], slabCentre[1], slabCentre[2]);
        double px = 1 / radius;
        RadialProfile shell = RadialProfile.ofDensity(
                q -> gauss(q, 1 - 3 * nm * px, 0.8 * nm * px)
                        + gauss(q, 1 - 7 * nm * px, 0.8 * nm * px)
                        + 0.9 * gauss(q, 1 - 14 * nm * px, 1.6 * nm * px)
                        + 0.6 * gauss(q, 1 - 20 * nm * px, 1.8 * nm * px)
                        + 0.16 / (1 + Math.exp((q - 1 + 9 * nm * px) / (0.8 * nm * px))),
                0.25 * px);
        double[] semi = new double[3];
        for (int k = 0; k < 3; k++) {
            semi[k] = radius * (1 + 0.05 * Math.clamp(r.nextGaussian(), -1.5, 1.5));
        }
        double[][] axes = randomAxes(r);
        bodies.add(soft(lab, axes, semi, shell, 1.15));
        double lattice = radius - 17 * nm;
        if (lattice <= 0) {
            return;
        }
        int sites = (int) (4 * Math.PI * lattice * lattice / (56 * nm * nm));
        for (int i = 0; i < sites; i++) {
            if (r.nextDouble() < 0.35) {
                continue;
            }
            double z = 1 - 2 * (i + 0.5) / sites; // Fibonacci lattice on the sphere
            double longitude = i * Math.PI * (3 - Math.sqrt(5));
            double flat = Math.sqrt(1 - z * z);
            double[] d = {flat * Math.cos(longitude), flat * Math.sin(longitude), z};
            double[] at = lab.clone();
            for (int k = 0; k < 3; k++) {
                double along = d[k] * semi[k] * lattice / radius;
                for (int j = 0; j < 3; j++) {
                    at[j] += along * axes[k][j];
                }
            }
            double size = 1.7 * nm;
            bodies.add(soft(at, axes, new double[] {size, size, size}, RadialProfile.GAUSSIAN, 1.3));
        }
    }

    private void addProteins(SplittableRandom r) {
        double area = extent.area() / (nm * nm * 1e6); // µm²
        int wanted = (int) Math.round(s.proteinsPerSquareMicrometre() * area);
        for (int i = 0; i < wanted; i++) {
            double half = slab.thicknessPx() / 2;
            double[] lab = slab.toLab(
                    (2 * r.nextDouble() - 1) * extent.x(),
                    (2 * r.nextDouble() - 1) * extent.y(),
                    (2 * r.nextDouble() - 1) * half);
            boolean large = i % 40 == 0; // ribosomes
            double size = (large ? 6 : 1.6 + 1.6 * r.nextDouble()) * nm;
            double[] semi = {
                size * (0.8 + 0.5 * r.nextDouble()),
                size * (0.8 + 0.4 * r.nextDouble()),
                size * (0.8 + 0.4 * r.nextDouble())
            };
            bodies.add(soft(lab, randomAxes(r), semi, RadialProfile.GAUSSIAN, large ? 1.2 : 1.5));
        }
    }

    private void addSpecks(SplittableRandom r) {
        double area = extent.area() / (nm * nm * 1e6); // µm²
        int wanted = (int) Math.round(s.specksPerSquareMicrometre() * area);
        double[] semi = {s.speckNm() * nm, s.speckNm() * nm, s.speckNm() * nm};
        double[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        double strength = SPECK_PHASE_RAD / (SOFT_PHASE_PER_NM * Math.sqrt(2 * Math.PI) * s.speckNm());
        for (int i = 0; i < wanted; i++) {
            double half = slab.thicknessPx() / 2;
            double[] lab = slab.toLab(
                    (2 * r.nextDouble() - 1) * extent.x(),
                    (2 * r.nextDouble() - 1) * extent.y(),
                    (2 * r.nextDouble() - 1) * half);
            bodies.add(soft(lab, axes, semi, RadialProfile.GAUSSIAN, strength));
        }
    }

    /** Irregular heaps of crystals on both surfaces, grown piece by piece, the smallest no larger than beads. */
    private void addContamination(SplittableRandom r) {
        int wanted = perExtent(s.contaminationCount());
        for (int i = 0; i < wanted; i++) {
            double sx = (2 * r.nextDouble() - 1) * extent.x();
            double sy = (2 * r.nextDouble() - 1) * extent.y();
            double side = r.nextBoolean() ? 1 : -1;
            double size = s.contaminationNm() * nm * (0.5 + r.nextDouble());
            int parts = 6 + r.nextInt(16);
            for (int k = 0; k < parts; k++) {
                double[] semi = new double[3];
                double piece = size * (0.15 + 0.4 * r.nextDouble() * r.nextDouble());
                for (int c = 0; c < 3; c++) {
                    semi[c] = piece * (0.4 + 1.2 * r.nextDouble());
                }
                double[] lab = slab.toLab(sx, sy, side * (slab.thicknessPx() / 2 + 0.5 * piece * r.nextDouble()));
                RadialProfile profile = r.nextInt(4) > 0 ? RadialProfile.BALL : RadialProfile.SOFT_BALL;
                double strength = (0.6 + 1.2 * r.nextDouble()) / nm;
                bodies.add(Body.ellipsoid(
                        Body.Kind.CONTAMINATION,
                        lab,
                        randomAxes(r),
                        semi,
                        profile,
                        strength * CRYSTAL_PHASE_PER_NM,
                        strength * CRYSTAL_ABSORPTION_PER_NM));
                double direction = r.nextDouble() * 2 * Math.PI;
                sx += 1.3 * piece * Math.cos(direction);
                sy += 1.3 * piece * Math.sin(direction);
            }
        }
    }

    private int perExtent(int countInField) {
        return (int) Math.round(countInField * extent.area() / ((double) field.width() * field.height()));
    }

    private Body soft(double[] centre, double[][] axes, double[] semi, RadialProfile profile, double strength) {
        double phase = strength * SOFT_PHASE_PER_NM / nm;
        double w = parameters.optics().amplitudeContrast();
        return Body.ellipsoid(Body.Kind.SOFT, centre, axes, semi, profile, phase, phase * w / Math.sqrt(1 - w * w));
    }

    private static double gauss(double x, double centre, double sd) {
        double u = (x - centre) / sd;
        return Math.exp(-u * u / 2);
    }

    /** Three orthonormal vectors of random orientation, one a row. */
    private static double[][] randomAxes(SplittableRandom r) {
        double a = r.nextGaussian();
        double b = r.nextGaussian();
        double c = r.nextGaussian();
        double d = r.nextGaussian();
        double n = Math.sqrt(a * a + b * b + c * c + d * d);
        a /= n;
        b /= n;
        c /= n;
        d /= n;
        return new double[][] {
            {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)},
            {2 * (b * c + a * d), a * a - b * b + c * c - d * d, 2 * (c * d - a * b)},
            {2 * (b * d - a * c), 2 * (c * d + a * b), a * a - b * b - c * c + d * d}
        };
    }
}
