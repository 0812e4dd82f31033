package org.goldtrail.workflow.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.steps.DetectionTest;
import org.goldtrail.workflow.steps.SavedSolutions;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** Looks at a workflow folder and changes it; what {@link org.goldtrail.workflow.Workflow} stands on. */
public final class WorkflowEngine {
    private static final List<String> FOLDERS = List.of(
            "",
            "series",
            "detection",
            "indexing",
            "refinement",
            "alignment",
            "ctf",
            "reconstruction",
            "markers",
            "markers/versions",
            "provenance");

    private final Path root;
    private final String name;
    private final Path stack;

    /** One change at a time within this object; the folder's lock is held while any is under way. */
    private final ReentrantLock changes = new ReentrantLock();

    public WorkflowEngine(Path root, String name, Path stack) {
        this.root = root;
        this.name = name;
        this.stack = stack;
    }

    /** Does something under the folder's lock. */
    public <T> T writing(Supplier<T> work) {
        changes.lock();
        try {
            if (changes.getHoldCount() > 1) {
                return work.get();
            }
            try (FolderLock lock = FolderLock.take(root)) {
                cleanUp();
                return work.get();
            }
        } finally {
            changes.unlock();
        }
    }

    /** Removes what a killed process may have left. */
    private void cleanUp() {
        FolderFiles.deleteTree(root.resolve(StagingFolder.UNFINISHED));
        FOLDERS.forEach(folder -> AtomicFile.removeLeftovers(root.resolve(folder)));
    }

    /** Removes everything a workflow keeps in its folder; to be called under the lock. */
    public static void clear(Path root) {
        for (String folder : FOLDERS) {
            if (!folder.isEmpty()) {
                FolderFiles.deleteTree(root.resolve(folder));
            }
        }
        for (String folder : List.of("failed", "previous", "logs", StagingFolder.UNFINISHED)) {
            FolderFiles.deleteTree(root.resolve(folder));
        }
        for (String file : List.of(
                Settings.FILE_NAME,
                DiscardedTilts.FILE_NAME,
                "workflow.json",
                "running.json",
                "report.html",
                "qc.json")) {
            FolderFiles.delete(root.resolve(file));
        }
    }

    public Settings settings() {
        return Settings.read(root.resolve(Settings.FILE_NAME));
    }

    /** Keeps settings; to be called under the lock. */
    public void write(Settings settings) {
        settings.write(root.resolve(Settings.FILE_NAME));
    }

    /** What is known of the raw series; read anew where a file has changed, and as it was where the stack is gone. */
    public SeriesIndex index() {
        return index(settings());
    }

    private SeriesIndex index(Settings settings) {
        return kept(settings).orElseGet(() -> {
            Map<String, String> key = SeriesIndex.key(stack, settings, discardedFile());
            try (Series series = openSeries()) {
                return SeriesIndex.of(series, key, SeriesIndex.read(root));
            }
        });
    }

    /**
     * What is kept of the raw series, if no file has changed since. Where the raw stack was moved away, it still tells most of
     * the state.
     */
    private Optional<SeriesIndex> kept(Settings settings) {
        return SeriesIndex.read(root)
                .filter(known -> !Files.isReadable(stack)
                        || known.key().equals(SeriesIndex.key(stack, settings, discardedFile())));
    }

    /** Keeps what is known of the raw series, so that others need not open it; to be called under the lock. */
    public SeriesIndex look() {
        try (Series series = openSeries()) {
            return updatedIndex(series);
        }
    }

    /** What may be removed from the folder. */
    public DiskPlan diskPlan() {
        return DiskPlan.of(root);
    }

    /** Removes what may be removed; to be called under the lock. */
    public void remove(Set<DiskPlan.Kind> kinds) {
        DiskPlan.remove(root, kinds);
    }

    /** The nominal tilt angles, even where too many views, or too few, are discarded. */
    public double[] nominalTilts() {
        Settings settings = settings();
        return kept(settings).map(SeriesIndex::tilts).orElseGet(() -> {
            return Series.tiltsDeg(
                    stack,
                    settings.of(InputSettings.GROUP, InputSettings.DEFAULT),
                    settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT));
        });
    }

    Series openSeries() {
        Settings settings = settings();
        return Series.open(
                stack,
                settings.of(InputSettings.GROUP, InputSettings.DEFAULT),
                settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT),
                settings.of(ComputingSettings.GROUP, ComputingSettings.DEFAULT),
                DiscardedTilts.read(discardedFile()));
    }

    /** The raw series, to be looked at; to be closed. */
    public Series openRaw() {
        return openSeries();
    }

    /** The size of the beads, as measured or as the user says; empty while it is not known. */
    public Optional<BeadSize> beadSize() {
        return bead(settings());
    }

    private Path discardedFile() {
        return root.resolve(DiscardedTilts.FILE_NAME);
    }

    /** The index of an open series, kept if it is new; to be called under the lock. */
    SeriesIndex updatedIndex(Series series) {
        Map<String, String> key = SeriesIndex.key(stack, settings(), discardedFile());
        Optional<SeriesIndex> known = SeriesIndex.read(root);
        if (known.isPresent() && known.get().key().equals(key)) {
            return known.get();
        }
        SeriesIndex index = SeriesIndex.of(series, key, known);
        Path file = root.resolve(SeriesIndex.FILE);
        FolderFiles.createFolderOf(file);
        Json.write(file, index);
        return index;
    }

    public MarkerVersions versions() {
        return MarkerVersions.read(root, index().tiltsDeg().size());
    }

    /** Makes the output of a step, or a version by its number, the working markers again; to be called under the lock. */
    public MarkerVersion restore(String stepOrVersion) {
        MarkerVersions versions = versions();
        MarkerVersion earlier = stepOrVersion.chars().allMatch(Character::isDigit)
                ? versions.version(Integer.parseInt(stepOrVersion))
                : outputOf(versions, StepCatalogue.step(stepOrVersion));
        return versions.restore(earlier);
    }

    private MarkerVersion outputOf(MarkerVersions versions, Step<?> step) {
        return versions.lastOf(step.id())
                .orElseThrow(() -> new GoldtrailException(
                        step.id() + " has left no working markers", root.toString(), "run it first"));
    }

    /** The state of every step; the one that a living process is running is running. */
    public List<StepStatus> status() {
        Settings settings = settings();
        List<StepStatus> derived = state(index(settings), settings).all();
        return RunningFile.read(root)
                .map(r -> derived.stream().map(s -> s.runningIf(r.step())).toList())
                .orElse(derived);
    }

    /** All parameters with their present values. */
    public Map<String, Object> values() {
        return values(settings());
    }

    /** All parameters with the values they would have under some settings. */
    public Map<String, Object> values(Settings settings) {
        SeriesFacts facts = facts(index(), settings);
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, GeneralSettings.GROUP, settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT));
        put(values, InputSettings.GROUP, settings.of(InputSettings.GROUP, InputSettings.DEFAULT));
        put(values, ComputingSettings.GROUP, settings.of(ComputingSettings.GROUP, ComputingSettings.DEFAULT));
        for (Step<?> step : StepCatalogue.steps()) {
            putStep(values, step, settings, facts);
        }
        return values;
    }

    private static <P extends Record> void putStep(
            Map<String, Object> values, Step<P> step, Settings settings, SeriesFacts facts) {
        put(values, step.group(), settings.of(step.group(), step.defaults(facts)));
    }

    private static void put(Map<String, Object> values, ParameterGroup<?> group, Record parameters) {
        group.plain(parameters).forEach((key, value) -> values.put(group.path() + "." + key, value));
    }

    /** The steps of a run of which nothing is said, with those that they want as they are set. */
    public Set<Step<?>> usualSteps() {
        Set<Step<?>> usual = new LinkedHashSet<>(RunRequest.all().steps());
        usual.addAll(state(index()).wanted(List.copyOf(usual)));
        return usual;
    }

    FolderState state(SeriesIndex index) {
        return state(index, settings());
    }

    private FolderState state(SeriesIndex index, Settings settings) {
        return new FolderState(
                root,
                name,
                stack,
                StepCatalogue.steps(),
                MarkerVersions.read(root, index.tiltsDeg().size()),
                index.givenItems(stack),
                settings,
                facts(index, settings));
    }

    /** What the defaults of parameters follow from: the bead's radius as the user sets it, else as measured. */
    SeriesFacts facts(SeriesIndex index, Settings settings) {
        return index.facts(bead(settings));
    }

    Optional<BeadSize> bead(Settings settings) {
        return Item.BEAD_SIZE.files(name).stream()
                .findFirst()
                .flatMap(file -> Json.read(root.resolve(file), BeadSize.class))
                .map(b -> settings.value("detection.detectPeaks.beadRadiusPx")
                        .map(radius -> b.withDiameterPx(2 * Double.parseDouble(radius.toString())))
                        .orElse(b));
    }

    /** Tries the present parameters of detection on one view; the one of lowest tilt where none is named. */
    public DetectionTest.Result testDetection(Optional<Integer> section) {
        Settings settings = settings();
        try (Series series = openSeries()) {
            return DetectionTest.of(series, settings::of, facts(index(), settings), section);
        }
    }

    /** The solution of the fixed markers, or where that is missing or outdated, the one of the final selection. */
    public Optional<Solved> solved() {
        return new SolvedLookup(this, root, name).find();
    }

    /** The files of an item as they are there now; empty while it is not there. */
    public List<Path> files(Item item) {
        return switch (item) {
            case RAW_STACK -> there(List.of(stack));
            case DISCARDED_TILTS -> there(List.of(discardedFile()));
            case WORKING_MARKERS ->
                there(item.files(name).stream().map(root::resolve).toList());
            default ->
                there(state(index()).files(item).keySet().stream()
                        .map(root::resolve)
                        .toList());
        };
    }

    private static List<Path> there(List<Path> files) {
        return files.stream().filter(Files::exists).toList();
    }

    /** The verdict on the alignment as it is now: of the fixed markers, else of the final selection, else of what failed. */
    public Optional<Verdict> verdict() {
        return verdict(status());
    }

    /** The verdict that the states of all steps amount to. */
    public static Optional<Verdict> verdict(List<StepStatus> status) {
        for (StepStatus s : status) {
            Optional<Verdict> failed = s.provenance().flatMap(Provenance::verdict);
            if (s.state() == StepStatus.State.FAILED && failed.isPresent()) {
                return failed;
            }
        }
        Optional<Verdict> verdict = status.reversed().stream()
                .filter(StepStatus::isDone)
                .flatMap(s -> s.provenance().flatMap(Provenance::verdict).stream())
                .findFirst();
        boolean guess = status.stream()
                .filter(StepStatus::isDone)
                .anyMatch(s -> s.provenance()
                        .filter(p -> Boolean.TRUE.equals(p.figures().get("thicknessIsGuess")))
                        .isPresent());
        return guess
                ? verdict.map(v ->
                        v.advised("the thickness of the tomogram is a guess: look at its slices and give --thickness"))
                : verdict;
    }

    /**
     * Takes the alignment of another program for this series'; to be called under the lock.
     *
     * @param origin where it comes from, for people
     * @param solve makes the solution of the open series
     */
    public void take(String origin, Verdict verdict, Function<Series, SeriesSolution> solve) {
        try (Series series = openSeries()) {
            updatedIndex(series);
            SeriesSolution solution = solve.apply(series);
            new TakenOutput(root)
                    .put(
                            Item.FIXED_MARKERS,
                            origin,
                            verdict,
                            place -> SavedSolutions.writeFixed(
                                    series.input(),
                                    solution,
                                    ending -> place.apply(Path.of("alignment", series.name() + ending))));
        }
    }

    /** Runs steps. */
    public RunReport run(RunRequest request, RunListener listener) {
        return writing(() -> new EngineRun(this, root, listener).run(request));
    }
}
