package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.goldtrail.detection.DetectionParameters;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.image.ZeroLevel;
import org.goldtrail.refinement.RefinementParameters;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.series.RawViews;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.series.SeriesImages;
import org.goldtrail.workflow.units.Units;

/** Makes a binned copy of the tilt series for fast viewing, and finds the views that hold no data. */
final class VisualisationMatrix extends Step<VisualisationMatrix.Parameters> {
    /** The binning. */
    record Parameters(
            @Parameter(
                    label = "binning factor",
                    min = 1,
                    max = 64,
                    help = "True binning factor of the copy: 4 averages blocks of 4 x 4 pixels (2 in Dynamo's counting,"
                            + " where n stands for 2 to the power of n).")
            int workingBinningFactor) {}

    VisualisationMatrix() {
        super(
                Area.DETECTION,
                "visualisationMatrix",
                "creates a binned tilt series",
                "Creates a binned version of the tilt series to make viewing fast, repairs hot pixels, and finds views that"
                        + " are blank.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(4);
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.RAW_STACK);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.VIEW_STATES, Item.VISUALISATION_STACK);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.STACK);
    }

    @Override
    public double weight() {
        return 1.5;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        Series series = context.series();
        SeriesImages images = series.images();
        int n = series.viewCount();
        int binning = parameters.workingBinningFactor;
        // Views are read once here for the steps after this one, too, as far as memory allows.
        int[] wanted = context.facts()
                .bead()
                .map(b -> new int[] {
                    binning,
                    DetectionParameters.of(b).binning(),
                    RefinementParameters.of(b.diameterPx(), b.dark()).binning()
                })
                .orElse(new int[] {binning});
        AtomicReferenceArray<String> rows = new AtomicReferenceArray<>(n);
        AtomicIntegerArray empty = new AtomicIntegerArray(n);
        MrcLayout layout = MrcLayout.stack(
                        Math.max(1, series.width() / binning), Math.max(1, series.height() / binning), n)
                .withPixelSize(Units.scaled(series.pixelSizeAngstrom(), binning))
                .withLabels(List.of(Units.label("visualisation matrix, binned by " + binning)));
        try (MrcWriter writer = MrcWriter.create(context.output(Item.VISUALISATION_STACK), layout)) {
            WorkerPool.shared().forEach(n, progress, v -> {
                RawViews.View whole = images.raw().read(v);
                images.prepare(v, whole, wanted);
                RefinementView view = images.view(v, binning);
                double valid = whole.valid().fraction();
                String blank = whole.blank();
                empty.set(v, blank.isEmpty() ? 0 : 1);
                rows.set(v, row(v, valid, images.raw().repairedPixels(v), whole));
                writer.writeSection(v, finite(view.image()));
            });
            writer.commit();
        }
        List<String> lines = new ArrayList<>();
        lines.add("tilt,validFraction,repairedPixels,kind,reason,level,noiseVariance");
        IntStream.range(0, n).mapToObj(rows::get).forEach(lines::add);
        AtomicFile.writeText(context.output(Item.VIEW_STATES), String.join("\n", lines) + "\n");
        int blanks = IntStream.range(0, n).map(empty::get).sum();
        context.figure("views", n);
        context.figure("viewsWithoutData", blanks);
        context.figure("repairedPixels", images.raw().repairedPixels());
        context.message("repaired " + images.raw().repairedPixels() + " hot, dead or missing pixels");
    }

    private static String row(int section, double valid, int repaired, RawViews.View view) {
        String blank = view.blank();
        double[] measured = blank.isEmpty() ? ZeroLevel.levelAndVariance(view.image(), view.valid()) : new double[0];
        String levels = measured.length == 2 ? String.format(Locale.ROOT, "%.9g,%.9g", measured[0], measured[1]) : ",";
        return String.format(
                Locale.ROOT,
                "%d,%.4f,%d,%s,%s,%s",
                section,
                valid,
                repaired,
                blank.isEmpty() ? "" : "blank",
                blank,
                levels);
    }

    /** Views without data may hold no numbers at all. */
    private static Image finite(Image image) {
        for (float value : image.pixels()) {
            if (!Float.isFinite(value)) {
                Image clean = image.copy();
                float[] data = clean.pixels();
                for (int i = 0; i < data.length; i++) {
                    data[i] = Float.isFinite(data[i]) ? data[i] : 0;
                }
                return clean;
            }
        }
        return image;
    }
}
