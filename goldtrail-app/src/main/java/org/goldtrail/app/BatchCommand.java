package org.goldtrail.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.guide.AreaNames;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.app.guide.StepNames;
import org.goldtrail.workflow.batch.Batch;
import org.goldtrail.workflow.batch.BatchExecutor;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchOptions;
import org.goldtrail.workflow.batch.BatchSeries;
import org.goldtrail.workflow.batch.BatchTable;
import org.goldtrail.workflow.batch.SeriesFinder;
import org.goldtrail.workflow.batch.SeriesRow;
import org.goldtrail.workflow.batch.SeriesState;
import org.goldtrail.workflow.batch.SummaryColumn;
import org.goldtrail.workflow.batch.slurm.SlurmExecutor;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.report.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail batch}: the main job for many series. */
@Command(
        name = "batch",
        description = "Runs a workflow for each of many tilt series and keeps a table of all.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A series is open while steps are out of date or were not asked for; the table says which. That alone does not",
            "change the exit code.",
            "The same command goes on where it was interrupted; goldtrail batch FOLDER does so, too.",
            "Exit code: that of the worst series (0 good, 3 questionable, 4 failed, 2 bad input, 6 not enough memory",
            "or disk space, 1 error), 130 cancelled."
        })
final class BatchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "folders of stacks, list files (.txt), mdocs and stacks; or the folder of a batch that is there")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FOLDER", description = "where to keep the workflows and the summary")
    private @Nullable Path out;

    @Mixin
    private final BatchArguments arguments = new BatchArguments();

    @Option(names = "--retry-failed", description = "try again what has failed or was broken")
    private boolean retryFailed;

    @Option(names = "--only-new", description = "leave alone all series that were tried before")
    private boolean onlyNew;

    @Option(
            names = "--share",
            paramLabel = "axis,bead",
            completionCandidates = Candidates.Shared.class,
            description = "solve once what the series of a session have in common")
    private @Nullable String share;

    @Option(
            names = "--area",
            paramLabel = "AREA",
            completionCandidates = AreaNames.class,
            description = "do the steps of an area again, and then all after it that had been done")
    private @Nullable String area;

    @Option(
            names = "--step",
            paramLabel = "STEP",
            completionCandidates = StepNames.class,
            description = "do one step again, and then all after it that had been done")
    private @Nullable String step;

    @Option(
            names = "--from",
            paramLabel = "STEP",
            completionCandidates = StepNames.class,
            description = "run a step and all after it again")
    private @Nullable String from;

    @Option(
            names = "--upto",
            paramLabel = "STEP",
            completionCandidates = StepNames.class,
            description = "run all steps up to one, and no more")
    private @Nullable String upTo;

    @Option(names = "--force", description = "run steps that are up to date as well")
    private boolean force;

    @Option(names = "--summary", description = "only write the summary anew and show it")
    private boolean summaryOnly;

    @Option(names = "--json", description = "show the table as JSON")
    private boolean json;

    @Option(names = "--cancel", description = "Slurm: cancel the jobs of the batch")
    private boolean cancel;

    @Override
    public Integer call() {
        boolean resumed = out == null && inputs.size() == 1 && BatchFolder.isBatch(inputs.getFirst());
        if (out == null && !resumed) {
            throw new GoldtrailException(
                    "it was not said where to keep the batch", "--out", "give a folder, like --out session1");
        }
        Path root = resumed ? inputs.getFirst() : java.util.Objects.requireNonNull(out);
        if (summaryOnly || cancel) {
            BatchFolder batch = BatchFolder.open(root);
            if (cancel) {
                System.err.println(SlurmExecutor.cancel(batch));
            }
            return show(root, Batch.writeSummary(batch));
        }
        BatchOptions options = arguments
                .options()
                .with(BatchArguments.steps(area, step, from, upTo, force))
                .sharing(BatchArguments.kinds(share));
        options = retryFailed ? options.retrying() : options;
        options = onlyNew ? options.newOnly() : options;
        List<BatchSeries> series = resumed ? List.of() : SeriesFinder.find(inputs);
        return show(root, run(new BatchFolder(root), series, options));
    }

    private BatchTable run(BatchFolder batch, List<BatchSeries> series, BatchOptions options) {
        ConsoleProgress stop = ConsoleProgress.standard(true);
        boolean terminal = ConsoleProgress.isTerminal(System.getenv("GOLDTRAIL_PROGRESS"));
        BatchConsole console = new BatchConsole(System.err, terminal, arguments.quiet(), stop::isCancelled);
        try (Interruption interruption = Interruption.cancels(stop);
                BatchExecutor executor = arguments.executor(batch, false)) {
            return new Batch(batch, executor, console).run(series, options);
        } finally {
            console.erase();
        }
    }

    private int show(Path root, BatchTable table) {
        if (json) {
            System.out.println(json(table));
        } else if (!arguments.quiet()) {
            BatchConsole.lines(table, Integer.MAX_VALUE).forEach(System.out::println);
            table.rows().stream()
                    .filter(r -> r.state().isUnlucky())
                    .forEach(r -> System.out.println(r.name() + ": " + r.told()));
            tellOpen(root, table);
            System.out.println("report: " + root.resolve(Report.PAGE));
        } else {
            System.out.println(table.line());
        }
        return table.exitCode();
    }

    /** Says what is left of series that are open, and which command does it. */
    private static void tellOpen(Path root, BatchTable table) {
        List<SeriesRow> open =
                table.rows().stream().filter(r -> r.state() == SeriesState.OPEN).toList();
        if (!open.isEmpty()) {
            System.out.println(
                    open.size() + " series open: in " + open.getFirst().name() + ", "
                            + String.join("; ", open.getFirst().reasons()));
            System.out.println("next: goldtrail batch " + Words.shellWord(root));
        }
    }

    /** The table as JSON: for each series the columns of {@code summary.csv}. */
    static String json(BatchTable table) {
        return Json.text(table.rows().stream().map(BatchCommand::fields).toList());
    }

    private static Map<String, String> fields(SeriesRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        SummaryColumn.ALL.forEach(c -> fields.put(c.name(), c.field().apply(row)));
        return fields;
    }
}
