package org.goldtrail.server.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.BatchFolder;

/** The project page: the workflows and raw stacks of a folder in one table, and what was decided of each. */
public final class ProjectApi implements ApiPart {
    private final ServerContext server;
    private final ProjectTable table = new ProjectTable();

    public ProjectApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/project", this::list);
        routes.put("/api/workflows/{id}/decision", this::decide);
    }

    private void list(Context context) {
        String asked = context.queryParam("folder");
        Path folder = asked == null || asked.isBlank()
                ? server.roots().all().getFirst()
                : server.roots().demand(asked);
        if (!Files.isDirectory(folder)) {
            throw new GoldtrailException("there is no such folder", folder.toString(), "choose another");
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("folder", folder.toString());
        out.put("batch", BatchFolder.isBatch(folder));
        List<Map<String, Object>> rows = table.of(folder, server.workflows());
        out.put("rows", rows);
        Reply.json(context, out);
    }

    private void decide(Context context) {
        Workflow workflow = server.workflows().of(context);
        Body body = Body.of(context);
        Decision.Kind kind = Decision.Kind.of(body.text("decision"));
        Decision decision =
                Decision.make(workflow.folder(), kind, body.optionalText("note").orElse(""));
        Reply.json(context, Map.of("decision", decision.kind().word(), "time", decision.time()));
    }
}
