package org.goldtrail.server.script;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog.Action;
import org.goldtrail.workflow.Workflow;

/** The script of what was done by hand: its lines, as a shell script, as Java for the shell, and as a batch template. */
public final class ScriptApi implements ApiPart {
    private final ServerContext server;

    public ScriptApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/script", this::script);
    }

    private void script(Context context) {
        Workflow workflow = server.workflows().of(context);
        List<Action> actions = ActionLog.of(workflow.folder());
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("actions", actions);
        out.put(
                "shell",
                "#!/bin/sh\nset -e\n"
                        + lines(actions.stream().map(Action::shell).toList()));
        out.put(
                "api",
                "Workflow u = Workflow.open(Path.of("
                        + ActionLog.literal(workflow.folder()) + "));\n"
                        + lines(actions.stream().map(Action::api).toList()));
        out.put(
                "template",
                "# settings of " + workflow.name() + "; run many series with them: goldtrail batch DIR --out FOLDER"
                        + " --template THIS_FILE\n" + workflow.settings().yaml());
        Reply.json(context, out);
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(l -> l + "\n").collect(Collectors.joining());
    }
}
