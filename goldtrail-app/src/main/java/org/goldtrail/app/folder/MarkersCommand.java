package org.goldtrail.app.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.TextTable.Cell;
import org.goldtrail.app.console.Words;
import org.goldtrail.app.guide.StepNames;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.MarkerVersions;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.units.Times;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail markers}: the versions of the working markers. */
@Command(
        name = "markers",
        description = "Lists the versions of the working markers, goes back to one, exports and imports them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every step and every edit makes a version; none is ever lost.",
            "Example: goldtrail markers restore TS_01.goldtrail indexing.trailExtension"
        })
public final class MarkersCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do: list, restore, undo, redo, export or import");
    }

    @Command(name = "list", description = "Lists all versions.", mixinStandardHelpOptions = true)
    int list(
            @Parameters(paramLabel = "FOLDER", description = "workflow folder") Path folder,
            @Option(names = "--json", description = "as JSON") boolean json) {
        MarkerVersions versions = Folders.open(folder).markers().versions();
        int head = versions.head().map(MarkerVersion::version).orElse(0);
        if (json) {
            System.out.println(
                    Json.text(versions.all().stream().map(v -> json(v, head)).toList()));
            return 0;
        }
        if (versions.all().isEmpty()) {
            System.out.println("there are no working markers yet; next: goldtrail run " + Words.shellWord(folder)
                    + " --area indexing");
            return 0;
        }
        Style style = Style.console();
        TextTable table = new TextTable(Words.consoleWidth(), "");
        table.head(style, "", "version", "from", "made by", "markers", "observations", "when", "what");
        for (MarkerVersion v : versions.all()) {
            table.cells(
                    new Cell(v.version() == head ? "*" : "", style::bold),
                    Cell.of(Integer.toString(v.version())),
                    Cell.of(v.parent().isPresent() ? Integer.toString(v.parent().getAsInt()) : "-"),
                    Cell.of(v.origin()),
                    Cell.of(Integer.toString(v.markers())),
                    Cell.of(Integer.toString(v.observations())),
                    Cell.of(Times.shown(v.time())),
                    Cell.of(v.isOfStep() ? "" : v.note()));
        }
        table.print();
        System.out.println("* the working markers as they are now");
        return 0;
    }

    private static Map<String, Object> json(MarkerVersion v, int head) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", v.version());
        v.parent().ifPresent(p -> out.put("parent", p));
        out.put("origin", v.origin());
        out.put("note", v.note());
        out.put("author", v.author());
        out.put("time", v.time());
        out.put("markers", v.markers());
        out.put("observations", v.observations());
        out.put("present", v.version() == head);
        return out;
    }

    @Command(
            name = "restore",
            description = "Makes the output of a step, or a version, the working markers again.",
            mixinStandardHelpOptions = true)
    int restore(
            @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder") Path folder,
            @Parameters(
                            index = "1",
                            paramLabel = "STEP|VERSION",
                            completionCandidates = StepNames.class,
                            description = "a step, or a number of the list")
                    String what,
            @Option(names = "--json", description = "the version and what is outdated, as JSON") boolean json) {
        Workflow workflow = Folders.open(folder);
        List<StepStatus> before = workflow.status();
        MarkerVersion now = workflow.markers().restore(what);
        told(workflow, before, Optional.of(now), "", json);
        if (json) {
            return 0;
        }
        next(workflow, now)
                .ifPresent(step -> System.out.println(
                        "that aligns by these markers as they are; to go on from them instead: goldtrail run "
                                + Folders.word(workflow) + " --from " + step.id()));
        return 0;
    }

    /** The next step that would change the markers of a version. */
    private static Optional<Step<?>> next(Workflow workflow, MarkerVersion restored) {
        String maker = workflow.markers().versions().all().stream()
                .filter(v -> restored.parent().isPresent()
                        && v.version() == restored.parent().getAsInt())
                .map(MarkerVersion::origin)
                .findFirst()
                .orElse("");
        List<Step<?>> steps = StepCatalogue.steps();
        return steps.stream()
                .filter(s -> s.id().equals(maker))
                .findFirst()
                .flatMap(s -> steps.subList(steps.indexOf(s) + 1, steps.size()).stream()
                        .filter(n -> n.outputs().contains(Item.WORKING_MARKERS))
                        .findFirst());
    }

    @Command(
            name = "undo",
            description = "Goes back to the version that the present one was made from.",
            mixinStandardHelpOptions = true)
    int undo(
            @Parameters(paramLabel = "FOLDER", description = "workflow folder") Path folder,
            @Option(names = "--json", description = "the version and what is outdated, as JSON") boolean json) {
        Workflow workflow = Folders.open(folder);
        List<StepStatus> before = workflow.status();
        return told(workflow, before, workflow.markers().undo(), "there is nothing to undo", json);
    }

    @Command(name = "redo", description = "Takes the last undo back.", mixinStandardHelpOptions = true)
    int redo(
            @Parameters(paramLabel = "FOLDER", description = "workflow folder") Path folder,
            @Option(names = "--json", description = "the version and what is outdated, as JSON") boolean json) {
        Workflow workflow = Folders.open(folder);
        List<StepStatus> before = workflow.status();
        return told(workflow, before, workflow.markers().redo(), "there is nothing to redo", json);
    }

    @Command(
            name = "export",
            description = "Writes markers to a CSV file: marker,tilt,x,y,cc in raw pixels, all counts from 0.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder") Path folder,
            @Parameters(index = "1", paramLabel = "FILE", description = "CSV file to write") Path file,
            @Option(names = "--of-version", paramLabel = "N", description = "an earlier version; see the list")
                    @Nullable
                    Integer number,
            @Option(names = "--force", description = "write over a file that is there") boolean force,
            @Option(names = "--json", description = "what was written, as JSON") boolean json) {
        MarkerVersions versions = Folders.open(folder).markers().versions();
        if (Files.exists(file) && !force) {
            throw new GoldtrailException("the file is there already", file.toString(), "add --force to replace it");
        }
        MarkerSet markers =
                number == null ? Folders.open(folder).markers().get() : versions.markers(versions.version(number));
        MarkerFile.write(file, markers);
        if (json) {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("file", file.toString());
            written.put("markers", markers.markerCount());
            written.put("observations", markers.size());
            System.out.println(Json.text(written));
            return 0;
        }
        System.out.println("written: " + file + ", " + Words.count(markers.markerCount(), "marker") + ", "
                + Words.count(markers.size(), "observation"));
        return 0;
    }

    @Command(
            name = "import",
            description = "Reads markers from a CSV file, which become the working markers.",
            mixinStandardHelpOptions = true)
    int load(
            @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder") Path folder,
            @Parameters(
                            index = "1",
                            paramLabel = "FILE",
                            description = "CSV file with the columns marker,tilt,x,y (raw pixels, counted from 0)")
                    Path file,
            @Option(names = "--json", description = "the version and what is outdated, as JSON") boolean json) {
        Workflow workflow = Folders.open(folder);
        List<StepStatus> before = workflow.status();
        return told(workflow, before, Optional.of(workflow.markers().load(file)), "", json);
    }

    private static int told(
            Workflow workflow, List<StepStatus> before, Optional<MarkerVersion> now, String otherwise, boolean json) {
        if (json) {
            int head = workflow.markers()
                    .versions()
                    .head()
                    .map(MarkerVersion::version)
                    .orElse(0);
            Changes.json(workflow, before, now.map(v -> json(v, head)).orElse(Map.of()));
            return 0;
        }
        if (now.isEmpty()) {
            System.out.println(otherwise);
            return 0;
        }
        MarkerVersion v = now.get();
        System.out.println("working markers: version " + v.version() + " (" + (v.isOfStep() ? v.origin() : v.note())
                + "), " + Words.count(v.markers(), "marker") + ", " + Words.count(v.observations(), "observation"));
        Changes.tell(workflow, before);
        return 0;
    }
}
