package org.goldtrail.workflow.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.report.SvgPlot.Mark;
import org.goldtrail.workflow.solution.SeriesSolution;

/** The plots of a report. */
final class ReportPlots {
    /** Where the curve between halves says that there is no more signal than noise. */
    private static final double HALVES_LEVEL = 0.143;

    private static final double ANGSTROM_PER_MICROMETRE = 1e4;
    private static final String TILT = "tilt angle, °";

    private ReportPlots() {}

    /** Of the alignment. */
    static List<String> alignment(SeriesSolution solution, double[] nominalDeg) {
        ViewFigures figures = new ViewFigures(solution);
        List<ViewGeometry> views = solution.fit().views();
        boolean[] unused = figures.unused();
        double[] tilts = of(views, ViewGeometry::tiltDeg);
        List<String> plots = new ArrayList<>();
        plots.add(new SvgPlot("Residual by view", TILT, "mean residual, px")
                .fromZero()
                .add("residual", Mark.BARS, tilts, figures.residualByViewPx(), unused)
                .svg());
        Map<Integer, Double> byMarker = figures.residualByMarkerPx();
        plots.add(new SvgPlot("Residual by marker", "marker", "mean residual, px")
                .fromZero()
                .add(
                        "residual",
                        Mark.BARS,
                        byMarker.keySet().stream().mapToDouble(m -> m).toArray(),
                        byMarker.values().stream().mapToDouble(r -> r).toArray())
                .svg());
        int[] order = byTilt(tilts);
        plots.add(new SvgPlot("Shifts", TILT, "shift, px")
                .add("x", Mark.POINTS, tilts, of(views, ViewGeometry::shiftXPx), unused)
                .add("y", Mark.POINTS, tilts, of(views, ViewGeometry::shiftYPx), unused)
                .svg());
        double[] change = new double[tilts.length];
        for (int v = 0; v < change.length; v++) {
            change[v] = tilts[v] - nominalDeg[v];
        }
        plots.add(new SvgPlot("Solved minus nominal tilt angle", TILT, "difference, °")
                .add("difference", Mark.LINE, sorted(tilts, order), used(change, unused, order))
                .svg());
        plots.add(new SvgPlot("Direction of the tilt axis", TILT, "axis, °")
                .add("axis", Mark.LINE, sorted(tilts, order), used(of(views, ViewGeometry::axisDeg), unused, order))
                .svg());
        plots.add(new SvgPlot("Beads in each view", TILT, "beads")
                .fromZero()
                .add("beads", Mark.BARS, tilts, figures.beadsByView(), unused)
                .svg());
        Map<Integer, Integer> seen = figures.viewsByMarker();
        plots.add(new SvgPlot("Views of each marker", "marker", "views")
                .fromZero()
                .add(
                        "views",
                        Mark.BARS,
                        seen.keySet().stream().mapToDouble(m -> m).toArray(),
                        seen.values().stream().mapToDouble(n -> n).toArray())
                .svg());
        List<Observation> observations = solution.markers().observations();
        plots.add(new SvgPlot("Occupancy: which marker is seen in which view", TILT, "marker")
                .fromZero()
                .add(
                        "seen",
                        Mark.POINTS,
                        observations.stream().mapToDouble(o -> tilts[o.tilt()]).toArray(),
                        observations.stream().mapToDouble(Observation::marker).toArray())
                .svg());
        double[] corner = new double[tilts.length];
        for (int v = 0; v < corner.length; v++) {
            corner[v] = unused[v] ? Double.NaN : solution.predicted().cornerPx(v);
        }
        plots.add(new SvgPlot("Predicted error at the worst corner", TILT, "error, px")
                .fromZero()
                .add("corner", Mark.LINE, sorted(tilts, order), sorted(corner, order))
                .svg());
        return plots;
    }

    /**
     * Of the CTF, along the tilts and along the dose.
     *
     * @param exposureOrder place of each view in the order of exposure, 0 for the first
     */
    static List<String> ctf(SeriesCtf ctf, List<Integer> exposureOrder) {
        List<ViewCtf> known =
                ctf.views().stream().filter(v -> v.model() != null).toList();
        if (known.isEmpty()) {
            return List.of();
        }
        double[] tilts = known.stream().mapToDouble(ViewCtf::tiltDeg).toArray();
        double[] exposures = known.stream()
                .mapToDouble(v -> exposureOrder.get(v.section()) + 1)
                .toArray();
        List<String> plots = new ArrayList<>();
        plots.addAll(ctf(known, TILT, "", tilts));
        plots.addAll(ctf(known, "number of the exposure", " along the dose", exposures));
        return plots;
    }

    private static List<String> ctf(List<ViewCtf> known, String axis, String along, double[] x) {
        boolean[] guessed = new boolean[known.size()];
        for (int i = 0; i < guessed.length; i++) {
            guessed[i] = known.get(i).status() != ViewCtf.Status.FITTED;
        }
        return List.of(
                new SvgPlot("Defocus" + along, axis, "defocus, µm")
                        .add("U", Mark.POINTS, x, models(known, CtfModel::defocusUAngstrom), guessed)
                        .add("V", Mark.POINTS, x, models(known, CtfModel::defocusVAngstrom), guessed)
                        .svg(),
                new SvgPlot("Astigmatism" + along, axis, "U - V, µm")
                        .fromZero()
                        .add("astigmatism", Mark.POINTS, x, models(known, CtfModel::astigmatismAngstrom), guessed)
                        .svg(),
                new SvgPlot("Spacing to which rings are seen" + along, axis, "spacing, Å")
                        .fromZero()
                        .add(
                                "spacing",
                                Mark.POINTS,
                                x,
                                known.stream()
                                        .mapToDouble(ViewCtf::resolutionAngstrom)
                                        .toArray(),
                                guessed)
                        .svg(),
                new SvgPlot("Score of the rings" + along, axis, "correlation with the fit")
                        .fromZero()
                        .add(
                                "score",
                                Mark.POINTS,
                                x,
                                known.stream().mapToDouble(ViewCtf::score).toArray(),
                                guessed)
                        .svg());
    }

    /** Median over the views of the mean defocus of each. */
    static OptionalDouble medianDefocusMicrometre(SeriesCtf ctf) {
        double[] sorted = ctf.views().stream()
                .map(ViewCtf::model)
                .filter(Objects::nonNull)
                .mapToDouble(m -> (m.defocusUAngstrom() + m.defocusVAngstrom()) / 2 / ANGSTROM_PER_MICROMETRE)
                .sorted()
                .toArray();
        int n = sorted.length;
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }

    /** The correlation of half tomograms, of every table of it that lies in the folder. */
    static List<String> halves(Path root) {
        List<String> plots = new ArrayList<>();
        for (Path file : tables(root.resolve("reconstruction"))) {
            CsvTable table = CsvTable.read(file);
            boolean known = table.optionalColumn("frequencyPerAngstrom") >= 0;
            int frequency = table.column(known ? "frequencyPerAngstrom" : "frequencyPerVoxel");
            int correlation = table.column("fsc");
            double[] x =
                    table.rows().stream().mapToDouble(r -> r.number(frequency)).toArray();
            double[] level = new double[x.length];
            Arrays.fill(level, HALVES_LEVEL);
            plots.add(new SvgPlot(
                            "Correlation of the halves, " + file.getFileName(),
                            known ? "spatial frequency, 1/Å" : "spatial frequency, cycles per voxel",
                            "Fourier shell correlation")
                    .fromZero()
                    .add(
                            "FSC",
                            Mark.LINE,
                            x,
                            table.rows().stream()
                                    .mapToDouble(r -> r.numberOrNaN(correlation))
                                    .toArray())
                    .add("0.143", Mark.LINE, x, level)
                    .svg());
        }
        return plots;
    }

    private static List<Path> tables(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith("fsc.csv")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] models(List<ViewCtf> views, ToDoubleFunction<CtfModel> value) {
        return views.stream()
                .mapToDouble(v -> {
                    CtfModel model = v.model();
                    return model == null ? Double.NaN : value.applyAsDouble(model) / ANGSTROM_PER_MICROMETRE;
                })
                .toArray();
    }

    private static double[] of(List<ViewGeometry> views, ToDoubleFunction<ViewGeometry> value) {
        return views.stream().mapToDouble(value).toArray();
    }

    private static int[] byTilt(double[] tilts) {
        Integer[] order = new Integer[tilts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(tilts[a], tilts[b]));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }

    private static double[] sorted(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] used(double[] values, boolean[] unused, int[] order) {
        return Arrays.stream(order)
                .mapToDouble(i -> unused[i] ? Double.NaN : values[i])
                .toArray();
    }
}
