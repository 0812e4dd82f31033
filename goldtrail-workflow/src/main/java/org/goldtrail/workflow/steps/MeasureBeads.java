package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.BeadSizeEstimate;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.series.RawViews;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.series.SeriesLimits;
import org.goldtrail.workflow.units.Length;

/** Measures diameter and contrast of the beads, where the user does not give them. */
final class MeasureBeads extends Step<MeasureBeads.Parameters> {
    /** The beads are measured in so many views of the lowest tilts. */
    private static final int VIEWS = 7;

    /** What is known of the beads. */
    record Parameters(
            @Parameter(
                    label = "bead diameter",
                    usual = "measured",
                    help =
                            "Diameter of the beads' visible core, without the fringe of the defocus, with its unit: 10nm or"
                                    + " 32px. Give it when the measured one is wrong.")
            Optional<Length> beadDiameter,

            @Parameter(
                    label = "bead contrast",
                    usual = "found from the images",
                    help = "Whether beads are darker or brighter than their surroundings.")
            Contrast beadContrast,

            @Parameter(
                    label = "candidate of the bead size",
                    min = 1,
                    max = 2,
                    level = Level.ADVANCED,
                    help =
                            "2 takes a smaller and denser size that was found as well. Set by the program when the first turns"
                                    + " out to be frost or the like.")
            int beadSizeCandidate) {}

    /** Contrast of beads. */
    enum Contrast {
        AUTO,
        DARK,
        BRIGHT
    }

    MeasureBeads() {
        super(
                Area.DETECTION,
                "measureBeads",
                "measure the beads",
                "Measures the diameter of the gold beads and whether they are dark or bright, from the views of lowest tilt."
                        + " All other lengths follow from it.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(Optional.empty(), Contrast.AUTO, 1);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.RAW_STACK, Item.NOMINAL_ANGLES, Item.DISCARDED_TILTS, Item.PIXEL_SIZE);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.BEAD_SIZE);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.STACK);
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        Series series = context.series();
        OptionalDouble given = parameters.beadDiameter.isPresent()
                ? OptionalDouble.of(SeriesLimits.beadDiameterPx(parameters.beadDiameter.get(), series.input()))
                : OptionalDouble.empty();
        BeadSize bead = given.isPresent() && parameters.beadContrast != Contrast.AUTO
                ? BeadSize.given(given.getAsDouble(), parameters.beadContrast == Contrast.DARK)
                : merged(candidate(series, parameters, progress), given, parameters.beadContrast);
        if (bead.confidence() == 0) {
            checkViews(series, progress);
            throw new NoAlignmentException(
                    "there is no round object in the views of low tilt",
                    "",
                    "give the bead diameter if there are beads");
        }
        context.message(describe(bead, series.pixelSizeAngstrom()));
        context.figure("beadDiameterPx", bead.diameterPx());
        context.figure("beadContrast", bead.dark() ? "dark" : "bright");
        context.figure("beadConfidence", bead.confidence());
        Json.write(context.output(Item.BEAD_SIZE), bead);
    }

    private static BeadSize candidate(Series series, Parameters parameters, Progress progress) {
        BeadSize first = measured(series, progress);
        return parameters.beadSizeCandidate == 1 ? first : first.denser().orElse(first);
    }

    /** Where nothing was found since there is nothing to be seen, that is what has to be said. */
    private static void checkViews(Series series, Progress progress) {
        List<ExcludedView> blank = new ArrayList<>();
        series.discarded().forEach(v -> blank.add(new ExcludedView(v, "user", "discarded by the user")));
        List<String> reasons = WorkerPool.shared()
                .map(
                        series.viewCount(),
                        progress,
                        v -> series.images().raw().read(v).blank());
        for (int v = 0; v < reasons.size(); v++) {
            if (!reasons.get(v).isEmpty() && !series.discarded().contains(v)) {
                blank.add(new ExcludedView(v, "blank", reasons.get(v)));
            }
        }
        SeriesLimits.checkViews(series.input(), blank);
    }

    private static BeadSize measured(Series series, Progress progress) {
        double[] tilts = series.tiltsDeg();
        int[] low = IntStream.range(0, tilts.length)
                .filter(v -> !series.discarded().contains(v))
                .boxed()
                .sorted(Comparator.comparingDouble(v -> Math.abs(tilts[v])))
                .limit(VIEWS)
                .mapToInt(Integer::intValue)
                .toArray();
        return BeadSizeEstimate.of(
                low.length,
                k -> {
                    RawViews.View view = series.images().raw().read(low[k]);
                    return new BeadSizeEstimate.View(view.image(), view.valid());
                },
                progress);
    }

    private static BeadSize merged(BeadSize measured, OptionalDouble given, Contrast contrast) {
        return new BeadSize(
                given.orElse(measured.diameterPx()),
                contrast == Contrast.AUTO ? measured.dark() : contrast == Contrast.DARK,
                given.isPresent() ? 1 : measured.confidence(),
                measured.blobCount(),
                measured.secondDiameterPx(),
                given.isPresent() ? OptionalDouble.empty() : measured.denserDiameterPx());
    }

    private static String describe(BeadSize bead, OptionalDouble pixel) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "beads: %s, diameter %.1f px", bead.dark() ? "dark" : "bright", bead.diameterPx()));
        pixel.ifPresent(a -> text.append(String.format(Locale.ROOT, " (%.1f nm)", bead.diameterPx() * a / 10)));
        text.append(String.format(Locale.ROOT, ", confidence %.0f %%", 100 * bead.confidence()));
        bead.secondDiameterPx()
                .ifPresent(d -> text.append(String.format(Locale.ROOT, "; a second size of %.1f px is there, too", d)));
        return text.toString();
    }
}
