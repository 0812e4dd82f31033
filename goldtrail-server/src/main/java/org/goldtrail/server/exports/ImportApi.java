package org.goldtrail.server.exports;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.interchange.MarkerImport;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;

/** Taking the alignment, or the markers, of another program into a workflow. */
public final class ImportApi implements ApiPart {
    private final ServerContext server;

    public ImportApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/workflows/{id}/import", this::take);
    }

    private void take(Context context) {
        Workflow workflow = server.workflows().of(context);
        Body body = Body.of(context);
        Path file = server.roots().demand(body.text("file"));
        boolean roughCentres = body.flag("roughCentres");
        if (!Files.exists(file)) {
            throw new GoldtrailException("there is no such file", file.toString(), "choose one from the list");
        }
        boolean isMarkers = Files.isRegularFile(file) && MarkerImport.recognises(file);
        Map<String, Object> out = isMarkers ? markers(workflow, file) : alignment(workflow, file, roughCentres);
        String of = "Path.of(" + ActionLog.literal(file) + ")";
        ActionLog.add(
                workflow,
                "goldtrail import FOLDER " + ActionLog.word(file.toString()) + (roughCentres ? " --rough-centres" : ""),
                "u.exchange()."
                        + (isMarkers ? "importMarkers(" + of : "importAlignment(" + of + ", " + !roughCentres)
                        + ");");
        Reply.json(context, out);
    }

    private static Map<String, Object> markers(Workflow workflow, Path file) {
        MarkerVersion version = workflow.exchange().importMarkers(file);
        return Map.of(
                "told",
                "The working markers are version " + version.version() + " now: " + version.markers() + " markers, "
                        + version.observations() + " observations.",
                "remarks",
                List.of(),
                "next",
                "Fit > run solves the geometry of these markers.");
    }

    private static Map<String, Object> alignment(Workflow workflow, Path file, boolean roughCentres) {
        SeriesAlignment read = workflow.exchange().importAlignment(file, !roughCentres);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put(
                "told",
                "The alignment is that of " + read.origin() + " now: "
                        + read.usedSections().size() + " of " + read.views().size() + " views are used.");
        out.put("remarks", read.remarks());
        // The steps that follow want to know how large the gold is, if only to erase it.
        out.put(
                "next",
                workflow.status("detection.measureBeads").isDone()
                        ? "The alignment tab makes the aligned stacks by it."
                        : "Run “measure the beads”, then the alignment tab.");
        return out;
    }
}
