package org.goldtrail.interchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.goldtrail.GoldtrailException;

/** Finds the sections of a stack by the nominal angles that another program gives its views. */
final class SectionsByAngle {
    /** Angles of the same view in two programs differ by roundings and offsets; neighbouring views by a degree and more. */
    static final double SAME_ANGLE_DEG = 1;

    private final List<Double> nominalTiltsDeg;

    SectionsByAngle(KnownSeries known) {
        this.nominalTiltsDeg = known.nominalTiltsDeg();
    }

    /**
     * The section of each angle: the one of that nominal angle, no two the same.
     *
     * @param where the file the angles are from
     * @throws GoldtrailException if an angle is that of no section
     */
    int[] of(List<Double> anglesDeg, String where) {
        int[] sections = new int[anglesDeg.size()];
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < sections.length; i++) {
            double angle = anglesDeg.get(i);
            int best = -1;
            for (int v = 0; v < nominalTiltsDeg.size(); v++) {
                if (!taken.contains(v) && (best < 0 || apartDeg(v, angle) < apartDeg(best, angle))) {
                    best = v;
                }
            }
            // A NaN is near to nothing.
            if (best < 0 || !(apartDeg(best, angle) <= SAME_ANGLE_DEG)) {
                throw new GoldtrailException(
                        "no view of the stack is tilted by " + angle + "°, as markers in the file are",
                        where,
                        "name the markers of this stack");
            }
            taken.add(best);
            sections[i] = best;
        }
        return sections;
    }

    /** Whether the angles are those of the first sections, one after the other. */
    boolean areInOrder(List<Double> anglesDeg) {
        for (int i = 0; i < anglesDeg.size(); i++) {
            if (i >= nominalTiltsDeg.size() || !(apartDeg(i, anglesDeg.get(i)) <= SAME_ANGLE_DEG)) {
                return false;
            }
        }
        return true;
    }

    private double apartDeg(int section, double angleDeg) {
        return Math.abs(nominalTiltsDeg.get(section) - angleDeg);
    }
}
