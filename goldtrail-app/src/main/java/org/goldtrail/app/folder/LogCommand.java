package org.goldtrail.app.folder;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.guide.StepNames;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepLog;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.units.Times;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail log}: what steps have said. */
@Command(
        name = "log",
        description = "Shows what a step has said in its last run, or when each step ran and how it ended.",
        mixinStandardHelpOptions = true)
public final class LogCommand implements Callable<Integer> {
    private static final String BEGIN = "  ---- ";
    private static final String AFTER_TIME = "  ";

    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            completionCandidates = StepNames.class,
            description = "which step; an overview by default")
    private @Nullable String stepName;

    @Option(names = "--all", description = "all runs of the step, not only the last")
    private boolean all;

    @Option(names = "--json", description = "the same as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        if (stepName == null) {
            List<Run> runs = runs(workflow);
            if (json) {
                System.out.println(Json.text(runs));
            } else {
                overview(workflow, runs);
            }
            return 0;
        }
        Step<?> step = StepCatalogue.step(stepName);
        List<String> lines = StepLog.lines(workflow.folder(), step);
        if (json) {
            System.out.println(Json.text(all ? lines : lastRun(lines)));
            return 0;
        }
        if (lines.isEmpty()) {
            System.out.println(step.id() + " has not been run yet; next: goldtrail run " + Folders.word(workflow)
                    + " --upto " + step.id());
        }
        (all ? lines : lastRun(lines)).forEach(System.out::println);
        return 0;
    }

    /**
     * The last run of a step.
     *
     * @param began as the log has it
     * @param end how it ended, in words
     */
    private record Run(String step, String began, String end) {}

    /** The last run of each step, in the order of time; of those that began in the same second, in that of the steps. */
    private static List<Run> runs(Workflow workflow) {
        return StepCatalogue.steps().stream()
                .map(step -> lastRun(StepLog.lines(workflow.folder(), step)))
                .filter(lines -> !lines.isEmpty())
                .map(LogCommand::run)
                .sorted(Comparator.comparing(run -> Times.parse(run.began())))
                .toList();
    }

    private static Run run(List<String> lines) {
        String begin = lines.getFirst();
        String title = begin.substring(begin.indexOf(BEGIN) + BEGIN.length());
        return new Run(
                title.substring(0, title.indexOf(',')), begin.substring(0, begin.indexOf(AFTER_TIME)), end(lines));
    }

    private static void overview(Workflow workflow, List<Run> runs) {
        if (runs.isEmpty()) {
            System.out.println("nothing has been run yet; next: goldtrail run " + Folders.word(workflow));
            return;
        }
        Style style = Style.console();
        TextTable table = new TextTable(Words.consoleWidth(), "");
        table.head(style, "last run", "step", "how it ended");
        for (Run run : runs) {
            table.cells(Cell.of(Times.shown(run.began())), Cell.of(run.step()), Cell.of(run.end()));
        }
        table.print();
        System.out.println("what a step has said: goldtrail log " + Folders.word(workflow) + " STEP");
    }

    private static String end(List<String> run) {
        Optional<String> last = run.stream()
                .filter(l -> l.matches("\\S+ {2}(done in|cancelled|failed:).*"))
                .reduce((first, second) -> second);
        return last.map(l -> l.substring(l.indexOf(AFTER_TIME) + AFTER_TIME.length()))
                .orElse("it did not come to its end");
    }

    private static List<String> lastRun(List<String> lines) {
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(BEGIN)) {
                begin = i;
            }
        }
        return begin < 0 ? lines : lines.subList(begin, lines.size());
    }
}
