package org.goldtrail.server.plots;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
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
