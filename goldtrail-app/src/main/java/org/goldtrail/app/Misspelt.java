package org.goldtrail.app;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.goldtrail.workflow.units.Suggestion;
import picocli.CommandLine;

/** What is said of a command line that cannot be understood: what is wrong, what was probably meant, where to read on. */
final class Misspelt {
    private Misspelt() {}

    /** Says it and returns the exit code. */
    static int report(CommandLine.ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter out = command.getErr();
        out.println("goldtrail: " + problem(command, e));
        Optional<String> meant =
                e instanceof CommandLine.UnmatchedArgumentException u ? meant(command, u) : Optional.empty();
        meant.ifPresent(m -> out.println("did you mean " + m + "?"));
        out.println("more: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String problem(CommandLine command, CommandLine.ParameterException e) {
        boolean noCommand = command.getParent() == null
                && e instanceof CommandLine.UnmatchedArgumentException u
                && !u.isUnknownOption();
        return noCommand
                ? "there is no command \""
                        + ((CommandLine.UnmatchedArgumentException) e)
                                .getUnmatched()
                                .getFirst() + "\""
                : String.valueOf(e.getMessage());
    }

    private static Optional<String> meant(CommandLine command, CommandLine.UnmatchedArgumentException e) {
        String typed = e.getUnmatched().getFirst();
        if (e.isUnknownOption()) {
            return Suggestion.of(
                    typed.replaceFirst("=.*", ""),
                    command.getCommandSpec().options().stream()
                            .filter(o -> !o.hidden())
                            .flatMap(o -> Arrays.stream(o.names())));
        }
        return Suggestion.of(
                typed,
                command.getSubcommands().entrySet().stream()
                        .filter(c ->
                                !c.getValue().getCommandSpec().usageMessage().hidden())
                        .flatMap(c -> Stream.of(c.getKey())));
    }
}
