package org.goldtrail.workflow.steps;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.NoAlignmentException;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.indexing.DecoyTrails;
import org.goldtrail.indexing.ObservationCloud;
import org.goldtrail.indexing.RoughAlignment;
import org.goldtrail.indexing.RoughAlignmentParameters;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;

/** Finds the shifts between views, and the tilt axis with them. */
final class RoughAlignmentStep extends Step<RoughAlignmentStep.Parameters> {
    /** How far views may be shifted, and how well they must match. */
    record Parameters(
            @Parameter(
                    label = "maximal shift",
                    unit = "px",
                    min = 1,
                    max = 100000,
                    usual = "0.27 times the longer side of the image",
                    help = "Largest shift expected between views that are neighbours in tilt angle.")
            double maximalShiftPx,

            @Parameter(
                    label = "matching distance",
                    unit = "px",
                    min = 0.5,
                    max = 1000,
                    usual = "half the bead diameter",
                    level = Level.ADVANCED,
                    help = "An observation matches a reprojection that is not further away than this.")
            double matchingDistancePx,

            @Parameter(
                    label = "height of the beads",
                    unit = "px",
                    min = 1,
                    max = 100000,
                    usual = "0.15 times the longer side of the image",
                    level = Level.ADVANCED,
                    help = "How far beads may lie above and below the middle of the specimen, roughly.")
            double beadHeightPx,

            @Parameter(
                    label = "tilt axis to search",
                    unit = "°",
                    min = -360,
                    max = 360,
                    usual = "all axes",
                    level = Level.ADVANCED,
                    help =
                            "Searches this axis only, instead of all over 180°. Give it where beads are so few that the search"
                                    + " finds a wrong one.")
            OptionalDouble searchedAxisDeg) {}

    /**
     * What is written of it.
     *
     * @param score what the trails explain of the peaks
     * @param decoyScore what the same pipeline explains of decoys
     * @param axisDeg mean tilt axis
     * @param views geometry of each view, null where it could not be placed
     */
    record Outcome(double score, double decoyScore, double axisDeg, List<@Nullable ViewGeometry> views) {}

    RoughAlignmentStep() {
        super(
                Area.INDEXING,
                "roughAlignment",
                "rough alignment",
                "Compares views with their neighbours in tilt angle: looks for the shifts, and the tilt axis with them, that"
                        + " make most peaks match. Matched peaks form trails.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        RoughAlignmentParameters usual =
                RoughAlignmentParameters.of(facts.beadDiameterPx(), facts.width(), facts.height());
        return new Parameters(
                usual.maximalShiftPx(), usual.tolerancePx(), usual.heightSigmaPx(), OptionalDouble.empty());
    }

    @Override
    public List<Item> inputs() {
        return List.of(Item.SELECTED_PEAKS, Item.NOMINAL_ANGLES, Item.DISCARDED_TILTS, Item.VIEW_STATES);
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.ROUGH_ALIGNMENT, Item.WORKING_MARKERS);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.OCCUPANCY, StepView.MARKERS);
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        ObservationCloud cloud = StepFiles.cloud(context);
        double[] tilts = context.series().tiltsDeg();
        boolean[] usable = StepFiles.usable(context);
        RoughAlignmentParameters core = new RoughAlignmentParameters(
                parameters.matchingDistancePx, parameters.maximalShiftPx, parameters.beadHeightPx);
        RoughAlignment.Result found =
                RoughAlignment.align(cloud, tilts, usable, parameters.searchedAxisDeg, core, progress.part(0, 0.8));
        double decoys = DecoyTrails.score(cloud, tilts, usable, found.axisDeg(), core, progress.part(0.8, 1));
        int placed = (int) found.views().stream().filter(Objects::nonNull).count();
        context.message(String.format(
                Locale.ROOT,
                "rough alignment: %d of %d views placed, axis near %.1f°, trail score %.0f against %.0f of decoys",
                placed,
                tilts.length,
                found.axisDeg(),
                found.score(),
                decoys));
        context.figure("trails", found.trails().markerCount());
        context.figure("viewsPlaced", placed);
        context.figure("axisDeg", found.axisDeg());
        context.figure("trailScore", found.score());
        context.figure("decoyScore", decoys);
        if (found.trails().markerCount() == 0) {
            throw new NoAlignmentException(
                    "the peaks of the views match at no shift", "", "check the bead diameter and the angles");
        }
        Json.write(
                context.output(Item.ROUGH_ALIGNMENT),
                new Outcome(found.score(), decoys, found.axisDeg(), found.views()));
        context.saveMarkers(found.trails(), Optional.empty());
    }

    static Outcome read(StepContext context) {
        return Json.read(context.input(Item.ROUGH_ALIGNMENT), Outcome.class).orElseThrow();
    }
}
