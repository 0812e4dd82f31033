package org.goldtrail.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.engine.DiscardedTilts;
import org.goldtrail.workflow.engine.DiskPlan;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.MarkerVersions;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.engine.StepLog;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.units.Version;
import org.goldtrail.workflow.units.ViewSelection;

/**
 * A tilt series on its way to a tomogram: its settings, the state of its steps, its working markers, and how to run it. All
 * of it lives in a folder, so that several objects, and several programs, may look at the same workflow; one at a time
 * changes it.
 *
 * <pre>{@code
 * Workflow u = Workflow.create(Path.of("TS_01.mrc"));
 * u.set("detection.detectPeaks.beadRadiusPx", 16);
 * u.run().area("detection");
 * }</pre>
 */
public final class Workflow {
    private static final String SOURCE = "series/source.json";

    private final Path root;
    private final Source source;
    private final WorkflowEngine engine;

    /**
     * Where the raw data are.
     *
     * @param name of the series
     * @param stack the raw stack, absolute
     * @param created when, ISO 8601
     * @param program that made the workflow
     */
    record Source(String name, String stack, String created, String program) {}

    private Workflow(Path root, Source source) {
        this.root = root;
        this.source = source;
        this.engine = new WorkflowEngine(root, source.name, Path.of(source.stack));
    }

    /** Makes a workflow of a stack in {@code ./<stack name>.goldtrail}. */
    public static Workflow create(Path stack) {
        return create(stack, defaultFolder(stack));
    }

    /** Where the workflow of a stack lies unless another folder is named. */
    public static Path defaultFolder(Path stack) {
        return Path.of(nameOf(stack) + ".goldtrail");
    }

    /**
     * Makes a workflow.
     *
     * @throws GoldtrailException if the folder holds one already, or the stack cannot be read
     * @throws FolderInUseException if another process has the folder
     */
    public static Workflow create(Path stack, Path folder) {
        if (isWorkflow(folder)) {
            throw new GoldtrailException(
                    "there is a workflow in this folder already",
                    folder.toString(),
                    "open it, or choose another folder with --out");
        }
        return createIn(stack, folder);
    }

    /** Makes a workflow in a folder that holds one already, which is forgotten but for its raw stack. */
    static Workflow createAnew(Path stack, Path folder) {
        try (FolderLock lock = FolderLock.take(folder)) {
            WorkflowEngine.clear(folder);
        }
        return createIn(stack, folder);
    }

    private static Workflow createIn(Path stack, Path folder) {
        if (!Files.isReadable(stack) || Files.isDirectory(stack)) {
            throw new GoldtrailException(
                    Files.exists(stack) ? "the stack cannot be read" : "there is no such stack",
                    stack.toString(),
                    "check the name and its rights");
        }
        Source source = new Source(
                nameOf(stack),
                stack.toAbsolutePath().normalize().toString(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Version.PROGRAM);
        try (FolderLock lock = FolderLock.take(folder)) {
            FolderFiles.createFolderOf(folder.resolve(SOURCE));
            Json.write(folder.resolve(SOURCE), source);
        }
        return new Workflow(folder, source);
    }

    /**
     * Opens a workflow folder.
     *
     * @throws GoldtrailException if there is no workflow in it
     */
    public static Workflow open(Path folder) {
        Source source = Json.read(folder.resolve(SOURCE), Source.class)
                .orElseThrow(() -> new GoldtrailException(
                        Files.isDirectory(folder) ? "this is no workflow folder" : "there is no such folder",
                        folder.toString(),
                        "make a workflow with: goldtrail new STACK"));
        return new Workflow(folder, source);
    }

    /** Whether a folder holds a workflow. */
    public static boolean isWorkflow(Path folder) {
        return Files.isRegularFile(folder.resolve(SOURCE));
    }

    private static String nameOf(Path stack) {
        return Series.source(stack, InputSettings.DEFAULT, GeneralSettings.DEFAULT)
                .name();
    }

    /** The folder it lives in. */
    public Path folder() {
        return root;
    }

    /** Name of the series. */
    public String name() {
        return source.name;
    }

    /** The raw stack, which is linked and never written. */
    public Path stack() {
        return Path.of(source.stack);
    }

    /**
     * Says where the raw stack lies now.
     *
     * @return the workflow with the new link
     * @throws GoldtrailException if it cannot be read
     */
    public Workflow relink(Path movedStack) {
        if (!Files.isReadable(movedStack)) {
            throw new GoldtrailException("there is no such stack", movedStack.toString(), "check the name");
        }
        Source moved = new Source(
                source.name, movedStack.toAbsolutePath().normalize().toString(), source.created, source.program);
        engine.writing(() -> {
            Json.write(root.resolve(SOURCE), moved);
            return moved;
        });
        return new Workflow(root, moved);
    }

    // ---- settings

    /** What has been set. */
    public Settings settings() {
        return engine.settings();
    }

    /**
     * Sets a parameter of a step or of the settings.
     *
     * @param path like {@code detection.detectPeaks.beadRadiusPx}; its first part may be left out where the rest is unique
     * @param value a number, a switch, or a text as it would stand in the settings file
     * @throws GoldtrailException if there is no such parameter, or the value is impossible
     */
    public Workflow set(String path, Object value) {
        return change(settings -> settings.with(path, value));
    }

    /** Leaves a parameter to its default again. */
    public Workflow unset(String path) {
        return change(settings -> settings.without(path));
    }

    /** Sets all that another set of settings says. */
    public Workflow set(Settings more) {
        return change(settings -> settings.with(more));
    }

    private Workflow change(java.util.function.UnaryOperator<Settings> how) {
        engine.writing(() -> {
            engine.write(how.apply(engine.settings()));
            return this;
        });
        return this;
    }

    /** The present values of all parameters, those of steps by defaults that follow from the data. */
    public Map<String, Object> values() {
        return engine.values();
    }

    /** The value a parameter has, or would have, while nothing is set for it. */
    public Object defaultOf(String path) {
        String full = StepCatalogue.parameter(path).path();
        return Objects.requireNonNull(
                engine.values(engine.settings().without(full)).get(full));
    }

    // ---- views

    /** Discards views, which then take part in nothing. */
    public Workflow discard(ViewSelection views) {
        return changeDiscarded(tilts -> DiscardedTilts.add(discardedFile(), views.resolve(tilts, "discard"), tilts));
    }

    /** Takes discarded views back. */
    public Workflow undiscard(ViewSelection views) {
        return changeDiscarded(tilts -> DiscardedTilts.remove(discardedFile(), views.resolve(tilts, "discard"), tilts));
    }

    /** Says all views to discard at once, in the place of those named before. */
    public Workflow setDiscarded(ViewSelection views) {
        return changeDiscarded(tilts -> {
            views.resolve(tilts, "discard");
            DiscardedTilts.write(discardedFile(), views);
        });
    }

    private Workflow changeDiscarded(java.util.function.Consumer<double[]> how) {
        engine.writing(() -> {
            how.accept(engine.nominalTilts());
            return this;
        });
        return this;
    }

    private Path discardedFile() {
        return root.resolve(DiscardedTilts.FILE_NAME);
    }

    /** Sections the user discards, 0-based. */
    public Set<Integer> discarded() {
        return DiscardedTilts.read(discardedFile())
                .resolve(series().tilts(), discardedFile().toString());
    }

    /** Keeps what is known of the raw series in the folder, so that its state can be told without opening the stack. */
    public SeriesIndex look() {
        return engine.writing(engine::look);
    }

    /** What is known of the raw series. */
    public SeriesIndex series() {
        return engine.index();
    }

    // ---- state

    /** The state of every step, in order. */
    public List<StepStatus> status() {
        return engine.status();
    }

    /** The verdict on the alignment as it is now; empty while there is none. */
    public Optional<Verdict> verdict() {
        return engine.verdict();
    }

    /** Who is writing to the folder now, if anybody is. */
    public Optional<String> holder() {
        return FolderLock.holder(root);
    }

    /** What the folder holds and what of it may be removed. */
    public DiskPlan diskPlan() {
        return engine.diskPlan();
    }

    /** Removes what may be removed; steps that are done stay done. */
    public void clean(Set<DiskPlan.Kind> kinds) {
        engine.writing(() -> {
            engine.remove(kinds);
            return this;
        });
    }

    /** What a step has said, all its runs, the last at the end; empty if it was never run. */
    public List<String> log(String step) {
        return StepLog.lines(root, StepCatalogue.step(step));
    }

    // ---- markers

    /** The versions of the working markers. */
    public Markers markers() {
        return new Markers();
    }

    /** The working markers and their versions. */
    public final class Markers {
        private Markers() {}

        /** All versions. */
        public MarkerVersions versions() {
            return engine.versions();
        }

        /**
         * The present working markers.
         *
         * @throws GoldtrailException if there are none yet
         */
        public MarkerSet get() {
            MarkerVersions versions = engine.versions();
            return versions.markers(versions.head()
                    .orElseThrow(() -> new GoldtrailException(
                            "there are no working markers yet",
                            root.toString(),
                            "run a step that makes them: goldtrail run " + root + " --area indexing")));
        }

        /** Makes others the working markers, as a new version. */
        public MarkerVersion set(MarkerSet markers, String note) {
            return engine.writing(() -> engine.versions().edit(markers, note));
        }

        /**
         * Reads markers from a table with the columns {@code marker,tilt,x,y} (0-based, raw pixel indices) and makes them the
         * working markers, as a new version.
         *
         * @throws GoldtrailException naming the line that is wrong
         */
        public MarkerVersion load(Path csv) {
            return engine.writing(() -> {
                MarkerVersions versions = engine.versions();
                MarkerSet markers =
                        MarkerFile.read(csv, engine.index().tiltsDeg().size());
                return versions.imported(markers, "loaded from " + csv.getFileName());
            });
        }

        /** Makes the output of a step, or a version by its number, the working markers again. */
        public MarkerVersion restore(String stepOrVersion) {
            return engine.writing(() -> engine.restore(stepOrVersion));
        }

        /** Goes one version back. */
        public Optional<MarkerVersion> undo() {
            return engine.writing(() -> engine.versions().undo());
        }

        /** Takes the last undo back. */
        public Optional<MarkerVersion> redo() {
            return engine.writing(() -> engine.versions().redo());
        }
    }

    // ---- running

    /** Ways to run the workflow. */
    public Runs run() {
        return new Runs(RunListener.SILENT);
    }

    /** The same, telling somebody how it goes. */
    public Runs run(RunListener listener) {
        return new Runs(listener);
    }

    /** Ways to run a workflow; each returns when it is done. */
    public final class Runs {
        private final RunListener listener;

        private Runs(RunListener listener) {
            this.listener = listener;
        }

        /** All steps; those up to date are skipped. */
        public RunReport all() {
            return request(RunRequest.all());
        }

        /** The steps of an area. */
        public RunReport area(String area) {
            return request(RunRequest.area(StepCatalogue.area(area)));
        }

        /** One step, up to date or not. */
        public RunReport step(String step) {
            return request(RunRequest.step(StepCatalogue.step(step)));
        }

        /** All steps up to one, itself included. */
        public RunReport upTo(String step) {
            return request(RunRequest.upTo(StepCatalogue.step(step)));
        }

        /** A step and all after it, up to date or not. */
        public RunReport from(String step) {
            return request(RunRequest.from(StepCatalogue.step(step)));
        }

        /** What a request says. */
        public RunReport request(RunRequest request) {
            return engine.run(request, listener);
        }
    }
}
