package org.goldtrail.workflow.solution;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.fitting.FitModel;
import org.goldtrail.fitting.FitOptions;
import org.goldtrail.fitting.Freedom;
import org.goldtrail.fitting.ModelChoice;

/**
 * What a person says of the solution's model. What is left to the program is chosen by the data among {@link
 * ModelChoice#CANDIDATES}; what is said holds for every candidate.
 *
 * @param rotation of the tilt axis in the image
 * @param tiltAngles as deviations from the nominal ones
 * @param magnification of the views
 * @param stretch whether the specimen may stretch across the axis, one unknown for 7 neighbouring views
 * @param skew whether the specimen may skew, an unknown at every 11th view and linear in between
 * @param xTilt whether the specimen may turn about x, an unknown at every 11th view and linear in between
 * @param robust weigh outliers down
 */
public record SolutionOptions(
        Rotation rotation,
        TiltAngles tiltAngles,
        Magnification magnification,
        boolean stretch,
        boolean skew,
        boolean xTilt,
        boolean robust) {

    /** All left to the program; stretch, skew and X-tilt, which few cryo specimens have, stay off. */
    public static final SolutionOptions AUTO =
            new SolutionOptions(Rotation.AUTO, TiltAngles.AUTO, Magnification.AUTO, false, false, false, true);

    // Views in a group: the defaults of IMOD's tiltalign.
    private static final int TILT_GROUP = 5;
    private static final int MAGNIFICATION_GROUP = 4;
    private static final int STRETCH_GROUP = 7;
    private static final int SKEW_GROUP = 11;
    private static final int X_TILT_GROUP = 11;

    /** How the rotation of the axis may differ from view to view. */
    public enum Rotation {
        AUTO,
        ONE,
        PER_VIEW
    }

    /** How the tilt angles may differ from the nominal ones. */
    public enum TiltAngles {
        AUTO,
        FIXED,
        GROUPED,
        FREE
    }

    /** How the magnification may differ from view to view. */
    public enum Magnification {
        AUTO,
        FIXED,
        GROUPED,
        PER_VIEW
    }

    /** The models to choose among, from simple to free: one where all is said. */
    List<FitModel> candidates() {
        List<FitModel> models = new ArrayList<>();
        for (FitModel candidate : ModelChoice.CANDIDATES) {
            FitModel model = restricted(candidate);
            if (!models.contains(model)) {
                models.add(model);
            }
        }
        return List.copyOf(models);
    }

    private FitModel restricted(FitModel candidate) {
        FitModel model = switch (rotation) {
            case AUTO -> candidate;
            case ONE -> candidate.withAxis(Freedom.ONE);
            case PER_VIEW -> candidate.withAxis(Freedom.PER_VIEW);
        };
        model = switch (tiltAngles) {
            case AUTO -> model;
            case FIXED -> model.withTilt(Freedom.FIXED);
            case GROUPED -> model.withTilt(Freedom.grouped(TILT_GROUP));
            case FREE -> model.withTilt(Freedom.PER_VIEW);
        };
        model = switch (magnification) {
            case AUTO -> model;
            case FIXED -> model.withMagnification(Freedom.FIXED);
            case GROUPED -> model.withMagnification(Freedom.grouped(MAGNIFICATION_GROUP));
            case PER_VIEW -> model.withMagnification(Freedom.PER_VIEW);
        };
        // tiltalign shares the stretch in blocks, and lets the skew run linearly between its nodes.
        model = stretch ? model.withStretch(Freedom.blocks(STRETCH_GROUP)) : model;
        model = skew ? model.withSkew(Freedom.grouped(SKEW_GROUP)) : model;
        return xTilt ? model.withXTilt(Freedom.grouped(X_TILT_GROUP)) : model;
    }

    /** How each candidate is fitted. */
    FitOptions fitOptions() {
        return robust ? FitOptions.ROBUST : FitOptions.LEAST_SQUARES;
    }
}
