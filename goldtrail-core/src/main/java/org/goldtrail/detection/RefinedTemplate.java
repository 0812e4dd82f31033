package org.goldtrail.detection;

import java.util.List;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;

/**
 * Averages the patches at the peaks of the first correlation into a refined template. Only peaks that resemble each
 * other count: each is weighted by its excess correlation and its contrast, so that a handful of beads among hundreds of
 * noise peaks still makes the average.
 */
final class RefinedTemplate {
    /** Correlation below which a patch has no say. */
    private static final double LEAST_CC = 0.5;

    private static final double STEP_PX = 0.5;

    private final DetectionParameters parameters;
    private final RadialProfile profile;

    RefinedTemplate(DetectionParameters parameters) {
        this.parameters = parameters;
        this.profile = new RadialProfile(parameters.binnedMaskRadius() + 1.5, STEP_PX);
    }

    /** Adds the peaks of one binned view; coordinates of the peaks are those of the binned view. */
    void add(Image view, ValidMask valid, List<PeakSearch.Maximum> peaks) {
        PeakFeatures features = new PeakFeatures(parameters);
        for (PeakSearch.Maximum peak : peaks) {
            double excess = peak.value() - LEAST_CC;
            if (excess <= 0) {
                continue;
            }
            double contrast = features.measure(view, valid, peak.x(), peak.y()).contrast();
            if (contrast > 0) {
                // Brightness is averaged in its own units: beads have more of it than anything else.
                profile.add(view, valid, peak.x(), peak.y(), excess * excess * contrast, parameters.dark());
            }
        }
    }

    /** The averaged template; the binary disc where no peak was good enough to average. */
    BeadTemplate template() {
        if (profile.isEmpty()) {
            return disc(parameters);
        }
        double[] fine = profile.values();
        double[] steps = new double[(int) Math.ceil(parameters.binnedMaskRadius()) + 2];
        for (int r = 0; r < steps.length; r++) {
            double value = fine[Math.min(fine.length - 1, (int) Math.round(r / STEP_PX))];
            steps[r] = Double.isNaN(value) ? (r == 0 ? fine[1] : steps[r - 1]) : value;
        }
        double sign = parameters.dark() ? 1 : -1;
        for (int r = 0; r < steps.length; r++) {
            steps[r] *= sign;
        }
        return new BeadTemplate(steps, parameters.binnedMaskRadius());
    }

    static BeadTemplate disc(DetectionParameters parameters) {
        return BeadTemplate.disc(parameters.binnedRadius(), parameters.binnedMaskRadius(), parameters.dark());
    }
}
