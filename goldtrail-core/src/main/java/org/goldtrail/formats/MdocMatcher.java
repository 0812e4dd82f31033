package org.goldtrail.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Finds which image of an mdoc each section of a stack is. ZValue alone does not tell: an mdoc numbers the images in
 * the order of acquisition, while the stack beside it is often sorted by angle or lacks views.
 */
final class MdocMatcher {
    /** Angles of the same view in two files differ less than this: nominal against measured. */
    private static final double SAME_VIEW_DEG = 2.0;

    /** Images with angles nearer than this cannot be told apart by angle. */
    private static final double SAME_TILT_DEG = 0.25;

    /** SerialEM writes the mean with six digits. */
    private static final double MEAN_PRECISION = 1.1e-5;

    private static final double MOST = 0.8;
    private static final int SAMPLES = 5;

    private final List<MdocSection> images;
    private final MrcStack stack;
    private final int sections;

    MdocMatcher(List<MdocSection> images, MrcStack stack) {
        this.images = images;
        this.stack = stack;
        this.sections = stack.sectionsPresent();
    }

    /**
     * Matches by angle; images of the same tilt by their brightness; then checks some views by their brightness.
     *
     * @param reference angles of the sections from another source
     */
    MdocMatch byAngle(List<Double> reference) {
        boolean[] ambiguous = ambiguousSections(reference);
        double[][] cost = new double[sections][images.size()];
        for (int s = 0; s < sections; s++) {
            for (int i = 0; i < images.size(); i++) {
                double difference = Math.abs(tilt(images.get(i)) - reference.get(s));
                double brightness = ambiguous[s] ? SAME_TILT_DEG * brightnessDistance(s, i) : 0;
                // The last term keeps the order of the file where nothing else decides.
                cost[s][i] = Math.min(difference, 10) + brightness + 1e-7 * Math.abs(s - i);
            }
        }
        int[] match = LeastCostPairing.solve(cost);
        for (int s = 0; s < sections; s++) {
            if (match[s] >= 0 && Math.abs(tilt(images.get(match[s])) - reference.get(s)) > SAME_VIEW_DEG) {
                match[s] = -1;
            }
        }
        return new MdocMatch(match, "by tilt angle", contradiction(match));
    }

    private static double tilt(MdocSection image) {
        return image.tiltDeg().orElse(Double.MAX_VALUE);
    }

    /** Sections near whose angle the mdoc has two images of the same tilt. */
    private boolean[] ambiguousSections(List<Double> reference) {
        double[] tilts = images.stream().mapToDouble(MdocMatcher::tilt).sorted().toArray();
        boolean[] ambiguous = new boolean[sections];
        for (int i = 1; i < tilts.length; i++) {
            if (tilts[i] - tilts[i - 1] < SAME_TILT_DEG) {
                for (int s = 0; s < sections; s++) {
                    ambiguous[s] |= Math.abs(tilts[i] - reference.get(s)) < SAME_VIEW_DEG / 2;
                }
            }
        }
        return ambiguous;
    }

    /** A sentence if the brightness of some views says that they are other images than those matched by angle. */
    private String contradiction(int[] match) {
        int contradicted = 0;
        int example = -1;
        int exampleImage = -1;
        int samples = Math.min(SAMPLES, sections);
        for (int k = 0; k < samples; k++) {
            int s = (int) ((long) k * (sections - 1) / Math.max(1, samples - 1));
            int[] same =
                    IntStream.range(0, images.size()).filter(i -> isSame(s, i)).toArray();
            if (match[s] >= 0 && same.length == 1 && same[0] != match[s]) {
                contradicted++;
                example = s;
                exampleImage = same[0];
            }
        }
        if (contradicted < 2) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "by their brightness the views are in another order than the angles: view %d is the image the mdoc has"
                        + " at %+.1f°; check the angle file",
                example + 1,
                images.get(exampleImage).tiltDeg().orElse(Double.NaN));
    }

    /**
     * Matches without other angles: by smallest, largest and mean pixel; if the stack's pixels have been changed, by
     * the order (of the mdoc, or sorted by angle) in which the brightness agrees best.
     *
     * @return a match with -1 everywhere if the counts differ and brightness does not tell which images are there
     */
    MdocMatch byBrightness() {
        int[] match = new int[sections];
        Arrays.fill(match, -1);
        boolean statistics = images.stream().allMatch(i -> i.minMaxMean().length == 3);
        if (statistics && images.size() >= sections) {
            double[][] cost = new double[sections][images.size()];
            for (int s = 0; s < sections; s++) {
                for (int i = 0; i < images.size(); i++) {
                    cost[s][i] = brightnessDistance(s, i) + 1e-7 * Math.abs(s - i);
                }
            }
            int[] found = LeastCostPairing.solve(cost);
            long same = IntStream.range(0, sections)
                    .filter(s -> isSame(s, found[s]))
                    .count();
            if (same == sections || (images.size() == sections && same >= MOST * sections)) {
                return new MdocMatch(found, "by MinMaxMean", "");
            }
        }
        if (images.size() != sections) {
            return new MdocMatch(match, "", "");
        }
        return byOrder(statistics);
    }

    private MdocMatch byOrder(boolean statistics) {
        List<int[]> orders = new ArrayList<>();
        List<String> names = List.of("by ZValue", "sorted by ascending angle", "sorted by descending angle");
        int[] byZ = byZValue();
        int[] ascending = IntStream.range(0, sections)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> tilt(images.get(i))))
                .mapToInt(i -> i)
                .toArray();
        int[] descending = IntStream.range(0, sections)
                .map(i -> ascending[sections - 1 - i])
                .toArray();
        orders.add(byZ);
        orders.add(ascending);
        orders.add(descending);
        String unverified = "the order of the mdoc's images could not be checked against the stack: they are taken "
                + names.getFirst();
        if (!statistics || sections < 4) {
            return new MdocMatch(byZ, names.getFirst(), unverified);
        }
        double[] own = IntStream.range(0, sections)
                .mapToDouble(s -> stack.statistics(s).mean())
                .toArray();
        double[] agreement = orders.stream()
                .mapToDouble(o -> correlation(
                        own,
                        Arrays.stream(o)
                                .mapToDouble(i -> images.get(i).minMaxMean()[2])
                                .toArray()))
                .toArray();
        int best = 0;
        for (int k = 1; k < orders.size(); k++) {
            // Only a clear difference overrules the order the mdoc itself states.
            if (agreement[k] > agreement[best] + 0.02) {
                best = k;
            }
        }
        boolean clear = agreement[best] > 0.9;
        for (int k = 0; k < orders.size(); k++) {
            clear &= k == best
                    || Arrays.equals(orders.get(k), orders.get(best))
                    || agreement[best] > agreement[k] + 0.02;
        }
        String how = names.get(best);
        return new MdocMatch(
                orders.get(best),
                how,
                clear
                        ? ""
                        : "the order of the mdoc's images could not be checked against the stack: they are taken "
                                + how);
    }

    /** Sections by their ZValue where those are 0, 1, 2 … in some order; else as in the file. */
    private int[] byZValue() {
        int[] order = new int[sections];
        Arrays.fill(order, -1);
        for (int i = 0; i < sections; i++) {
            double z = TextFiles.number(images.get(i).name());
            if (z != Math.rint(z) || z < 0 || z >= sections || order[(int) z] >= 0) {
                return IntStream.range(0, sections).toArray();
            }
            order[(int) z] = i;
        }
        return order;
    }

    /** True if section and image have the same mean to all digits, or the same extremes and nearly the same mean. */
    private boolean isSame(int section, int image) {
        return image >= 0 && brightnessDistance(section, image) < 1;
    }

    /** Below 1 for the same image; up to 3 for different ones; 2 where the mdoc does not say. */
    private double brightnessDistance(int section, int image) {
        double[] stated = images.get(image).minMaxMean();
        if (stated.length != 3) {
            return 2;
        }
        SectionStatistics own = stack.statistics(section);
        double difference = Math.abs(own.mean() - stated[2]);
        double precision = MEAN_PRECISION * Math.max(1, Math.abs(stated[2]));
        if (difference <= precision) {
            return 0.5 * difference / precision;
        }
        boolean sameExtremes = own.min() == stated[0] && own.max() == stated[1];
        if (sameExtremes && difference < 0.1 * own.standardDeviation()) {
            return 0.9;
        }
        double spread = own.standardDeviation();
        return 2 + (spread > 0 && Double.isFinite(difference) ? Math.min(1, difference / spread) : 1);
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        double r = ab / Math.sqrt(aa * bb);
        return Double.isNaN(r) ? 0 : r;
    }
}
