package org.goldtrail.workflow.solution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitModel;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.formats.TiltSeriesInput;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The solution as JSON: its model and why it was chosen, all models tried, and every figure by which it can be judged, in px
 * and nm. What is not known is left out.
 */
final class SolutionSummary {
    private static final MathContext DIGITS = new MathContext(6);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SolutionSummary() {}

    static String json(TiltSeriesInput input, SeriesSolution outcome) {
        Fit fit = outcome.fit();
        OptionalDouble pixel = input.pixelSizeAngstrom();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("model", model(fit.model()));
        all.put("reason", outcome.reason());
        all.put("robust", outcome.robust());
        all.put("converged", fit.convergence().converged());
        all.put(
                "candidates",
                outcome.candidates().stream().map(c -> candidate(c, pixel)).toList());
        if (pixel.isPresent()) {
            number(all, "pixelSizeAngstrom", pixel.getAsDouble());
        }
        all.put("counts", counts(fit));
        Map<String, Object> residual = new LinkedHashMap<>();
        length(residual, "mean", fit.meanPx(), pixel);
        length(residual, "median", fit.medianPx(), pixel);
        length(residual, "rms", fit.rmsPx(), pixel);
        length(residual, "weightedRms", fit.weightedRmsPx(), pixel);
        all.put("residual", residual);
        all.put("leaveOut", leaveOut(outcome.leaveOut(), pixel));
        all.put("predictedError", predicted(outcome.predicted(), pixel));
        number(all, "axisDeg", fit.axisDeg());
        Map<String, Object> hand = new LinkedHashMap<>();
        hand.put("known", !outcome.handOrigin().isEmpty());
        if (!outcome.handOrigin().isEmpty()) {
            hand.put("origin", outcome.handOrigin());
        }
        all.put("hand", hand);
        all.put("notes", fit.notes());
        return JSON.writeValueAsString(all) + "\n";
    }

    private static Map<String, Object> model(FitModel model) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", model.toString());
        map.put("rotation", model.axis().toString());
        map.put("tiltAngles", model.tilt().toString());
        map.put("magnification", model.magnification().toString());
        map.put("stretch", model.stretch().toString());
        map.put("skew", model.skew().toString());
        map.put("xTilt", model.xTilt().toString());
        return map;
    }

    private static Map<String, Object> candidate(SeriesSolution.Candidate tried, OptionalDouble pixel) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", tried.model());
        map.put("chosen", tried.chosen());
        map.put("viewUnknowns", tried.viewUnknowns());
        length(map, "residualMean", tried.residualMeanPx(), pixel);
        length(map, "leaveOutBeadsRms", tried.leaveOutBeadsPx(), pixel);
        length(map, "corner", tried.cornerPx(), pixel);
        return map;
    }

    /** What the solution rests on. Each observation gives two equations, each bead with a position takes three unknowns. */
    private static Map<String, Object> counts(Fit fit) {
        int beads = 0;
        for (int marker : fit.markers()) {
            beads += Double.isFinite(fit.position(marker)[2]) ? 1 : 0;
        }
        int observations = fit.usedResidualsPx().length;
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("views", fit.viewCount());
        map.put("connectedViews", (int)
                IntStream.range(0, fit.viewCount()).filter(fit::connected).count());
        map.put("beads", beads);
        map.put("observations", observations);
        map.put("equations", 2 * observations);
        map.put("viewUnknowns", fit.unknownCount());
        map.put("beadUnknowns", 3 * beads);
        return map;
    }

    private static Map<String, Object> leaveOut(LeaveOut error, OptionalDouble pixel) {
        Map<String, Object> map = new LinkedHashMap<>();
        length(map, "observations", error.observationsPx(), pixel);
        length(map, "beads", error.beadsPx(), pixel);
        length(map, "quarter", error.quarterPx(), pixel);
        return map;
    }

    private static Map<String, Object> predicted(PredictedError error, OptionalDouble pixel) {
        Map<String, Object> map = new LinkedHashMap<>();
        length(map, "centre", error.centrePx(), pixel);
        length(map, "corner", error.cornerPx(), pixel);
        return map;
    }

    private static void length(Map<String, Object> map, String name, double px, OptionalDouble pixel) {
        number(map, name + "Px", px);
        number(map, name + "Nm", SolutionFiles.nm(px, pixel));
    }

    private static void number(Map<String, Object> map, String name, double value) {
        if (Double.isFinite(value)) {
            map.put(name, new BigDecimal(value).round(DIGITS).doubleValue());
        }
    }
}
