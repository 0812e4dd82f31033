package org.goldtrail.server.plots;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.goldtrail.detection.PeakPopulations;
import org.goldtrail.detection.PeakSelection;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Peaks;
import org.goldtrail.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** The detected peaks with their features, and selecting among them by hand. */
public final class PeaksApi implements ApiPart {
    private final ServerContext server;

    public PeaksApi(ServerContext server) {
        this.server = server;
    }

    /**
     * A selection by hand.
     *
     * @param selected places of the peaks to go on with
     */
    public record Choice(int[] selected) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/plots/peaks", this::peaks);
        routes.get("/api/workflows/{id}/plots/peaks/populations", this::populations);
        routes.put("/api/workflows/{id}/plots/peaks/selection", this::select);
    }

    private void peaks(Context context) {
        Workflow workflow = server.workflows().of(context);
        List<PeakFile.Peak> peaks = workflow.peaks().all();
        Columns columns = new Columns()
                .whole("tilt", peaks, PeakFile.Peak::tilt)
                .number("x", peaks, 2, PeakFile.Peak::x)
                .number("y", peaks, 2, PeakFile.Peak::y)
                .number("cc", peaks, 4, PeakFile.Peak::cc)
                .number("rotationalMerit", peaks, 4, PeakFile.Peak::rotationalMerit)
                .number("edgeMerit", peaks, 4, PeakFile.Peak::edgeMerit)
                .number("contrast", peaks, 3, PeakFile.Peak::contrast);
        if (workflow.peaks().areSelected()) {
            Peaks.Selection selection = workflow.peaks().selection();
            int[] selected = new int[peaks.size()];
            selection.selected().stream().forEach(i -> selected[i] = 1);
            columns.with("selected", selected);
            columns.number("probability", selection.probability(), 4, p -> p);
        }
        Reply.json(context, Map.of("series", SeriesFrame.of(workflow), "peaks", columns.map()));
    }

    /** What the boundary of the selection is drawn from: how likely a bead each peak is, for all that the populations can say. */
    private void populations(Context context) {
        PeakPopulations populations = server.workflows().of(context).peaks().populations();
        List<Integer> peaks = IntStream.range(0, populations.size()).boxed().toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("areTwo", populations.areTwo());
        answer.put("areAllBeads", populations.areAllBeads());
        answer.put("separation", Columns.rounded(populations.separation(), 2));
        answer.put("leastProbability", PeakSelection.LEAST_PROBABILITY);
        answer.put(
                "logOdds",
                new Columns()
                        .number("logOdds", peaks, 4, populations::logOdds)
                        .map()
                        .get("logOdds"));
        Reply.json(context, answer);
    }

    private void select(Context context) {
        Workflow workflow = server.workflows().of(context);
        BitSet chosen = new BitSet();
        int @Nullable [] selected = Body.read(context, Choice.class).selected();
        for (int peak : selected == null ? new int[0] : selected) {
            chosen.set(peak);
        }
        workflow.peaks().select(chosen);
        Reply.json(context, Map.of("selected", chosen.cardinality()));
    }
}
