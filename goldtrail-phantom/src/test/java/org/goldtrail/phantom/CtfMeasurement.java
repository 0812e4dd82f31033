package org.goldtrail.phantom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.CtfOptics;
import org.goldtrail.ctf.CtfParameters;
import org.goldtrail.ctf.CtfSeriesInput;
import org.goldtrail.ctf.EstimateCtf;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.SpecimenPlane;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.HotPixels;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;
import org.goldtrail.image.ValidMaskFinder;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import tools.jackson.databind.JsonNode;

/** Estimates the CTF of a simulated series and compares it with the truth, view by view. */
final class CtfMeasurement {
    /** One view: error of the mean defocus, length of the astigmatism's error vector, and the bound, all in Å. */
    record ViewError(double tiltDeg, double defocus, double astigmatism, double bound, double claimedSd) {}

    final Truth truth;
    final SeriesCtf result;
    final List<ViewError> errors = new ArrayList<>();
    final double seconds;
    private double commonAstigmatism;

    private CtfMeasurement(Truth truth, SeriesCtf result, double seconds) {
        this.truth = truth;
        this.result = result;
        this.seconds = seconds;
    }

    /** @param folder a simulated series with its truth */
    static CtfMeasurement of(Path folder, WorkerPool pool) {
        return of(folder, pool, image -> image);
    }

    /** @param treatment what is done to each view before, as another program might have */
    static CtfMeasurement of(Path folder, WorkerPool pool, UnaryOperator<Image> treatment) {
        Truth truth = TruthFiles.read(folder);
        CtfOptics optics = optics(truth);
        try (MrcStack stack = MrcStack.open(folder.resolve(truth.stack()))) {
            int n = stack.sectionsPresent();
            ValidMask[] masks = new ValidMask[n];
            ViewSource views = new ViewSource() {
                @Override
                public int viewCount() {
                    return n;
                }

                @Override
                public int width() {
                    return stack.width();
                }

                @Override
                public int height() {
                    return stack.height();
                }

                @Override
                public Image view(int section) {
                    Image image = treatment.apply(stack.readView(section));
                    masks[section] = ValidMaskFinder.find(image, 8);
                    HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);
                    return image;
                }
            };
            List<ViewGeometry> geometries = new ArrayList<>();
            List<Integer> order = new ArrayList<>();
            for (Truth.TiltTruth t : truth.tilts()) {
                geometries.add(new ViewGeometry(t.phi(), t.theta(), 0, t.mag(), t.shift()[0], t.shift()[1]));
                order.add(t.acqIndex());
            }
            long start = System.nanoTime();
            SeriesCtf result = EstimateCtf.estimate(
                    new CtfSeriesInput(views, v -> masks[v], truth.apix(), geometries, order, plane(truth)),
                    CtfParameters.standard(optics),
                    Progress.SILENT,
                    pool);
            CtfMeasurement m = new CtfMeasurement(truth, result, (System.nanoTime() - start) / 1e9);
            m.compare(optics);
            return m;
        }
    }

    /** The middle of the slab, whose normal is the third column of its rotation. */
    private static SpecimenPlane plane(Truth truth) {
        double[][] rotation = truth.slab().rotation();
        return new SpecimenPlane(-rotation[0][2] / rotation[2][2], -rotation[1][2] / rotation[2][2]);
    }

    private static CtfOptics optics(Truth truth) {
        JsonNode p = java.util.Objects.requireNonNull(truth.params());
        return new CtfOptics(
                CtfBound.first(p, "optics/voltage_kv", "optics/kV"),
                CtfBound.first(p, "optics/spherical_aberration_mm", "optics/cs_mm"),
                CtfBound.first(p, "optics/amplitude_contrast", "optics/amp_contrast"));
    }

    private void compare(CtfOptics optics) {
        double meanC = 0;
        double meanS = 0;
        for (ViewCtf view : result.views()) {
            Truth.TiltTruth t = truth.tilts().get(view.section());
            CtfModel model = view.model();
            if (model == null || t.viewStatus() != ViewStatus.GOOD) {
                continue;
            }
            double angle = 2 * Math.toRadians(t.astigDeg());
            double c = t.astigUm() * 1e4 * Math.cos(angle);
            double s = t.astigUm() * 1e4 * Math.sin(angle);
            meanC += (model.cosineAngstrom() - c) / result.views().size();
            meanS += (model.sineAngstrom() - s) / result.views().size();
            errors.add(new ViewError(
                    t.theta(),
                    model.meanAngstrom() - t.defocusUm() * 1e4,
                    2 * Math.hypot(model.cosineAngstrom() - c, model.sineAngstrom() - s),
                    CtfBound.defocusAngstrom(truth, t, optics),
                    view.defocusSdAngstrom()));
        }
        commonAstigmatism = 2 * Math.hypot(meanC, meanS);
    }

    double[] defocusErrors(double lowestTilt, double highestTilt) {
        return errors.stream()
                .filter(e -> Math.abs(e.tiltDeg) >= lowestTilt && Math.abs(e.tiltDeg) <= highestTilt)
                .mapToDouble(e -> Math.abs(e.defocus))
                .toArray();
    }

    double[] astigmatismErrors() {
        return errors.stream().mapToDouble(ViewError::astigmatism).toArray();
    }

    /** One line of a table. */
    String line(String name) {
        double[] low = defocusErrors(0, 46);
        double[] all = defocusErrors(0, 61);
        double rms = Math.sqrt(errors.stream()
                .mapToDouble(e -> e.defocus * e.defocus)
                .average()
                .orElse(Double.NaN));
        double bound = Math.sqrt(
                errors.stream().mapToDouble(e -> e.bound * e.bound).average().orElse(Double.NaN));
        double bias = errors.stream().mapToDouble(ViewError::defocus).average().orElse(Double.NaN);
        double claimed = Math.sqrt(errors.stream()
                .mapToDouble(e -> e.claimedSd * e.claimedSd)
                .average()
                .orElse(Double.NaN));
        return String.format(
                Locale.ROOT,
                "%-14s %5.1f | <=45: med %4.0f 95%% %4.0f | all: med %4.0f 95%% %4.0f rms %4.0f bias %4.0f bound %4.0f"
                        + " claimed %4.0f | astig med %4.0f common %4.0f | hand %+d odds %6.1f z %5.1f | rings %6.1f %s | %.1f s",
                name,
                truth.apix(),
                Statistics.median(low),
                Statistics.quantile(low, 0.95),
                Statistics.median(all),
                Statistics.quantile(all, 0.95),
                rms,
                bias,
                bound,
                claimed,
                Statistics.median(astigmatismErrors()),
                commonAstigmatism,
                result.hand().hand(),
                result.hand().logOdds(),
                result.hand().z(),
                result.ringTest(),
                result.ringsFound() ? "found" : "none",
                seconds);
    }
}
