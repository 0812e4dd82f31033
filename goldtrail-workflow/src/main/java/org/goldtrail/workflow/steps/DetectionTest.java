package org.goldtrail.workflow.steps;

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
import org.goldtrail.image.Image;
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
     * @param parameters it was made with
     * @param view the binned view
     * @param template refined, in pixels of the binned view
     * @param correlation of each pixel of the binned view with the template, -1 to 1
     * @param peaks with their features, raw coordinates, the best first
     */
    public record Result(
            int section,
            double tiltDeg,
            DetectionParameters parameters,
            Image view,
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
        DetectionParameters detection = DetectPeaksStep.core(present, known.darkBeads(), 9);
        RefinementView binned = series.images().view(chosen, detection.binning());
        DetectPeaks.Result result = DetectPeaks.detect(
                List.of(new DetectPeaks.BinnedView(binned.image(), binned.valid())), detection, Progress.SILENT);
        BeadTemplate template = result.template();
        Image correlation = new TiledCorrelation(template).of(binned.image(), binned.valid());
        List<Peak> peaks = result.peaks().getFirst().stream()
                .map(p -> new Peak(chosen, p.x(), p.y(), p.cc(), p.rotationalMerit(), p.edgeMerit(), p.contrast()))
                .toList();
        return new Result(chosen, tilts[chosen], detection, binned.image(), template, correlation, peaks);
    }

    private static int lowest(double[] tilts, Series series) {
        return IntStream.range(0, tilts.length)
                .filter(v -> !series.discarded().contains(v))
                .boxed()
                .min(Comparator.comparingDouble(v -> Math.abs(tilts[v])))
                .orElseThrow();
    }

    private static SeriesFacts measured(SeriesFacts facts, Values values, RawViews.View raw) {
        BeadSize found =
                BeadSizeEstimate.of(1, k -> new BeadSizeEstimate.View(raw.image(), raw.valid()), Progress.SILENT);
        MeasureBeads.Parameters said = values.of(MEASURE.group(), MEASURE.defaults(facts));
        boolean dark = said.beadContrast() == MeasureBeads.Contrast.AUTO
                ? found.dark()
                : said.beadContrast() == MeasureBeads.Contrast.DARK;
        Optional<BeadSize> bead = found.confidence() > 0
                ? Optional.of(BeadSize.given(found.diameterPx(), dark))
                : Optional.of(BeadSize.given(facts.beadDiameterPx(), dark));
        return new SeriesFacts(facts.width(), facts.height(), facts.views(), facts.pixelSizeAngstrom(), bead);
    }
}
