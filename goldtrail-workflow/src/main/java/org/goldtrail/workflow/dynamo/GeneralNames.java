package org.goldtrail.workflow.dynamo;

import static org.goldtrail.workflow.dynamo.Conversion.NUMBER;
import static org.goldtrail.workflow.dynamo.Conversion.POWER_OF_TWO;
import static org.goldtrail.workflow.dynamo.Conversion.SAME;
import static org.goldtrail.workflow.dynamo.Conversion.SWITCH;

import java.util.List;
import org.goldtrail.workflow.catalogue.ParameterType;

/** Dynamo's settings and its parameters of detection. */
final class GeneralNames {
    private static final String POWER = "2 to the power of Dynamo's number";
    private static final String UNCHANGED = "unchanged";
    private static final String NO_GPU = "Goldtrail computes on the processor";

    static final List<DynamoName> ALL = List.of(
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
                    GeneralNames::amplitudeContrast),
            DynamoName.of(
                    "settings.general.nominalDefocus",
                    "settings.general.nominalDefocusMicrometre",
                    "µm, the sign changed: underfocus is positive here",
                    GeneralNames::defocus),
            DynamoName.none(
                    "settings.computing.parallelCPUUse",
                    "Goldtrail always computes in parallel; set settings.computing.threads to 1 for a single thread"),
            DynamoName.of(
                    "settings.computing.cpus",
                    "settings.computing.threads",
                    "the last number of several, auto for *; only where parallelCPUUse is 1",
                    GeneralNames::threads),
            DynamoName.always("settings.computing.gpuUse", false, NO_GPU),
            DynamoName.none("settings.computing.gpuSet", NO_GPU),
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
                    SWITCH));

    private GeneralNames() {}

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
}
