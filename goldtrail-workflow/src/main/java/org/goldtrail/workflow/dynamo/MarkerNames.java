package org.goldtrail.workflow.dynamo;

import static org.goldtrail.workflow.dynamo.Conversion.LIMIT;
import static org.goldtrail.workflow.dynamo.Conversion.NUMBER;
import static org.goldtrail.workflow.dynamo.Conversion.SWITCH;

import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/** Dynamo's parameters of indexing and refinement. */
final class MarkerNames {
    private static final String UNCHANGED = "unchanged";
    private static final String NO_GRID = "trails are looked for at the beads themselves, not on a grid";
    private static final String BY_CHANCE =
            "whether a view is placed is decided by how improbable its matches are as coincidences";

    static final List<DynamoName> ALL = List.of(
            DynamoName.of(
                    "steps.shifter.maximalShift", "indexing.roughAlignment.maximalShiftPx", "px, unchanged", NUMBER),
            DynamoName.none(
                    "steps.shifter.shiftInterval", "all shifts between pairs of peaks are tried, not those of a grid"),
            DynamoName.none(
                    "steps.shifter.maximalHysteresis", "views are matched to a model of the beads, not back and forth"),
            DynamoName.always(
                    "steps.shifter.skipManualDiscardsInShifts", true, "discarded views never take part in anything"),
            DynamoName.of(
                    "steps.chainSelector.minimumOccupancy",
                    "indexing.stableTrails.minimumOccupancy",
                    "views, unchanged",
                    NUMBER),
            DynamoName.of(
                    "steps.chainSelector.relaxedMinimumOccupancy",
                    "indexing.stableTrails.relaxedMinimumOccupancy",
                    "views, unchanged",
                    NUMBER),
            DynamoName.of(
                    "steps.chainSelector.minimumMarkersPerTilt",
                    "indexing.stableTrails.minimumMarkersPerView",
                    UNCHANGED,
                    NUMBER),
            DynamoName.none(
                    "steps.chainSelector.minimumMarkerDistance",
                    "neighbouring beads are told apart by the model; iterative reindexing unites those that are one"),
            DynamoName.always(
                    "steps.chainSelector.skipMarkedIndices", true, "discarded views never take part in anything"),
            DynamoName.of(
                    "steps.reindexer.proximityThresholdReprojection",
                    "indexing.iterativeReindexing.proximityThresholdReprojectionPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.none(
                    "steps.reindexer.excludeMultipleMatches",
                    "observations and reprojections are matched one to one, the nearest first"),
            DynamoName.none(
                    "steps.reindexer.exclusionRadiusMultipleMatches",
                    "observations and reprojections are matched one to one, the nearest first"),
            DynamoName.of(
                    "steps.reindexer.proximityThreshold3DThinning",
                    "indexing.iterativeReindexing.proximityThreshold3DThinningPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.of(
                    "steps.reindexer.minimumOccupancy",
                    "indexing.iterativeReindexing.minimumOccupancy",
                    "views, unchanged",
                    NUMBER),
            DynamoName.none(
                    "steps.tiltGapFiller.maximumMarkersDefiningGap", "a gap is a view with far fewer than usual"),
            DynamoName.none("steps.tiltGapFiller.minimumMarkersTargeted", BY_CHANCE),
            DynamoName.none("steps.tiltGapFiller.minimumOccupancyContributingChain", "all markers contribute"),
            DynamoName.none("steps.tiltGapFiller.targetedOccupancyContributingChain", "all markers contribute"),
            DynamoName.of(
                    "steps.tiltGapFiller.initialDistanceThreshold",
                    "indexing.tiltGapFiller.initialDistanceThresholdPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.none(
                    "steps.tiltGapFiller.increaseDistanceThreshold", "only a first and a last distance are used"),
            DynamoName.of(
                    "steps.tiltGapFiller.maximalDistanceThreshold",
                    "indexing.tiltGapFiller.maximalDistanceThresholdPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.none("steps.tiltGapFiller.residualsThreshold", BY_CHANCE),
            DynamoName.always("steps.tiltGapFiller.estimateResidualsThreshold", false, BY_CHANCE),
            DynamoName.none("steps.tiltExtensor.widthYStripe", NO_GRID),
            DynamoName.none("steps.tiltExtensor.separationYStripe", NO_GRID),
            DynamoName.none("steps.tiltExtensor.knotGridSeparation", NO_GRID),
            DynamoName.none("steps.tiltExtensor.thresholdKnotDistance", NO_GRID),
            DynamoName.of(
                    "steps.tiltExtensor.minimalKnotContributions",
                    "indexing.trailExtension.minimumOccupancy",
                    "views, unchanged",
                    NUMBER),
            DynamoName.none("steps.tiltExtensor.maximumOverlapProjections", NO_GRID),
            DynamoName.of(
                    "steps.tiltExtensor.rerunIterativeReindexingInExtensor",
                    "indexing.trailExtension.rerunIterativeReindexing",
                    UNCHANGED,
                    SWITCH),
            DynamoName.of(
                    "steps.tiltExtensor.rerunTiltGapFillingInExtensor",
                    "indexing.trailExtension.rerunTiltGapFilling",
                    UNCHANGED,
                    SWITCH),
            DynamoName.of(
                    "steps.fittingModel.psi",
                    "refinement.finalSelection.rotation",
                    "single is one, eachTilt is perView",
                    MarkerNames::rotation),
            DynamoName.none(
                    "steps.fittingModel.psiRange", "how far the rotation may vary follows from the beads themselves"),
            DynamoName.always(
                    "steps.independentMarkerRefinement.recenterAverages",
                    true,
                    "the average of a bead is radially symmetric, so that it is always centred"),
            DynamoName.none(
                    "steps.independentMarkerRefinement.iterationsRefineAverages",
                    "averages and positions are refined until they stand"),
            DynamoName.none(
                    "steps.independentMarkerRefinement.gaussfiltOutlierDetectionCC",
                    "Dynamo itself does not use it; outliers are found by their residuals"),
            DynamoName.of(
                    "steps.traceGapFiller.maximalDeviationFromReprojection",
                    "refinement.traceGapFiller.maximalDeviationFromReprojectionPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.none("steps.traceGapFiller.exclusionRadius", "neighbouring beads are subtracted instead"),
            DynamoName.none("steps.traceGapFiller.fastCC", "patches are fitted, not correlated"),
            DynamoName.of(
                    "steps.trimMarkers.maximalResidualObservation",
                    "refinement.trimMarkers.maximalResidualObservationPx",
                    "px, unchanged; besides the limit in standard deviations",
                    LIMIT),
            DynamoName.of(
                    "steps.trimMarkers.maximalMedianResidualMarker",
                    "refinement.trimMarkers.maximalMedianResidualMarkerPx",
                    "px, unchanged; besides the limit relative to the usual residual",
                    LIMIT),
            DynamoName.of(
                    "steps.trimMarkers.minimumOccupancy",
                    "refinement.trimMarkers.minimumOccupancy",
                    "views, unchanged",
                    NUMBER),
            DynamoName.none(
                    "steps.trimMarkers.proximityFusionThreshold",
                    "markers that are one are united by iterative reindexing"),
            DynamoName.none(
                    "steps.trimMarkers.proximityDeletionThreshold",
                    "neighbours are kept: their patches are fitted without each other"),
            DynamoName.of(
                    "steps.finalSelection.minimumAmountOfMarkersPerMicrograph",
                    "refinement.finalSelection.minimumAmountOfMarkersPerView",
                    UNCHANGED,
                    NUMBER),
            DynamoName.of(
                    "steps.finalSelection.maximalResidualPerObservation",
                    "refinement.finalSelection.maximalResidualPerObservationPx",
                    "px, unchanged; Inf for none",
                    LIMIT),
            DynamoName.of(
                    "steps.finalSelection.maximalResidualPerTrace",
                    "refinement.finalSelection.maximalResidualPerTracePx",
                    "px, unchanged; Inf for none",
                    LIMIT));

    private MarkerNames() {}

    private static Conversion.Outcome rotation(String value, DynamoFile file) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "single" -> new Conversion.Outcome.Taken("one", "");
            case "eachtilt" -> new Conversion.Outcome.Taken("perView", "");
            default -> throw new GoldtrailException("psi cannot be \"" + value + "\"", "", "write single or eachTilt");
        };
    }
}
