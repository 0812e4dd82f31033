package org.goldtrail.workflow.steps;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.BeadSizeEstimate;
import org.goldtrail.detection.BeadTemplate;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.detection.Peak;
import org.goldtrail.detection.TiledCorrelation;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.series.RawViews;
import org.goldtrail.workflow.series.Series;

/**
 * Tries the present parameters of {@code detect peaks} on one view, as a look before the full run: the template it ends with,
 * the correlation with it, and the peaks that would be kept.
 */
public final class DetectionTest {
    private static final DetectPeaksStep STEP = new DetectPeaksStep();
    private static final MeasureBeads MEASURE = new MeasureBeads();

    /** Of a binned view with more pixels the middle is tried, so that the answer comes in a few seconds. */
    static final int MOST_PIXELS = 1_000_000;

    /** Below all gold that is used as a fiducial, 5 nm and more. */
    private static final double SMALLEST_GOLD_ANGSTROM = 30;

    /** Its diameter in pixels of the view it is measured on, at least. */
    private static final double SMALLEST_GOLD_PX = 8;

    private DetectionTest() {}

    /** The present values of parameters: what has been set, and the defaults for the rest. */
    @FunctionalInterface
    public interface Values {
        <P extends Record> P of(ParameterGroup<P> group, P defaults);
    }

    /**
     * What the test shows.
     *
     * @param section the view, 0-based
     * @param tiltDeg its nominal angle
     * @param parameters it was made with, the peaks of a part as many as its share of the view
     * @param view the binned view, or its middle if it is large
     * @param left where that begins, raw pixels; 0 if it is the whole view
     * @param bottom likewise
     * @param template refined, in pixels of the binned view
     * @param correlation of each pixel of {@code view} with the template, -1 to 1
     * @param peaks with their features, raw coordinates, the best first
     */
    public record Result(
            int section,
            double tiltDeg,
            DetectionParameters parameters,
            Image view,
            int left,
            int bottom,
            BeadTemplate template,
            Image correlation,
            List<Peak> peaks) {}

    /**
     * Tests on a view.
     *
     * @param section 0-based; the view of lowest tilt if empty
     * @param facts with the beads' size if it is known; it is measured on this view otherwise
     * @throws GoldtrailException if there is no such view or it holds no data
     */
    public static Result of(Series series, Values values, SeriesFacts facts, Optional<Integer> section) {
        double[] tilts = series.tiltsDeg();
        int chosen = section.orElseGet(() -> lowest(tilts, series));
        if (chosen < 0 || chosen >= tilts.length) {
            throw new GoldtrailException(
                    "there is no view " + (chosen + 1), series.name(), "choose one from 1 to " + tilts.length);
        }
        RawViews.View raw = series.images().raw().read(chosen);
        if (!raw.blank().isEmpty()) {
            throw new GoldtrailException(
                    "view " + (chosen + 1) + " holds no data (" + raw.blank() + ")",
                    series.name(),
                    "choose another view");
        }
        SeriesFacts known = facts.bead().isPresent() ? facts : measured(facts, values, raw);
        DetectPeaksStep.Parameters present = values.of(STEP.group(), STEP.defaults(known));
        DetectionParameters whole = DetectPeaksStep.core(present, known.darkBeads(), 9);
        RefinementView binned = series.images().view(chosen, whole.binning());
        Part part = Part.middle(binned.image(), binned.valid());
        DetectionParameters detection = part.parameters(whole, binned.image());
        DetectPeaks.Result result = DetectPeaks.detect(
                List.of(new DetectPeaks.BinnedView(part.image, part.valid)), detection, Progress.SILENT);
        BeadTemplate template = result.template();
        Image correlation = new TiledCorrelation(template).of(part.image, part.valid);
        int left = part.left * detection.binning();
        int bottom = part.bottom * detection.binning();
        List<Peak> peaks = result.peaks().getFirst().stream()
                .map(p -> new Peak(
                        chosen, p.x() + left, p.y() + bottom, p.cc(), p.rotationalMerit(), p.edgeMerit(), p.contrast()))
                .toList();
        return new Result(chosen, tilts[chosen], detection, part.image, left, bottom, template, correlation, peaks);
    }

    /** A part of a view that begins at a pixel of it. */
    record Part(Image image, ValidMask valid, int left, int bottom) {
        /** All of it, or as much of its middle as is tried, with its proportions. */
        static Part middle(Image view, ValidMask valid) {
            double share = Math.sqrt((double) MOST_PIXELS / view.pixels().length);
            if (share >= 1) {
                return new Part(view, valid, 0, 0);
            }
            int width = (int) (share * view.width());
            int height = (int) (share * view.height());
            int left = (view.width() - width) / 2;
            int bottom = (view.height() - height) / 2;
            Image image = new Image(width, height);
            BitSet bits = new BitSet(width * height);
            for (int y = 0; y < height; y++) {
                int from = (bottom + y) * view.width() + left;
                System.arraycopy(view.pixels(), from, image.pixels(), y * width, width);
                for (int x = 0; x < width; x++) {
                    bits.set(y * width + x, valid.isValid(from + x));
                }
            }
            return new Part(image, new ValidMask(width, height, bits), left, bottom);
        }

        /** Of the peaks that would be kept of the view, as large a share as the part has of its pixels. */
        DetectionParameters parameters(DetectionParameters whole, Image view) {
            double share = (double) image.pixels().length / view.pixels().length;
            return whole.withPeaksPerView((int) Math.max(1, Math.rint(share * whole.peaksPerView())));
        }
    }

    private static int lowest(double[] tilts, Series series) {
        return IntStream.range(0, tilts.length)
                .filter(v -> !series.discarded().contains(v))
                .boxed()
                .min(Comparator.comparingDouble(v -> Math.abs(tilts[v])))
                .orElseThrow();
    }

    private static SeriesFacts measured(SeriesFacts facts, Values values, RawViews.View raw) {
        int binning = measuringBinning(facts);
        BeadSizeEstimate.View view = new BeadSizeEstimate.View(
                Binning.bin(raw.image(), binning), raw.valid().binned(binning));
        BeadSize found = BeadSizeEstimate.of(1, k -> view, Progress.SILENT);
        MeasureBeads.Parameters said = values.of(MEASURE.group(), MEASURE.defaults(facts));
        boolean dark = said.beadContrast() == MeasureBeads.Contrast.AUTO
                ? found.dark()
                : said.beadContrast() == MeasureBeads.Contrast.DARK;
        Optional<BeadSize> bead = found.confidence() > 0
                ? Optional.of(BeadSize.given(binning * found.diameterPx(), dark))
                : Optional.of(BeadSize.given(facts.beadDiameterPx(), dark));
        return new SeriesFacts(facts.width(), facts.height(), facts.views(), facts.pixelSizeAngstrom(), bead);
    }

    /** Where pixels are much finer than the smallest gold, a coarser view tells its size as well and much sooner. */
    private static int measuringBinning(SeriesFacts facts) {
        return facts.pixelSizeAngstrom().isPresent()
                ? Math.max(1, (int) (SMALLEST_GOLD_ANGSTROM
                        / SMALLEST_GOLD_PX
                        / facts.pixelSizeAngstrom().getAsDouble()))
                : 1;
    }
}
