package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Strews the gold beads: so many in the field at zero tilt, and as densely beyond it. */
final class GoldScatter {
    /** Two beads that are not of one clump lie at least so many diameters apart. */
    private static final double SEPARATION = 1.6;

    private final PhantomParameters parameters;
    private final GoldParameters gold;
    private final Slab slab;
    private final Specimen.Extent extent;
    private final SplittableRandom random;
    private final List<Bead> beads = new ArrayList<>();

    GoldScatter(PhantomParameters parameters, Slab slab, Specimen.Extent extent, SplittableRandom random) {
        this.parameters = parameters;
        this.gold = parameters.gold();
        this.slab = slab;
        this.extent = extent;
        this.random = random;
    }

    List<Bead> scatter() {
        if (gold.count() == 0) {
            return List.of();
        }
        place(gold.count(), true);
        if (gold.outside()) {
            double field =
                    (double) parameters.field().width() * parameters.field().height();
            place((int) Math.round(gold.count() * Math.max(0, extent.area() / field - 1)), false);
        }
        return List.copyOf(beads);
    }

    private void place(int wanted, boolean inside) {
        int clumped = (int) Math.round(gold.clumpFraction() * wanted);
        int end = beads.size() + wanted;
        int clumpEnd = beads.size() + clumped;
        while (beads.size() < clumpEnd) {
            int size = Math.min(clumpEnd - beads.size(), 2 + random.nextInt(Math.max(1, gold.clumpSize() - 1)));
            clump(Math.max(2, size), inside);
        }
        while (beads.size() < end) {
            beads.add(free("", diameter(), inside));
        }
    }

    private double diameter() {
        double mean = parameters.field().nanometresToPx(gold.diameterNm());
        return mean * (1 + gold.sizeSpread() * Math.clamp(random.nextGaussian(), -2.5, 2.5));
    }

    /** A bead that keeps its distance to the others as long as there is room for it. */
    private Bead free(String suffix, double diameter, boolean inside) {
        double separation = SEPARATION * diameter;
        for (int attempt = 0; ; attempt++) {
            double sx = (2 * random.nextDouble() - 1) * extent.x();
            double sy = (2 * random.nextDouble() - 1) * extent.y();
            if (!allowed(sx, sy, inside)) {
                continue;
            }
            Bead bead = atHeight(suffix, diameter, sx, sy);
            double needed = attempt < 300 ? separation : 0;
            if (beads.stream().allMatch(b -> b.distanceTo(bead.slabX(), bead.slabY(), bead.slabZ()) >= needed)) {
                return bead;
            }
        }
    }

    private Bead atHeight(String suffix, double diameter, double sx, double sy) {
        double half = slab.thicknessPx() / 2;
        double where = random.nextDouble();
        double depth = diameter / 2 + Math.min(half / 2, Math.abs(random.nextGaussian()) * 0.25 * diameter);
        if (where < gold.topFraction()) {
            return new Bead("top" + suffix, diameter, sx, sy, half - depth);
        }
        if (where < gold.topFraction() + gold.bottomFraction()) {
            return new Bead("bottom" + suffix, diameter, sx, sy, depth - half);
        }
        double z = (2 * random.nextDouble() - 1) * Math.max(0, half - 1.5 * diameter);
        return new Bead("inside" + suffix, diameter, sx, sy, z);
    }

    /** A chain of touching beads at about the same height. */
    private void clump(int size, boolean inside) {
        Bead last = free("-clump", diameter(), inside);
        beads.add(last);
        int first = beads.size() - 1;
        for (int k = 1; k < size; k++) {
            for (int attempt = 0; attempt < 500; attempt++) {
                Bead base = beads.get(first + random.nextInt(beads.size() - first));
                double diameter = diameter();
                double touch = (base.diameterPx() + diameter) / 2 * (1.0 + 0.05 * random.nextDouble());
                double direction = random.nextDouble() * 2 * Math.PI;
                double rise = Math.clamp(0.3 * random.nextGaussian(), -0.8, 0.8);
                double flat = Math.sqrt(1 - rise * rise) * touch;
                double x = base.slabX() + flat * Math.cos(direction);
                double y = base.slabY() + flat * Math.sin(direction);
                double z = base.slabZ() + rise * touch;
                if (!inside
                        || (allowed(x, y, true)
                                && beads.stream()
                                        .allMatch(b ->
                                                b.distanceTo(x, y, z) >= 0.99 * (b.diameterPx() + diameter) / 2))) {
                    beads.add(new Bead(base.kind(), diameter, x, y, z));
                    break;
                }
            }
        }
    }

    /** Whether a bead may lie here: in the field of the untilted view, or beyond it, and in the covered part. */
    private boolean allowed(double sx, double sy, boolean inside) {
        double w = parameters.field().width();
        double h = parameters.field().height();
        double rho = Math.toRadians(parameters.tilts().axisDeg());
        double[] lab = slab.toLab(sx, sy, 0);
        double qx = (Math.cos(rho) * lab[0] - Math.sin(rho) * lab[1]) / w;
        double qy = (Math.sin(rho) * lab[0] + Math.cos(rho) * lab[1]) / h;
        double margin = 0.02;
        boolean inField = Math.abs(qx) < 0.5 - margin && Math.abs(qy) < 0.5 - margin;
        boolean beyond = Math.abs(qx) > 0.5 || Math.abs(qy) > 0.5;
        return (inside ? inField : beyond)
                && (gold.coveredFraction() >= 1 || (qx + qy + 1) / 2 < gold.coveredFraction());
    }
}
