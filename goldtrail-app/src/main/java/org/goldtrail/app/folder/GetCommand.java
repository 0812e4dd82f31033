package org.goldtrail.app.folder;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail get}: the values of parameters. */
@Command(
        name = "get",
        description = "Shows the values of parameters, and which of them were set.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: goldtrail get TS_01.goldtrail detection",
            "          goldtrail get TS_01.goldtrail detection.detectPeaks.beadRadiusPx --json"
        })
public final class GetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            completionCandidates = Candidates.Topics.class,
            description = "a parameter, a step, an area, or \"settings\"; all parameters by default")
    private @Nullable String path;

    @Option(names = "--set", description = "only those that were set")
    private boolean onlySet;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        Map<String, Object> values = workflow.values();
        Map<String, Object> set = workflow.settings().all();
        List<ParameterInfo> wanted = wanted().stream()
                .filter(p -> !onlySet || set.containsKey(p.path()))
                .toList();
        if (json) {
            printJson(wanted, values, set);
            return 0;
        }
        if (wanted.isEmpty()) {
            System.out.println("nothing is set: all parameters follow from the data");
            return 0;
        }
        Style style = Style.console();
        TextTable table = new TextTable(Words.consoleWidth(), "");
        for (ParameterInfo p : wanted) {
            boolean isSet = set.containsKey(p.path());
            String origin = isSet
                    ? "set; default " + Words.value(workflow.defaultOf(p.path()), p.unit())
                    : "default" + (p.usual().isEmpty() ? "" : ": " + p.usual());
            table.cells(
                    TextTable.Cell.of(p.path()),
                    new TextTable.Cell(
                            Words.value(values.getOrDefault(p.path(), ""), p.unit()),
                            isSet ? style::bold : text -> text),
                    new TextTable.Cell(origin, style::faint));
        }
        table.print();
        return 0;
    }

    private static void printJson(List<ParameterInfo> wanted, Map<String, Object> values, Map<String, Object> set) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (ParameterInfo p : wanted) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("value", values.getOrDefault(p.path(), ""));
            of.put("unit", p.unit());
            of.put("set", set.containsKey(p.path()));
            out.put(p.path(), of);
        }
        System.out.println(Json.text(out));
    }

    /** The parameters that a name stands for. */
    private List<ParameterInfo> wanted() {
        List<ParameterInfo> all = StepCatalogue.groups().stream()
                .flatMap(g -> g.parameters().stream())
                .toList();
        if (path == null) {
            return all;
        }
        String start = path.toLowerCase(Locale.ROOT) + ".";
        List<ParameterInfo> found = all.stream()
                .filter(p -> p.path().toLowerCase(Locale.ROOT).startsWith(start))
                .toList();
        if (found.isEmpty()) {
            String middle = "." + start;
            found = all.stream()
                    .filter(p -> p.path().toLowerCase(Locale.ROOT).contains(middle))
                    .toList();
        }
        return found.isEmpty() ? List.of(StepCatalogue.parameter(path)) : found;
    }
}
