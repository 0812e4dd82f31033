package org.goldtrail.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.goldtrail.GoldtrailException;
import org.goldtrail.interchange.Exported;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.engine.Solved;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.report.Report;
import org.goldtrail.workflow.steps.DetectionTest;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
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
    private final Path root;
    private final SeriesLink link;
    private final RunListener listener;
    private final WorkflowEngine engine;

    private Workflow(Path root, SeriesLink link, RunListener listener) {
        this.root = root;
        this.link = link;
        this.listener = listener;
        this.engine = new WorkflowEngine(root, link.name(), Path.of(link.stack()));
    }

    /** Makes a workflow of a stack in {@code ./<stack name>.goldtrail}. */
    public static Workflow create(Path stack) {
        return create(stack, defaultFolder(stack));
    }

    /** Where the workflow of a stack lies unless another folder is named. */
    public static Path defaultFolder(Path stack) {
        return Path.of(SeriesLink.nameOf(stack) + ".goldtrail");
    }

    /**
     * Makes a workflow.
     *
     * @throws GoldtrailException if the folder holds one already, or the stack cannot be read
     * @throws org.goldtrail.workflow.engine.FolderInUseException if another process has the folder
     */
    public static Workflow create(Path stack, Path folder) {
        if (isWorkflow(folder)) {
            throw new GoldtrailException(
                    "there is a workflow in this folder already",
                    folder.toString(),
                    "open it, or choose another folder with --out");
        }
        return createIn(stack, folder, false);
    }

    /** Makes a workflow in a folder that holds one already, which is forgotten but for its raw stack. */
    static Workflow createAnew(Path stack, Path folder) {
        return createIn(stack, folder, true);
    }

    private static Workflow createIn(Path stack, Path folder, boolean anew) {
        SeriesLink link = SeriesLink.to(stack); // before anything is removed
        try (FolderLock lock = FolderLock.take(folder)) {
            if (anew) {
                WorkflowEngine.clear(folder);
            }
            link.write(folder);
        }
        return new Workflow(folder, link, RunListener.SILENT);
    }

    /**
     * Opens a workflow folder.
     *
     * @throws GoldtrailException if there is no workflow in it
     */
    public static Workflow open(Path folder) {
        SeriesLink link = SeriesLink.read(folder)
                .orElseThrow(() -> new GoldtrailException(
                        Files.isDirectory(folder) ? "this is no workflow folder" : "there is no such folder",
                        folder.toString(),
                        "make a workflow with: goldtrail new STACK"));
        return new Workflow(folder, link, RunListener.SILENT);
    }

    /** Whether a folder holds a workflow. */
    public static boolean isWorkflow(Path folder) {
        return SeriesLink.isIn(folder);
    }

    /** The folder it lives in. */
    public Path folder() {
        return root;
    }

    /** Name of the series. */
    public String name() {
        return link.name();
    }

    /** The raw stack, which is linked and never written. */
    public Path stack() {
        return Path.of(link.stack());
    }

    /**
     * Says where the raw stack lies now.
     *
     * @return the workflow with the new link
     * @throws GoldtrailException if it cannot be read
     */
    public Workflow relink(Path movedStack) {
        SeriesLink moved = link.movedTo(movedStack);
        engine.writing(() -> {
            moved.write(root);
            return moved;
        });
        return new Workflow(root, moved, listener);
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

    private Workflow change(UnaryOperator<Settings> how) {
        engine.writing(() -> {
            engine.write(how.apply(engine.settings()));
            return this;
        });
        return this;
    }

    /**
     * Sets all that a settings file says, in YAML or as Dynamo writes it; a stack named in it is ignored.
     *
     * @return the file as read, with a remark on each line of Dynamo's that could not be taken
     * @throws GoldtrailException naming the line that is wrong
     */
    public SettingsFile configure(Path file) {
        SettingsFile read = SettingsFile.read(file);
        set(read.settings());
        read.discarded().ifPresent(this::setDiscarded);
        return read;
    }

    /** The present values of all parameters, those of steps by defaults that follow from the data. */
    public Map<String, Object> values() {
        return Lines.of(Collections.unmodifiableMap(engine.values()));
    }

    /**
     * The present value of a parameter.
     *
     * @throws GoldtrailException if there is no such parameter
     */
    public Object value(String path) {
        return Objects.requireNonNull(values().get(StepCatalogue.parameter(path).path()));
    }

    /** The value a parameter has, or would have, while nothing is set for it. */
    public Object defaultOf(String path) {
        String full = StepCatalogue.parameter(path).path();
        return Objects.requireNonNull(
                engine.values(engine.settings().without(full)).get(full));
    }

    /** Tries the present parameters of detection on the view of lowest tilt, in seconds, before a full run. */
    public DetectionTest.Result testDetection() {
        return engine.testDetection(Optional.empty());
    }

    /** Likewise on a view of one's choice, 0-based. */
    public DetectionTest.Result testDetection(int section) {
        return engine.testDetection(Optional.of(section));
    }

    // ---- views

    /** Discards views, which then take part in nothing. */
    public Workflow discard(ViewSelection views) {
        new DiscardedViews(engine, root).add(views);
        return this;
    }

    /**
     * Discards views named as people name them.
     *
     * @param views counted from 1 as on the screen, or by angle: {@code "1, 4-6, -60deg"}
     */
    public Workflow discard(String views) {
        return discard(ViewSelection.parse(views, "discard"));
    }

    /** Takes discarded views back, named as in {@link #discard(String)}. */
    public Workflow undiscard(String views) {
        return undiscard(ViewSelection.parse(views, "undiscard"));
    }

    /** Takes discarded views back. */
    public Workflow undiscard(ViewSelection views) {
        new DiscardedViews(engine, root).remove(views);
        return this;
    }

    /** Says all views to discard at once, in the place of those named before. */
    public Workflow setDiscarded(ViewSelection views) {
        new DiscardedViews(engine, root).set(views);
        return this;
    }

    /** Sections the user discards, 0-based. */
    public Set<Integer> discarded() {
        return new DiscardedViews(engine, root).sections();
    }

    /** The nominal tilt angle of each section, degrees. */
    public double[] tiltsDeg() {
        return engine.nominalTilts();
    }

    /** Keeps what is known of the raw series in the folder, so that its state can be told without opening the stack. */
    void look() {
        engine.writing(engine::look);
    }

    /** What is known of the raw series. */
    public SeriesIndex series() {
        return engine.index();
    }

    // ---- state

    /** The state of every step, in order. */
    public List<StepStatus> status() {
        return Lines.of(engine.status());
    }

    /**
     * The state of one step.
     *
     * @param step like {@code detection.detectPeaks}; the area may be left out
     */
    public StepStatus status(String step) {
        Step<?> wanted = StepCatalogue.step(step);
        return status().stream()
                .filter(s -> s.step().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    /** The verdict on the alignment as it is now; empty while there is none. */
    public Optional<Verdict> verdict() {
        return engine.verdict();
    }

    /** Who is writing to the folder now, if anybody is. */
    public Optional<String> holder() {
        return FolderLock.holder(root);
    }

    /** What the folder takes of the disk, and freeing it. */
    public DiskSpace disk() {
        return new DiskSpace(engine);
    }

    /** The detected peaks and which of them are selected. */
    public Peaks peaks() {
        return new Peaks(engine, root);
    }

    /** The working markers and their versions. */
    public Markers markers() {
        return new Markers(engine, root);
    }

    /**
     * The present solution: that of the fixed markers, or where they are not fixed yet, of the final selection.
     *
     * @throws GoldtrailException if the series is not solved yet
     */
    public SeriesFit fit() {
        Solved solved = engine.solved()
                .orElseThrow(() -> new GoldtrailException(
                        "the series is not solved yet",
                        root.toString(),
                        "run it to the end of the refinement: goldtrail run " + root + " --upto finalSelection"));
        return new SeriesFit(solved.solution(), solved.upToDate());
    }

    /** The CTF of the views. */
    public Ctf ctf() {
        return new Ctf(engine, root, name());
    }

    /**
     * The files of an item, like {@code peaks}, {@code workingMarkers} or {@code alignedStack}.
     *
     * @throws GoldtrailException if there is no item of this name
     */
    public ItemFiles item(String id) {
        Item item = StepCatalogue.item(id);
        return new ItemFiles(item, engine.files(item));
    }

    /** Exports to other programs and imports from them. */
    public Exchange exchange() {
        return new Exchange(engine, root, name(), stack());
    }

    /**
     * Writes the alignment in the form of another program: {@code workflow.export("relion5", folder)}.
     *
     * @param target one of {@link Exchange#targets}
     * @param folder made where it is missing
     * @throws GoldtrailException if the series is not solved yet or there is no such target
     */
    public Exported export(String target, Path folder) {
        return exchange().export(target, folder);
    }

    /**
     * Writes {@code report.html} and {@code qc.json} from what lies in the folder now.
     *
     * @return the page
     */
    public Path report() {
        return engine.writing(() -> Report.write(engine, root, name(), stack()));
    }

    /** Ways to run the workflow. */
    public Runs run() {
        return new Runs(engine, root, name(), stack(), listener);
    }

    /** The same, telling somebody how it goes. */
    public Runs run(RunListener told) {
        return new Runs(engine, root, name(), stack(), told);
    }

    /** The same workflow, whose runs tell a listener unless another is named. */
    public Workflow telling(RunListener told) {
        return new Workflow(root, link, told);
    }

    /** Its name, its folder and what its alignment is worth. */
    @Override
    public String toString() {
        return name() + " in " + root + verdict().map(v -> ", " + v.line()).orElse(", not solved yet");
    }
}
