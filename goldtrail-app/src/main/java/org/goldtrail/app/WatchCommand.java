package org.goldtrail.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.batch.Batch;
import org.goldtrail.workflow.batch.BatchExecutor;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchTable;
import org.goldtrail.workflow.batch.Watch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail watch}: a batch of series as they arrive. */
@Command(
        name = "watch",
        description = "Runs a workflow for each tilt series that arrives in a folder.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Runs until interrupted by Ctrl-C, or idle for --until-idle; goes on when started again."})
final class WatchCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "folder in which stacks and mdocs arrive")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path incoming;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where to keep the workflows and the summary (default ./<DIR>-batch)")
    private @Nullable Path out;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description = "a series is complete when it has not changed for so long (default ${DEFAULT-VALUE})")
    private String settle = "60s";

    @Option(
            names = "--until-idle",
            paramLabel = "TIME",
            description = "end when nothing has come for so long, like 10min")
    private @Nullable String untilIdle;

    @Option(names = "--json", description = "at the end show the table as JSON")
    private boolean json;

    @Mixin
    private final BatchArguments arguments = new BatchArguments();

    @Override
    public Integer call() {
        if (!Files.isDirectory(incoming)) {
            throw new GoldtrailException("there is no such folder", incoming.toString(), "name an existing one");
        }
        Watch.Times times = new Watch.Times(
                duration(settle, "--settle"),
                untilIdle == null ? Optional.empty() : Optional.of(duration(untilIdle, "--until-idle")));
        BatchFolder batch = new BatchFolder(
                out == null ? Path.of(incoming.toAbsolutePath().normalize().getFileName() + "-batch") : out);
        ConsoleProgress stop = ConsoleProgress.standard(true);
        boolean terminal = ConsoleProgress.isTerminal(System.getenv("GOLDTRAIL_PROGRESS"));
        BatchConsole console = new BatchConsole(System.err, terminal, arguments.quiet(), stop::isCancelled);
        try (Interruption interruption = Interruption.cancels(stop);
                BatchExecutor executor = arguments.executor(batch, true)) {
            BatchTable table = new Watch(new Batch(batch, executor, console), incoming, times).run(arguments.options());
            console.erase();
            System.out.println(json ? BatchCommand.json(table) : table.line());
            return table.exitCode();
        } finally {
            console.erase();
        }
    }

    /** A time with its unit: {@code 30s}, {@code 10min}, {@code 2h}. */
    static Duration duration(String text, String option) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (!plain.matches("[0-9]{1,6} ?(s|min|h)")) {
            throw new GoldtrailException(
                    "\"" + text + "\" is not a time", option, "write it with its unit, like 30s, 10min or 2h");
        }
        long number = Long.parseLong(plain.replaceAll("[^0-9]", ""));
        return plain.endsWith("min")
                ? Duration.ofMinutes(number)
                : plain.endsWith("h") ? Duration.ofHours(number) : Duration.ofSeconds(number);
    }
}
