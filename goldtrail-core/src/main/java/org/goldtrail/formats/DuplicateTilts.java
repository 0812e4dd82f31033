package org.goldtrail.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds views taken twice at the same tilt: re-takes, and the two images at 0° of a bidirectional series. */
final class DuplicateTilts {
    private static final double SAME_TILT_DEG = 0.25;

    /** More views than this within the same tilt are a series with fine steps, not re-takes. */
    private static final int MOST_TAKES = 3;

    private DuplicateTilts() {}

    /**
     * @param warnings gets a sentence for each group
     * @return sections of the same tilt, 0-based and ascending, two or more in each group
     */
    static List<List<Integer>> find(List<Double> tiltsDeg, String stackName, List<String> warnings) {
        int sections = tiltsDeg.size();
        int[] sorted = IntStream.range(0, sections)
                .boxed()
                .sorted(Comparator.comparing(tiltsDeg::get))
                .mapToInt(i -> i)
                .toArray();
        List<List<Integer>> groups = new ArrayList<>();
        for (int from = 0, to; from < sections; from = to) {
            to = from + 1;
            while (to < sections && tiltsDeg.get(sorted[to]) - tiltsDeg.get(sorted[to - 1]) < SAME_TILT_DEG) {
                to++;
            }
            if (to - from > 1 && to - from <= MOST_TAKES) {
                List<Integer> group =
                        Arrays.stream(sorted, from, to).sorted().boxed().toList();
                groups.add(group);
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: views %s have the same tilt angle (%+.1f°); all are kept, exclude those you do not want.",
                        stackName,
                        group.stream().map(i -> String.valueOf(i + 1)).collect(Collectors.joining(" and ")),
                        tiltsDeg.get(group.getFirst())));
            }
        }
        return groups;
    }
}
