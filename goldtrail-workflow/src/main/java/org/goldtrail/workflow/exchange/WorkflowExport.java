package org.goldtrail.workflow.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.StackHalves;
import org.goldtrail.interchange.AlignmentFormat;
import org.goldtrail.interchange.Alignments;
import org.goldtrail.interchange.ExportOptions;
import org.goldtrail.interchange.Exported;
import org.goldtrail.interchange.KnownSeries;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.Solved;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.WorkflowEngine;

/** Writes a workflow's results in the formats of other programs. */
public final class WorkflowExport {
    /** The one format that holds the tomogram instead of the alignment. */
    private static final Target OME_ZARR =
            new Target("ome-zarr", "OME-Zarr", "the tomogram as OME-Zarr 0.5 with levels, for Neuroglancer and napari");

    private final WorkflowEngine engine;
    private final String name;
    private final Path stack;
    private final Path root;

    /**
     * Where results can go.
     *
     * @param id as it is said in commands
     * @param label for people
     * @param help what is written, in half a sentence
     */
    public record Target(String id, String label, String help) {}

    public WorkflowExport(WorkflowEngine engine, Path root, String name, Path stack) {
        this.engine = engine;
        this.root = root;
        this.name = name;
        this.stack = stack;
    }

    /** All that can be exported to. */
    public static List<Target> targets() {
        List<Target> all = new ArrayList<>();
        for (AlignmentFormat format : AlignmentFormat.all()) {
            all.add(new Target(format.id(), format.label(), format.help()));
        }
        all.add(OME_ZARR);
        return List.copyOf(all);
    }

    /** The present solution in neutral form. */
    public SeriesAlignment alignment() {
        Solved solved = engine.solved()
                .orElseThrow(() -> new GoldtrailException(
                        "the series is not solved yet",
                        root.toString(),
                        "run it to the end of the refinement: goldtrail run " + root + " --upto finalSelection"));
        return new WorkflowAlignment(engine, name, stack).of(solved.solution(), solved.upToDate());
    }

    /** What is known of the series without any alignment. */
    public KnownSeries known() {
        return new WorkflowAlignment(engine, name, stack).known();
    }

    /**
     * Exports.
     *
     * @param target id of one of {@link #targets}
     * @param folder made where it is missing
     * @param choice of the user's, on top of what the workflow says
     * @throws GoldtrailException if there is nothing to export yet, or no such target
     */
    public Exported to(String target, Path folder, UnaryOperator<ExportOptions> choice, Progress progress) {
        boolean zarr = target.toLowerCase(Locale.ROOT).equals(OME_ZARR.id());
        if (!zarr && targets().stream().noneMatch(t -> t.id().equals(target.toLowerCase(Locale.ROOT)))) {
            throw new GoldtrailException(
                    "there is no format '" + target + "'",
                    "",
                    "take one of "
                            + String.join(
                                    ", ", targets().stream().map(Target::id).toList()));
        }
        SeriesAlignment alignment = zarr ? null : alignment();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be made (" + AtomicFile.reason(e) + ")", folder.toString(), "choose another", e);
        }
        if (alignment == null) {
            return new TomogramZarr(tomogram()
                            .orElseThrow(() -> new GoldtrailException(
                                    "there is no tomogram yet",
                                    root.toString(),
                                    "make one: goldtrail run " + root + " --upto binnedReconstruction")))
                    .write(folder, progress);
        }
        Exported written = Alignments.format(target).write(alignment, choice.apply(options(alignment)), folder);
        List<String> remarks = new ArrayList<>(alignment.remarks());
        remarks.addAll(written.remarks());
        return new Exported(written.files(), remarks, written.commands());
    }

    private ExportOptions options(SeriesAlignment alignment) {
        Optional<StackHalves> halves = StackHalves.of(stack);
        ExportOptions options = ExportOptions.DEFAULT
                .withStack(stack)
                .withHalves(halves.map(StackHalves::even), halves.map(StackHalves::odd));
        Optional<Solved> solved = engine.solved();
        if (solved.isPresent()) {
            options = options.withMarkers(solved.get().solution().markers());
        }
        double thickness =
                figure("reconstruction.binnedReconstruction", "thicknessPx").orElse(Double.NaN);
        double binning = figure("alignment.alignBinned", "binning").orElse(4.0);
        return Double.isFinite(thickness)
                ? options.withBox(new ExportOptions.Box(thickness, (int) binning, tomogram()))
                : options;
    }

    /** The binned tomogram that was made first. */
    private Optional<Path> tomogram() {
        return engine.files(Item.BINNED_TOMOGRAM).stream()
                .filter(f -> f.toString().endsWith(".mrc"))
                .sorted()
                .reduce((first, last) -> last.toString().endsWith("_wbp.mrc") ? last : first);
    }

    private Optional<Double> figure(String step, String figure) {
        return engine.status().stream()
                .filter(s -> s.step().id().equals(step))
                .map(StepStatus::provenance)
                .flatMap(Optional::stream)
                .map(Provenance::figures)
                .map(f -> f.get(figure))
                .filter(Number.class::isInstance)
                .map(n -> ((Number) n).doubleValue())
                .findFirst();
    }
}
