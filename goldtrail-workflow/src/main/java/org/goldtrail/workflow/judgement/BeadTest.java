package org.goldtrail.workflow.judgement;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.refinement.BeadLikeness;
import org.goldtrail.refinement.OpticalDepth;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.refinement.RefinementViews;
import org.goldtrail.workflow.units.Units;

/**
 * Whether what was tracked are gold beads. Ice and macromolecules track, too, so it is not enough that a model fits. Trails
 * must be far more than chance makes of decoys; some must be round and alike; and these must take away as much of the beam
 * as metal of their size does, which balls of frost and ribosomes, round and alike though they may be, do not.
 */
public final class BeadTest {
    /** Trails explain so many times what decoys do. */
    private static final double LEAST_RATIO = 3;

    private static final double LEAST_SCORE = 10;

    /** So many trails must be round and alike; two may be so by chance. */
    private static final int LEAST_BEADS = 3;

    /** Among many trails of ice more are alike by chance; gold is seldom such a small part of what is tracked. */
    private static final double LEAST_BEAD_SHARE = 0.05;

    /**
     * Extinction that parts metal from the rest, 1/nm, in the geometric middle. Gold: 1/(10 to 20 nm), seen at least as 0.04
     * where haze and fringes fill the core; ice in vacuum, the darkest of all else, 1/(70 nm) with Bragg reflexes and defocus.
     */
    private static final double LEAST_EXTINCTION_PER_NM = 0.025;

    /** Extinction from which on nothing but metal is known; heaps of crystals have been seen at 0.036. */
    private static final double CLEAR_EXTINCTION_PER_NM = 0.04;

    /** Where no optical depth tells gold from balls of frost, so large a part of the trails must be round and alike. */
    private static final double SHARE_WITHOUT_DEPTH = 0.5;

    /** Beads that people use are no larger; what absorbs as much as any metal and seems to be is measured in wrong units. */
    private static final double LARGEST_BEAD_NM = 25;

    private static final double DEPTH_OF_METAL = 0.3;

    /** Optical depth of the least beads in use, of 5 nm, taken twice as weak; no macromolecule has as much. */
    private static final double LEAST_DEPTH = 0.15;

    private BeadTest() {}

    /** Whether trails explain far more than those of decoys. */
    public static boolean areTrails(double trailScore, double decoyScore) {
        return trailScore >= LEAST_SCORE && trailScore >= LEAST_RATIO * decoyScore;
    }

    /**
     * What the final trails look like.
     *
     * @param likeness which of them are round and alike, and as dark as gold where that can be told
     * @param depth median optical depth of those, or of all trails where none is a bead; empty where it cannot be told
     * @param depthPerNm the same per nm of diameter; empty where the pixel size is not known, too
     * @param depthNeeded optical depth that gold of this size has at least
     */
    public record Evidence(
            BeadLikeness.Result likeness, OptionalDouble depth, OptionalDouble depthPerNm, double depthNeeded) {
        public int beads() {
            return likeness.beads().size();
        }

        /**
         * The same when markers are numbered anew.
         *
         * @param kept the old numbers of markers 0, 1, 2 ...
         */
        public Evidence renumbered(SortedSet<Integer> kept) {
            List<Integer> old = List.copyOf(kept);
            Set<Integer> beads = new TreeSet<>();
            Map<Integer, Double> roundness = new TreeMap<>();
            for (int marker = 0; marker < old.size(); marker++) {
                Double round = likeness.roundness().get(old.get(marker));
                if (round != null) {
                    roundness.put(marker, round);
                }
                if (likeness.beads().contains(old.get(marker))) {
                    beads.add(marker);
                }
            }
            return new Evidence(
                    new BeadLikeness.Result(roundness, likeness.likeness(), beads), depth, depthPerNm, depthNeeded);
        }

        /** The figures, as a clause. */
        public String figures() {
            if (depth.isEmpty()) {
                return "optical depth not known";
            }
            return String.format(
                            Locale.ROOT, tooFaint() ? "optical depth %.3f" : "optical depth %.2f", depth.getAsDouble())
                    + (depthPerNm.isPresent()
                            ? String.format(Locale.ROOT, " (%.3f per nm)", depthPerNm.getAsDouble())
                            : "");
        }

        /** Whether the trails are as opaque as metal and only too large for it, as a wrong pixel size makes them. */
        private boolean isTooLargeForGold() {
            return tooFaint()
                    && depth.getAsDouble() >= DEPTH_OF_METAL
                    && depth.getAsDouble() / depthPerNm.orElse(Double.NaN) > LARGEST_BEAD_NM;
        }

        private boolean tooFaint() {
            return depth.isPresent() && depth.getAsDouble() < depthNeeded;
        }
    }

    /**
     * Looks at the final trails.
     *
     * @param zeroLevel grey value of no electrons at all; empty where it cannot be told
     */
    public static Evidence look(
            MarkerSet markers,
            RefinementViews views,
            RefinementParameters parameters,
            OptionalDouble pixelSizeAngstrom,
            OptionalDouble zeroLevel) {
        Map<Integer, Double> depths =
                zeroLevel.isEmpty() ? Map.of() : OpticalDepth.of(markers, views, parameters, zeroLevel.getAsDouble());
        OptionalDouble diameterNm = Units.scaled(pixelSizeAngstrom, 2 * parameters.beadRadiusPx() / 10);
        double needed = Math.max(LEAST_DEPTH, LEAST_EXTINCTION_PER_NM * diameterNm.orElse(0));
        boolean known = !depths.isEmpty();
        BeadLikeness.Result likeness = BeadLikeness.of(
                markers,
                views,
                parameters,
                isClearlyMetal(depths, needed, diameterNm)
                        ? BeadLikeness.Demand.WITH_OTHER_EVIDENCE
                        : BeadLikeness.Demand.ALONE,
                marker -> !known || depths.getOrDefault(marker, 0.0) >= needed);
        double[] judged = depths.entrySet().stream()
                .filter(e -> likeness.beads().isEmpty() || likeness.beads().contains(e.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        OptionalDouble depth =
                judged.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(judged));
        OptionalDouble perNm = depth.isPresent() && diameterNm.isPresent()
                ? OptionalDouble.of(depth.getAsDouble() / diameterNm.getAsDouble())
                : OptionalDouble.empty();
        return new Evidence(likeness, depth, perNm, needed);
    }

    /** Whether those trails that may be of metal take away as much of the beam as nothing else does. */
    private static boolean isClearlyMetal(Map<Integer, Double> depths, double needed, OptionalDouble diameterNm) {
        double[] dense = depths.values().stream()
                .filter(d -> d >= needed)
                .mapToDouble(d -> d)
                .toArray();
        return dense.length > 0
                && diameterNm.isPresent()
                && Statistics.median(dense) >= CLEAR_EXTINCTION_PER_NM * diameterNm.getAsDouble();
    }

    /** A reason to look at what was tracked although it passes for beads. */
    static Optional<String> caution(int trails, Evidence found) {
        if (found.depth.isPresent() || found.beads() >= SHARE_WITHOUT_DEPTH * trails) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the grey values do not tell gold from frost, and only %d of %d trails are round and alike",
                found.beads(),
                trails));
    }

    /** A reason why the markers are no beads, if there is one. */
    public static Optional<String> doubt(MarkerSet markers, Evidence found, int usedViews) {
        if (markers.markerCount() < 3) {
            return Optional.of("fewer than 3 trails fit together");
        }
        if (usedViews < 3) {
            return Optional.of("fewer than 3 views fit together");
        }
        int trails = markers.markerCount();
        if (found.beads() >= Math.max(LEAST_BEADS, LEAST_BEAD_SHARE * trails)) {
            return Optional.empty();
        }
        if (found.tooFaint()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the %d trails are of things that let the beam through as gold of their size does not (%s, gold at least"
                            + " %.3f; median likeness %.2f)%s",
                    trails,
                    found.figures(),
                    found.depthNeeded,
                    found.likeness.likeness(),
                    found.isTooLargeForGold()
                            ? String.format(
                                    Locale.ROOT,
                                    ", or the pixel size is wrong, by which they would be %.0f nm large: check it and give"
                                            + " --pixel-size",
                                    found.depth.getAsDouble() / found.depthPerNm.getAsDouble())
                            : ""));
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "of %d trails only %d are round and like each other (median likeness %.2f, %s)",
                trails,
                found.beads(),
                found.likeness.likeness(),
                found.figures()));
    }
}
