package org.goldtrail.workflow.units;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.GoldtrailException;

/**
 * Views as a person names them: numbers counted from 1 and ranges ({@code 1,4,7-9}) as shown on the screen, or tilt angles
 * ({@code -60deg}).
 *
 * @param items one number, range or angle each
 */
public record ViewSelection(List<String> items) {
    /** No view. */
    public static final ViewSelection NONE = new ViewSelection(List.of());

    private static final Pattern NUMBERS = Pattern.compile("([0-9]+)(?:-([0-9]+))?");
    private static final Pattern ANGLE = Pattern.compile("([-+]?[0-9]*\\.?[0-9]+)(?:deg|°)");
    private static final double ANGLE_TOLERANCE_DEG = 0.5;

    public ViewSelection {
        items = List.copyOf(items);
    }

    /**
     * Splits a text at commas and blanks.
     *
     * @param option its name, for messages
     * @throws GoldtrailException if an item is neither number, range nor angle
     */
    public static ViewSelection parse(String text, String option) {
        List<String> items = new ArrayList<>();
        for (String item : text.trim().split("[,\\s]+", -1)) {
            if (item.isEmpty()) {
                continue;
            }
            if (!NUMBERS.matcher(item).matches() && !ANGLE.matcher(item).matches()) {
                throw new GoldtrailException(
                        "\"" + item + "\" names no view",
                        option,
                        "write numbers as shown on the screen like 1,4,7-9, or angles like -60deg");
            }
            items.add(item);
        }
        return new ViewSelection(items);
    }

    /**
     * The sections meant, 0-based.
     *
     * @throws GoldtrailException if there is no such view
     */
    public Set<Integer> resolve(double[] tiltsDeg, String option) {
        Set<Integer> sections = new TreeSet<>();
        for (String item : items) {
            Matcher numbers = NUMBERS.matcher(item);
            Matcher angle = ANGLE.matcher(item);
            if (numbers.matches()) {
                int from = number(numbers.group(1));
                int to = numbers.group(2) == null ? from : number(numbers.group(2));
                if (from > to) {
                    throw new GoldtrailException(
                            "the range " + item + " ends before it begins", option, "write it as " + to + "-" + from);
                }
                if (from < 1 || to > tiltsDeg.length) {
                    throw new GoldtrailException(
                            "there is no view " + item + " in a stack of " + tiltsDeg.length,
                            option,
                            "count the views from 1");
                }
                for (int view = from; view <= to; view++) {
                    sections.add(view - 1);
                }
            } else if (angle.matches()) {
                sections.addAll(near(tiltsDeg, Double.parseDouble(angle.group(1)), item, option));
            }
        }
        return Collections.unmodifiableSet(sections);
    }

    private static int number(String digits) {
        return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static List<Integer> near(double[] tiltsDeg, double angle, String item, String option) {
        List<Integer> found = new ArrayList<>();
        for (int v = 0; v < tiltsDeg.length; v++) {
            if (Math.abs(tiltsDeg[v] - angle) <= ANGLE_TOLERANCE_DEG) {
                found.add(v);
            }
        }
        if (found.isEmpty()) {
            throw new GoldtrailException(
                    String.format(Locale.ROOT, "no view lies within %.1f° of %s", ANGLE_TOLERANCE_DEG, item),
                    option,
                    "see the angles in the angle file");
        }
        return found;
    }
}
