package org.goldtrail.formats;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * In which order the images of an mdoc were taken.
 *
 * @param rank for each image its place in time, 0 for the first
 * @param origin what this was read from, for people
 */
@SuppressWarnings("ArrayRecordComponent") // a plain column, never compared
public record AcquisitionOrder(int[] rank, String origin) {
    /**
     * The order by the dose received before, if every image states it and no two state the same; else by time, if
     * every image has one and they are not all the same; else as in the file.
     */
    public static AcquisitionOrder of(List<MdocSection> images) {
        int n = images.size();
        OptionalDouble[] doses = images.stream().map(MdocSection::priorDose).toArray(OptionalDouble[]::new);
        if (n > 1
                && Arrays.stream(doses).allMatch(OptionalDouble::isPresent)
                && Arrays.stream(doses)
                                .mapToDouble(OptionalDouble::getAsDouble)
                                .distinct()
                                .count()
                        == n) {
            return new AcquisitionOrder(
                    ranks(n, Comparator.comparingDouble(i -> doses[i].getAsDouble())), "PriorRecordDose");
        }
        List<Optional<LocalDateTime>> times =
                images.stream().map(MdocSection::time).toList();
        if (n > 1
                && times.stream().allMatch(Optional::isPresent)
                && times.stream().distinct().count() > 1) {
            // Times have whole seconds: images of the same second stay in the order of the file.
            return new AcquisitionOrder(
                    ranks(n, Comparator.comparing(i -> times.get(i).orElseThrow())), "DateTime");
        }
        return new AcquisitionOrder(IntStream.range(0, n).toArray(), "order of the sections in the file");
    }

    private static int[] ranks(int n, Comparator<Integer> earlier) {
        int[] order =
                IntStream.range(0, n).boxed().sorted(earlier).mapToInt(i -> i).toArray();
        int[] rank = new int[n];
        for (int place = 0; place < n; place++) {
            rank[order[place]] = place;
        }
        return rank;
    }
}
