package org.goldtrail.app.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.units.Units;
import org.goldtrail.workflow.units.ViewSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail discard}: takes views out of a series, or back in. */
@Command(
        name = "discard",
        description = "Discards views, which then take part in nothing, or takes them back. Views keep their numbers.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: goldtrail discard TS_01.goldtrail 1,39-41",
            "          goldtrail discard TS_01.goldtrail -60deg --restore",
            "Without VIEWS, those discarded are listed."
        })
public final class DiscardCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "VIEWS",
            description = "numbers counted from 1 (1,4,7-9) or tilt angles (-60deg)")
    private @Nullable List<String> views;

    @Option(names = "--restore", description = "take the views back")
    private boolean restore;

    @Option(
            names = "--json",
            description = "the views that are discarded now, counted from 0, and what is outdated, as JSON")
    private boolean json;

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        double[] tilts = workflow.tiltsDeg();
        Set<Integer> before = workflow.discarded();
        if (views == null || views.isEmpty()) {
            if (restore) {
                throw new GoldtrailException("no views are named", "--restore", "write like 1,39-41 or -60deg");
            }
            if (json) {
                Changes.json(workflow, workflow.status(), Map.of("discarded", before));
            } else {
                list(before, tilts);
            }
            return 0;
        }
        ViewSelection selection = ViewSelection.parse(String.join(",", views), "discard");
        Set<Integer> named = new TreeSet<>(selection.resolve(tilts, "discard"));
        List<StepStatus> status = workflow.status();
        if (restore) {
            workflow.undiscard(selection);
        } else {
            workflow.discard(selection);
        }
        if (json) {
            Changes.json(workflow, status, Map.of("discarded", workflow.discarded()));
            return 0;
        }
        for (int section : named) {
            boolean was = before.contains(section);
            String said = restore
                    ? was ? "taken back: " : "was not discarded: "
                    : was ? "already discarded: " : "discarded: ";
            System.out.println(said + Units.view(section, tilts[section]));
        }
        Changes.tell(workflow, status);
        return 0;
    }

    private static void list(Set<Integer> discarded, double[] tilts) {
        if (discarded.isEmpty()) {
            System.out.println("no view is discarded");
        }
        discarded.forEach(section -> System.out.println("discarded: " + Units.view(section, tilts[section])));
    }
}
