package org.goldtrail.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.folder.Folders;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail new}: a workflow that has not been run yet. */
@Command(
        name = "new",
        description = "Makes a workflow of a raw tilt series without running it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "The raw stack is linked, never copied and never written."})
final class NewCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STACK", description = "raw tilt series (MRC, TIFF or EM)")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path stack;

    @Mixin
    private final SeriesArguments series = new SeriesArguments();

    @Option(names = "--json", description = "say what was made as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Path folder = series.out().orElseGet(() -> Workflow.defaultFolder(stack));
        if (Workflow.isWorkflow(folder)) {
            throw new GoldtrailException(
                    "there is a workflow in this folder already",
                    folder.toString(),
                    "look at it with goldtrail status, go on with goldtrail run, or name another folder with --out");
        }
        RunOptions options = series.options(stack, series.out(), false);
        Workflow workflow = SeriesRun.prepare(options, ConsoleProgress.standard(json));
        if (json) {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("folder", workflow.folder().toString());
            out.put("name", workflow.name());
            out.put("stack", workflow.stack().toString());
            out.put("views", workflow.tiltsDeg().length);
            System.out.println(Json.text(out));
            return 0;
        }
        System.out.println("workflow: " + workflow.folder());
        System.out.println("next: goldtrail run " + Folders.word(workflow));
        return 0;
    }
}
