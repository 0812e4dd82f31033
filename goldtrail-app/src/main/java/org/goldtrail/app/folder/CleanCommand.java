package org.goldtrail.app.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.goldtrail.workflow.engine.FolderInUseException;
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
            "and the tomograms stay. Steps that are done stay done.",
            "Of several workflows, one that is in use is left alone; the exit code is 5 then."
        })
public final class CleanCommand implements Callable<Integer> {
    private static final int IN_USE = 5;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder, or a directory of them")
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
        List<Path> below =
                Workflow.isWorkflow(folder) || !Files.isDirectory(folder) ? List.of() : Folders.below(folder);
        List<Path> folders = below.isEmpty() ? List.of(folder) : below;
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (what == null || what.isEmpty()) {
            kinds.addAll(List.of(Kind.values()));
        } else {
            what.stream().map(Kind::of).forEach(kinds::add);
        }
        Map<Path, DiskPlan> plans = new LinkedHashMap<>();
        folders.forEach(f -> plans.put(f, Folders.open(f).disk().plan()));
        long total = plans.values().stream().mapToLong(DiskPlan::totalBytes).sum();
        List<String> inUse = dryRun ? List.of() : clean(plans, kinds);
        List<DiskPlan.Entry> entries = kinds.stream().map(k -> all(k, plans)).toList();
        long frees = bytes(entries);
        if (json) {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("removed", !dryRun);
            out.put("freedBytes", frees);
            out.put("totalBytes", total);
            out.put("kinds", entries.stream().map(CleanCommand::json).toList());
            out.put("inUse", inUse);
            System.out.println(Json.text(out));
            return inUse.isEmpty() ? 0 : IN_USE;
        }
        print(entries);
        String of = folders.size() == 1 ? "" : " in " + Words.count(plans.size(), "workflow");
        if (dryRun) {
            System.out.println("this would free " + Words.bytes(frees) + " of " + Words.bytes(total) + of
                    + "; to do it: goldtrail clean " + Words.shellWord(folder)
                    + (what == null || what.isEmpty() ? "" : " " + String.join(" ", what)));
            return 0;
        }
        System.out.println("freed " + Words.bytes(frees) + of + "; " + Words.bytes(total - frees) + " remain");
        entries.stream()
                .filter(e -> !e.madeBy().isEmpty() && !e.files().isEmpty())
                .forEach(e -> System.out.println("made again by: goldtrail run "
                        + (folders.size() == 1 ? Words.shellWord(folders.getFirst()) : "FOLDER")
                        + " --step " + e.madeBy()));
        return inUse.isEmpty() ? 0 : IN_USE;
    }

    /**
     * Cleans workflows; of several, one that is in use does not keep the others from it.
     *
     * @param plans of each; those that are in use are taken out
     * @return the folders that are in use, which are told of
     */
    private static List<String> clean(Map<Path, DiskPlan> plans, Set<Kind> kinds) {
        List<String> inUse = new ArrayList<>();
        boolean alone = plans.size() == 1;
        for (Path folder : List.copyOf(plans.keySet())) {
            try {
                Folders.open(folder).disk().clean(kinds);
            } catch (FolderInUseException e) {
                if (alone) {
                    throw e;
                }
                System.err.println("goldtrail: " + folder + ": nothing is removed, " + e.problem());
                inUse.add(folder.toString());
                plans.remove(folder);
            }
        }
        return inUse;
    }

    /** What all workflows have of a kind; files are named from the directory where there are several. */
    private static DiskPlan.Entry all(Kind kind, Map<Path, DiskPlan> plans) {
        List<String> files = new ArrayList<>();
        long bytes = 0;
        String madeBy = "";
        for (Map.Entry<Path, DiskPlan> plan : plans.entrySet()) {
            for (DiskPlan.Entry e : plan.getValue().of(EnumSet.of(kind))) {
                e.files()
                        .forEach(f ->
                                files.add(plans.size() == 1 ? f : plan.getKey().getFileName() + "/" + f));
                bytes += e.bytes();
                madeBy = e.madeBy();
            }
        }
        return new DiskPlan.Entry(kind, files, bytes, madeBy);
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
