package org.goldtrail.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Lists of whole numbers as people write them. */
final class Ranges {
    private Ranges() {}

    /** Like {@code 1-3,40}. */
    static String text(SortedSet<Integer> numbers) {
        List<String> parts = new ArrayList<>();
        int first = Integer.MIN_VALUE;
        int last = Integer.MIN_VALUE;
        for (int n : numbers) {
            if (n == last + 1) {
                last = n;
                continue;
            }
            if (last != Integer.MIN_VALUE) {
                parts.add(part(first, last));
            }
            first = n;
            last = n;
        }
        if (last != Integer.MIN_VALUE) {
            parts.add(part(first, last));
        }
        return String.join(",", parts);
    }

    private static String part(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
