package org.goldtrail.server.exports;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.interchange.Exported;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.Exchange;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.report.Report;

/** Exporting to other programs, and what was exported before. */
public final class ExportApi implements ApiPart {
    private static final String REPORT = "report";

    private final ServerContext server;

    public ExportApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/exports", this::list);
        routes.post("/api/workflows/{id}/exports", this::export);
        routes.post("/api/workflows/{id}/report", this::report);
        routes.get("/api/workflows/{id}/report.html", this::page);
    }

    private void list(Context context) {
        Workflow workflow = server.workflows().of(context);
        Reply.json(
                context,
                Map.of(
                        "targets", Exchange.targets(),
                        "folder", workflow.folder().resolve("exports").toString(),
                        "exports", told(workflow.folder(), workflow.status())));
    }

    /** All exports with whether a later change has outdated them. */
    public static List<Map<String, Object>> told(Path folder, List<StepStatus> status) {
        String now = ExportList.source(status);
        return ExportList.of(folder).stream()
                .map(e -> {
                    Map<String, Object> out = new LinkedHashMap<>();
                    out.put("target", e.target());
                    out.put("folder", e.folder());
                    out.put("time", e.time());
                    out.put("outdated", !e.source().equals(now));
                    return out;
                })
                .toList();
    }

    private void report(Context context) {
        Workflow workflow = server.workflows().of(context);
        Path page = workflow.report();
        ExportList.add(workflow.folder(), REPORT, page, ExportList.source(workflow.status()));
        ActionLog.add(workflow, "goldtrail report FOLDER", "u.report();");
        Reply.json(context, Map.of("file", page.toString()));
    }

    /** The report as it was made last; it may not run scripts or ask for anything. */
    private void page(Context context) throws IOException {
        Workflow workflow = server.workflows().of(context);
        Path page = workflow.folder().resolve(Report.PAGE);
        if (!Files.isRegularFile(page)) {
            throw new GoldtrailException("there is no report yet", workflow.name(), "make it: Tools > report");
        }
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
        context.contentType("text/html; charset=utf-8")
                .result(Files.readAllBytes(server.roots().demand(page.toString())));
    }

    private void export(Context context) {
        Workflow workflow = server.workflows().of(context);
        Body body = Body.of(context);
        String target = body.text("target");
        Path folder = body.optionalText("folder")
                .map(f -> server.roots().demand(f))
                .orElseGet(() -> workflow.folder().resolve("exports").resolve(target));
        String source = ExportList.source(workflow.status());
        Exported made = workflow.export(target, folder);
        ExportList.add(workflow.folder(), target, folder, source);
        ActionLog.add(
                workflow,
                "goldtrail export FOLDER --to " + ActionLog.word(target) + " --out "
                        + ActionLog.word(folder.toString()),
                "u.export(" + ActionLog.literal(target) + ", Path.of(" + ActionLog.literal(folder) + "));");
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("files", made.files().stream().map(Path::toString).toList());
        out.put("remarks", made.remarks());
        out.put("commands", made.commands());
        Reply.json(context, out);
    }
}
