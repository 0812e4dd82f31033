package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.solution.SeriesSolution;

/** Reads solutions that steps have saved in a workflow folder; the raw stack is not needed. */
public final class SavedSolutions {
    private SavedSolutions() {}

    /**
     * The solution of the fixed markers; empty where there is none.
     *
     * @param root the workflow folder
     * @param name of the series
     * @param tiltsDeg nominal tilt angle of each section
     * @param width of a raw view, pixels
     * @param height of a raw view, pixels
     */
    public static Optional<SeriesSolution> fixed(Path root, String name, double[] tiltsDeg, int width, int height) {
        Path file = root.resolve(Item.FIXED_MARKERS.files(name).getFirst()).resolveSibling(name + ".fit.json");
        return Json.read(file, FixMarkersStep.FixedSolution.class).map(fixed -> {
            MarkerSet markers = new MarkerSet(tiltsDeg.length, fixed.markers());
            return fixed.solution().of(new FitInput(markers, tiltsDeg, width, height));
        });
    }

    /**
     * The solution of the final selection; empty where there is none.
     *
     * @param markers those that the final selection has left
     */
    public static Optional<SeriesSolution> selected(
            Path root, String name, MarkerSet markers, double[] tiltsDeg, int width, int height) {
        Path file = root.resolve(Item.SOLUTION.files(name).getFirst());
        return Json.read(file, Solving.Saved.class)
                .filter(saved -> saved.markersHash().equals(Solving.hash(markers)))
                .map(saved -> saved.solution().of(new FitInput(markers, tiltsDeg, width, height)));
    }

    /**
     * Writes the files of an alignment that no step has solved.
     *
     * @param file where to write a file of the alignment, by its ending
     */
    public static void writeFixed(TiltSeriesInput input, SeriesSolution solution, Function<String, Path> file) {
        FixMarkersStep.write(input, solution.markers(), solution, file);
    }
}
