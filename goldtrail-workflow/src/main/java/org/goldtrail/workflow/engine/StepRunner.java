package org.goldtrail.workflow.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.ResourceException;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.judgement.VerdictRules;
import org.goldtrail.workflow.series.SeriesImages;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.units.Times;
import org.goldtrail.workflow.units.Version;

/**
 * Runs one step: gives it its inputs, lets it write to a folder of its own, puts the results in their places when all is
 * done, and writes the provenance last. A run that is ended before leaves the folder as it was.
 */
final class StepRunner {
    private static final String HALF_DONE = "it was ended while its results were being put in their places";

    private final StepEnvironment environment;

    StepRunner(StepEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Runs a step, open or not; whoever calls this has looked.
     *
     * @param onWorkingMarkers start from the working markers as they are, instead of those the step before has left
     */
    <P extends Record> Provenance run(Step<P> step, boolean onWorkingMarkers, Progress progress) {
        P parameters = environment.settings().of(step.group(), step.defaults(environment.facts()));
        Optional<MarkerVersion> markersIn = !step.inputs().contains(Item.WORKING_MARKERS)
                ? Optional.empty()
                : onWorkingMarkers
                        ? environment.versions().head()
                        : environment.state().markersIn(step);
        StepLog log = StepLog.open(environment.root(), step, step.group().plain(parameters));
        Instant started = Instant.now();
        try (StagingFolder staging = StagingFolder.of(environment.root(), step.id())) {
            EngineContext context = new EngineContext(environment, step, staging.path(), markersIn, log, progress);
            Provenance record = begun(step, parameters, markersIn, onWorkingMarkers, context, started);
            try {
                StepMemory.within(
                        step.id(),
                        step.memory(environment.facts(), parameters).plus(keptBytes(step)),
                        environment.listener(),
                        () -> step.run(context, parameters, progress));
                Provenance done = publish(step, context, staging.path(), record, started);
                log.end("done in " + done.seconds() + " s");
                return done;
            } catch (CancelledException e) {
                log.end("cancelled");
                throw e;
            } catch (ResourceException e) {
                tellEvenIfTheDiskIsFull(step, record, e, log, started);
                throw e;
            } catch (GoldtrailException e) {
                log.end("failed: " + e.getMessage());
                Optional<Verdict> verdict = e instanceof NoAlignmentException
                        ? Optional.of(VerdictRules.noBeads(e.problem(), context.trailFigures()))
                        : Optional.empty();
                environment
                        .provenance()
                        .write(step, record.failed(String.valueOf(e.getMessage()), seconds(started), verdict));
                throw e;
            } catch (RuntimeException | Error e) {
                log.end(trace(e));
                throw e;
            }
        }
    }

    /** What the binned views that are kept from step to step may take; steps that do not look at them have all for themselves. */
    private long keptBytes(Step<?> step) {
        SeriesImages images = environment.series().images();
        if (step.area().compareTo(Area.REFINEMENT) <= 0) {
            return images.mostKeptBytes();
        }
        images.forget();
        return 0;
    }

    /** Where the disk is full, there may be no room to say so. */
    private void tellEvenIfTheDiskIsFull(
            Step<?> step, Provenance record, ResourceException why, StepLog log, Instant started) {
        try {
            log.end("failed: " + why.getMessage());
            environment
                    .provenance()
                    .write(step, record.failed(String.valueOf(why.getMessage()), seconds(started), Optional.empty()));
        } catch (GoldtrailException e) {
            why.addSuppressed(e);
        }
    }

    /** What is known of a run that begins; its outputs are those that the run before has left. */
    private <P extends Record> Provenance begun(
            Step<P> step,
            P parameters,
            Optional<MarkerVersion> markersIn,
            boolean onWorkingMarkers,
            EngineContext context,
            Instant started) {
        return new Provenance(
                step.id(),
                Version.PROGRAM,
                Times.of(started),
                0,
                Optional.empty(),
                step.group().plain(parameters),
                environment.state().inputHashes(step),
                number(markersIn),
                OptionalInt.empty(),
                onWorkingMarkers,
                environment.provenance().of(step).map(Provenance::outputs).orElse(Map.of()),
                context.figures(),
                Optional.empty());
    }

    private Provenance publish(Step<?> step, EngineContext context, Path staging, Provenance record, Instant started) {
        Path root = environment.root();
        Map<String, Item> written = context.written();
        Map<String, Map<String, Fingerprint>> outputs = fingerprints(step, written, staging);
        // Should the program be killed in between, files of two runs must not pass for those of one.
        environment
                .provenance()
                .write(
                        step,
                        record.with(union(record.outputs(), outputs))
                                .failed(HALF_DONE, seconds(started), Optional.empty()));
        OptionalInt markersOut = context.markersOut()
                .map(markers -> environment
                        .versions()
                        .add(record.markersIn(), step.id(), step.label(), markers, context.fitOut()))
                .map(version -> OptionalInt.of(version.version()))
                .orElse(OptionalInt.empty());
        // Files of an earlier run that this one does not make any more would be taken for its own.
        record.outputs()
                .values()
                .forEach(files -> files.keySet().stream()
                        .filter(file -> !written.containsKey(file))
                        .forEach(file -> FolderFiles.delete(root.resolve(file))));
        written.keySet().forEach(file -> FolderFiles.move(staging.resolve(file), root.resolve(file)));
        Provenance done = record.done(
                seconds(started), markersOut, outputs, new LinkedHashMap<>(context.figures()), context.verdict());
        environment.provenance().write(step, done);
        return done;
    }

    private static Map<String, Map<String, Fingerprint>> fingerprints(
            Step<?> step, Map<String, Item> written, Path folder) {
        Map<String, Map<String, Fingerprint>> outputs = new TreeMap<>();
        written.forEach((file, item) -> {
            if (!Files.exists(folder.resolve(file))) {
                throw new IllegalStateException(step.id() + " did not write " + file);
            }
            outputs.computeIfAbsent(item.id(), i -> new TreeMap<>()).put(file, Fingerprint.of(folder.resolve(file)));
        });
        return outputs;
    }

    private static Map<String, Map<String, Fingerprint>> union(
            Map<String, Map<String, Fingerprint>> before, Map<String, Map<String, Fingerprint>> now) {
        Map<String, Map<String, Fingerprint>> all = new TreeMap<>();
        before.forEach(
                (item, files) -> all.computeIfAbsent(item, i -> new TreeMap<>()).putAll(files));
        now.forEach(
                (item, files) -> all.computeIfAbsent(item, i -> new TreeMap<>()).putAll(files));
        return all;
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
}
