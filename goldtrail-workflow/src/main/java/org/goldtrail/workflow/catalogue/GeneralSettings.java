package org.goldtrail.workflow.catalogue;

import java.util.OptionalDouble;

/** Settings > general: the acquisition, as far as the user says more than the files, or something else. */
public record GeneralSettings(
        @Parameter(
                label = "pixel size",
                unit = "Å",
                min = 0.01,
                max = 1000,
                usual = "read from header or mdoc",
                help = "Pixel size of the raw stack. Only figures in nm, the CTF and some exports need it.")
        OptionalDouble pixelSizeAngstrom,

        @Parameter(
                label = "tilt axis",
                unit = "°",
                min = -360,
                max = 360,
                usual = "found from the beads",
                help =
                        "About where the tilt axis lies, from +y counter-clockwise. The angle itself is always found from the"
                                + " beads; what is said here decides the hand.")
        OptionalDouble tiltAxisDeg,

        @Parameter(
                label = "flip hand",
                help = "Takes the other of the two tilt axes 180° apart, which mirrors the tomogram.")
        boolean flipHand,

        @Parameter(label = "invert angles", help = "Changes the sign of all tilt angles.")
        boolean invertAngles,

        @Parameter(
                label = "acceleration voltage",
                unit = "kV",
                min = 20,
                max = 3000,
                help = "Acceleration voltage of the microscope.")
        double voltageKv,

        @Parameter(
                label = "Cs (spherical aberration)",
                unit = "mm",
                min = 0,
                max = 20,
                help = "Spherical aberration Cs of the objective lens.")
        double sphericalAberrationMm,

        @Parameter(
                label = "amplitude contrast",
                min = 0,
                max = 1,
                help = "Share of the amplitude contrast; 0.07 to 0.1 is usual for specimens in ice.")
        double amplitudeContrast,

        @Parameter(
                label = "nominal defocus",
                unit = "µm",
                min = 0,
                max = 30,
                usual = "read from the mdoc, else searched for",
                help = "Underfocus the series was taken with, positive.")
        OptionalDouble nominalDefocusMicrometre,

        @Parameter(
                label = "dose per view",
                unit = "e/Å²",
                min = 0,
                max = 1000,
                usual = "read from the mdoc",
                help = "Electrons per Å² in each view.")
        OptionalDouble dosePerView) {

    /** All from the files. */
    public static final GeneralSettings DEFAULT = new GeneralSettings(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            false,
            false,
            300,
            2.7,
            0.07,
            OptionalDouble.empty(),
            OptionalDouble.empty());

    /** Their place in files and commands. */
    public static final ParameterGroup<GeneralSettings> GROUP =
            new ParameterGroup<>("settings.general", GeneralSettings.class);
}
