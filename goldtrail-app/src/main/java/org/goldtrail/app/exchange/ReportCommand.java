package org.goldtrail.app.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.goldtrail.app.folder.Folders;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchReport;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail report}: the report of a series. */
@Command(
        name = "report",
        description =
                "Writes report.html and qc.json of workflow folders from what lies in them now, and report.html of a batch.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The page needs no other file: it can be sent by mail and printed to PDF. A run writes it at its end.",
            "Example: goldtrail report TS_01.goldtrail"
        })
public final class ReportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "workflow or batch folders")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Path> folders;

    @Option(names = "--json", description = "the files that were written, as JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<String> written = new ArrayList<>();
        for (Path folder : folders) {
            if (BatchFolder.isBatch(folder) && !Workflow.isWorkflow(folder)) {
                written.add(BatchReport.write(BatchFolder.open(folder)).toString());
                continue;
            }
            written.add(Folders.open(folder).report().toString());
            written.add(folder.resolve(Report.FIGURES).toString());
        }
        if (json) {
            System.out.println(Json.text(written));
        } else {
            written.forEach(file -> System.out.println("wrote " + file));
        }
        return 0;
    }
}
