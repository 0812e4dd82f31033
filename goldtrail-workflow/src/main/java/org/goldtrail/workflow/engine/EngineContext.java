package org.goldtrail.workflow.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.steps.CtfEdits;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;

/** What a step sees while it runs, and what it has made so far. */
final class EngineContext implements StepContext {
    private static final String AHEAD = "ahead";

    private final StepEnvironment environment;
    private final Step<?> step;
    private final Path staging;
    private final Optional<MarkerVersion> markersIn;
    private final StepLog log;
    private final Progress progress;
    private final Map<String, Item> written = new LinkedHashMap<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private @Nullable MarkerSet markersOut;
    private Optional<Fit> fitOut = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();

    /**
     * @param environment what the step finds
     * @param staging where it writes
     * @param markersIn the working markers it starts from
     */
    EngineContext(
            StepEnvironment environment,
            Step<?> step,
            Path staging,
            Optional<MarkerVersion> markersIn,
            StepLog log,
            Progress progress) {
        this.environment = environment;
        this.step = step;
        this.staging = staging;
        this.markersIn = markersIn;
        this.log = log;
        this.progress = progress;
    }

    /** Where each file that was written belongs below the workflow folder, with what it is; in the order of writing. */
    Map<String, Item> written() {
        return written;
    }

    /** The figures so far; grows while the step runs. */
    Map<String, Object> figures() {
        return figures;
    }

    /** The working markers the step has made; empty if none. */
    Optional<MarkerSet> markersOut() {
        return Optional.ofNullable(markersOut);
    }

    /** The solution saved with {@link #markersOut}. */
    Optional<Fit> fitOut() {
        return fitOut;
    }

    /** What the step says its result is worth. */
    Optional<Verdict> verdict() {
        return verdict;
    }

    @Override
    public Series series() {
        return environment.series();
    }

    @Override
    public SeriesFacts facts() {
        return environment.facts();
    }

    @Override
    public BeadSize bead() {
        return environment.facts().bead().orElseThrow();
    }

    @Override
    public long memoryBytes() {
        return environment
                .settings()
                .of(ComputingSettings.GROUP, ComputingSettings.DEFAULT)
                .memoryBytes();
    }

    @Override
    public Path input(Item item) {
        return environment.state().inputs().file(item);
    }

    @Override
    public Optional<Path> optionalInput(Item item) {
        return environment.state().inputs().optionalInput(item);
    }

    @Override
    public CtfEdits ctfEdits() {
        return CtfEdits.read(environment.root());
    }

    @Override
    public boolean isPlanned(Class<? extends Step<?>> other) {
        return environment.planned().stream().anyMatch(other::isInstance);
    }

    @Override
    public Path writeAhead(String relative) {
        Path file = aheadFile(relative);
        FolderFiles.createFolderOf(file);
        environment.ahead().add(relative);
        return file;
    }

    @Override
    public Optional<Path> takeAhead(String relative) {
        Path file = aheadFile(relative);
        return environment.ahead().remove(relative) && Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public void verdict(Verdict of) {
        verdict = Optional.of(of);
    }

    @Override
    public void warning(String sentence) {
        log.line("warning: " + sentence);
        environment.listener().warning(sentence);
    }

    @Override
    public Path output(Item item, String relative) {
        if (!step.outputs().contains(item)) {
            throw new IllegalStateException(step.id() + " does not declare the output " + item.id());
        }
        Path file = staging.resolve(relative);
        FolderFiles.createFolderOf(file);
        written.put(relative, item);
        return file;
    }

    @Override
    public <Q extends Record> Q parametersOf(Class<? extends Step<Q>> other, Class<Q> type) {
        return environment.state().inputs().parametersOf(other, type);
    }

    @Override
    public MarkerSet markers() {
        return environment.versions().markers(markersIn.orElseThrow());
    }

    @Override
    public Optional<Fit> fit() {
        return markersIn.flatMap(this::saved);
    }

    @Override
    public Optional<Fit> earlierFit() {
        return markersIn.flatMap(environment.versions()::nearestWithFit).flatMap(this::saved);
    }

    private Optional<Fit> saved(MarkerVersion version) {
        return environment
                .versions()
                .fit(
                        version,
                        environment.series().tiltsDeg(),
                        environment.series().width(),
                        environment.series().height());
    }

    @Override
    public void saveMarkers(MarkerSet markers, Optional<Fit> fit) {
        markersOut = markers;
        fitOut = fit;
    }

    @Override
    public void message(String line) {
        log.line(line);
        progress.message(line);
    }

    @Override
    public void figure(String name, Object value) {
        figures.put(name, value);
        log.line(name + " = " + value);
    }

    /** The trails' scores, for the verdict on a series without beads. */
    String trailFigures() {
        return environment
                .provenance()
                .of(StepCatalogue.step("indexing.roughAlignment"))
                .map(Provenance::figures)
                .or(() -> Optional.of(figures))
                .filter(f -> f.containsKey("trailScore"))
                .map(f -> String.format(
                        Locale.ROOT,
                        "trails %.0f against %.0f of decoys",
                        score(f, "trailScore"),
                        score(f, "decoyScore")))
                .orElse("");
    }

    private static double score(Map<String, Object> figures, String name) {
        return figures.get(name) instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    private Path aheadFile(String relative) {
        return environment
                .root()
                .resolve(StagingFolder.UNFINISHED)
                .resolve(AHEAD)
                .resolve(relative);
    }
}
