package org.goldtrail.app.guide;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.workflow.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail doctor}: what the program finds on this machine. */
@Command(
        name = "doctor",
        description =
                "Checks the machine: Java, memory, cores, the disk, and external programs that some steps can use.",
        mixinStandardHelpOptions = true,
        footer = {"", "The exit code is 2 where something would keep Goldtrail from working."})
public final class DoctorCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "where the work is to be done (default: the present folder)")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> findings = Examination.of(folder);
        if (json) {
            System.out.println(
                    Json.text(findings.stream().map(DoctorCommand::json).toList()));
        } else {
            print(findings);
        }
        return findings.stream().anyMatch(f -> f.kind() == Finding.Kind.PROBLEM) ? 2 : 0;
    }

    private static void print(List<Finding> findings) {
        Style style = Style.console();
        TextTable table = new TextTable(Words.consoleWidth(), "");
        for (Finding f : findings) {
            table.cells(
                    new Cell(f.kind().word(), text -> f.kind().look(style, text)),
                    Cell.of(f.what()),
                    Cell.of(f.advice().isEmpty() ? f.found() : f.found() + "; " + f.advice()));
        }
        table.print();
    }

    private static Map<String, Object> json(Finding f) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("what", f.what());
        out.put("state", f.kind().word());
        out.put("found", f.found());
        out.put("advice", f.advice());
        return out;
    }
}
