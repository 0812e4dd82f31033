package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.steps.StepCatalogue;

/** Setting parameters of steps and of the settings, and trying a value while it is typed. */
public final class ParameterApi implements ApiPart {
    private final ServerContext server;

    public ParameterApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/parameters/check", ParameterApi::check);
        routes.put("/api/workflows/{id}/parameters/{path}", this::set);
        routes.delete("/api/workflows/{id}/parameters/{path}", this::unset);
    }

    /** Says what is wrong with a value, without setting it. */
    private static void check(Context context) {
        Body body = Body.of(context);
        ParameterInfo parameter = StepCatalogue.parameter(body.text("path"));
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            answer.put("value", parameter.plain(body.value("value")));
        } catch (GoldtrailException e) {
            answer.put("problem", e.problem().replace(parameter.path(), parameter.label()));
        }
        Reply.json(context, answer);
    }

    private void set(Context context) {
        Workflow workflow = server.workflows().of(context);
        String path = StepCatalogue.parameter(context.pathParam("path")).path();
        Object value = Body.of(context).value("value");
        NamedFiles.demand(server.roots(), path, value);
        workflow.set(path, value);
        Object set = workflow.value(path);
        ActionLog.add(
                workflow,
                "goldtrail set FOLDER " + path + "=" + ActionLog.word(String.valueOf(value)),
                "u.set(" + ActionLog.literal(path) + ", " + ActionLog.literal(value) + ");");
        Reply.json(context, Map.of("path", path, "value", set));
    }

    private void unset(Context context) {
        Workflow workflow = server.workflows().of(context);
        String path = StepCatalogue.parameter(context.pathParam("path")).path();
        workflow.unset(path);
        ActionLog.add(workflow, "goldtrail unset FOLDER " + path, "u.unset(" + ActionLog.literal(path) + ");");
        Reply.json(context, Map.of("path", path, "value", workflow.value(path)));
    }
}
