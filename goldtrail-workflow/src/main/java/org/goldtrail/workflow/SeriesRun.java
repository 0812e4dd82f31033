package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.engine.DiscardedTilts;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.series.SeriesLimits;
import org.goldtrail.workflow.units.Length;
import org.goldtrail.workflow.units.Units;
import org.goldtrail.workflow.units.ViewSelection;

/**
 * The main job: a raw tilt series in, its alignment, aligned stacks and a binned tomogram out, unattended, with an honest
 * verdict. A folder that holds the series already is resumed: what is up to date is not computed again.
 */
public final class SeriesRun {
    private SeriesRun() {}

    /**
     * What a run leaves.
     *
     * @param seconds spent in each step that was run
     */
    public record Result(Verdict verdict, Path folder, String name, Map<String, Double> seconds) {}

    /**
     * Runs all steps.
     *
     * @throws GoldtrailException if the input cannot be used or results cannot be written
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public static Result run(RunOptions options, RunListener listener) {
        return run(options, RunRequest.all(), listener);
    }

    /** Runs the steps that are asked for. */
    public static Result run(RunOptions options, RunRequest request, RunListener listener) {
        Workflow workflow = prepare(options, listener);
        RunReport report = workflow.run(listener).request(request);
        return new Result(
                report.verdict().orElse(Verdict.NONE_YET), workflow.folder(), workflow.name(), report.seconds());
    }

    /** Makes or opens the workflow of a stack and sets what is said; whatever is impossible is refused before. */
    public static Workflow prepare(RunOptions options, RunListener listener) {
        Path folder = options.folder().orElseGet(() -> Workflow.defaultFolder(options.stack()));
        boolean known = Workflow.isWorkflow(folder) && !options.anew();
        if (Workflow.isWorkflow(folder) && options.folder().isEmpty()) {
            checkNotAnother(folder, options.stack());
        }
        Settings before = known ? Workflow.open(folder).settings() : Settings.NONE;
        ViewSelection discarded = options.discarded()
                .orElseGet(() ->
                        known ? DiscardedTilts.read(folder.resolve(DiscardedTilts.FILE_NAME)) : ViewSelection.NONE);
        check(options.stack(), before.with(options.settings()), discarded, listener);
        Workflow workflow = known ? opened(folder, options.stack(), listener) : made(options, folder);
        tellChanges(before, options.settings(), known, listener);
        if (!before.with(options.settings()).equals(before)) {
            workflow.set(options.settings());
        }
        options.discarded().ifPresent(workflow::setDiscarded);
        workflow.look();
        return workflow;
    }

    /** Every session has a TS_01: what was made of one must not be lost to the next because nobody named a folder. */
    private static void checkNotAnother(Path folder, Path stack) {
        Path first = Workflow.open(folder).stack();
        if (Fingerprint.isAnother(first, stack)) {
            throw new GoldtrailException(
                    "the workflow of this name is that of another stack, " + first,
                    folder.toString(),
                    "name a folder for this one with --out; should it take the other's place, name this folder");
        }
    }

    private static Workflow made(RunOptions options, Path folder) {
        return options.anew() && Workflow.isWorkflow(folder)
                ? Workflow.createAnew(options.stack(), folder)
                : Workflow.create(options.stack(), folder);
    }

    private static Workflow opened(Path folder, Path stack, RunListener listener) {
        Workflow workflow = Workflow.open(folder);
        Path absolute = stack.toAbsolutePath().normalize();
        if (workflow.stack().equals(absolute)) {
            return workflow;
        }
        listener.message("the stack was " + workflow.stack() + " and is now " + absolute);
        return workflow.relink(absolute);
    }

    private static void tellChanges(Settings before, Settings said, boolean known, RunListener listener) {
        if (!known) {
            return;
        }
        said.all().forEach((path, value) -> {
            Object then = before.value(path).orElse("its default");
            if (!then.equals(value)) {
                listener.message(path + " was " + then + " and is now " + value);
            }
        });
        String kept = before.all().entrySet().stream()
                .filter(e -> said.value(e.getKey()).isEmpty())
                .map(e -> e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining(", "));
        if (!kept.isEmpty()) {
            listener.message(kept + ", as set before");
        }
    }

    private static void check(Path stack, Settings settings, ViewSelection discarded, RunListener listener) {
        InputSettings files = settings.of(InputSettings.GROUP, InputSettings.DEFAULT);
        GeneralSettings general = settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT);
        try (Series series = Series.open(stack, files, general, discarded)) {
            TiltSeriesInput input = series.input();
            settings.value("detection.measureBeads.beadDiameter")
                    .ifPresent(v -> length(v).forEach(l -> SeriesLimits.beadDiameterPx(l, input)));
            settings.value("reconstruction.binnedReconstruction.thickness")
                    .ifPresent(v -> length(v).forEach(l -> SeriesLimits.thicknessPx(l, input)));
            int binning = settings.value("alignment.alignBinned.alignmentBinningFactor")
                    .map(v -> ((Number) v).intValue())
                    .orElse(4);
            SeriesLimits.checkBinning(input.width(), input.height(), binning, "--binning");
            tellInput(series, listener);
        }
    }

    private static List<Length> length(Object plain) {
        return plain.toString().equals("auto") ? List.of() : List.of(Length.parse(plain.toString(), ""));
    }

    private static void tellInput(Series series, RunListener listener) {
        TiltSeriesInput input = series.input();
        double[] tilts = input.tiltsDeg();
        double low = Arrays.stream(tilts).min().orElseThrow();
        double high = Arrays.stream(tilts).max().orElseThrow();
        listener.message(String.format(
                Locale.ROOT,
                "%s: %d views of %d x %d px, %+.1f° to %+.1f° from %s, pixel size %s",
                input.stack().getFileName(),
                input.sections(),
                input.width(),
                input.height(),
                low,
                high,
                input.angles().name(),
                input.pixelSizeAngstrom().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "%.3f Å from %s",
                                input.pixelSizeAngstrom().getAsDouble(),
                                input.pixelSizeOrigin())
                        : "not known"));
        Set<Integer> discarded = series.discarded();
        for (int section : discarded) {
            listener.message("discarded: " + Units.view(section, tilts[section]));
        }
    }
}
