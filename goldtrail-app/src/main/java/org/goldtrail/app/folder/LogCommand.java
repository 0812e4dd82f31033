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
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
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
    private static final int TIME_LENGTH = 19;

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

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        if (stepName == null) {
            overview(workflow);
            return 0;
        }
        Step<?> step = StepCatalogue.step(stepName);
        List<String> lines = StepLog.lines(workflow.folder(), step);
        if (lines.isEmpty()) {
            System.out.println(step.id() + " has not been run yet; next: goldtrail run " + Folders.word(workflow)
                    + " --upto " + step.id());
        }
        (all ? lines : lastRun(lines)).forEach(System.out::println);
        return 0;
    }

    /** The last run of each step, in the order of time. */
    private static void overview(Workflow workflow) {
        List<List<String>> runs = StepCatalogue.steps().stream()
                .map(s -> lastRun(StepLog.lines(workflow.folder(), s)))
                .filter(lines -> !lines.isEmpty())
                .sorted(Comparator.comparing(List::getFirst))
                .toList();
        if (runs.isEmpty()) {
            System.out.println("nothing has been run yet; next: goldtrail run " + Folders.word(workflow));
            return;
        }
        Style style = Style.console();
        TextTable table = new TextTable(Words.consoleWidth(), "");
        table.head(style, "last run", "step", "how it ended");
        for (List<String> run : runs) {
            String begin = run.getFirst();
            String title = begin.substring(begin.indexOf(BEGIN) + BEGIN.length());
            table.cells(
                    Cell.of(begin.substring(0, TIME_LENGTH).replace('T', ' ')),
                    Cell.of(title.substring(0, title.indexOf(','))),
                    Cell.of(end(run)));
        }
        table.print();
        System.out.println("what a step has said: goldtrail log " + Folders.word(workflow) + " STEP");
    }

    private static String end(List<String> run) {
        Optional<String> last = run.stream()
                .filter(l -> l.matches("\\S{19} {2}(done in|cancelled|failed:).*"))
                .reduce((first, second) -> second);
        return last.map(l -> l.substring(TIME_LENGTH + 2)).orElse("it did not come to its end");
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
