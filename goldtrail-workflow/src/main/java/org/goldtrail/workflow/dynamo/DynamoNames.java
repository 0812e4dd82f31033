package org.goldtrail.workflow.dynamo;

import static org.goldtrail.workflow.dynamo.Conversion.LIMIT;
import static org.goldtrail.workflow.dynamo.Conversion.NUMBER;
import static org.goldtrail.workflow.dynamo.Conversion.POWER_OF_TWO;
import static org.goldtrail.workflow.dynamo.Conversion.SAME;
import static org.goldtrail.workflow.dynamo.Conversion.SWITCH;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.ParameterType;

/** All parameters a configuration of Dynamo may hold. Pixels are those of the unbinned stack in both programs. */
public final class DynamoNames {
    private static final String POWER = "2 to the power of Dynamo's number";
    private static final String UNCHANGED = "unchanged";
    private static final String NO_EXTERNAL = "Goldtrail calls no external program";
    private static final String NO_GPU = "Goldtrail computes on the processor";
    private static final String NO_GRID = "trails are looked for at the beads themselves, not on a grid";
    private static final String BY_CHANCE =
            "whether a view is placed is decided by how improbable its matches are as coincidences";
    private static final String NO_TOMOGRAM = "this version makes the weighted back-projection only";
    private static final String NO_FULL = "this version makes no full-sized reconstruction";

    /** Dynamo's binning of the aligned stack where the file does not say it. */
    private static final String USUAL_BINNING = "2";

    private static final String BINNING = "steps.alignWorkingStack.alignmentBinLevel";

    private static final List<DynamoName> ALL = List.of(
            // settings
            DynamoName.of("settings.general.apix", "settings.general.pixelSizeAngstrom", "Å, unchanged", SAME),
            DynamoName.of("settings.general.voltage", "settings.general.voltageKv", "kV, unchanged", SAME),
            DynamoName.of(
                    "settings.general.sphericalAberration",
                    "settings.general.sphericalAberrationMm",
                    "mm, unchanged",
                    SAME),
            DynamoName.of(
                    "settings.general.amplitudeContrast",
                    "settings.general.amplitudeContrast",
                    "up to 0.5; Dynamo's 0.9 is no amplitude contrast and is not taken",
                    DynamoNames::amplitudeContrast),
            DynamoName.of(
                    "settings.general.nominalDefocus",
                    "settings.general.nominalDefocusMicrometre",
                    "µm, the sign changed: underfocus is positive here",
                    DynamoNames::defocus),
            DynamoName.none(
                    "settings.computing.parallelCPUUse",
                    "Goldtrail always computes in parallel; set settings.computing.threads to 1 for a single thread"),
            DynamoName.of(
                    "settings.computing.cpus",
                    "settings.computing.threads",
                    "the last number of several, auto for *; only where parallelCPUUse is 1",
                    DynamoNames::threads),
            DynamoName.always("settings.computing.gpuUse", false, NO_GPU),
            DynamoName.none("settings.computing.gpuSet", NO_GPU),
            // detection
            DynamoName.of(
                    "steps.binner.workingBinningFactor",
                    "detection.visualisationMatrix.workingBinningFactor",
                    POWER,
                    POWER_OF_TWO),
            DynamoName.of(
                    "steps.detectPeaks.detectionBinningFactor",
                    "detection.detectPeaks.detectionBinningFactor",
                    POWER,
                    POWER_OF_TWO),
            DynamoName.of(
                    "steps.detectPeaks.beadRadius", "detection.detectPeaks.beadRadiusPx", "px, unchanged", NUMBER),
            DynamoName.of(
                    "steps.detectPeaks.maskRadius", "detection.detectPeaks.maskRadiusPx", "px, unchanged", NUMBER),
            DynamoName.of(
                    "steps.detectPeaks.templateSidelength",
                    "detection.detectPeaks.templateSideLengthPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.of(
                    "steps.peakFeatures.symmetryOrder", "detection.peakFeatures.symmetryOrder", UNCHANGED, NUMBER),
            DynamoName.of(
                    "steps.peakSelector.useSobelForSelection",
                    "detection.peakSelection.useSobelForSelection",
                    UNCHANGED,
                    SWITCH),
            DynamoName.of(
                    "steps.peakSelector.useSymmetryOrderForSelection",
                    "detection.peakSelection.useSymmetryOrderForSelection",
                    UNCHANGED,
                    SWITCH),
            // indexing
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
            // the model
            DynamoName.of(
                    "steps.fittingModel.psi",
                    "refinement.finalSelection.rotation",
                    "single is one, eachTilt is perView",
                    DynamoNames::rotation),
            DynamoName.none(
                    "steps.fittingModel.psiRange", "how far the rotation may vary follows from the beads themselves"),
            // refinement
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
                    LIMIT),
            // alignment
            DynamoName.always(
                    "steps.fixAlignmentMarkers.stackZshift",
                    false,
                    "only 0: the centre lies halfway between the surfaces of the beads"),
            DynamoName.of(BINNING, "alignment.alignBinned.alignmentBinningFactor", POWER, POWER_OF_TWO),
            // ctf
            DynamoName.always("steps.estimateCTF.ctffind4Use", false, NO_EXTERNAL),
            DynamoName.none("steps.estimateCTF.ctffind4", NO_EXTERNAL),
            DynamoName.none("steps.estimateCTF.ctffind4UseCard", NO_EXTERNAL),
            DynamoName.none("steps.estimateCTF.ctffind4Card", NO_EXTERNAL),
            DynamoName.always("steps.correctCTF.useImodPhaseFlip", false, NO_EXTERNAL),
            DynamoName.none("steps.correctCTF.imodPhaseFlipExecutable", NO_EXTERNAL),
            DynamoName.none("steps.correctCTF.phaseflipDefocusTolerance", NO_EXTERNAL),
            DynamoName.none("steps.correctCTF.phaseflipInterpolationWidth", NO_EXTERNAL),
            DynamoName.none("steps.correctCTF.phaseflipMaximumStripWidth", NO_EXTERNAL),
            // reconstruction
            DynamoName.always(
                    "steps.binnedReconstruction.reconstructBinnedWBP",
                    true,
                    "the step makes the weighted back-projection; leave the step out instead"),
            DynamoName.always("steps.binnedReconstruction.reconstructBinnedSIRT", false, NO_TOMOGRAM),
            DynamoName.always("steps.binnedReconstruction.reconstructBinnedWBPCTF", false, NO_TOMOGRAM),
            DynamoName.of(
                    "steps.binnedReconstruction.reconstructionBinnedHeight",
                    "reconstruction.binnedReconstruction.thickness",
                    "binned px times the binning factor of the aligned stack",
                    DynamoNames::thickness),
            DynamoName.none("steps.fullReconstruction.reconstructionFullSize", NO_FULL),
            DynamoName.none("steps.fullReconstruction.reconstructionShiftCenter", NO_FULL),
            DynamoName.always("steps.fullReconstruction.useCenterOnbinnedCoordinates", false, NO_FULL),
            DynamoName.none("steps.fullReconstruction.centerBinnedCoordinatesValue", NO_FULL),
            DynamoName.always("steps.fullReconstruction.reconstructFullWBP", false, NO_FULL),
            DynamoName.always("steps.fullReconstruction.reconstructFullSIRT", false, NO_FULL),
            DynamoName.always("steps.fullReconstruction.reconstructFullWBPCTF", false, NO_FULL));

    private DynamoNames() {}

    /** All of them, in Dynamo's order. */
    public static List<DynamoName> all() {
        return ALL;
    }

    /** A parameter by its name; capitals do not matter. */
    static Optional<DynamoName> find(String name) {
        return ALL.stream().filter(n -> n.name().equalsIgnoreCase(name)).findFirst();
    }

    private static Conversion.Outcome amplitudeContrast(String value, DynamoFile file) {
        double contrast = Conversion.number(value);
        return contrast > 0.5 && contrast <= 1
                ? new Conversion.Outcome.NotTaken(
                        "Dynamo writes 0.9 by default, while specimens in ice have 0.07 to 0.1;"
                                + " set settings.general.amplitudeContrast if the default of 0.07 is wrong")
                : new Conversion.Outcome.Taken(contrast, "");
    }

    private static Conversion.Outcome defocus(String value, DynamoFile file) {
        double defocus = Conversion.number(value);
        return new Conversion.Outcome.Taken(
                Math.abs(defocus),
                defocus > 0 ? "positive means overfocus in Dynamo; it is taken as " + value + " µm underfocus" : "");
    }

    private static Conversion.Outcome threads(String value, DynamoFile file) {
        boolean parallel = file.value("settings.computing.parallelCPUUse")
                .map(Conversion::isOn)
                .orElse(true);
        if (!parallel) {
            return new Conversion.Outcome.NotTaken("parallelCPUUse is 0, so that Dynamo does not use it");
        }
        String stripped = value.replaceAll("['\\[\\]]", " ").strip();
        String[] numbers = stripped.split("\\s+", -1);
        return new Conversion.Outcome.Taken(
                stripped.equals("*") ? ParameterType.AUTO : Conversion.number(numbers[numbers.length - 1]), "");
    }

    private static Conversion.Outcome rotation(String value, DynamoFile file) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "single" -> new Conversion.Outcome.Taken("one", "");
            case "eachtilt" -> new Conversion.Outcome.Taken("perView", "");
            default -> throw new GoldtrailException("psi cannot be \"" + value + "\"", "", "write single or eachTilt");
        };
    }

    private static Conversion.Outcome thickness(String value, DynamoFile file) {
        int binning = Conversion.binningFactor(file.value(BINNING).orElse(USUAL_BINNING));
        return new Conversion.Outcome.Taken(Conversion.text(Conversion.number(value) * binning) + "px", "");
    }
}
