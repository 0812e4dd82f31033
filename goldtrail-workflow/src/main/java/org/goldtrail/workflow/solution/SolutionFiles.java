package org.goldtrail.workflow.solution;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.goldtrail.fitting.FieldCoverage;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Statistics;
import org.goldtrail.markers.Observation;

/**
 * Writes what is known of the solution for people and programs: {@code alignment/NAME.views.csv} with a row for each raw
 * section, {@code NAME.beads.csv} with a row for each bead, and {@code NAME.solution.json} (see {@link SolutionSummary}).
 * A field whose value is not known stays empty.
 */
public final class SolutionFiles {
    private static final String VIEW_COLUMNS = "tilt,tiltDeg,nominalDeg,used,beads,weak,rotationDeg,magnification,"
            + "shiftXPx,shiftYPx,residualMeanPx,residualMeanNm,predictedCentrePx,predictedCornerPx,coverage";
    private static final String BEAD_COLUMNS = "marker,x,y,z,observations,residualMeanPx,residualMedianPx";

    private SolutionFiles() {}

    /** @param file where to write a file of the alignment, by its ending */
    public static void write(TiltSeriesInput input, SeriesSolution outcome, Function<String, Path> file) {
        AtomicFile.writeText(file.apply(".views.csv"), views(input, outcome));
        AtomicFile.writeText(file.apply(".beads.csv"), beads(outcome.fit()));
        AtomicFile.writeText(file.apply(".solution.json"), SolutionSummary.json(input, outcome));
    }

    /**
     * A row for each raw section: its number (0-based), solved and nominal tilt angle, whether it is used, the number of
     * its beads, whether it rests on fewer than 3, its geometry, mean residual (outliers included), predicted error at the
     * centre and at the worst corner, and the share of the field within the hull of its beads. Where the model has X-tilt,
     * stretch or skew, these follow.
     */
    private static String views(TiltSeriesInput input, SeriesSolution outcome) {
        Fit fit = outcome.fit();
        Set<Integer> unused = outcome.unusedSections();
        double[] nominal = input.tiltsDeg();
        boolean xTilt = !fit.model().xTilt().isFixed();
        StringBuilder text = new StringBuilder(VIEW_COLUMNS);
        text.append(xTilt ? ",xTiltDeg" : "");
        text.append(fit.isDistorted() ? ",stretch,skewDeg" : "").append('\n');
        for (int v = 0; v < fit.viewCount(); v++) {
            ViewGeometry view = fit.view(v);
            boolean used = !unused.contains(v);
            boolean tied = fit.connected(v);
            double residual = mean(residuals(fit, v));
            Row row = new Row();
            row.text(Integer.toString(v)).number("%.4f", view.tiltDeg()).number("%.4f", nominal[v]);
            row.text(Boolean.toString(used)).text(Integer.toString(fit.beadsInView(v)));
            row.text(Boolean.toString(used && fit.weak(v)));
            row.number("%.4f", view.axisDeg()).number("%.6f", view.magnification());
            row.number("%.3f", view.shiftXPx()).number("%.3f", view.shiftYPx());
            row.number("%.4f", residual).number("%.4f", nm(residual, input.pixelSizeAngstrom()));
            row.number("%.4f", tied ? outcome.predicted().centrePx(v) : Double.NaN);
            row.number("%.4f", tied ? outcome.predicted().cornerPx(v) : Double.NaN);
            row.number("%.4f", FieldCoverage.hullShare(fit, v));
            if (xTilt) {
                row.number("%.4f", view.xTiltDeg());
            }
            if (fit.isDistorted()) {
                SpecimenDistortion distortion = fit.distortion(v);
                row.number("%.6f", distortion.stretch()).number("%.4f", distortion.skewDeg());
            }
            text.append(row.line());
        }
        return text.toString();
    }

    /** A row for each bead: its number, position in the specimen, unbinned pixels from the centre, and residuals. */
    private static String beads(Fit fit) {
        List<Observation> observations = fit.input().markers().observations();
        StringBuilder text = new StringBuilder(BEAD_COLUMNS).append('\n');
        for (int marker : fit.markers()) {
            double[] at = fit.position(marker);
            double[] residuals = IntStream.range(0, observations.size())
                    .filter(o -> observations.get(o).marker() == marker && fit.used(o))
                    .mapToDouble(fit::residualPx)
                    .toArray();
            Row row = new Row().text(Integer.toString(marker));
            row.number("%.2f", at[0]).number("%.2f", at[1]).number("%.2f", at[2]);
            row.text(Integer.toString(residuals.length));
            row.number("%.4f", mean(residuals)).number("%.4f", median(residuals));
            text.append(row.line());
        }
        return text.toString();
    }

    private static double[] residuals(Fit fit, int view) {
        List<Observation> observations = fit.input().markers().observations();
        return IntStream.range(0, observations.size())
                .filter(o -> observations.get(o).tilt() == view && fit.used(o))
                .mapToDouble(fit::residualPx)
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double median(double[] values) {
        return values.length == 0 ? Double.NaN : Statistics.median(values);
    }

    /** A length in nm; NaN where the pixel size is not known. */
    static double nm(double px, OptionalDouble pixelSizeAngstrom) {
        return pixelSizeAngstrom.isPresent() ? px * pixelSizeAngstrom.getAsDouble() / 10 : Double.NaN;
    }

    /** One line of a table. */
    private static final class Row {
        private final StringJoiner fields = new StringJoiner(",", "", "\n");

        Row text(String field) {
            fields.add(field);
            return this;
        }

        /** An empty field where the number is not known. */
        Row number(String format, double value) {
            fields.add(Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "");
            return this;
        }

        String line() {
            return fields.toString();
        }
    }
}
