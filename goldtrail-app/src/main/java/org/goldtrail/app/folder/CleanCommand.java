package org.goldtrail.app.folder;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.DiskPlan;
import org.goldtrail.workflow.engine.DiskPlan.Kind;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail clean}: frees space on the disk. */
@Command(
        name = "clean",
        description = "Removes what can be made again, or what nobody needs once a series is done.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The raw stack, settings, peaks, markers with all their versions, the alignment, the binned stack",
            "and the tomograms stay. Steps that are done stay done."
        })
public final class CleanCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WHAT",
            completionCandidates = Candidates.Disposable.class,
            description = "visualisation, aligned, logs, previous, failed; all of them by default")
    private @Nullable List<String> what;

    @Option(
            names = {"-n", "--dry-run"},
            description = "only show what would go and how much it frees")
    private boolean dryRun;

    @Option(names = "--json", description = "the same as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (what == null || what.isEmpty()) {
            kinds.addAll(List.of(Kind.values()));
        } else {
            what.stream().map(Kind::of).forEach(kinds::add);
        }
        DiskPlan plan = workflow.disk().plan();
        List<DiskPlan.Entry> entries = plan.of(kinds);
        long frees = bytes(entries);
        if (json) {
            if (!dryRun) {
                workflow.disk().clean(kinds);
            }
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("removed", !dryRun);
            out.put("freedBytes", frees);
            out.put("totalBytes", plan.totalBytes());
            out.put("kinds", entries.stream().map(CleanCommand::json).toList());
            System.out.println(Json.text(out));
            return 0;
        }
        print(entries);
        if (dryRun) {
            System.out.println("this would free " + Words.bytes(frees) + " of " + Words.bytes(plan.totalBytes())
                    + "; to do it: goldtrail clean " + Folders.word(workflow));
            return 0;
        }
        workflow.disk().clean(kinds);
        System.out.println("freed " + Words.bytes(frees) + "; " + Words.bytes(plan.totalBytes() - frees) + " remain");
        entries.stream()
                .filter(e -> !e.madeBy().isEmpty() && !e.files().isEmpty())
                .forEach(e -> System.out.println(
                        "made again by: goldtrail run " + Folders.word(workflow) + " --step " + e.madeBy()));
        return 0;
    }

    private static Map<String, Object> json(DiskPlan.Entry entry) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("kind", entry.kind().id());
        out.put("bytes", entry.bytes());
        out.put("files", entry.files());
        out.put("madeBy", entry.madeBy());
        return out;
    }

    private static long bytes(Collection<DiskPlan.Entry> entries) {
        return entries.stream().mapToLong(DiskPlan.Entry::bytes).sum();
    }

    private static void print(List<DiskPlan.Entry> entries) {
        TextTable table = new TextTable(Words.consoleWidth(), "");
        table.head(Style.console(), "what", "size", "files", "");
        for (DiskPlan.Entry e : entries) {
            table.row(
                    e.kind().id(),
                    e.files().isEmpty() ? "-" : Words.bytes(e.bytes()),
                    Integer.toString(e.files().size()),
                    e.kind().help() + (e.files().size() == 1 ? " (" + e.files().getFirst() + ")" : ""));
        }
        table.print();
    }
}
