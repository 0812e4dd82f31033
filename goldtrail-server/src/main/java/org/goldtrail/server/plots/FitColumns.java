package org.goldtrail.server.plots;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.Observation;
import org.goldtrail.reconstruction.BeadSurfaces;
import org.jspecify.annotations.Nullable;

/** A fit as columns: what is left of each observation, the geometry of each view, the place of each bead. */
public final class FitColumns {
    private final Fit fit;
    private final List<Observation> observations;

    public FitColumns(Fit fit) {
        this.fit = fit;
        this.observations = fit.input().markers().observations();
    }

    /** The figures of the whole. */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("model", fit.model().toString());
        summary.put("axisDeg", Columns.rounded(fit.axisDeg(), 3));
        summary.put("meanPx", Columns.rounded(fit.meanPx(), 4));
        summary.put("medianPx", Columns.rounded(fit.medianPx(), 4));
        summary.put("rmsPx", Columns.rounded(fit.rmsPx(), 4));
        summary.put("observations", observations.size());
        summary.put("markers", fit.input().markers().markerCount());
        summary.put("converged", fit.convergence().converged());
        summary.put("notes", fit.notes());
        return summary;
    }

    /** A row for each observation. */
    public Map<String, Object> residuals() {
        List<Integer> rows = IntStream.range(0, observations.size()).boxed().toList();
        return new Columns()
                .whole("marker", observations, Observation::marker)
                .whole("tilt", observations, Observation::tilt)
                .number("x", observations, 2, Observation::x)
                .number("y", observations, 2, Observation::y)
                .number("dx", rows, 4, fit::residualX)
                .number("dy", rows, 4, fit::residualY)
                .number("weight", rows, 3, fit::weight)
                .map();
    }

    /** A row for each section. */
    public Map<String, Object> views(Set<Integer> unused) {
        List<Integer> rows = IntStream.range(0, fit.viewCount()).boxed().toList();
        double[] mean = means(fit.viewCount(), i -> observations.get(i).tilt());
        return new Columns()
                .number("nominalTiltDeg", rows, 3, v -> fit.input().tiltDeg(v))
                .number("tiltDeg", rows, 4, v -> fit.view(v).tiltDeg())
                .number("axisDeg", rows, 4, v -> fit.view(v).axisDeg())
                .number("xTiltDeg", rows, 4, v -> fit.view(v).xTiltDeg())
                .number("magnification", rows, 6, v -> fit.view(v).magnification())
                .number("shiftXPx", rows, 3, v -> fit.view(v).shiftXPx())
                .number("shiftYPx", rows, 3, v -> fit.view(v).shiftYPx())
                .whole("beads", rows, fit::beadsInView)
                .number("residualPx", rows, 4, v -> mean[v])
                .whole("used", rows, v -> fit.connected(v) && !unused.contains(v) ? 1 : 0)
                .map();
    }

    /** A row for each bead. */
    public Map<String, Object> beads() {
        int[] markers = fit.markers();
        List<Integer> rows = IntStream.range(0, markers.length).boxed().toList();
        double[][] at = IntStream.of(markers).mapToObj(fit::position).toArray(double[][]::new);
        int[] counts = new int[markers.length];
        Map<Integer, Integer> places = places(markers);
        observations.forEach(o -> counts[Objects.requireNonNull(places.get(o.marker()))]++);
        double[] mean =
                means(markers.length, i -> places.get(observations.get(i).marker()));
        return new Columns()
                .whole("marker", rows, i -> markers[i])
                .number("x", rows, 3, i -> at[i][0])
                .number("y", rows, 3, i -> at[i][1])
                .number("z", rows, 3, i -> at[i][2])
                .whole("observations", rows, i -> counts[i])
                .number("residualPx", rows, 4, i -> mean[i])
                .map();
    }

    /** Where each bead should be in each view: marker by marker, view by view, x and y in turn. */
    public List<@Nullable Double> reprojections() {
        List<@Nullable Double> all = new ArrayList<>();
        for (int marker : fit.markers()) {
            for (int v = 0; v < fit.viewCount(); v++) {
                double[] at = fit.predict(marker, v);
                all.add(Columns.rounded(at[0], 2));
                all.add(Columns.rounded(at[1], 2));
            }
        }
        return all;
    }

    /** The surfaces of the ice, if the beads lie on two of them. */
    public Map<String, Object> surfaces() {
        double[][] xyz = IntStream.of(fit.markers())
                .mapToObj(fit::position)
                .filter(p -> Double.isFinite(p[0]))
                .toArray(double[][]::new);
        Map<String, Object> out = new LinkedHashMap<>();
        BeadSurfaces.find(xyz).ifPresent(s -> {
            out.put("distancePx", s.distancePx());
            out.put("slopeX", s.slopeX());
            out.put("slopeY", s.slopeY());
            out.put("middlePx", s.middlePx());
            out.put("lowerCount", s.lowerCount());
            out.put("upperCount", s.upperCount());
        });
        return out;
    }

    private static Map<Integer, Integer> places(int[] markers) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < markers.length; i++) {
            places.put(markers[i], i);
        }
        return places;
    }

    /** Mean residual of the observations of each group; NaN without any. */
    private double[] means(int groups, java.util.function.IntUnaryOperator groupOf) {
        double[] sums = new double[groups];
        int[] counts = new int[groups];
        IntToDoubleFunction residual = fit::residualPx;
        for (int i = 0; i < observations.size(); i++) {
            double length = residual.applyAsDouble(i);
            if (!Double.isNaN(length)) {
                sums[groupOf.applyAsInt(i)] += length;
                counts[groupOf.applyAsInt(i)]++;
            }
        }
        for (int g = 0; g < groups; g++) {
            sums[g] = counts[g] == 0 ? Double.NaN : sums[g] / counts[g];
        }
        return sums;
    }
}
