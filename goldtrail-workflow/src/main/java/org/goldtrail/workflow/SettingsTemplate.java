package org.goldtrail.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.ParameterType;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A settings file to start from: every parameter with its meaning, unit, range and default, all commented out, one line each,
 * so that setting one means to remove one sign.
 */
public final class SettingsTemplate {
    private static final int WIDTH = 100;

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .build();

    private SettingsTemplate() {}

    /** The template with the defaults for the walkthrough's data. */
    public static String yaml() {
        return yaml(
                defaults(SeriesFacts.WALKTHROUGH), "where a default follows from the data, that for beads of 32 px");
    }

    /** The template with the present values of a workflow. */
    public static String yaml(Workflow workflow) {
        return yaml(workflow.values(), "the present ones of " + workflow.name());
    }

    private static String yaml(Map<String, Object> values, String which) {
        StringBuilder text = new StringBuilder();
        comment(
                text,
                "",
                "Settings of Goldtrail. Remove the # before a line to set a parameter; what is not set follows"
                        + " from the data. Values shown: " + which + ".");
        text.append('\n');
        comment(text, "", "Views that take no part, counted from 1 as on the screen or by angle: 1, 4-6, -60deg.");
        text.append("#series.discardedTilts: \"\"\n");
        for (ParameterGroup<?> group : StepCatalogue.SETTINGS) {
            text.append("\n# ==== ").append(group.path()).append('\n');
            append(text, group, values);
        }
        for (Area area : Area.values()) {
            List<Step<?>> steps = StepCatalogue.steps(area);
            for (Step<?> step : steps) {
                if (!step.group().parameters().isEmpty()) {
                    text.append("\n# ==== ")
                            .append(step.id())
                            .append(": ")
                            .append(step.label())
                            .append('\n');
                    comment(text, "", step.help());
                    append(text, step.group(), values);
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ParameterGroup<?> group, Map<String, Object> values) {
        for (ParameterInfo parameter : group.parameters()) {
            text.append('\n');
            comment(text, "  ", describe(parameter));
            comment(text, "  ", parameter.help());
            Object value = values.getOrDefault(parameter.path(), ParameterType.AUTO);
            text.append('#').append(YAML.writeValueAsString(Map.of(parameter.path(), inOneLine(value))));
        }
    }

    /** Lists would take several lines. */
    private static Object inOneLine(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(Object::toString).toList())
                : value;
    }

    private static String describe(ParameterInfo parameter) {
        StringBuilder line = new StringBuilder(parameter.label());
        if (!parameter.unit().isEmpty()) {
            line.append(", ").append(parameter.unit());
        }
        line.append(": ");
        line.append(
                switch (parameter.type()) {
                    case WHOLE_NUMBER, NUMBER, THREE_NUMBERS -> parameter.range();
                    case NUMBER_OR_AUTO -> parameter.range() + ", or auto";
                    case CHOICE -> String.join(" | ", parameter.choices());
                    case SWITCH, LENGTH_OR_AUTO, TEXT -> parameter.type().wording();
                });
        if (!parameter.usual().isEmpty()) {
            line.append("; by default ").append(parameter.usual());
        }
        if (parameter.level() == Level.ADVANCED) {
            line.append(" (advanced)");
        }
        return line.toString();
    }

    /** Appends a text as comment lines of bounded width. */
    private static void comment(StringBuilder out, String indent, String text) {
        StringBuilder line = new StringBuilder("# ").append(indent);
        int empty = line.length();
        for (String word : text.split(" ", -1)) {
            if (line.length() > empty && line.length() + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                line.setLength(empty);
            }
            line.append(word).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static Map<String, Object> defaults(SeriesFacts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, GeneralSettings.GROUP, GeneralSettings.DEFAULT);
        put(values, InputSettings.GROUP, InputSettings.DEFAULT);
        put(values, ComputingSettings.GROUP, ComputingSettings.DEFAULT);
        StepCatalogue.steps().forEach(step -> put(values, step.group(), step.defaults(facts)));
        return values;
    }

    private static void put(Map<String, Object> values, ParameterGroup<?> group, Record parameters) {
        group.plain(parameters).forEach((name, value) -> values.put(group.path() + "." + name, value));
    }
}
