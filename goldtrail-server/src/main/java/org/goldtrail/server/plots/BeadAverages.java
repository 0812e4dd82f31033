package org.goldtrail.server.plots;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.detection.RadialProfile;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.HotPixels;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/** The averages of the patches of each marker, and of all of them, with what they tell of the beads' size. */
final class BeadAverages {
    /** Number that stands for all markers together. */
    static final int ALL = -1;

    private BeadAverages() {}

    /**
     * An average.
     *
     * @param marker its number, or {@link #ALL}
     * @param observations number of patches that lie wholly inside their views
     * @param sum of the patches, each brought to mean 0 and standard deviation 1 before
     * @param profile brightness as a function of radius, beads negative
     * @param radiusPx radius at half depth; NaN where the profile shows no core
     */
    record Average(int marker, int observations, Image sum, RadialProfile profile, double radiusPx) {}

    /**
     * Averages all markers.
     *
     * @param sidePx side of the patches, raw pixels
     * @param radiusPx expected radius of the beads
     * @param dark whether beads are darker than their surroundings
     * @return that of all first, then those of the markers in their order
     */
    static List<Average> of(MrcStack stack, MarkerSet markers, int sidePx, double radiusPx, boolean dark) {
        PatchCutter cutter = new PatchCutter(stack, sidePx);
        List<List<Observation>> trails = List.copyOf(markers.byMarker().values());
        List<Sum> sums = WorkerPool.shared().map(trails.size(), Progress.SILENT, t -> {
            Sum sum = new Sum(sidePx, radiusPx);
            for (Observation o : trails.get(t)) {
                Image image = cutter.cut(o.tilt(), o.x(), o.y());
                if (standardise(image)) {
                    sum.add(image, dark);
                }
            }
            return sum;
        });
        Sum all = new Sum(sidePx, radiusPx);
        sums.forEach(all::add);
        List<Average> averages = new ArrayList<>();
        averages.add(all.average(ALL));
        for (int t = 0; t < sums.size(); t++) {
            averages.add(sums.get(t).average(trails.get(t).getFirst().marker()));
        }
        return averages;
    }

    /** The patches of a marker, summed up. */
    private static final class Sum {
        private final Image image;
        private final RadialProfile profile;
        private final double radiusPx;
        private int count;

        Sum(int sidePx, double radiusPx) {
            this.image = new Image(sidePx, sidePx);
            this.radiusPx = radiusPx;
            double step = Math.max(0.5, radiusPx / 24);
            // Reaches as far as a patch does on all sides.
            this.profile = new RadialProfile(Math.max(2 * step, (sidePx - 1) / 2.0 - 2.01 * step), step);
        }

        void add(Image patch, boolean dark) {
            addPixels(patch);
            profile.add(patch, ValidMask.all(patch.width(), patch.height()), patch.centreX(), patch.centreY(), 1, dark);
            count++;
        }

        void add(Sum other) {
            addPixels(other.image);
            profile.add(other.profile);
            count += other.count;
        }

        private void addPixels(Image other) {
            for (int i = 0; i < image.pixels().length; i++) {
                image.pixels()[i] += other.pixels()[i];
            }
        }

        Average average(int marker) {
            return new Average(marker, count, image, profile, profile.halfDepthRadius(radiusPx));
        }
    }

    /** Views differ in brightness and noise; false for a patch that is constant or not wholly inside its view. */
    private static boolean standardise(Image image) {
        for (float value : image.pixels()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);
        double sum = 0;
        double squares = 0;
        for (float value : image.pixels()) {
            sum += value;
        }
        double mean = sum / image.pixels().length;
        for (float value : image.pixels()) {
            squares += (value - mean) * (value - mean);
        }
        double sd = Math.sqrt(squares / image.pixels().length);
        if (!(sd > 0)) {
            return false;
        }
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = (float) ((image.pixels()[i] - mean) / sd);
        }
        return true;
    }
}
