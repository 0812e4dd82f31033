package org.goldtrail.workflow.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.judgement.VerdictRules;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.goldtrail.workflow.steps.StepContext;
import org.goldtrail.workflow.units.Version;

/**
 * Runs one step: gives it its inputs, lets it write to a folder of its own, puts the results in their places when all is
 * done, and writes the provenance last. A run that is ended before leaves the folder as it was.
 */
final class StepRunner {
    private static final String UNFINISHED = "unfinished";
    private static final String AHEAD = UNFINISHED + "/ahead";

    private final Path root;
    private final Series series;
    private final SeriesFacts facts;
    private final Settings settings;
    private final FolderState state;
    private final ProvenanceStore provenance;
    private final MarkerVersions versions;
    private final List<Step<?>> planned;
    private final Set<String> ahead;
    private final RunListener listener;

    /**
     * @param planned the steps still to come in this run
     * @param ahead files that steps of this run have written ahead for later ones
     * @param listener told what a person should read
     */
    StepRunner(
            Path root,
            Series series,
            SeriesFacts facts,
            Settings settings,
            FolderState state,
            ProvenanceStore provenance,
            MarkerVersions versions,
            List<Step<?>> planned,
            Set<String> ahead,
            RunListener listener) {
        this.planned = planned;
        this.ahead = ahead;
        this.listener = listener;
        this.root = root;
        this.series = series;
        this.facts = facts;
        this.settings = settings;
        this.state = state;
        this.provenance = provenance;
        this.versions = versions;
    }

    /**
     * Runs a step, open or not; whoever calls this has looked.
     *
     * @param onWorkingMarkers start from the working markers as they are, instead of those the step before has left
     */
    <P extends Record> Provenance run(Step<P> step, boolean onWorkingMarkers, Progress progress) {
        P parameters = settings.of(step.group(), step.defaults(facts));
        Optional<MarkerVersion> markersIn = !step.inputs().contains(Item.WORKING_MARKERS)
                ? Optional.empty()
                : onWorkingMarkers ? versions.head() : state.markersIn(step);
        Map<String, String> inputs = state.inputHashes(step);
        Path staging = root.resolve(UNFINISHED).resolve(step.id());
        FolderFiles.deleteTree(staging);
        StepLog log = StepLog.open(root, step, step.group().plain(parameters));
        Context context = new Context(step, staging, markersIn, log, progress);
        Instant started = Instant.now();
        Provenance record = new Provenance(
                step.id(),
                Version.PROGRAM,
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                0,
                Optional.empty(),
                step.group().plain(parameters),
                inputs,
                number(markersIn),
                OptionalInt.empty(),
                onWorkingMarkers,
                Map.of(),
                context.figures,
                Optional.empty());
        try {
            step.run(context, parameters, progress);
            Provenance done = publish(step, context, markersIn, record, started);
            log.end("done in " + done.seconds() + " s");
            return done;
        } catch (CancelledException e) {
            log.end("cancelled");
            throw e;
        } catch (GoldtrailException e) {
            log.end("failed: " + e.getMessage());
            Optional<Verdict> verdict = e instanceof NoAlignmentException
                    ? Optional.of(VerdictRules.noBeads(e.problem(), context.trailFigures()))
                    : Optional.empty();
            provenance.write(step, record.failed(String.valueOf(e.getMessage()), seconds(started), verdict));
            throw e;
        } catch (RuntimeException | Error e) {
            log.end(trace(e));
            throw e;
        } finally {
            FolderFiles.deleteTree(staging);
        }
    }

    private Provenance publish(
            Step<?> step, Context context, Optional<MarkerVersion> markersIn, Provenance record, Instant started) {
        Map<String, Map<String, Fingerprint>> outputs = new TreeMap<>();
        OptionalInt markersOut = OptionalInt.empty();
        if (context.markersOut != null) {
            MarkerVersion version =
                    versions.add(number(markersIn), step.id(), step.label(), context.markersOut, context.fitOut);
            markersOut = OptionalInt.of(version.version());
        }
        Map<String, Item> written = context.written;
        // Files of an earlier run that this one does not make any more would be taken for its own.
        provenance
                .of(step)
                .ifPresent(before -> before.outputs()
                        .values()
                        .forEach(files -> files.keySet().stream()
                                .filter(file -> !written.containsKey(file))
                                .forEach(file -> FolderFiles.delete(root.resolve(file)))));
        written.forEach((file, item) -> {
            Path staged = context.staging.resolve(file);
            if (!Files.exists(staged)) {
                throw new IllegalStateException(step.id() + " did not write " + file);
            }
            FolderFiles.move(staged, root.resolve(file));
            outputs.computeIfAbsent(item.id(), i -> new TreeMap<>()).put(file, Fingerprint.of(root.resolve(file)));
        });
        Provenance done = record.done(
                seconds(started), markersOut, outputs, new LinkedHashMap<>(context.figures), context.verdict);
        provenance.write(step, done);
        return done;
    }

    private static OptionalInt number(Optional<MarkerVersion> version) {
        return version.map(v -> OptionalInt.of(v.version())).orElse(OptionalInt.empty());
    }

    private static double seconds(Instant started) {
        return Duration.between(started, Instant.now()).toMillis() / 1000.0;
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** What a step sees. */
    private final class Context implements StepContext {
        private final Step<?> step;
        private final Path staging;
        private final Optional<MarkerVersion> markersIn;
        private final StepLog log;
        private final Progress progress;
        private final Map<String, Item> written = new LinkedHashMap<>();
        private final Map<String, Object> figures = new LinkedHashMap<>();

        private @org.jspecify.annotations.Nullable MarkerSet markersOut;
        private Optional<Fit> fitOut = Optional.empty();
        private Optional<Verdict> verdict = Optional.empty();

        Context(Step<?> step, Path staging, Optional<MarkerVersion> markersIn, StepLog log, Progress progress) {
            this.step = step;
            this.staging = staging;
            this.markersIn = markersIn;
            this.log = log;
            this.progress = progress;
        }

        @Override
        public Series series() {
            return series;
        }

        @Override
        public SeriesFacts facts() {
            return facts;
        }

        @Override
        public BeadSize bead() {
            return facts.bead().orElseThrow();
        }

        @Override
        public Path input(Item item) {
            String first = item.files(series.name()).isEmpty()
                    ? state.files(item).keySet().iterator().next()
                    : item.files(series.name()).getFirst();
            return root.resolve(first);
        }

        @Override
        public Optional<Path> optionalInput(Item item) {
            return state.hash(item).isPresent() ? Optional.of(input(item)) : Optional.empty();
        }

        @Override
        public boolean isPlanned(Class<? extends Step<?>> other) {
            return planned.stream().anyMatch(other::isInstance);
        }

        @Override
        public Path writeAhead(String relative) {
            Path file = root.resolve(AHEAD).resolve(relative);
            FolderFiles.createFolderOf(file);
            ahead.add(relative);
            return file;
        }

        @Override
        public Optional<Path> takeAhead(String relative) {
            Path file = root.resolve(AHEAD).resolve(relative);
            return ahead.remove(relative) && Files.exists(file) ? Optional.of(file) : Optional.empty();
        }

        @Override
        public void verdict(Verdict of) {
            verdict = Optional.of(of);
        }

        @Override
        public void warning(String sentence) {
            log.line("warning: " + sentence);
            listener.warning(sentence);
        }

        /** The trails' scores, for the verdict on a series without beads. */
        private String trailFigures() {
            return provenance
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
            return StepCatalogue.steps().stream()
                    .filter(other::isInstance)
                    .map(other::cast)
                    .map(s -> settings.of(s.group(), s.defaults(facts)))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public MarkerSet markers() {
            return versions.markers(markersIn.orElseThrow());
        }

        @Override
        public Optional<Fit> fit() {
            return markersIn.flatMap(this::saved);
        }

        @Override
        public Optional<Fit> earlierFit() {
            return markersIn.flatMap(versions::nearestWithFit).flatMap(this::saved);
        }

        private Optional<Fit> saved(MarkerVersion version) {
            return versions.fit(version, series.tiltsDeg(), series.width(), series.height());
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
    }
}
