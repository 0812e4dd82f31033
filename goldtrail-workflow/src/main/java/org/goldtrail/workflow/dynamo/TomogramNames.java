package org.goldtrail.workflow.dynamo;

import static org.goldtrail.workflow.dynamo.Conversion.NUMBER;
import static org.goldtrail.workflow.dynamo.Conversion.POWER_OF_TWO;
import static org.goldtrail.workflow.dynamo.Conversion.SAME;
import static org.goldtrail.workflow.dynamo.Conversion.SWITCH;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Dynamo's parameters of alignment, CTF and reconstruction. */
final class TomogramNames {
    private static final String POWER = "2 to the power of Dynamo's number";
    private static final String UNCHANGED = "unchanged";
    private static final String NO_EXTERNAL = "Goldtrail estimates and corrects the CTF itself, by steps of its own";

    /** Dynamo's binning of the aligned stack where the file does not say it. */
    private static final String USUAL_BINNING = "2";

    private static final String BINNING = "steps.alignWorkingStack.alignmentBinLevel";

    static final List<DynamoName> ALL = List.of(
            DynamoName.always(
                    "steps.fixAlignmentMarkers.stackZshift",
                    false,
                    "which way Dynamo counts it is not documented; the centre lies halfway between the surfaces of the"
                            + " beads, and alignment.fixMarkers.positioning=given with stackZShiftPx moves it"),
            DynamoName.of(BINNING, "alignment.alignBinned.alignmentBinningFactor", POWER, POWER_OF_TWO),
            DynamoName.always("steps.estimateCTF.ctffind4Use", false, NO_EXTERNAL),
            DynamoName.none("steps.estimateCTF.ctffind4", NO_EXTERNAL),
            DynamoName.none("steps.estimateCTF.ctffind4UseCard", NO_EXTERNAL),
            DynamoName.none("steps.estimateCTF.ctffind4Card", NO_EXTERNAL),
            DynamoName.always("steps.correctCTF.useImodPhaseFlip", false, NO_EXTERNAL),
            DynamoName.none("steps.correctCTF.imodPhaseFlipExecutable", NO_EXTERNAL),
            DynamoName.of(
                    "steps.correctCTF.phaseflipDefocusTolerance",
                    "ctf.correctCTF.phaseflipDefocusToleranceNm",
                    "nm, unchanged",
                    NUMBER),
            DynamoName.of(
                    "steps.correctCTF.phaseflipInterpolationWidth",
                    "ctf.correctCTF.phaseflipInterpolationWidthPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.of(
                    "steps.correctCTF.phaseflipMaximumStripWidth",
                    "ctf.correctCTF.phaseflipMaximumStripWidthPx",
                    "px, unchanged",
                    NUMBER),
            DynamoName.of(
                    "steps.binnedReconstruction.reconstructBinnedWBP",
                    "reconstruction.binnedReconstruction.reconstructBinnedWBP",
                    UNCHANGED,
                    SWITCH),
            DynamoName.of(
                    "steps.binnedReconstruction.reconstructBinnedSIRT",
                    "reconstruction.binnedReconstruction.reconstructBinnedSIRTLike",
                    "Dynamo's is SIRT-like, too",
                    SWITCH),
            DynamoName.of(
                    "steps.binnedReconstruction.reconstructBinnedWBPCTF",
                    "reconstruction.binnedReconstruction.reconstructBinnedWBPCTF",
                    UNCHANGED,
                    SWITCH),
            DynamoName.of(
                    "steps.binnedReconstruction.reconstructionBinnedHeight",
                    "reconstruction.binnedReconstruction.thickness",
                    "binned px times the binning factor of the aligned stack",
                    TomogramNames::thickness),
            DynamoName.of(
                    "steps.fullReconstruction.reconstructionFullSize",
                    "reconstruction.fullReconstruction.reconstructionFullSizePx",
                    "px, unchanged",
                    SAME),
            DynamoName.of(
                    "steps.fullReconstruction.reconstructionShiftCenter",
                    "reconstruction.fullReconstruction.reconstructionShiftCenterPx",
                    "px, unchanged",
                    SAME),
            DynamoName.of(
                    "steps.fullReconstruction.useCenterOnbinnedCoordinates",
                    "reconstruction.fullReconstruction.useCenterOnBinnedCoordinates",
                    UNCHANGED,
                    SWITCH),
            DynamoName.of(
                    "steps.fullReconstruction.centerBinnedCoordinatesValue",
                    "reconstruction.fullReconstruction.centerBinnedCoordinates",
                    "less 1: the first voxel is 1 in Dynamo and 0 here; 0 0 0 stands for nothing said",
                    TomogramNames::binnedCoordinates),
            DynamoName.of(
                    "steps.fullReconstruction.reconstructFullWBP",
                    "reconstruction.fullReconstruction.reconstructFullWBP",
                    UNCHANGED,
                    SWITCH),
            DynamoName.of(
                    "steps.fullReconstruction.reconstructFullSIRT",
                    "reconstruction.fullReconstruction.reconstructFullSIRTLike",
                    "Dynamo's is SIRT-like, too",
                    SWITCH),
            DynamoName.of(
                    "steps.fullReconstruction.reconstructFullWBPCTF",
                    "reconstruction.fullReconstruction.reconstructFullWBPCTF",
                    UNCHANGED,
                    SWITCH));

    private TomogramNames() {}

    private static Conversion.Outcome thickness(String value, DynamoFile file) {
        int binning = Conversion.binningFactor(file.value(BINNING).orElse(USUAL_BINNING));
        return new Conversion.Outcome.Taken(Conversion.text(Conversion.number(value) * binning) + "px", "");
    }

    private static Conversion.Outcome binnedCoordinates(String value, DynamoFile file) {
        double[] numbers = Arrays.stream(value.split("\\s+", -1))
                .mapToDouble(Conversion::number)
                .toArray();
        if (Arrays.stream(numbers).allMatch(n -> n == 0)) {
            return new Conversion.Outcome.Agreed();
        }
        return new Conversion.Outcome.Taken(
                Arrays.stream(numbers).mapToObj(n -> Conversion.text(n - 1)).collect(Collectors.joining(" ")),
                "it was read in Dynamo's tomogram, which lies a little differently; read it anew in Goldtrail's");
    }
}
