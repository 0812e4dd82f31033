package org.goldtrail.detection;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/**
 * Finds the size and the sign of the beads from a few views: round blobs of all sizes are weighted by how well a disc
 * fits them and by their contrast, in which gold beats everything else in the field; the weights pile up at one
 * diameter. A fringe is never taken for inverted contrast, because it is always weaker than the core it surrounds.
 */
public final class BeadSizeEstimate {
    public static final double SMALLEST_DIAMETER_PX = 4;
    public static final double LARGEST_DIAMETER_PX = 200;

    private static final int STEPS_PER_OCTAVE = 8;

    /** A second size has at least this share of the weight of the first, and a diameter this much different. */
    private static final double SECOND_SIZE_SHARE = 0.2;

    private static final double SECOND_SIZE_RATIO = 1.45;

    /** Gold scatters three times as much as ice or more; crystals of ice among each other differ less. */
    private static final double LEAST_DENSITY_RATIO = 2;

    private BeadSizeEstimate() {}

    /** A view with the pixels that may be used, repaired of hot pixels. Not modified. */
    public record View(Image image, ValidMask valid) {}

    /** Reads one of the views; called twice for each, so that no more views are in memory than threads. */
    public interface Views {
        View view(int index);
    }

    /**
     * @return the size; its confidence is 0 when there is no round blob at all
     */
    public static BeadSize of(int viewCount, Views views, Progress progress) {
        List<List<BlobSearch.Blob>> blobs = WorkerPool.shared().map(viewCount, progress.part(0, 0.8), k -> {
            View view = views.view(k);
            return BlobSearch.find(view.image, view.valid, SMALLEST_DIAMETER_PX, LARGEST_DIAMETER_PX);
        });
        int bins = step(LARGEST_DIAMETER_PX) + 3;
        double[][] histogram = new double[2][bins];
        double total = 0;
        for (List<BlobSearch.Blob> inView : blobs) {
            for (BlobSearch.Blob blob : inView) {
                double weight = weight(blob);
                total += weight;
                // Diameters are spread over the neighbouring steps, as beads are not all alike.
                for (int k = -2; k <= 2; k++) {
                    int i = Math.clamp(step(blob.diameterPx()) + k, 0, bins - 1);
                    histogram[blob.dark() ? 0 : 1][i] += weight * (3 - Math.abs(k)) / 9.0;
                }
            }
        }
        int sign = maximum(histogram[0]) >= maximum(histogram[1]) ? 0 : 1;
        int peak = indexOfMaximum(histogram[sign]);
        double rough = diameter(peak);
        boolean dark = sign == 0;
        if (!(total > 0)) {
            return new BeadSize(rough, true, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double near = 0;
        int count = 0;
        for (List<BlobSearch.Blob> inView : blobs) {
            for (BlobSearch.Blob blob : inView) {
                if (belongs(blob, rough, dark)) {
                    near += weight(blob);
                    count++;
                }
            }
        }
        double refined = refine(views, blobs, rough, dark, progress.part(0.8, 0.9));
        int denser = denserSize(histogram[sign], peak);
        if (denser >= 0 && density(blobs, diameter(denser), dark) < LEAST_DENSITY_RATIO * density(blobs, rough, dark)) {
            denser = -1;
        }
        OptionalDouble denserDiameter = denser < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(refine(views, blobs, diameter(denser), dark, progress.part(0.9, 1)));
        return new BeadSize(refined, dark, near / total, count, secondSize(histogram[sign], peak), denserDiameter);
    }

    /** Weighted mean of contrast over diameter of the blobs of a size. */
    private static double density(List<List<BlobSearch.Blob>> blobs, double diameter, boolean dark) {
        double sum = 0;
        double weights = 0;
        for (List<BlobSearch.Blob> inView : blobs) {
            for (BlobSearch.Blob blob : inView) {
                if (belongs(blob, diameter, dark)) {
                    sum += weight(blob) * blob.contrast() / blob.diameterPx();
                    weights += weight(blob);
                }
            }
        }
        return weights > 0 ? sum / weights : 0;
    }

    private static OptionalDouble secondSize(double[] histogram, int peak) {
        double apart = STEPS_PER_OCTAVE * Math.log(SECOND_SIZE_RATIO) / Math.log(2);
        int best = -1;
        for (int i = 1; i < histogram.length - 1; i++) {
            boolean local = histogram[i] > histogram[i - 1] && histogram[i] >= histogram[i + 1];
            if (local && Math.abs(i - peak) >= apart && (best < 0 || histogram[i] > histogram[best])) {
                best = i;
            }
        }
        if (best < 0 || histogram[best] < SECOND_SIZE_SHARE * histogram[peak]) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(diameter(best));
    }

    /**
     * The smaller size that weighs most for its diameter: of things in ice, gold is the darkest for its size, so that many
     * large balls of frost may outweigh a few beads, but not per diameter. Negative if there is none.
     */
    private static int denserSize(double[] histogram, int peak) {
        double apart = STEPS_PER_OCTAVE * Math.log(SECOND_SIZE_RATIO) / Math.log(2);
        int best = -1;
        for (int i = 1; i <= peak - apart; i++) {
            boolean local = histogram[i] > histogram[i - 1] && histogram[i] >= histogram[i + 1];
            if (local && (best < 0 || histogram[i] / diameter(i) > histogram[best] / diameter(best))) {
                best = i;
            }
        }
        return best >= 0 && histogram[best] / diameter(best) >= SECOND_SIZE_SHARE * histogram[peak] / diameter(peak)
                ? best
                : -1;
    }

    private static double diameter(int step) {
        return SMALLEST_DIAMETER_PX * Math.pow(2, step / (double) STEPS_PER_OCTAVE);
    }

    private static double weight(BlobSearch.Blob blob) {
        return blob.excess() * blob.excess() * Math.max(0, blob.contrast());
    }

    private static boolean belongs(BlobSearch.Blob blob, double diameter, boolean dark) {
        return blob.dark() == dark
                && blob.excess() > 0
                && Math.abs(Math.log(blob.diameterPx() / diameter)) < Math.log(1.3);
    }

    private static int step(double diameterPx) {
        return (int) Math.round(STEPS_PER_OCTAVE * Math.log(diameterPx / SMALLEST_DIAMETER_PX) / Math.log(2));
    }

    /** Diameter at half depth of the averaged profile of the best blobs. */
    private static double refine(
            Views views, List<List<BlobSearch.Blob>> blobs, double rough, boolean dark, Progress progress) {
        List<RadialProfile> profiles = WorkerPool.shared().map(blobs.size(), progress, v -> {
            RadialProfile profile = new RadialProfile(1.25 * rough, Math.max(0.5, rough / 24));
            View view = views.view(v);
            blobs.get(v).stream()
                    .filter(b -> belongs(b, rough, dark))
                    .sorted(Comparator.comparingDouble(BeadSizeEstimate::weight).reversed())
                    .limit(60)
                    .forEach(b -> profile.addCentred(view.image, view.valid, b.x(), b.y(), rough / 2, dark));
            return profile;
        });
        RadialProfile average = new RadialProfile(1.25 * rough, Math.max(0.5, rough / 24));
        profiles.forEach(average::add);
        double radius = average.halfDepthRadius(rough / 2);
        return Double.isNaN(radius) ? rough : 2 * radius;
    }

    private static double maximum(double[] values) {
        return values[indexOfMaximum(values)];
    }

    private static int indexOfMaximum(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
