package org.goldtrail.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.folder.Changes;
import org.goldtrail.app.folder.Folders;
import org.goldtrail.app.folder.StatusJson;
import org.goldtrail.app.folder.StatusPage;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail run}: the main job, or a part of it. */
@Command(
        name = "run",
        description =
                "Aligns a raw tilt series and reconstructs a binned tomogram; goes on with a workflow begun before.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "What is up to date is not computed again. What was said in an earlier run still holds; to leave a",
            "parameter to its default again: goldtrail unset FOLDER PATH",
            "The last line tells what the result is worth: verdict: good|questionable|failed, with reasons.",
            "Exit codes: 0 good, 3 questionable, 4 failed, 2 bad input, 5 folder in use,",
            "6 not enough memory or disk space, 130 cancelled."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "STACK|FOLDER",
            description = "raw tilt series (MRC, TIFF or EM), or a workflow folder to go on with")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path target;

    @Mixin
    private final SeriesArguments series = new SeriesArguments();

    @Mixin
    private final StepArguments steps = new StepArguments();

    @Option(names = "--threads", paramLabel = "N", description = "threads (default: one for each core)")
    private @Nullable Integer threads;

    @Option(names = "--quiet", description = "only the verdict")
    private boolean quiet;

    @Option(names = "--json", description = "the verdict and what was run as JSON, instead of the last line")
    private boolean json;

    @Override
    public Integer call() {
        if (threads != null) {
            if (threads < 1) {
                throw new GoldtrailException("a run needs at least one thread", "--threads", "give 1 or more");
            }
            return WorkerPool.withThreads(threads, this::run);
        }
        return run();
    }

    private int run() {
        RunRequest request = steps.request();
        RunOptions options = options();
        ConsoleProgress progress = ConsoleProgress.standard(quiet || json);
        Workflow workflow;
        RunReport report;
        try (Interruption interruption = Interruption.cancels(progress)) {
            workflow = SeriesRun.prepare(options, progress);
            tellChanges(workflow, request, progress);
            report = workflow.run(progress).request(request);
        } finally {
            progress.done();
        }
        return tell(workflow, report);
    }

    private RunOptions options() {
        if (!Files.isDirectory(target)) {
            return series.options(target, series.out(), steps.isAnew());
        }
        Workflow workflow = Folders.open(target);
        if (series.out().isPresent()) {
            throw new GoldtrailException(
                    "the workflow folder is named twice", "--out", "name the stack first, or leave --out away");
        }
        Folders.demandStack(workflow);
        return series.options(workflow.stack(), Optional.of(target), steps.isAnew());
    }

    /** Says why steps that were done before are to be done again. */
    private static void tellChanges(Workflow workflow, RunRequest request, ConsoleProgress progress) {
        Set<String> wanted = new HashSet<>();
        request.steps().forEach(s -> wanted.add(s.id()));
        Changes.causes(workflow.status().stream()
                        .filter(s -> wanted.contains(s.step().id()))
                        .toList())
                .forEach(progress::message);
    }

    private int tell(Workflow workflow, RunReport report) {
        Optional<Verdict> verdict = report.verdict();
        if (json) {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("folder", workflow.folder().toString());
            out.put("ran", report.ran());
            out.put("upToDate", report.skipped());
            out.put("seconds", report.seconds());
            out.put("verdict", StatusJson.verdict(verdict));
            System.out.println(Json.text(out));
            return verdict.map(v -> v.grade().exitCode()).orElse(0);
        }
        if (!quiet) {
            System.out.println(
                    report.ran().isEmpty()
                            ? "everything is up to date"
                            : Words.count(report.ran().size(), "step") + " run, "
                                    + report.skipped().size() + " up to date");
            if (steps.isPart()) {
                if (!report.ran().isEmpty()) {
                    StatusPage.printSteps(workflow, report.ran());
                }
                Changes.tellOutdated(workflow);
            } else {
                System.out.println("results: " + workflow.folder());
            }
        }
        if (verdict.isPresent()) {
            Verdict v = verdict.get();
            System.out.println(Style.console().grade(v.grade(), v.line()));
            return v.grade().exitCode();
        }
        long done = workflow.status().stream().filter(StepStatus::isDone).count();
        System.out.println("verdict: none yet, " + done + " of "
                + workflow.status().size() + " steps are done; go on with: goldtrail run " + Folders.word(workflow));
        return 0;
    }
}
