package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.Workflow;

/** Discarding views and taking them back. */
public final class ViewsApi implements ApiPart {
    private final ServerContext server;

    public ViewsApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/workflows/{id}/discard", c -> change(c, "discard"));
        routes.post("/api/workflows/{id}/undiscard", c -> change(c, "undiscard"));
    }

    private void change(Context context, String how) {
        Workflow workflow = server.workflows().of(context);
        Body body = Body.of(context);
        List<Integer> sections = body.numbers("sections");
        String views = sections.isEmpty()
                ? body.optionalText("views")
                        .orElseThrow(
                                () -> new GoldtrailException("no view is named", "", "give views like 1, 4-6, -60deg"))
                : sections.stream().map(s -> Integer.toString(s + 1)).collect(Collectors.joining(", "));
        if (how.equals("discard")) {
            workflow.discard(views);
        } else {
            workflow.undiscard(views);
        }
        ActionLog.add(
                workflow,
                "goldtrail discard FOLDER " + ActionLog.word(views.replace(" ", ""))
                        + (how.equals("discard") ? "" : " --restore"),
                "u." + how + "(" + ActionLog.literal(views) + ");");
        Reply.json(context, Map.of("discarded", workflow.discarded()));
    }
}
