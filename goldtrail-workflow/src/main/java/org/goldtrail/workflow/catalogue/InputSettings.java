package org.goldtrail.workflow.catalogue;

/** Settings > input: files that go before those found beside the stack by name. */
public record InputSettings(
        @Parameter(
                label = "tilt angles",
                usual = "found beside the stack",
                help =
                        "File of tilt angles: .rawtlt, .tlt, one number per line, or an .mdoc. Empty to find it by name.")
        String angleFile,

        @Parameter(
                label = "mdoc",
                usual = "found beside the stack",
                help = "SerialEM's mdoc of the stack. Empty to find it by name.")
        String mdocFile) {

    /** All found by name. */
    public static final InputSettings DEFAULT = new InputSettings("", "");

    /** Their place in files and commands. */
    public static final ParameterGroup<InputSettings> GROUP =
            new ParameterGroup<>("settings.input", InputSettings.class);
}
