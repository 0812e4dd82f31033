package org.goldtrail.app.guide;

import java.util.LinkedHashSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands' part of the reference chapter. */
final class CommandReference {
    private CommandReference() {}

    static void append(StringBuilder text, CommandLine root) {
        text.append("\n## Commands\n\n");
        text.append(
                "Every command explains itself: `goldtrail help COMMAND`. Exit codes: 0 good, 1 internal error, 2"
                        + " usage or bad input, 3 questionable, 4 failed, 5 folder in use, 6 not enough memory or disk space, 130 cancelled.\n");
        new LinkedHashSet<>(root.getSubcommands().values()).forEach(c -> command(text, c));
    }

    private static void command(StringBuilder text, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        text.append("\n### ").append(spec.qualifiedName(" ")).append("\n\n");
        text.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
        for (PositionalParamSpec p : spec.positionalParameters()) {
            text.append("- `")
                    .append(p.paramLabel())
                    .append("`: ")
                    .append(words(p.description()))
                    .append('\n');
        }
        for (OptionSpec o : spec.options()) {
            if (!o.hidden() && !o.usageHelp() && !o.versionHelp()) {
                option(text, o);
            }
        }
        new LinkedHashSet<>(command.getSubcommands().values()).forEach(c -> command(text, c));
    }

    private static void option(StringBuilder text, OptionSpec o) {
        boolean valued = o.arity().max() > 0;
        text.append("- `").append(String.join(", ", o.names())).append(valued ? " " + o.paramLabel() : "");
        text.append("`: ").append(words(o.description()).replace("${DEFAULT-VALUE}", o.defaultValueString()));
        text.append('\n');
    }

    private static String words(String... description) {
        return String.join(" ", description);
    }
}
