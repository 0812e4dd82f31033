package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.SettingsFile;
import org.goldtrail.workflow.Workflow;

/** Settings files: loading one, of ours or of Dynamo, and saving what is set. */
public final class SettingsApi implements ApiPart {
    private final ServerContext server;

    public SettingsApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/workflows/{id}/configure", this::configure);
        routes.get("/api/workflows/{id}/settings.yaml", this::save);
    }

    private void save(Context context) {
        Workflow workflow = server.workflows().of(context);
        String name = workflow.name().replaceAll("[^A-Za-z0-9_.-]", "_");
        context.header("Content-Disposition", "attachment; filename=\"" + name + "_settings.yaml\"");
        context.contentType("application/yaml; charset=utf-8")
                .result("# settings of " + workflow.name() + "; what is not named has its default\n"
                        + workflow.settings().yaml());
    }

    private void configure(Context context) {
        Workflow workflow = server.workflows().of(context);
        Path file = server.roots().demand(Body.of(context).text("file"));
        NamedFiles.demand(server.roots(), SettingsFile.read(file).settings());
        SettingsFile read = workflow.configure(file);
        ActionLog.add(
                workflow,
                "goldtrail run --config " + ActionLog.word(file.toString()) + " FOLDER",
                "u.configure(Path.of(" + ActionLog.literal(file) + "));");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("format", read.format().name());
        answer.put("set", read.settings().all());
        answer.put("remarks", read.remarks());
        answer.put("discarded", read.discarded().isPresent());
        Reply.json(context, answer);
    }
}
