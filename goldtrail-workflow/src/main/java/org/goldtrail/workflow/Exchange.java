package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.goldtrail.GoldtrailException;
import org.goldtrail.interchange.ExportOptions;
import org.goldtrail.interchange.Exported;
import org.goldtrail.interchange.KnownSeries;
import org.goldtrail.interchange.MarkerImport;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.exchange.AlignmentImport;
import org.goldtrail.workflow.exchange.WorkflowExport;

/** A workflow's way to other programs and back. */
public final class Exchange {
    private final WorkflowEngine engine;
    private final WorkflowExport export;

    Exchange(WorkflowEngine engine, Path root, String name, Path stack) {
        this.engine = engine;
        this.export = new WorkflowExport(engine, root, name, stack);
    }

    /** All that can be exported to, in the order of a menu. */
    public static List<WorkflowExport.Target> targets() {
        return WorkflowExport.targets();
    }

    /** Writes the results in the form of another program. */
    public Exported export(String target, Path folder) {
        return export(target, folder, UnaryOperator.identity(), Progress.SILENT);
    }

    /**
     * Writes the results in the form of another program.
     *
     * @param target id of one of {@link #targets}
     * @param folder made where it is missing
     * @param choice changes what the workflow says, like {@code o -> o.withExactCentres(false)}
     * @throws GoldtrailException if there is nothing to export yet or no such target
     */
    public Exported export(String target, Path folder, UnaryOperator<ExportOptions> choice, Progress progress) {
        return export.to(target, folder, choice, progress);
    }

    /**
     * Takes the alignment of another program for this series' own: later steps align and reconstruct by it.
     *
     * @param file what {@link org.goldtrail.interchange.Alignments} reads
     * @param exactCentres whether the centres of programs are half a pixel apart, as they are
     * @return as it was read
     * @throws GoldtrailException if it is none, or of another stack
     */
    public SeriesAlignment importAlignment(Path file, boolean exactCentres) {
        return engine.writing(() -> new AlignmentImport(engine).take(file, known(), exactCentres));
    }

    /**
     * Makes the markers of another program the working markers, as a new version.
     *
     * @param file what {@link MarkerImport} reads
     * @throws GoldtrailException if it holds none, or some of another stack
     */
    public MarkerVersion importMarkers(Path file) {
        MarkerSet markers = MarkerImport.read(file, known());
        return engine.writing(() -> engine.versions().imported(markers, file));
    }

    /**
     * The present solution in the form that all formats are made from.
     *
     * @throws GoldtrailException if the series is not solved yet
     */
    public SeriesAlignment alignment() {
        return export.alignment();
    }

    /** What is known of the series without any alignment. */
    public KnownSeries known() {
        return export.known();
    }
}
