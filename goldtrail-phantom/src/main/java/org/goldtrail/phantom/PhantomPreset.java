package org.goldtrail.phantom;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.phantom.OutputParameters.Mdoc;

/** Ready-made kinds of series, each with its own difficulty. */
public enum PhantomPreset {
    WALKTHROUGH("1855 x 1919 at 2.7 Å, virus-like particles, the -60° view taken with the beam off"),
    QUICK("small and plain: 480 x 464, 31 views"),
    DEMO("as quick, with 41 views and some beads in clumps"),
    PLAIN("virus-like particles, 22 beads, nothing special"),
    FEW_BEADS("6 beads, none beyond the field"),
    MANY_SMALL_BEADS("150 beads of 9 px"),
    JUMPS("five views jump by nearly a quarter of the width"),
    DISPLACED("two views displaced by 45 % of the width"),
    BAD_VIEWS("3 blank and 2 blurred views"),
    WEDGES_DARK_LAST("constant fill at the borders of tilted views, the last view dim"),
    ONE_SIDED_PRETILT("beads on one side of the field, slab tilted by 10° and 3°"),
    CLUMPS_ICE("most beads in clumps, ice crystals on the surfaces"),
    UNKNOWN_AXIS("axis at -23.7°, about which the mdoc says nothing"),
    WRONG_AXIS("an mdoc that states an axis 65° off"),
    BRIGHT_BEADS("inverted contrast"),
    ODD_SIZE("701 x 643 pixels"),
    UNSORTED("sections in the order of exposure, no mdoc"),
    CARBON("a carbon film below part of the field"),
    DEFORMED("a specimen that changes its shape with the dose"),
    OPTICAL_ERRORS("rotation, magnification and angles that vary from view to view"),
    NO_BEADS("no gold at all");

    private final String summary;

    PhantomPreset(String summary) {
        this.summary = summary;
    }

    /** Name on the command line: lower case, with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String summary() {
        return summary;
    }

    /**
     * @throws GoldtrailException if there is no such preset
     */
    public static PhantomPreset of(String id) {
        return Arrays.stream(values())
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new GoldtrailException(
                        "there is no phantom '" + id + "'",
                        "",
                        "choose one of "
                                + Arrays.stream(values()).map(PhantomPreset::id).collect(Collectors.joining(", "))));
    }

    /** The series this preset stands for; its size may be changed with {@link PhantomParameters#withSize}. */
    public PhantomParameters parameters() {
        PhantomParameters p = PhantomParameters.standard(id());
        MotionParameters motion = p.motion();
        DefectParameters none = p.defects();
        return switch (this) {
            case WALKTHROUGH ->
                p.with(new FieldParameters(1855, 1919, 2.7))
                        .with(p.gold().withDiameter(8.7).withCount(40))
                        .with(p.specimen().withVlps(9))
                        .with(motion.withShifts(0.03))
                        .with(new DefectParameters(0, 0, 0, 0, 0, false, false, true));
            case QUICK ->
                p.with(new FieldParameters(480, 464, 5.4))
                        .with(p.tilts().withRange(-60, 60, 4))
                        .with(p.gold().withCount(18))
                        .with(p.specimen().withVlps(2));
            case DEMO ->
                p.with(new FieldParameters(480, 464, 5.4))
                        .with(p.gold().withCount(20).withClumps(0.15, 3))
                        .with(p.specimen().withVlps(2));
            case PLAIN -> p;
            case FEW_BEADS ->
                p.with(p.gold().withCount(6).withCoverage(1, false).withClumps(0, 2));
            case MANY_SMALL_BEADS ->
                p.with(p.gold().withCount(150).withDiameter(4.86))
                        .with(p.detector().withDose(1.8)); // small beads are all fringe: their centre is darker
            case JUMPS -> p.with(motion.withJumps(5, 0.235));
            case DISPLACED -> p.with(motion.withDisplaced(2, 0.45));
            case BAD_VIEWS -> p.with(new DefectParameters(1, 1, 1, 2, 22, false, false, false));
            case WEDGES_DARK_LAST -> p.with(new DefectParameters(0, 0, 0, 0, 0, true, true, false));
            case ONE_SIDED_PRETILT ->
                p.with(p.gold().withCoverage(0.55, true)).with(p.specimen().withPretilt(10, 3));
            case CLUMPS_ICE ->
                p.with(p.gold().withCount(30).withClumps(0.6, 4))
                        .with(p.specimen().withContamination(14, 34));
            case UNKNOWN_AXIS ->
                p.with(p.tilts().withAxis(-23.7)).with(new OutputParameters(false, false, Mdoc.NO_AXIS));
            case WRONG_AXIS -> p.with(new OutputParameters(false, false, Mdoc.WRONG_AXIS));
            case BRIGHT_BEADS -> p.with(new OutputParameters(true, false, Mdoc.AXIS));
            case ODD_SIZE -> p.withSize(701, 643);
            case UNSORTED -> p.with(new OutputParameters(false, true, Mdoc.NONE));
            case CARBON -> p.with(p.specimen().withCarbonEdge(true));
            case DEFORMED -> p.with(motion.withDeformation(1.5, 4));
            case OPTICAL_ERRORS ->
                p.with(p.tilts().withAxis(85.3, 0.6, 0.1).withAngleErrors(0.5, 0.1))
                        .with(motion.withMagnification(0.004, 0.001));
            case NO_BEADS -> p.with(p.gold().withCount(0)).with(none);
        };
    }
}
