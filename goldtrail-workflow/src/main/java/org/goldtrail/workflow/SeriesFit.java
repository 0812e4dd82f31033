package org.goldtrail.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/**
 * The solved geometry of a series, to be looked at: where each view lies, where each bead lies, what is left, and how well it
 * predicts what it has not seen. Lengths in raw pixels; positions relative to the centre of the specimen.
 */
public final class SeriesFit {
    private final SeriesSolution solution;
    private final boolean upToDate;

    SeriesFit(SeriesSolution solution, boolean upToDate) {
        this.solution = solution;
        this.upToDate = upToDate;
    }

    /**
     * One view.
     *
     * @param section in the raw stack, 0-based
     * @param used false if the view takes no part; its geometry is then interpolated
     * @param reason why it takes no part; empty if it does
     * @param geometry where specimen points land in it
     * @param beads number of observations that take part
     * @param residualMeanPx their mean residual; NaN without any
     * @param predictedCentrePx predicted error at the centre of the field
     * @param predictedCornerPx predicted error at its worst corner
     */
    public record View(
            int section,
            boolean used,
            String reason,
            ViewGeometry geometry,
            int beads,
            double residualMeanPx,
            double predictedCentrePx,
            double predictedCornerPx) {
        @Override
        public String toString() {
            String name = Units.view(section, geometry.tiltDeg());
            return used
                    ? String.format(
                            Locale.ROOT,
                            "%s: axis %.2f°, shift %.2f, %.2f px, %d beads, residual %.3f px",
                            name,
                            geometry.axisDeg(),
                            geometry.shiftXPx(),
                            geometry.shiftYPx(),
                            beads,
                            residualMeanPx)
                    : name + ": not used, " + reason;
        }
    }

    /**
     * One bead.
     *
     * @param marker its number
     * @param x position along x, raw pixels
     * @param y position along y
     * @param z position along z
     * @param observations number of views it is seen in
     * @param residualMeanPx mean residual of those that take part; NaN without any
     */
    public record Bead(int marker, double x, double y, double z, int observations, double residualMeanPx) {}

    /**
     * What is left of one observation.
     *
     * @param observation where it was seen
     * @param dxPx observed minus predicted; NaN where the observation took no part
     * @param dyPx likewise
     * @param weight 0 for an outlier to 1
     */
    public record Residual(Observation observation, double dxPx, double dyPx, double weight) {
        public double lengthPx() {
            return Math.hypot(dxPx, dyPx);
        }
    }

    /** False if parameters, views or markers have changed since it was solved. */
    public boolean isUpToDate() {
        return upToDate;
    }

    /** Direction of the tilt axis, from +y counter-clockwise; the mean over the views. */
    public double axisDeg() {
        return solution.fit().axisDeg();
    }

    /** Whose word decided between the axis and its twin 180° apart; empty if the hand is not known. */
    public String handOrigin() {
        return solution.handOrigin();
    }

    /** The model in words: which quantities vary from view to view. */
    public String model() {
        return solution.fit().model().toString();
    }

    /** Why this model was chosen. */
    public String reason() {
        return solution.reason();
    }

    public double residualMeanPx() {
        return solution.fit().meanPx();
    }

    public double residualRmsPx() {
        return solution.fit().rmsPx();
    }

    /** Errors of prediction for what was left out of the fit; that of whole beads is the one to compare fits by. */
    public LeaveOut leaveOut() {
        return solution.leaveOut();
    }

    /** Errors predicted from the covariance, over all views. */
    public PredictedError predicted() {
        return solution.predicted();
    }

    /** The markers that were solved. */
    public MarkerSet markers() {
        return solution.markers();
    }

    /** Every section of the raw stack, used or not. */
    public List<View> views() {
        Fit fit = solution.fit();
        return Lines.of(IntStream.range(0, fit.viewCount()).mapToObj(this::view).toList());
    }

    /**
     * One view.
     *
     * @param section 0-based
     */
    public View view(int section) {
        Fit fit = solution.fit();
        Set<Integer> unused = solution.unusedSections();
        String reason = solution.excluded().stream()
                .filter(e -> e.section() == section)
                .map(ExcludedView::reason)
                .findFirst()
                .orElse("");
        return new View(
                section,
                !unused.contains(section),
                reason,
                fit.view(section),
                fit.beadsInView(section),
                mean(o -> o.tilt() == section),
                solution.predicted().centrePx(section),
                solution.predicted().cornerPx(section));
    }

    /** Every bead. */
    public List<Bead> beads() {
        Fit fit = solution.fit();
        List<Bead> beads = new ArrayList<>();
        solution.markers().byMarker().forEach((marker, trail) -> {
            double[] at = fit.position(marker);
            beads.add(new Bead(marker, at[0], at[1], at[2], trail.size(), mean(o -> o.marker() == marker)));
        });
        return Lines.of(beads);
    }

    /** What is left of every observation, in the order of {@link MarkerSet#observations()}. */
    public List<Residual> residuals() {
        Fit fit = solution.fit();
        List<Observation> all = solution.markers().observations();
        return IntStream.range(0, all.size())
                .mapToObj(i -> new Residual(all.get(i), fit.residualX(i), fit.residualY(i), fit.weight(i)))
                .toList();
    }

    private double mean(java.util.function.Predicate<Observation> which) {
        OptionalDouble mean = residuals().stream()
                .filter(r -> which.test(r.observation) && !Double.isNaN(r.dxPx))
                .mapToDouble(Residual::lengthPx)
                .average();
        return mean.orElse(Double.NaN);
    }

    /** Everything else that is known of the solution. */
    public SeriesSolution solution() {
        return solution;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d beads in %d of %d views, axis %.2f°, residual %.3f px, leave-out %.3f px, corner %.3f px; %s%s",
                solution.markers().markerCount(),
                solution.fit().viewCount() - solution.excluded().size(),
                solution.fit().viewCount(),
                axisDeg(),
                residualMeanPx(),
                leaveOut().beadsPx(),
                predicted().cornerPx(),
                reason(),
                upToDate ? "" : " (something has changed since)");
    }
}
