package org.goldtrail.server.markers;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.AlignmentSolver;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.markers.Observation;
import org.goldtrail.server.plots.Columns;
import org.goldtrail.server.plots.FitColumns;
import org.jspecify.annotations.Nullable;

/** What trimming would do: the fit solved without some observations, from where it stands, and what would be lost. */
final class TrimPreview {
    private static final int ITERATIONS = 20;
    /** A view with fewer beads is weak, a marker seen in fewer views cannot be placed. */
    private static final int LEAST = 3;

    private final Fit before;
    private final List<Observation> observations;
    private final boolean[] keep;

    /**
     * What to leave out.
     *
     * @param markers of each observation
     * @param tilts of each observation
     * @param wholeMarkers left out in all views
     * @param leaveOut whether to find the error of prediction before and after, which takes longer
     */
    record Trim(int @Nullable [] markers, int @Nullable [] tilts, int @Nullable [] wholeMarkers, boolean leaveOut) {}

    TrimPreview(Fit before, Trim trim) {
        this.before = before;
        this.observations = before.input().markers().observations();
        Set<Integer> whole = new HashSet<>();
        IntStream.of(orNone(trim.wholeMarkers)).forEach(whole::add);
        Set<Long> single = new HashSet<>();
        int[] markers = orNone(trim.markers);
        int[] tilts = orNone(trim.tilts);
        for (int i = 0; i < Math.min(markers.length, tilts.length); i++) {
            single.add(((long) markers[i] << 32) | tilts[i]);
        }
        this.keep = new boolean[observations.size()];
        for (int o = 0; o < keep.length; o++) {
            Observation seen = observations.get(o);
            keep[o] = !whole.contains(seen.marker()) && !single.contains(((long) seen.marker() << 32) | seen.tilt());
        }
    }

    private static int[] orNone(int @Nullable [] values) {
        return values == null ? new int[0] : values;
    }

    /** Solves and says what comes of it. */
    Map<String, Object> json(boolean leaveOut) {
        long began = System.nanoTime();
        Fit after = AlignmentSolver.resolve(before, keep, ITERATIONS);
        double millis = (System.nanoTime() - began) / 1e6;
        if (after == null) {
            throw new GoldtrailException(
                    "what is left ties no three views together", "trimming", "leave fewer observations out");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("millis", Columns.rounded(millis, 1));
        answer.put("before", new FitColumns(before).summary());
        answer.put("after", figures(after));
        answer.put("lost", lost());
        answer.put(
                "residualPx",
                Columns.numbers(
                        IntStream.range(0, keep.length)
                                .mapToDouble(o -> keep[o] ? after.residualPx(o) : Double.NaN)
                                .toArray(),
                        4));
        if (leaveOut) {
            answer.put("leaveOutBeforePx", Columns.rounded(LeaveOut.of(before).beadsPx(), 4));
            answer.put("leaveOutAfterPx", Columns.rounded(LeaveOut.of(after).beadsPx(), 4));
        }
        return answer;
    }

    /** The same figures as of a fit, of what is kept. */
    private Map<String, Object> figures(Fit after) {
        Map<String, Object> figures = new FitColumns(after).summary();
        int kept = (int) IntStream.range(0, keep.length).filter(o -> keep[o]).count();
        figures.put("observations", kept);
        figures.put(
                "markers",
                IntStream.range(0, keep.length)
                        .filter(o -> keep[o])
                        .map(o -> observations.get(o).marker())
                        .distinct()
                        .count());
        return figures;
    }

    private Map<String, Object> lost() {
        Map<Integer, int[]> perMarker = new TreeMap<>();
        int[][] perView = new int[before.viewCount()][2];
        for (int o = 0; o < keep.length; o++) {
            Observation seen = observations.get(o);
            int[] counts = perMarker.computeIfAbsent(seen.marker(), k -> new int[2]);
            counts[0]++;
            perView[seen.tilt()][0]++;
            if (keep[o]) {
                counts[1]++;
                perView[seen.tilt()][1]++;
            }
        }
        Map<String, Object> lost = new LinkedHashMap<>();
        lost.put(
                "observations",
                IntStream.range(0, keep.length).filter(o -> !keep[o]).count());
        lost.put(
                "markers",
                perMarker.entrySet().stream()
                        .filter(e -> e.getValue()[1] == 0)
                        .map(Map.Entry::getKey)
                        .toList());
        lost.put(
                "thinMarkers",
                perMarker.entrySet().stream()
                        .filter(e -> e.getValue()[1] > 0 && e.getValue()[1] < LEAST && e.getValue()[0] >= LEAST)
                        .map(Map.Entry::getKey)
                        .toList());
        lost.put(
                "weakViews",
                IntStream.range(0, perView.length)
                        .filter(v -> perView[v][0] >= LEAST && perView[v][1] < LEAST)
                        .boxed()
                        .toList());
        lost.put(
                "perView",
                IntStream.range(0, perView.length)
                        .map(v -> perView[v][0] - perView[v][1])
                        .toArray());
        return lost;
    }
}
