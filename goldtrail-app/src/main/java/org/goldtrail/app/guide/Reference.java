package org.goldtrail.app.guide;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.StepTool;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import picocli.CommandLine;

/** The reference chapter of the manual, in Markdown. */
final class Reference {
    private static final String TABLE_HEAD = "| parameter | meaning | default | allowed |\n| --- | --- | --- | --- |\n";

    private Reference() {}

    static String text(CommandLine root) {
        StringBuilder text = new StringBuilder("# Reference\n\n"
                + "Made from the program itself by `goldtrail reference --out docs/manual/reference.md`; do not edit.\n"
                + "A parameter is set by `goldtrail set FOLDER AREA.STEP.PARAMETER=VALUE`, or in the settings file by the"
                + " same words, nested. Defaults in brackets are those for the walkthrough's data (41 views of 1855 x"
                + " 1919 px, beads of 32 px). Pixels are those of the raw stack.\n");
        for (Area area : Area.values()) {
            area(text, area);
        }
        settings(text);
        items(text);
        CommandReference.append(text, root);
        return text.toString();
    }

    private static void area(StringBuilder text, Area area) {
        text.append("\n## ")
                .append(capital(area.id()))
                .append("\n\nThis area ")
                .append(area.help())
                .append(".\n");
        List<Step<?>> steps = StepCatalogue.steps(area);
        if (steps.isEmpty()) {
            text.append("It has no steps yet.\n");
        }
        steps.forEach(s -> step(text, s));
    }

    private static void step(StringBuilder text, Step<?> step) {
        text.append("\n### ")
                .append(step.id())
                .append("\n\n*")
                .append(step.label())
                .append("*. ");
        text.append(step.help()).append("\n\n");
        line(text, "Takes", names(step.inputs()));
        line(text, "Takes, where it is there", names(step.optionalInputs()));
        line(text, "Makes", names(step.outputs()));
        line(text, "Tools", step.tools().stream().map(StepTool::label).collect(Collectors.joining(", ")));
        line(text, "Views", step.views().stream().map(StepView::label).collect(Collectors.joining(", ")));
        if (!step.runsUnattended()) {
            text.append("- Left out by a run of all steps unless it is asked for.\n");
        }
        if (!step.group().parameters().isEmpty()) {
            text.append('\n');
            table(text, step.group().parameters(), StepText.defaults(step));
        }
    }

    private static void line(StringBuilder text, String title, String words) {
        if (!words.isEmpty()) {
            text.append("- ").append(title).append(": ").append(words).append('\n');
        }
    }

    private static String names(List<Item> items) {
        return items.stream().map(Item::label).collect(Collectors.joining(", "));
    }

    private static void table(StringBuilder text, List<ParameterInfo> parameters, Map<String, Object> defaults) {
        text.append(TABLE_HEAD);
        for (ParameterInfo p : parameters) {
            text.append("| `").append(p.name()).append('`');
            text.append(p.level() == Level.ADVANCED ? " (advanced)" : "");
            text.append(" | ").append(capital(p.label())).append(". ").append(cell(p.help()));
            text.append(" | ").append(cell(StepText.defaultText(p, defaults)));
            text.append(" | ").append(cell(StepText.range(p))).append(" |\n");
        }
    }

    private static void settings(StringBuilder text) {
        text.append("\n## Settings\n");
        StepCatalogue.SETTINGS.forEach(group -> {
            text.append("\n### ").append(group.path()).append("\n\n");
            table(
                    text,
                    group.parameters(),
                    StepText.defaultsOf(group.parameters().getFirst()));
        });
    }

    private static void items(StringBuilder text) {
        text.append("\n## Items\n\nWhat steps take and make. `*` stands for the name of the series.\n\n");
        text.append("| item | what it is | made by | files |\n| --- | --- | --- | --- |\n");
        for (Item item : Item.values()) {
            String makers = item.isGiven()
                    ? "given with the series"
                    : StepCatalogue.steps().stream()
                            .filter(s -> s.outputs().contains(item))
                            .map(Step::id)
                            .collect(Collectors.joining(", "));
            String files = item.files("*").stream().map(f -> "`" + f + "`").collect(Collectors.joining(", "));
            text.append("| ").append(item.label()).append(" | ").append(item.help());
            text.append(" | ").append(makers).append(" | ").append(files).append(" |\n");
        }
        text.append("\n## Tools and views of steps\n\n");
        Stream.of(StepTool.values())
                .forEach(t -> text.append("- ")
                        .append(t.label())
                        .append(": ")
                        .append(t.help())
                        .append('\n'));
        text.append("- views: ")
                .append(Stream.of(StepView.values()).map(StepView::label).collect(Collectors.joining(", ")))
                .append('\n');
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
