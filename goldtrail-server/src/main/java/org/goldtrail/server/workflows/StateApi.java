package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opening workflows, and their whole state. */
public final class StateApi implements ApiPart {
    private static final Logger LOG = LoggerFactory.getLogger(StateApi.class);

    private final ServerContext server;
    private final StateCache cache = new StateCache();

    public StateApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows", this::list);
        routes.post("/api/workflows/open", this::open);
        routes.get("/api/workflows/{id}", this::state);
    }

    /** Begins to read the state of a workflow that is going to be shown, while the browser is being opened. */
    public void prepare(String id) {
        Thread.ofPlatform().daemon().name("prepare").start(() -> {
            try {
                Json.line(cache.of(id, server.workflows().get(id)));
            } catch (RuntimeException e) {
                LOG.debug("{} cannot be read ahead; the page will say why", id, e);
            }
        });
    }

    private void list(Context context) {
        List<Map<String, String>> open = server.workflows().all().entrySet().stream()
                .map(e -> Map.of(
                        "id", e.getKey(),
                        "folder", e.getValue().toString(),
                        "name", server.workflows().get(e.getKey()).name()))
                .sorted(Comparator.comparing(m -> String.valueOf(m.get("folder"))))
                .toList();
        Reply.json(context, open);
    }

    private void open(Context context) {
        Path folder = server.roots().demand(Body.of(context).text("folder"));
        String id = server.workflows().open(folder);
        server.recent().add(folder);
        Reply.json(context, Map.of("id", id));
    }

    private void state(Context context) {
        String id = context.pathParam("id");
        Workflow workflow = server.workflows().get(id);
        Map<String, Object> state = new LinkedHashMap<>(cache.of(id, workflow));
        state.put("stackMissing", !Files.exists(workflow.stack()));
        server.jobs().state(id).ifPresent(run -> state.put("run", run));
        context.contentType("application/json; charset=utf-8").result(Json.line(state));
    }
}
