package org.goldtrail.workflow.solution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.Hand;
import org.goldtrail.formats.AxisCandidate;

/**
 * Which of the two axes 180° apart is taken, and on whose word. The axis given decides; else what the mdoc states, if it is near
 * the axis of the data and not contradicted; else the conventional one, with the hand not known. An extended header's axis
 * decides nothing: programs that write one do not agree on its sense.
 *
 * @param fit the twin taken
 * @param origin where the hand comes from; empty when it is not known
 * @param warnings what a person should know of axes that were not believed
 */
record HandChoice(Fit fit, String origin, List<String> warnings) {
    /** An axis that is farther from both twins is wrong, and says nothing of the hand. */
    private static final double LARGEST_AXIS_ERROR_DEG = 30;

    /** What a statement is off the data by more is said. */
    private static final double NOTABLE_AXIS_ERROR_DEG = 2;

    /** Statements that differ by more are said. */
    private static final double AGREEMENT_DEG = 5;

    HandChoice {
        warnings = List.copyOf(warnings);
    }

    /**
     * @param anglesDisagreeBySign whether another source of angles has the opposite sign of those used: an axis then says
     *     nothing of the hand, because the specimen is mirrored with the angles
     */
    static HandChoice of(
            Fit solved,
            OptionalDouble givenDeg,
            List<AxisCandidate> candidates,
            boolean anglesDisagreeBySign,
            boolean flip) {
        HandChoice choice = givenDeg.isPresent() ? given(solved, givenDeg.getAsDouble()) : stated(solved, candidates);
        if (anglesDisagreeBySign && !choice.origin.isEmpty()) {
            List<String> warnings = new ArrayList<>(choice.warnings);
            warnings.add(
                    "The sources of tilt angles differ by their sign: the hand is not known; say which are right with"
                            + " --angles.");
            choice = new HandChoice(choice.fit, "", warnings);
        }
        if (!flip) {
            return choice;
        }
        return new HandChoice(
                Hand.flip(choice.fit),
                choice.origin.isEmpty() ? "the user's choice" : choice.origin + ", flipped by the user",
                choice.warnings);
    }

    private static HandChoice given(Fit solved, double axisDeg) {
        List<String> warnings = new ArrayList<>();
        if (!isNear(solved, axisDeg)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The tilt axis of %.1f° given is far from that of the data, %.1f°, and decides nothing: the hand is not"
                            + " known.",
                    axisDeg,
                    Hand.conventional(solved).axisDeg()));
            return new HandChoice(Hand.conventional(solved), "", warnings);
        }
        return new HandChoice(Hand.nearest(solved, axisDeg), "the axis given", warnings);
    }

    private static HandChoice stated(Fit solved, List<AxisCandidate> candidates) {
        List<String> warnings = new ArrayList<>();
        List<String> unset = new ArrayList<>();
        List<AxisCandidate> believed = new ArrayList<>();
        for (AxisCandidate c : candidates) {
            if (c.source() == AxisCandidate.Source.EXTENDED_HEADER) {
                continue;
            }
            if (c.axisDeg() == 0) {
                unset.add("The " + c.origin() + " states a tilt axis of exactly 0°, which often means that it was never"
                        + " set: it does not decide the hand; give --tilt-axis 0 if it is right.");
            } else if (!isNear(solved, c.axisDeg())) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "The tilt axis of %.1f° in %s is far from that of the data, %.1f°, and not believed.",
                        c.axisDeg(),
                        c.origin(),
                        Hand.conventional(solved).axisDeg()));
            } else {
                believed.add(c);
                double off = Math.abs(Math.IEEEremainder(solved.axisDeg() - c.axisDeg(), 180));
                if (off > NOTABLE_AXIS_ERROR_DEG) {
                    warnings.add(String.format(
                            Locale.ROOT,
                            "The tilt axis of %.1f° in %s is %.1f° off that of the data, which is used.",
                            c.axisDeg(),
                            c.origin(),
                            off));
                }
            }
        }
        if (believed.isEmpty()) {
            warnings.addAll(unset);
            return new HandChoice(Hand.conventional(solved), "", warnings);
        }
        AxisCandidate first = believed.getFirst();
        Fit nearest = Hand.nearest(solved, first.axisDeg());
        boolean known = true;
        for (AxisCandidate other : believed.subList(1, believed.size())) {
            double apart = Math.abs(Math.IEEEremainder(other.axisDeg() - first.axisDeg(), 360));
            boolean sameHand = Math.abs(Math.IEEEremainder(other.axisDeg() - nearest.axisDeg(), 360)) <= 90;
            known &= sameHand;
            if (apart > AGREEMENT_DEG) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "The tilt axis is %.1f° by %s and %.1f° by %s%s.",
                        first.axisDeg(),
                        first.origin(),
                        other.axisDeg(),
                        other.origin(),
                        sameHand ? "" : ": the hand is not known, give --tilt-axis"));
            }
        }
        return known
                ? new HandChoice(nearest, first.origin(), warnings)
                : new HandChoice(Hand.conventional(solved), "", warnings);
    }

    private static boolean isNear(Fit solved, double axisDeg) {
        return Math.abs(Math.IEEEremainder(solved.axisDeg() - axisDeg, 180)) <= LARGEST_AXIS_ERROR_DEG;
    }
}
