package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.steps.StepCatalogue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opening workflows, their state, and running them. */
public final class WorkflowApi implements ApiPart {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ServerContext server;

    public WorkflowApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/workflows/open", this::open);
        routes.get("/api/workflows/{id}", this::state);
        routes.post("/api/workflows/{id}/run", this::run);
        routes.post("/api/workflows/{id}/cancel", this::cancel);
    }

    private void open(Context context) {
        Path folder = Path.of(body(context).path("folder").asString(""));
        Reply.json(context, Map.of("id", server.workflows().open(folder)));
    }

    private void state(Context context) {
        Workflow workflow = server.workflows().of(context);
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", context.pathParam("id"));
        state.put("name", workflow.name());
        state.put("folder", workflow.folder().toString());
        state.put("tiltsDeg", workflow.tiltsDeg());
        state.put("discarded", workflow.discarded());
        state.put("steps", workflow.status().stream().map(WorkflowApi::step).toList());
        workflow.verdict().ifPresent(verdict -> state.put("verdict", verdict.line()));
        server.jobs().state(context.pathParam("id")).ifPresent(run -> state.put("run", run));
        Reply.json(context, state);
    }

    private static Map<String, Object> step(StepStatus status) {
        return Map.of(
                "id", status.step().id(),
                "area", status.step().area().id(),
                "label", status.step().label(),
                "state", status.state().word(),
                "reasons", status.reasons());
    }

    private void run(Context context) {
        String id = context.pathParam("id");
        Workflow workflow = server.workflows().of(context);
        JsonNode body = body(context);
        RunRequest request = body.has("step")
                ? RunRequest.step(StepCatalogue.step(body.path("step").asString()))
                : body.has("area")
                        ? RunRequest.area(StepCatalogue.area(body.path("area").asString()))
                        : RunRequest.all();
        server.jobs().start(id, workflow, request);
        Reply.json(context, Map.of("started", true));
    }

    private void cancel(Context context) {
        server.jobs().cancel(context.pathParam("id"));
        Reply.json(context, Map.of("cancelled", List.of(context.pathParam("id"))));
    }

    private static JsonNode body(Context context) {
        return JSON.readTree(context.body());
    }
}
