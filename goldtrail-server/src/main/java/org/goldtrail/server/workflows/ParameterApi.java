package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.SettingsFile;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.steps.StepCatalogue;

/** Setting parameters of steps and of the settings, trying a value while it is typed, and loading a settings file. */
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
        routes.post("/api/workflows/{id}/configure", this::configure);
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
        guardFile(path, value);
        workflow.set(path, value);
        Object set = workflow.value(path);
        ActionLog.add(
                workflow,
                "goldtrail set FOLDER " + path + "=" + ActionLog.word(String.valueOf(value)),
                "u.set(" + ActionLog.literal(path) + ", " + ActionLog.literal(value) + ");");
        Reply.json(context, Map.of("path", path, "value", set));
    }

    /** Files are named by what the page may see only. */
    private void guardFile(String path, Object value) {
        if (path.startsWith("settings.input.") && !value.toString().isBlank()) {
            server.roots().demand(value.toString());
        }
    }

    private void unset(Context context) {
        Workflow workflow = server.workflows().of(context);
        String path = StepCatalogue.parameter(context.pathParam("path")).path();
        workflow.unset(path);
        ActionLog.add(workflow, "goldtrail unset FOLDER " + path, "u.unset(" + ActionLog.literal(path) + ");");
        Reply.json(context, Map.of("path", path, "value", workflow.value(path)));
    }

    private void configure(Context context) {
        Workflow workflow = server.workflows().of(context);
        Path file = server.roots().demand(Body.of(context).text("file"));
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
