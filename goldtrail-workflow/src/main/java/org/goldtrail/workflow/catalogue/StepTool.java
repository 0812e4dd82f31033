package org.goldtrail.workflow.catalogue;

/** An entry of a step's tool menu beyond those all steps have. */
public enum StepTool {
    TEST_ON_IMAGE("test on the central image", "tries the present parameters on one view"),
    RESTORE_MARKERS("restore working markers", "makes the output of this step the working markers again");

    private final String label;
    private final String help;

    StepTool(String label, String help) {
        this.label = label;
        this.help = help;
    }

    public String label() {
        return label;
    }

    public String help() {
        return help;
    }
}
