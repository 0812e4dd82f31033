package org.goldtrail.app.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.ParameterType;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The script by which bash and zsh complete the command line: lists of names and tables of what each option and each place of a
 * command takes, made from the commands and the step catalogue, before {@code completion.sh}, which looks them up.
 */
final class CompletionScript {
    private static final String LOOKUP = "completion.sh";

    private final StringBuilder text = new StringBuilder();

    private CompletionScript() {}

    /** The script for all commands below one. */
    static String of(CommandSpec root) {
        CompletionScript script = new CompletionScript();
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        collect("", root, commands);
        script.lists(root, commands);
        script.kinds(commands);
        script.options(commands);
        return script.text + lookup();
    }

    private static void collect(String name, CommandSpec spec, Map<String, CommandSpec> into) {
        into.put(name, spec);
        spec.subcommands().forEach((n, c) -> {
            if (!c.getCommandSpec().usageMessage().hidden()) {
                collect(name.isEmpty() ? n : name + " " + n, c.getCommandSpec(), into);
            }
        });
    }

    private void lists(CommandSpec root, Map<String, CommandSpec> commands) {
        text.append("# Completes goldtrail in bash and zsh.\n");
        List<String> steps = StepCatalogue.steps().stream()
                .map(Step::id)
                .map(String::valueOf)
                .toList();
        List<String> parameters = Candidates.paths();
        list("areas", Stream.of(Area.values()).map(Area::id));
        list("steps", steps.stream());
        list("short_steps", shortNames(steps).stream());
        list("parameters", parameters.stream());
        list("short_parameters", shortNames(parameters).stream());
        list("choices", choices());
        list("first", names(root).stream());
        text.append("_goldtrail_commands=\"\n");
        commands.keySet().stream()
                .filter(c -> !c.isEmpty())
                .forEach(c -> text.append(c).append('\n'));
        text.append("\"\n\n");
    }

    private void list(String name, Stream<String> words) {
        text.append("_goldtrail_")
                .append(name)
                .append("=\"")
                .append(words.collect(Collectors.joining(" ")))
                .append("\"\n");
    }

    private static List<String> names(CommandSpec spec) {
        return spec.subcommands().entrySet().stream()
                .filter(e -> !e.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The ends of dotted names that stand for one of them only. */
    private static List<String> shortNames(List<String> paths) {
        Map<String, Integer> count = new LinkedHashMap<>();
        for (String path : paths) {
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
                count.merge(path.substring(dot + 1), 1, Integer::sum);
            }
        }
        return count.entrySet().stream()
                .filter(e -> e.getValue() == 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Parameters that are one of some words: {@code path=word|word}. */
    private static Stream<String> choices() {
        return StepCatalogue.groups().stream()
                .flatMap(g -> g.parameters().stream())
                .map(CompletionScript::choices)
                .filter(s -> !s.isEmpty());
    }

    private static String choices(ParameterInfo p) {
        List<String> words = p.type() == ParameterType.SWITCH ? List.of("true", "false") : p.choices();
        return words.isEmpty() ? "" : p.path() + "=" + String.join("|", words);
    }

    /** What each option and each place of a command takes; a place is counted from 0. */
    private void kinds(Map<String, CommandSpec> commands) {
        text.append("_goldtrail_kind() {\n  kind=\"\"\n  case \"$1 $2\" in\n");
        commands.forEach((name, spec) -> {
            for (OptionSpec option : spec.options()) {
                if (option.arity().max() > 0) {
                    String patterns = Stream.of(option.names())
                            .map(n -> '"' + name + ' ' + n + '"')
                            .collect(Collectors.joining(" | "));
                    entry(patterns, kind(spec, option));
                }
            }
            for (PositionalParamSpec place : spec.positionalParameters()) {
                boolean last = place.index().max() > place.index().min();
                String number = last ? "*" : Integer.toString(place.index().min());
                entry(last ? "\"" + name + " \"[0-9]*" : "\"" + name + " " + number + '"', kind(spec, place));
            }
            List<String> below = names(spec);
            if (!below.isEmpty()) {
                entry("\"" + name + " 0\"", "words " + String.join(" ", below));
            }
        });
        text.append("  esac\n}\n\n");
    }

    private void entry(String patterns, String kind) {
        text.append("    ").append(patterns).append(") kind=\"").append(kind).append("\" ;;\n");
    }

    private static String kind(CommandSpec command, ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        if (candidates instanceof StepNames) {
            return "steps";
        } else if (candidates instanceof AreaNames) {
            return "areas";
        } else if (candidates instanceof Candidates.Topics) {
            return command.name().equals("help") ? "help" : "topics";
        } else if (candidates instanceof Candidates.ParameterPaths) {
            return "parameters";
        } else if (candidates instanceof Candidates.Assignments) {
            return "assignments";
        }
        List<String> words = new ArrayList<>();
        if (argument.paramLabel().matches("[a-z-]+(\\|[a-z-]+)+")) {
            words.addAll(List.of(argument.paramLabel().split("\\|")));
        } else if (candidates != null) {
            StreamSupport.stream(candidates.spliterator(), false)
                    .map(w -> w.toLowerCase(Locale.ROOT))
                    .forEach(words::add);
        }
        return words.isEmpty() ? "files" : "words " + String.join(" ", words);
    }

    private void options(Map<String, CommandSpec> commands) {
        text.append("_goldtrail_options() {\n  case \"$1\" in\n");
        commands.forEach((name, spec) -> {
            String all = spec.options().stream()
                    .filter(o -> !o.hidden())
                    .flatMap(o -> Stream.of(o.names()))
                    .filter(n -> n.startsWith("--"))
                    .collect(Collectors.joining(" "));
            text.append("    \"").append(name).append("\") _goldtrail_matching \"$word\" \"");
            text.append(all).append("\" \"\" ;;\n");
        });
        text.append("  esac\n}\n\n");
    }

    private static String lookup() {
        try (InputStream in = Objects.requireNonNull(CompletionScript.class.getResourceAsStream(LOOKUP), LOOKUP)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own " + LOOKUP + " cannot be read", e);
        }
    }
}
