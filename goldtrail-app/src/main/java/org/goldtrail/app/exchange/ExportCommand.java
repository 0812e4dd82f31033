package org.goldtrail.app.exchange;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.folder.Folders;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.interchange.Exported;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.Exchange;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.exchange.WorkflowExport;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail export}: results in the form of other programs. */
@Command(
        name = "export",
        description = "Writes the alignment, or the tomogram, in the form of another program.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Formats: imod, relion5, warp, aretomo, dynamo, cets, portal, csv, ome-zarr.",
            "Example: goldtrail export TS_01.goldtrail --to relion5 --out relion"
        })
public final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Targets.class,
            description = "imod, relion5, warp, aretomo, dynamo, cets, portal, csv or ome-zarr")
    private @Nullable String target;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write (default FOLDER/export/FORMAT); files of the same name are replaced")
    private @Nullable Path out;

    @Option(names = "--json", description = "what was written, as JSON; without --to the formats there are")
    private boolean json;

    @Mixin
    private final FormatChoice choice = new FormatChoice();

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        if (target == null && json) {
            System.out.println(Json.text(Exchange.targets()));
            return 0;
        }
        if (target == null) {
            TextTable table = new TextTable(Words.consoleWidth(), "");
            table.head(Style.console(), "--to", "program", "what is written");
            Exchange.targets().forEach(t -> table.row(t.id(), t.label(), t.help()));
            table.print();
            throw new GoldtrailException(
                    "it is not said what to export to",
                    "export",
                    "give --to and one of "
                            + Exchange.targets().stream()
                                    .map(WorkflowExport.Target::id)
                                    .collect(Collectors.joining(", ")));
        }
        Path where = out == null ? folder.resolve("export").resolve(target) : out;
        Exported exported = workflow.exchange().export(target, where, choice::apply, Progress.SILENT);
        if (json) {
            ExportedText.json(Map.of("format", target), exported);
        } else {
            ExportedText.print(exported);
        }
        return 0;
    }
}
