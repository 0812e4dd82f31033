package org.goldtrail.server.plots;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.SeriesFit;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.solution.SeriesSolution;

/** The present solution of a series: residuals, geometry, beads, errors of prediction. */
public final class FitApi implements ApiPart {
    private final ServerContext server;

    public FitApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/plots/fit", this::fit);
    }

    private void fit(Context context) {
        Workflow workflow = server.workflows().of(context);
        SeriesFit fit = workflow.fit();
        SeriesSolution solution = fit.solution();
        FitColumns columns = new FitColumns(solution.fit());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("series", SeriesFrame.of(workflow));
        answer.put("upToDate", fit.isUpToDate());
        Map<String, Object> summary = columns.summary();
        summary.put("reason", fit.reason());
        summary.put("handOrigin", fit.handOrigin());
        summary.put("leaveOutObservationsPx", Columns.rounded(fit.leaveOut().observationsPx(), 4));
        summary.put("leaveOutBeadsPx", Columns.rounded(fit.leaveOut().beadsPx(), 4));
        summary.put("leaveOutQuarterPx", Columns.rounded(fit.leaveOut().quarterPx(), 4));
        summary.put("cornerPx", Columns.rounded(fit.predicted().cornerPx(), 4));
        summary.put("warnings", solution.warnings());
        answer.put("summary", summary);
        answer.put("candidates", candidates(solution.candidates()));
        answer.put("residuals", columns.residuals());
        Set<Integer> unused = solution.unusedSections();
        Map<String, Object> views = columns.views(unused);
        List<Integer> rows =
                IntStream.range(0, solution.fit().viewCount()).boxed().toList();
        views.putAll(new Columns()
                .number(
                        "predictedCentrePx",
                        rows,
                        4,
                        v -> unused.contains(v) ? Double.NaN : fit.predicted().centrePx(v))
                .number(
                        "predictedCornerPx",
                        rows,
                        4,
                        v -> unused.contains(v) ? Double.NaN : fit.predicted().cornerPx(v))
                .map());
        answer.put("views", views);
        answer.put("excluded", solution.excluded());
        answer.put("beads", columns.beads());
        answer.put("surfaces", columns.surfaces());
        Reply.json(context, answer);
    }

    private static Map<String, Object> candidates(List<SeriesSolution.Candidate> all) {
        return new Columns()
                .with("model", all.stream().map(SeriesSolution.Candidate::model).toList())
                .whole("chosen", all, c -> c.chosen() ? 1 : 0)
                .whole("viewUnknowns", all, SeriesSolution.Candidate::viewUnknowns)
                .number("residualMeanPx", all, 4, SeriesSolution.Candidate::residualMeanPx)
                .number("leaveOutBeadsPx", all, 4, SeriesSolution.Candidate::leaveOutBeadsPx)
                .number("cornerPx", all, 4, SeriesSolution.Candidate::cornerPx)
                .map();
    }
}
