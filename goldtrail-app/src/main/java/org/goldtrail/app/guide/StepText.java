package org.goldtrail.app.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.ParameterType;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** What {@code goldtrail help STEP} says. */
final class StepText {
    private StepText() {}

    static void print(Step<?> step) {
        Style style = Style.console();
        int width = Words.consoleWidth();
        System.out.println(style.bold(step.id()) + ": " + step.label());
        Words.wrap(step.help(), width).forEach(System.out::println);
        System.out.println();
        TextTable items = new TextTable(width, "");
        step.inputs().forEach(i -> items.row("takes", i.label(), i.help() + maker(i)));
        step.optionalInputs().forEach(i -> items.row("takes, if there", i.label(), i.help()));
        step.outputs().forEach(i -> items.row("makes", i.label(), i.help()));
        items.print();
        System.out.println();
        if (step.group().parameters().isEmpty()) {
            System.out.println("It has no parameters.");
        } else {
            parameters(step, width, style);
        }
        System.out.println();
        System.out.println("run it:       goldtrail run FOLDER --step " + step.id());
        if (!step.group().parameters().isEmpty()) {
            System.out.println("change it:    goldtrail set FOLDER " + step.id() + "."
                    + step.group().parameters().getFirst().name() + "=VALUE");
        }
    }

    private static String maker(Item item) {
        return StepCatalogue.maker(item).map(s -> " (made by " + s.id() + ")").orElse("");
    }

    private static void parameters(Step<?> step, int width, Style style) {
        Map<String, Object> defaults = defaults(step);
        for (ParameterInfo p : step.group().parameters()) {
            System.out.println(style.bold(p.name()) + "  " + p.label()
                    + (p.level() == Level.ADVANCED ? style.faint("  (advanced)") : ""));
            TextTable table = new TextTable(width, "    ");
            table.cells(new Cell("default", style::faint), Cell.of(defaultText(p, defaults)));
            table.cells(new Cell("allowed", style::faint), Cell.of(range(p)));
            table.cells(new Cell("what", style::faint), Cell.of(p.help()));
            table.print();
        }
    }

    /** The defaults of a step for the walkthrough's data. */
    static Map<String, Object> defaults(Step<?> step) {
        return plainDefaults(step);
    }

    /** The defaults of the group that a parameter belongs to. */
    static Map<String, Object> defaultsOf(ParameterInfo parameter) {
        return StepCatalogue.steps().stream()
                .filter(s -> s.group().parameters().contains(parameter))
                .findFirst()
                .map(StepText::defaults)
                .orElseGet(StepText::settings);
    }

    /** The defaults of all settings, whose names are all different. */
    private static Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.putAll(GeneralSettings.GROUP.plain(GeneralSettings.DEFAULT));
        all.putAll(InputSettings.GROUP.plain(InputSettings.DEFAULT));
        all.putAll(ComputingSettings.GROUP.plain(ComputingSettings.DEFAULT));
        return all;
    }

    private static <P extends Record> Map<String, Object> plainDefaults(Step<P> step) {
        return step.group().plain(step.defaults(SeriesFacts.WALKTHROUGH));
    }

    /** The default of a parameter: a value, or what it follows from. */
    static String defaultText(ParameterInfo p, Map<String, Object> defaults) {
        Object value = defaults.getOrDefault(p.name(), "");
        String text = Words.value(value, p.unit());
        if (p.usual().isEmpty()) {
            return text;
        }
        boolean auto = value.equals(ParameterType.AUTO) || value.equals("");
        return auto ? p.usual() : p.usual() + " (" + text + " for beads of 32 px)";
    }

    /** What is allowed, with the unit. */
    static String range(ParameterInfo p) {
        List<String> parts = new ArrayList<>();
        switch (p.type()) {
            case CHOICE -> parts.add(String.join(", ", p.choices()));
            case SWITCH -> parts.add("yes or no");
            case TEXT -> parts.add("a text");
            case LENGTH_OR_AUTO -> parts.add("a length with its unit like 10nm, 32px or 86A, or auto");
            case THREE_NUMBERS -> parts.add("three numbers" + rangeOf(p));
            case NUMBER_OR_AUTO -> parts.add(p.range() + unit(p) + ", or auto");
            case WHOLE_NUMBER -> parts.add(p.range() + unit(p) + ", whole");
            case NUMBER -> parts.add(p.range() + unit(p));
        }
        return String.join(", ", parts);
    }

    private static String rangeOf(ParameterInfo p) {
        return p.range().equals("any number") ? unit(p) : ", each " + p.range() + unit(p);
    }

    private static String unit(ParameterInfo p) {
        return p.unit().isEmpty() ? "" : " " + p.unit();
    }
}
