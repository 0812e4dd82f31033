package org.goldtrail.workflow.steps;

/** Which halves of the data are reconstructed, too. */
enum HalvesChoice {
    /** None. */
    NONE,
    /** Every second view by tilt angle. */
    VIEWS,
    /** All views, each from half of its frames: the stacks _EVN and _ODD beside the raw one. */
    FRAMES
}
