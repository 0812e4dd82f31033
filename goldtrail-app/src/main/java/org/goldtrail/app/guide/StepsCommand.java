package org.goldtrail.app.guide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail steps}: all steps there are. */
@Command(name = "steps", description = "Lists the steps of a workflow, area by area.", mixinStandardHelpOptions = true)
public final class StepsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "AREA",
            completionCandidates = AreaNames.class,
            description = "detection, indexing, refinement, alignment, ctf or reconstruction; all by default")
    private @Nullable String areaName;

    @Option(names = "--json", description = "as JSON, with all parameters")
    private boolean json;

    @Override
    public Integer call() {
        List<Area> areas = areaName == null ? List.of(Area.values()) : List.of(StepCatalogue.area(areaName));
        if (json) {
            System.out.println(Json.text(areas.stream()
                    .flatMap(a -> StepCatalogue.steps(a).stream())
                    .map(StepsCommand::json)
                    .toList()));
            return 0;
        }
        print(areas);
        return 0;
    }

    static void print(List<Area> areas) {
        Style style = Style.console();
        TextTable table = new TextTable(Words.consoleWidth(), "  ");
        for (Area area : areas) {
            List<Step<?>> steps = StepCatalogue.steps(area);
            table.cells(
                    new Cell(area.id(), style::bold),
                    new Cell(steps.isEmpty() ? area.help() + " (no steps yet)" : area.help(), style::faint));
            steps.forEach(s -> table.row("  " + s.id(), s.label()));
        }
        table.print();
        System.out.println("more of a step and its parameters: goldtrail help STEP");
    }

    private static Map<String, Object> json(Step<?> step) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("step", step.id());
        out.put("area", step.area().id());
        out.put("label", step.label());
        out.put("help", step.help());
        out.put("inputs", step.inputs().stream().map(Item::id).toList());
        out.put("optionalInputs", step.optionalInputs().stream().map(Item::id).toList());
        out.put("outputs", step.outputs().stream().map(Item::id).toList());
        out.put("unattended", step.runsUnattended());
        Map<String, Object> defaults = StepText.defaults(step);
        out.put(
                "parameters",
                step.group().parameters().stream().map(p -> json(p, defaults)).toList());
        return out;
    }

    private static Map<String, Object> json(ParameterInfo p, Map<String, Object> defaults) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("path", p.path());
        out.put("label", p.label());
        out.put("help", p.help());
        out.put("type", p.type().wording());
        out.put("unit", p.unit());
        out.put("default", p.usual().isEmpty() ? defaults.getOrDefault(p.name(), "") : p.usual());
        out.put("range", StepText.range(p));
        out.put("level", p.level().name().toLowerCase(Locale.ROOT));
        return out;
    }
}
