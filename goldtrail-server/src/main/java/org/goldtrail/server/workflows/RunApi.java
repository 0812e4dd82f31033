package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** Running a step, an area, all up to a step, or all; and cancelling. */
public final class RunApi implements ApiPart {
    private final ServerContext server;

    public RunApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/workflows/{id}/run", this::run);
        routes.post("/api/workflows/{id}/cancel", this::cancel);
        routes.get("/api/workflows/{id}/run/lines", this::lines);
    }

    /** What was asked for, with the lines that ask for the same. */
    private record Asked(RunRequest request, String shell, String api) {}

    private void run(Context context) {
        String id = context.pathParam("id");
        Workflow workflow = server.workflows().of(context);
        Asked asked = asked(Body.of(context));
        server.jobs().start(id, workflow, asked.request);
        ActionLog.add(workflow, "goldtrail run FOLDER" + asked.shell, "u.run()." + asked.api + ";");
        Reply.json(context, Map.of("started", true));
    }

    private static Asked asked(Body body) {
        if (body.has("step")) {
            Step<?> step = StepCatalogue.step(body.text("step"));
            return body.flag("onWorkingMarkers")
                    ? new Asked(
                            RunRequest.stepOnWorkingMarkers(step),
                            " --step " + step.id() + " --on-working-markers",
                            "stepOnWorkingMarkers(\"" + step.id() + "\")")
                    : new Asked(RunRequest.step(step), " --step " + step.id(), "step(\"" + step.id() + "\")");
        }
        if (body.has("upTo")) {
            Step<?> step = StepCatalogue.step(body.text("upTo"));
            return new Asked(RunRequest.upTo(step), " --upto " + step.id(), "upTo(\"" + step.id() + "\")");
        }
        if (body.has("from")) {
            Step<?> step = StepCatalogue.step(body.text("from"));
            return new Asked(RunRequest.from(step), " --from " + step.id(), "from(\"" + step.id() + "\")");
        }
        if (body.has("area")) {
            String area = StepCatalogue.area(body.text("area")).id();
            return new Asked(RunRequest.area(StepCatalogue.area(area)), " --area " + area, "area(\"" + area + "\")");
        }
        return new Asked(RunRequest.all(), "", "all()");
    }

    private void cancel(Context context) {
        server.workflows().of(context);
        server.jobs().cancel(context.pathParam("id"));
        Reply.json(context, Map.of("cancelled", true));
    }

    /** What the last run has said. */
    private void lines(Context context) {
        server.workflows().of(context);
        Reply.json(context, server.jobs().lines(context.pathParam("id")));
    }
}
