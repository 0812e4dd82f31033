package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.goldtrail.GoldtrailException;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.task.Cancellation;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.RunListener;
import org.goldtrail.workflow.Verdict;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.units.Units;

/** Looks at a workflow folder and changes it; what {@link org.goldtrail.workflow.Workflow} stands on. */
public final class WorkflowEngine {
    private static final List<String> FOLDERS = List.of(
            "", "input", "detection", "indexing", "refinement", "alignment", "ctf", "reconstruction", "markers",
            "markers/versions", "provenance");

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
        FolderFiles.deleteTree(root.resolve("unfinished"));
        FOLDERS.forEach(folder -> AtomicFile.removeLeftovers(root.resolve(folder)));
    }

    public Settings settings() {
        return Settings.read(root.resolve(Settings.FILE_NAME));
    }

    /** Keeps settings; to be called under the lock. */
    public void write(Settings settings) {
        settings.write(root.resolve(Settings.FILE_NAME));
    }

    /** What is known of the raw series; read anew where a file has changed. */
    public SeriesIndex index() {
        Map<String, String> key = SeriesIndex.key(stack, settings(), discardedFile());
        Optional<SeriesIndex> known = SeriesIndex.read(root);
        if (known.isPresent() && known.get().key().equals(key)) {
            return known.get();
        }
        try (Series series = openSeries()) {
            return SeriesIndex.of(series, key, known);
        }
    }

    private Series openSeries() {
        Settings settings = settings();
        return Series.open(
                stack,
                settings.of(InputSettings.GROUP, InputSettings.DEFAULT),
                settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT),
                DiscardedTilts.read(discardedFile()));
    }

    private Path discardedFile() {
        return root.resolve(DiscardedTilts.FILE_NAME);
    }

    public MarkerVersions versions() {
        return MarkerVersions.read(root, index().tiltsDeg().size());
    }

    /** Makes the output of a step, or a version by its number, the working markers again; to be called under the lock. */
    public MarkerVersion restore(String stepOrVersion) {
        SeriesIndex index = index();
        MarkerVersions versions = MarkerVersions.read(root, index.tiltsDeg().size());
        MarkerVersion earlier = stepOrVersion.chars().allMatch(Character::isDigit)
                ? versions.version(Integer.parseInt(stepOrVersion))
                : outputOf(versions, StepCatalogue.step(stepOrVersion));
        return versions.restore(earlier, index.tilts(), index.width(), index.height());
    }

    private MarkerVersion outputOf(MarkerVersions versions, Step<?> step) {
        return versions.lastOf(step.id())
                .orElseThrow(() -> new GoldtrailException(
                        step.id() + " has left no working markers", root.toString(), "run it first"));
    }

    public List<StepStatus> status() {
        return state(index()).all();
    }

    /** All parameters with their present values. */
    public Map<String, Object> values() {
        Settings settings = settings();
        SeriesFacts facts = facts(index(), settings);
        Map<String, Object> values = new LinkedHashMap<>();
        for (ParameterGroup<?> group : StepCatalogue.SETTINGS) {
            values.putAll(StepCatalogue.plainSettings(group, settings::of));
        }
        for (Step<?> step : StepCatalogue.steps()) {
            values.putAll(plain(step, settings, facts));
        }
        return values;
    }

    private static <P extends Record> Map<String, Object> plain(Step<P> step, Settings settings, SeriesFacts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        step.group()
                .plain(settings.of(step.group(), step.defaults(facts)))
                .forEach((key, value) -> values.put(step.id() + "." + key, value));
        return values;
    }

    private FolderState state(SeriesIndex index) {
        Settings settings = settings();
        return new FolderState(
                root,
                StepCatalogue.steps(),
                new ProvenanceStore(root),
                MarkerVersions.read(root, index.tiltsDeg().size()),
                index.givenItems(),
                settings,
                facts(index, settings));
    }

    /** What the defaults of parameters follow from: the bead's radius as the user sets it, else as measured. */
    private SeriesFacts facts(SeriesIndex index, Settings settings) {
        Optional<BeadSize> measured = Item.BEAD_SIZE.files(name).stream()
                .findFirst()
                .flatMap(file -> Json.read(root.resolve(file), BeadSize.class));
        Optional<BeadSize> bead = measured.map(b -> settings.value("detection.detectPeaks.beadRadiusPx")
                .map(radius -> b.withDiameterPx(2 * Double.parseDouble(radius.toString())))
                .orElse(b));
        return index.facts(bead);
    }

    /** Runs steps. */
    public RunReport run(RunRequest request, RunListener listener) {
        return writing(() -> new EngineRun(this, root, listener).run(request));
    }
}
