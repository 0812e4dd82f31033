package org.goldtrail.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.guide.ThisProgram;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.workflow.batch.Attempt;
import org.goldtrail.workflow.batch.Batch;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchOptions;
import org.goldtrail.workflow.batch.BatchTable;
import org.goldtrail.workflow.batch.LocalExecutor;
import org.goldtrail.workflow.batch.SeriesFinder;
import org.goldtrail.workflow.batch.SeriesRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code goldtrail scaling}: measures what a series costs and how that grows with its views, pixels and beads. All series are
 * run one after the other by one process on one thread, after one that only warms it up, so that what is measured is the cost
 * of one more series.
 */
@Command(
        name = "scaling",
        description = "Measures what a series costs by views, pixels and beads; makes the plots of docs/scaling.md.",
        mixinStandardHelpOptions = true)
final class ScalingCommand implements Callable<Integer> {
    private static final int HEAP_MB = 1500;
    private static final long SEED = 7;

    /** The series that all kinds have in common. */
    private static final String BASE = "base";

    private static final int BASE_VIEWS = 41;
    private static final double BASE_MEGAPIXELS = 0.23;
    private static final int BASE_BEADS = 20;

    /** Run first, so that Java has compiled what it runs. */
    private static final String WARM_UP = "a-warm-up";

    @Option(names = "--out", paramLabel = "FOLDER", description = "where to work (default ./${DEFAULT-VALUE})")
    private Path out = Path.of("scaling");

    /** Series that differ in one thing; the middle of each is the same series. */
    private record Kind(String name, String xLabel, double[] values) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("views", "views", new double[] {21, BASE_VIEWS, 81}),
            new Kind("pixels", "megapixels of a view", new double[] {BASE_MEGAPIXELS, 0.52, 0.92}),
            new Kind("beads", "beads", new double[] {10, BASE_BEADS, 40}));

    @Override
    public Integer call() {
        Path in = out.resolve("series");
        Map<String, PhantomParameters> all = new LinkedHashMap<>();
        all.put(WARM_UP, parameters("views", BASE_VIEWS));
        for (Kind kind : KINDS) {
            for (double value : kind.values) {
                all.put(name(kind, value), parameters(kind.name, value));
            }
        }
        all.forEach((name, parameters) -> simulate(name, parameters, in));
        BatchFolder batch = new BatchFolder(out.resolve("batch"));
        ConsoleProgress stop = ConsoleProgress.standard(true);
        BatchConsole console = new BatchConsole(System.err, false, false, stop::isCancelled);
        LocalExecutor.Limits limits = new LocalExecutor.Limits(1, OptionalInt.of(HEAP_MB), OptionalInt.of(1), false);
        try (Interruption interruption = Interruption.cancels(stop);
                LocalExecutor executor = new LocalExecutor(batch, ThisProgram.asProcess(), limits)) {
            report(
                    batch,
                    new Batch(batch, executor, console).run(SeriesFinder.find(List.of(in)), BatchOptions.DEFAULT));
        }
        return 0;
    }

    private static PhantomParameters parameters(String what, double value) {
        PhantomParameters p = PhantomPreset.QUICK.parameters();
        int views = what.equals("views") ? (int) value : BASE_VIEWS;
        int side = (int) Math.rint(Math.sqrt(1e6 * (what.equals("pixels") ? value : BASE_MEGAPIXELS)));
        int beads = what.equals("beads") ? (int) value : BASE_BEADS;
        return p.withSize(side, side)
                .with(p.tilts().withRange(-60, 60, 120.0 / (views - 1)))
                .with(p.gold().withCount(beads));
    }

    private static String name(Kind kind, double value) {
        boolean isBase = value == BASE_VIEWS || value == BASE_MEGAPIXELS || value == BASE_BEADS;
        return isBase ? BASE : String.format(Locale.ROOT, "%s-%05.2f", kind.name, value);
    }

    /** Simulates a series and puts it where the others are. */
    private void simulate(String name, PhantomParameters parameters, Path in) {
        Path stack = in.resolve(name + ".st");
        if (Files.exists(stack)) {
            return;
        }
        Path folder = out.resolve("simulated").resolve(name);
        SimulateCommand.simulate(parameters, SEED, folder);
        try {
            Files.createDirectories(in);
            for (String ending : List.of(".rawtlt", ".st.mdoc", ".st")) {
                Files.move(folder.resolve(parameters.name() + ending), in.resolve(name + ending));
            }
        } catch (java.io.IOException e) {
            throw new GoldtrailException(
                    "the series cannot be put in its place (" + AtomicFile.reason(e) + ")", in.toString(), "", e);
        }
    }

    private void report(BatchFolder batch, BatchTable table) {
        StringBuilder csv = new StringBuilder(
                "series,width,height,views,beads,cpuSeconds,seconds,stackBytes,readBytes,writtenBytes,folderBytes,verdict\n");
        Map<String, SeriesRow> rows = new LinkedHashMap<>();
        for (SeriesRow row : table.rows()) {
            Attempt attempt = batch.attempt(row.name()).orElseThrow();
            rows.put(row.name(), row);
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%d,%d,%d,%d,%.2f,%.2f,%d,%d,%d,%d,%s\n",
                    row.name(),
                    row.figures().widthPx(),
                    row.figures().heightPx(),
                    row.figures().views(),
                    row.figures().beads(),
                    attempt.cpuSeconds(),
                    attempt.seconds(),
                    row.stack().toFile().length(),
                    attempt.readBytes(),
                    attempt.writtenBytes(),
                    bytes(row.folder()),
                    row.verdict()));
        }
        List<ScalingPlot> plots = new ArrayList<>();
        for (Kind kind : KINDS) {
            List<double[]> points = Arrays.stream(kind.values)
                    .mapToObj(v -> java.util.Objects.requireNonNull(rows.get(name(kind, v))))
                    .map(row -> new double[] {amount(kind, row), row.cpuSeconds()})
                    .toList();
            plots.add(new ScalingPlot("CPU time by " + kind.name, kind.xLabel, points));
            System.out.printf(Locale.ROOT, "%s: exponent %.2f%n", kind.name, ScalingPlot.exponent(points));
        }
        AtomicFile.writeText(out.resolve("scaling.csv"), csv.toString());
        AtomicFile.writeText(out.resolve("scaling.svg"), ScalingPlot.svg(plots));
        System.out.print(csv);
    }

    /** What a series has of the thing that its kind is about. */
    private static double amount(Kind kind, SeriesRow row) {
        return switch (kind.name) {
            case "views" -> row.figures().views();
            case "pixels" -> 1e-6 * row.figures().widthPx() * row.figures().heightPx();
            default -> row.figures().beads();
        };
    }

    /** Bytes of all files of a folder. */
    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        } catch (java.io.IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be read (" + AtomicFile.reason(e) + ")", folder.toString(), "", e);
        }
    }
}
