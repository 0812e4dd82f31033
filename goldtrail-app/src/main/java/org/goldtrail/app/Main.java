package org.goldtrail.app;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ResourceException;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.exchange.CompareCommand;
import org.goldtrail.app.exchange.ConvertCommand;
import org.goldtrail.app.exchange.ExportCommand;
import org.goldtrail.app.exchange.ImportCommand;
import org.goldtrail.app.exchange.ReportCommand;
import org.goldtrail.app.exchange.StackCommand;
import org.goldtrail.app.folder.CleanCommand;
import org.goldtrail.app.folder.CtfCommand;
import org.goldtrail.app.folder.DiscardCommand;
import org.goldtrail.app.folder.GetCommand;
import org.goldtrail.app.folder.LogCommand;
import org.goldtrail.app.folder.MarkersCommand;
import org.goldtrail.app.folder.SetCommand;
import org.goldtrail.app.folder.StatusCommand;
import org.goldtrail.app.folder.UnsetCommand;
import org.goldtrail.app.gui.GuiCommand;
import org.goldtrail.app.guide.CompletionCommand;
import org.goldtrail.app.guide.DoctorCommand;
import org.goldtrail.app.guide.HelpCommand;
import org.goldtrail.app.guide.ReferenceCommand;
import org.goldtrail.app.guide.StepsCommand;
import org.goldtrail.reconstruction.Rehearsal;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.engine.FolderInUseException;
import org.goldtrail.workflow.units.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command line {@code goldtrail}. */
@Command(
        name = "goldtrail",
        description = "Aligns and reconstructs cryo-electron tilt series by their gold beads.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionText.class,
        footer = {
            "",
            "Exit codes: 0 good, 1 internal error, 2 usage or bad input, 3 questionable, 4 failed, 5 folder in use,"
                    + " 6 not enough memory or disk space, 130 cancelled."
        })
public final class Main implements Callable<Integer> {
    /** In the order in which help lists them. */
    private static final List<Class<?>> COMMANDS = List.of(
            RunCommand.class,
            BatchCommand.class,
            WatchCommand.class,
            BatchWorkerCommand.class,
            StackCommand.class,
            NewCommand.class,
            StatusCommand.class,
            SetCommand.class,
            GetCommand.class,
            UnsetCommand.class,
            DiscardCommand.class,
            MarkersCommand.class,
            CtfCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ConvertCommand.class,
            CompareCommand.class,
            ReportCommand.class,
            LogCommand.class,
            CleanCommand.class,
            StepsCommand.class,
            HelpCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            ScalingCommand.class,
            SimulateCommand.class,
            ScoreCommand.class,
            DemoCommand.class,
            GuiCommand.class,
            ShellCommand.class,
            BenchCommand.class,
            ReferenceCommand.class);

    /** These tell of all others. */
    private static final Set<String> GUIDES = Set.of("help", "completion", "reference");

    private static final int INTERNAL_ERROR = 1;
    private static final int BAD_INPUT = 2;
    private static final int FOLDER_IN_USE = 5;
    private static final int NO_RESOURCES = 6;
    private static final int CANCELLED = 130;

    /** Commands that come to a reconstruction soon. */
    private static final Set<String> RECONSTRUCTING = Set.of("run", "bench");

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return BAD_INPUT;
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && RECONSTRUCTING.contains(arguments[0])) {
            Rehearsal.begin();
        }
        System.exit(execute(arguments));
    }

    /** Runs a command line and returns its exit code. */
    static int execute(String... arguments) {
        CommandLine line = commandLine(arguments);
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            line.getErr().println("goldtrail: " + notEnoughMemory());
            return NO_RESOURCES;
        }
    }

    /**
     * The commands, ready to be executed.
     *
     * @param arguments of the command line; where they begin with the name of a command, it alone is made, since looking at
     *     the options of all takes a good part of the time in which a short one is done
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        List<Class<?>> one = arguments.length == 0 || GUIDES.contains(arguments[0])
                ? List.of()
                : COMMANDS.stream().filter(c -> arguments[0].equals(name(c))).toList();
        (one.isEmpty() ? COMMANDS : one).forEach(line::addSubcommand);
        line.setParameterExceptionHandler(Misspelt::report);
        line.setExecutionExceptionHandler((e, command, result) -> report(e, command));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(Words.consoleWidth());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Style.console().hasColours() ? Ansi.ON : Ansi.OFF));
        // An angle like -60deg looks like an option.
        Optional.ofNullable(line.getSubcommands().get("discard"))
                .ifPresent(discard -> discard.setUnmatchedOptionsArePositionalParams(true));
        return line;
    }

    private static String name(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
    }

    private static String notEnoughMemory() {
        long heapMb = Runtime.getRuntime().maxMemory() >> 20;
        return String.format(
                Locale.ROOT,
                "the memory of %d MB is not enough; start again with more, like GOLDTRAIL_HEAP=%dm goldtrail ...,"
                        + " or with fewer --threads, and note that nothing half-written was left.",
                heapMb,
                2 * heapMb);
    }

    private static int report(Exception e, CommandLine command) {
        return switch (e) {
            case CancelledException c -> {
                command.getErr().println("cancelled");
                yield CANCELLED;
            }
            case FolderInUseException f -> {
                command.getErr().println("goldtrail: " + f.getMessage());
                yield FOLDER_IN_USE;
            }
            case ResourceException r -> {
                command.getErr().println("goldtrail: " + r.getMessage());
                yield NO_RESOURCES;
            }
            case GoldtrailException g -> {
                command.getErr().println("goldtrail: " + g.getMessage());
                yield BAD_INPUT;
            }
            default -> {
                command.getErr().println("goldtrail: internal error, please report it with the lines below");
                e.printStackTrace(command.getErr());
                yield INTERNAL_ERROR;
            }
        };
    }

    /** {@code --version}. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"goldtrail " + Version.NUMBER, "Java " + Runtime.version()};
        }
    }
}
