package org.goldtrail.server.exports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.units.Times;

/**
 * The exports of a workflow, kept in {@code exports/list.json} of its folder with what they were made from, so that those made
 * before a later change are known.
 */
public final class ExportList {
    private static final String FILE = "exports/list.json";

    private ExportList() {}

    /**
     * One export.
     *
     * @param target id of the program it is for
     * @param folder it lies in
     * @param time when, ISO 8601
     * @param source what it was made from
     */
    public record Export(String target, String folder, String time, String source) {}

    private record Exports(List<Export> exports) {}

    /** All of a workflow folder whose files are still there. */
    public static List<Export> of(Path workflow) {
        return Json.read(workflow.resolve(FILE), Exports.class).map(Exports::exports).orElse(List.of()).stream()
                .filter(e -> Files.exists(Path.of(e.folder)))
                .toList();
    }

    /** Adds one, in the place of an earlier one to the same folder. */
    public static void add(Path workflow, String target, Path folder, String source) {
        List<Export> all = new ArrayList<>(of(workflow));
        all.removeIf(e -> e.folder.equals(folder.toString()));
        String now = Times.now();
        all.add(new Export(target, folder.toString(), now, source));
        FolderFiles.createFolderOf(workflow.resolve(FILE));
        Json.write(workflow.resolve(FILE), new Exports(all));
    }

    /**
     * What an export made now would be made from: the runs of the steps whose results go into it; one that failed has
     * none. A step that is not up to date makes it another source.
     */
    public static String source(List<StepStatus> status) {
        StringBuilder source = new StringBuilder();
        for (StepStatus s : status) {
            boolean counts = switch (s.step().area()) {
                case DETECTION, INDEXING, REFINEMENT -> false;
                case ALIGNMENT, CTF, RECONSTRUCTION -> true;
            };
            Optional<String> run =
                    s.provenance().filter(p -> p.problem().isEmpty()).map(Provenance::started);
            if (counts && run.isPresent()) {
                source.append(s.step().id())
                        .append(' ')
                        .append(run.get())
                        .append(' ')
                        .append(s.state().word())
                        .append('\n');
            }
        }
        return source.toString();
    }
}
