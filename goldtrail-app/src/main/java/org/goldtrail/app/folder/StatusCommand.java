package org.goldtrail.app.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail status}: how far workflows are. */
@Command(
        name = "status",
        description = "Shows how far a workflow is: each step, its figures, and why it is outdated or closed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "With several folders, or a directory that holds some, each workflow is one line.",
            "States: closed (an input is missing), open (may be run), running, done, outdated (an input or",
            "parameter has changed since), failed."
        })
public final class StatusCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FOLDER",
            description = "workflow folders, or directories of them; the present directory by default")
    private @Nullable List<Path> places;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<Path> named = places == null || places.isEmpty() ? List.of(Path.of("")) : places;
        if (named.size() == 1 && Workflow.isWorkflow(named.getFirst())) {
            Workflow workflow = Folders.open(named.getFirst());
            if (json) {
                System.out.println(Json.text(StatusJson.of(workflow)));
            } else {
                StatusPage.print(workflow);
            }
            return 0;
        }
        List<SeriesLine> lines = SeriesLine.of(folders(named));
        if (json) {
            System.out.println(Json.text(lines.stream().map(SeriesLine::json).toList()));
        } else {
            SeriesLine.print(lines);
        }
        return 0;
    }

    private static List<Path> folders(List<Path> named) {
        List<Path> folders = new ArrayList<>();
        for (Path place : named) {
            if (Workflow.isWorkflow(place)) {
                folders.add(place);
            } else if (Files.isDirectory(place)) {
                folders.addAll(Folders.below(place));
            } else {
                Folders.open(place); // says what is wrong with it
            }
        }
        if (folders.isEmpty()) {
            String where = named.getFirst().toString();
            throw new GoldtrailException(
                    "there is no workflow in this directory",
                    where.isEmpty() ? "." : where,
                    "make one with: goldtrail new STACK");
        }
        return folders;
    }
}
