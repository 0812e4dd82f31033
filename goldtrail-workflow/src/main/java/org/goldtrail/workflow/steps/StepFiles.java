package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.goldtrail.detection.Peak;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.image.ZeroLevel;
import org.goldtrail.indexing.ObservationCloud;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.series.Series;

/** Reads the items that several steps take. */
final class StepFiles {
    private StepFiles() {}

    /** Peaks of each view, in the order of the file. */
    static List<List<Peak>> peaks(StepContext context, Item item) {
        int views = context.series().viewCount();
        List<List<Peak>> peaks = new ArrayList<>();
        for (int v = 0; v < views; v++) {
            peaks.add(new ArrayList<>());
        }
        for (PeakFile.Peak p : PeakFile.read(context.input(item), views)) {
            peaks.get(p.tilt())
                    .add(new Peak(p.tilt(), p.x(), p.y(), p.cc(), p.rotationalMerit(), p.edgeMerit(), p.contrast()));
        }
        return peaks;
    }

    /** Peaks as rows of a file. */
    static List<PeakFile.Peak> rows(List<List<Peak>> peaks) {
        List<PeakFile.Peak> rows = new ArrayList<>();
        for (List<Peak> inView : peaks) {
            for (Peak p : inView) {
                rows.add(new PeakFile.Peak(
                        p.tilt(), p.x(), p.y(), p.cc(), p.rotationalMerit(), p.edgeMerit(), p.contrast()));
            }
        }
        return rows;
    }

    /** The selected peaks with their probabilities, as indexing takes them. */
    static ObservationCloud cloud(StepContext context) {
        Series series = context.series();
        List<List<Peak>> peaks = peaks(context, Item.SELECTED_PEAKS);
        CsvTable table = CsvTable.read(context.input(Item.SELECTED_PEAKS).resolveSibling("peak-selection.csv"));
        int tilt = table.column("tilt");
        int selected = table.column("selected");
        int probability = table.column("probability");
        List<List<Double>> weights = new ArrayList<>();
        peaks.forEach(p -> weights.add(new ArrayList<>()));
        for (CsvTable.Row row : table.rows()) {
            if (row.index(selected, 2) == 1) {
                weights.get(row.index(tilt, series.viewCount())).add(row.number(probability));
            }
        }
        List<double[]> weight = new ArrayList<>();
        for (int v = 0; v < peaks.size(); v++) {
            // Peaks that a person has added to the table have no probability: they are meant to count.
            List<Double> known = weights.get(v);
            int n = peaks.get(v).size();
            weight.add(
                    known.size() == n
                            ? known.stream().mapToDouble(p -> p).toArray()
                            : Collections.nCopies(n, 1.0).stream()
                                    .mapToDouble(p -> p)
                                    .toArray());
        }
        return ObservationCloud.of(series.width(), series.height(), peaks, weight);
    }

    /** Why each view without data has none. */
    static List<ExcludedView> viewsWithoutData(StepContext context) {
        CsvTable table = CsvTable.read(context.input(Item.VIEW_STATES));
        int tilt = table.column("tilt");
        int kind = table.column("kind");
        int reason = table.column("reason");
        List<ExcludedView> out = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            if (!row.text(kind).isEmpty()) {
                out.add(new ExcludedView(
                        row.index(tilt, context.series().viewCount()), row.text(kind), row.text(reason)));
            }
        }
        return out;
    }

    /** Grey value of no electrons at all; empty where it cannot be told. */
    static OptionalDouble zeroLevel(StepContext context) {
        CsvTable table = CsvTable.read(context.input(Item.VIEW_STATES));
        int tilt = table.column("tilt");
        int level = table.column("level");
        int variance = table.column("noisevariance");
        boolean[] usable = usable(context);
        List<double[]> measured = table.rows().stream()
                .filter(row -> usable[row.index(tilt, usable.length)])
                .map(row -> new double[] {row.numberOrNaN(level), row.numberOrNaN(variance)})
                .filter(pair -> Double.isFinite(pair[0]) && Double.isFinite(pair[1]))
                .toList();
        return ZeroLevel.of(measured);
    }

    /** Which views hold data. */
    static boolean[] hasData(StepContext context) {
        boolean[] flags = new boolean[context.series().viewCount()];
        java.util.Arrays.fill(flags, true);
        viewsWithoutData(context).forEach(e -> flags[e.section()] = false);
        return flags;
    }

    /** Which views hold data and are not discarded by the user. */
    static boolean[] usable(StepContext context) {
        boolean[] flags = hasData(context);
        context.series().discarded().forEach(v -> flags[v] = false);
        return flags;
    }

    static int count(boolean[] flags) {
        return (int) IntStream.range(0, flags.length).filter(v -> flags[v]).count();
    }

    static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }
}
