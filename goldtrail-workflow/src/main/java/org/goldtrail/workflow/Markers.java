package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.MarkerVersions;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.WorkflowEngine;

/**
 * The working markers of a workflow: which bead is seen where in which view. Every step and every change by hand makes a
 * version; nothing is ever lost.
 */
public final class Markers {
    private final WorkflowEngine engine;
    private final Path root;

    Markers(WorkflowEngine engine, Path root) {
        this.engine = engine;
        this.root = root;
    }

    /** All versions with what else is known of them. */
    public MarkerVersions versions() {
        return engine.versions();
    }

    /** All versions, oldest first. */
    public List<MarkerVersion> list() {
        return Lines.of(versions().all());
    }

    /** The version that is the present one; empty before the first. */
    public Optional<MarkerVersion> head() {
        return versions().head();
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

    /** The markers of an earlier version, by its number. */
    public MarkerSet get(int version) {
        MarkerVersions versions = engine.versions();
        return versions.markers(versions.version(version));
    }

    /**
     * Makes others the working markers, as a new version.
     *
     * @param note what was done, for people
     */
    public MarkerVersion set(MarkerSet markers, String note) {
        return engine.writing(() -> engine.versions().edit(markers, note));
    }

    /**
     * Makes the output of a step, or a version by its number, the working markers again.
     *
     * @throws GoldtrailException if the step has left no markers or there is no such version
     */
    public MarkerVersion restore(String stepOrVersion) {
        return engine.writing(() -> engine.restore(stepOrVersion));
    }

    /** Goes one version back; empty if there is none before the present one. */
    public Optional<MarkerVersion> undo() {
        return engine.writing(() -> engine.versions().undo());
    }

    /** Takes the last undo back; empty if there is none. */
    public Optional<MarkerVersion> redo() {
        return engine.writing(() -> engine.versions().redo());
    }

    /** Writes the present working markers to a CSV file for a spreadsheet or another program. */
    public void save(Path csv) {
        MarkerFile.write(csv, get());
    }

    /**
     * Makes the markers of a CSV file the working markers, as a new version.
     *
     * @throws GoldtrailException naming the line that is wrong, or the marker that lies far outside the views
     */
    public MarkerVersion load(Path csv) {
        return engine.writing(() -> {
            MarkerVersions versions = engine.versions();
            MarkerSet markers = MarkerFile.read(csv, versions.viewCount());
            SeriesIndex index = engine.index();
            for (Observation o : markers.observations()) {
                if (isFarOutside(o.x(), index.width()) || isFarOutside(o.y(), index.height())) {
                    throw new GoldtrailException(
                            String.format(
                                    Locale.ROOT,
                                    "marker %d in tilt %d lies at %.1f, %.1f px, far outside views of %d x %d px",
                                    o.marker(),
                                    o.tilt(),
                                    o.x(),
                                    o.y(),
                                    index.width(),
                                    index.height()),
                            csv.toString(),
                            "give raw pixels; a spreadsheet may have lost the decimal mark");
                }
            }
            return versions.imported(markers, csv);
        });
    }

    /** A bead may be tracked a little beyond the edge, but not by the size of a view. */
    private static boolean isFarOutside(double position, int size) {
        return position < -size || position > 2.0 * size;
    }

    @Override
    public String toString() {
        return head().map(MarkerVersion::toString).orElse("no working markers yet");
    }
}
