package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.StepLog;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/** What a workflow holds: its items with size, date and provenance, their files, the logs of steps, the link to the stack. */
public final class ItemsApi implements ApiPart {
    private final ServerContext server;

    public ItemsApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/items", this::list);
        routes.get("/api/workflows/{id}/items/{item}/files/{file}", this::download);
        routes.get("/api/workflows/{id}/inputs", this::inputs);
        routes.get("/api/workflows/{id}/steps/{step}/log", this::log);
        routes.post("/api/workflows/{id}/relink", this::relink);
    }

    private void list(Context context) throws IOException {
        Workflow workflow = server.workflows().of(context);
        Map<String, StepStatus> status = workflow.status().stream()
                .collect(Collectors.toMap(s -> s.step().id(), s -> s));
        List<Map<String, Object>> items = new ArrayList<>();
        for (Item item : Item.values()) {
            Optional<StepStatus> maker = StepCatalogue.maker(item).map(step -> status.get(step.id()));
            items.add(item(workflow, item, maker));
        }
        Reply.json(context, items);
    }

    private static Map<String, Object> item(Workflow workflow, Item item, Optional<StepStatus> maker)
            throws IOException {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", item.id());
        out.put("label", item.label());
        out.put("help", item.help());
        out.put("given", item.isGiven());
        List<Map<String, Object>> files = new ArrayList<>();
        for (Path file : files(workflow, item, maker)) {
            if (Files.exists(file)) {
                files.add(file(file));
            }
        }
        out.put("files", files);
        maker.ifPresent(s -> out.put("madeBy", s.step().id()));
        maker.ifPresent(s -> out.put("state", s.state().word()));
        maker.flatMap(StepStatus::provenance).ifPresent(p -> out.put("provenance", told(p)));
        return out;
    }

    /** The states of all steps are known here, so that they need not be derived again for each item. */
    private static List<Path> files(Workflow workflow, Item item, Optional<StepStatus> maker) {
        return maker.isEmpty()
                ? workflow.item(item.id()).files()
                : maker
                        .get()
                        .provenance()
                        .map(p -> p.outputs().getOrDefault(item.id(), Map.of()).keySet())
                        .orElse(Set.of())
                        .stream()
                        .map(workflow.folder()::resolve)
                        .toList();
    }

    private static Map<String, Object> file(Path file) throws IOException {
        return Map.of(
                "name", String.valueOf(file.getFileName()),
                "path", file.toString(),
                "bytes", Files.size(file),
                "modified", Files.getLastModifiedTime(file).toInstant().toString());
    }

    private static Map<String, Object> told(Provenance p) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("program", p.program());
        out.put("started", p.started());
        out.put("seconds", p.seconds());
        out.put("parameters", p.parameters());
        p.markersIn().ifPresent(v -> out.put("markersIn", v));
        p.markersOut().ifPresent(v -> out.put("markersOut", v));
        return out;
    }

    private void download(Context context) throws IOException {
        Workflow workflow = server.workflows().of(context);
        String name = context.pathParam("file");
        Path file = workflow.item(context.pathParam("item")).files().stream()
                .filter(f -> String.valueOf(f.getFileName()).equals(name))
                .findFirst()
                .orElseThrow(() -> new GoldtrailException("there is no such file", name, "see the list of items"));
        Path allowed = server.roots().demand(file.toString());
        context.header(
                "Content-Disposition", "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9_.-]", "_") + "\"");
        context.header("Content-Length", Long.toString(Files.size(allowed)));
        context.contentType("application/octet-stream").result(new BufferedInputStream(Files.newInputStream(allowed)));
    }

    /** Where angles, pixel size, axis and acquisition come from. */
    private void inputs(Context context) {
        Reply.json(context, SeriesInputs.of(server.workflows().of(context)));
    }

    private void log(Context context) {
        Workflow workflow = server.workflows().of(context);
        Step<?> step = StepCatalogue.step(context.pathParam("step"));
        Reply.json(context, Map.of("step", step.id(), "lines", StepLog.lines(workflow.folder(), step)));
    }

    private void relink(Context context) {
        Workflow workflow = server.workflows().of(context);
        Path stack = server.roots().demand(Body.of(context).text("stack"));
        workflow.relink(stack);
        ActionLog.add(
                workflow,
                "goldtrail run " + ActionLog.word(stack.toString()) + " --out FOLDER --upto visualisationMatrix",
                "u = u.relink(Path.of(" + ActionLog.literal(stack) + "));");
        Reply.json(context, Map.of("stack", stack.toString()));
    }
}
