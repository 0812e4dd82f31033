package org.goldtrail.app.guide;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Words;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code goldtrail help}: of the program, a command, an area, a step or a parameter. */
@Command(
        name = "help",
        description = "Explains a command, a step with its parameters, an area, or a single parameter.",
        helpCommand = true,
        footer = {"", "Examples: goldtrail help run", "          goldtrail help detection.detectPeaks"})
public final class HelpCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND|STEP",
            completionCandidates = Candidates.Topics.class,
            description = "a command, an area, a step or a parameter")
    private @Nullable List<String> topics;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        if (topics == null || topics.isEmpty()) {
            print(root);
            return 0;
        }
        Optional<CommandLine> command = command(root, topics);
        if (command.isPresent()) {
            print(command.get());
            return 0;
        }
        topic(topics.getFirst());
        return 0;
    }

    private static Optional<CommandLine> command(CommandLine root, List<String> names) {
        CommandLine at = root;
        for (String name : names) {
            CommandLine next = at.getSubcommands().get(name);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    private static void print(CommandLine command) {
        System.out.print(command.getUsageMessage());
    }

    private static void topic(String name) {
        Optional<Area> area = Stream.of(Area.values())
                .filter(a -> a.id().equalsIgnoreCase(name))
                .findFirst();
        if (area.isPresent()) {
            StepsCommand.print(List.of(area.get()));
            return;
        }
        Optional<Step<?>> step = StepCatalogue.steps().stream()
                .filter(s -> s.id().equalsIgnoreCase(name) || s.name().equalsIgnoreCase(name))
                .findFirst();
        if (step.isPresent()) {
            StepText.print(step.get());
            return;
        }
        Optional<ParameterGroup<?>> settings = StepCatalogue.SETTINGS.stream()
                .filter(g -> g.path().equalsIgnoreCase(name))
                .findFirst();
        if (settings.isPresent()) {
            settings.get().parameters().forEach(HelpCommand::print);
            return;
        }
        Optional<ParameterInfo> parameter = parameter(name);
        if (parameter.isPresent()) {
            print(parameter.get());
            return;
        }
        throw new GoldtrailException(
                "there is no command, step or parameter \"" + name + "\"",
                "",
                "commands are listed by: goldtrail help, steps by: goldtrail steps");
    }

    private static Optional<ParameterInfo> parameter(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return StepCatalogue.groups().stream()
                .flatMap(g -> g.parameters().stream())
                .filter(p -> p.path().toLowerCase(Locale.ROOT).equals(wanted)
                        || p.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private static void print(ParameterInfo p) {
        System.out.println(p.path() + ": " + p.label());
        Words.wrap(p.help(), Words.consoleWidth() - 4).forEach(line -> System.out.println("    " + line));
        System.out.println("    default: "
                + Words.value(StepText.defaultsOf(p).getOrDefault(p.name(), ""), p.unit())
                + (p.usual().isEmpty() ? "" : ", " + p.usual()));
        System.out.println("    allowed: " + StepText.range(p));
    }
}
