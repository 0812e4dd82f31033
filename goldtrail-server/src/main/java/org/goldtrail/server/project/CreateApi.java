package org.goldtrail.server.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.server.workflows.NamedFiles;
import org.goldtrail.server.workflows.SeriesInputs;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.SettingsFile;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.units.ViewSelection;

/** "Create a new workflow": what the files say, for confirmation, and then the workflow itself. */
public final class CreateApi implements ApiPart {
    private final ServerContext server;

    public CreateApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/inspect", this::inspect);
        routes.post("/api/create", this::create);
    }

    /** What is known of a stack before a workflow is made. */
    private void inspect(Context context) {
        Body body = Body.of(context);
        Path stack = server.roots().demand(body.text("stack"));
        InputSettings files = new InputSettings(file(body, "angles"), file(body, "mdoc"));
        Map<String, Object> out = new LinkedHashMap<>(SeriesInputs.of(stack, files, GeneralSettings.DEFAULT));
        out.put("folder", defaultFolder(stack).toString());
        Reply.json(context, out);
    }

    private String file(Body body, String name) {
        return body.optionalText(name)
                .map(f -> server.roots().demand(f).toString())
                .orElse("");
    }

    private static Path defaultFolder(Path stack) {
        return stack.resolveSibling(String.valueOf(Workflow.defaultFolder(stack).getFileName()));
    }

    private void create(Context context) {
        Body body = Body.of(context);
        Path stack = server.roots().demand(body.text("stack"));
        Path folder =
                body.optionalText("folder").map(f -> server.roots().demand(f)).orElseGet(() -> defaultFolder(stack));
        if (Workflow.isWorkflow(folder)) {
            throw new GoldtrailException(
                    "there is a workflow in this folder already", folder.toString(), "open it, or name another folder");
        }
        Optional<Path> config =
                body.optionalText("config").map(f -> server.roots().demand(f));
        Optional<SettingsFile> read = config.map(SettingsFile::read);
        Settings settings = read.map(SettingsFile::settings).orElse(Settings.NONE);
        for (Map.Entry<String, Object> e : body.values("settings").entrySet()) {
            settings = settings.with(e.getKey(), e.getValue());
        }
        for (String key : new String[] {"angles", "mdoc"}) {
            String named = file(body, key);
            settings = named.isEmpty()
                    ? settings
                    : settings.with("settings.input." + (key.equals("angles") ? "angleFile" : "mdocFile"), named);
        }
        NamedFiles.demand(server.roots(), settings);
        Optional<ViewSelection> discarded = body.optionalText("discarded")
                .map(v -> ViewSelection.parse(v, "discarded tilts"))
                .or(() -> read.flatMap(SettingsFile::discarded));
        Workflow workflow = SeriesRun.prepare(
                new RunOptions(stack, Optional.of(folder), settings, discarded, false), RunListener.SILENT);
        log(workflow, body, settings, config);
        server.recent().add(folder);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", server.workflows().open(folder));
        out.put("remarks", read.map(SettingsFile::remarks).orElse(List.of()));
        Reply.json(context, out);
    }

    private static void log(Workflow workflow, Body body, Settings settings, Optional<Path> config) {
        StringBuilder shell = new StringBuilder(
                "goldtrail new " + ActionLog.word(workflow.stack().toString()) + " --out FOLDER");
        config.ifPresent(f -> shell.append(" --config ").append(ActionLog.word(f.toString())));
        settings.all()
                .forEach((path, value) ->
                        shell.append(" --set ").append(path).append('=').append(ActionLog.word(value.toString())));
        body.optionalText("discarded")
                .ifPresent(v -> shell.append(" --exclude ").append(ActionLog.word(v.replace(" ", ""))));
        ActionLog.add(
                workflow,
                shell.toString(),
                "// u = Workflow.create(Path.of(" + ActionLog.literal(workflow.stack()) + "), Path.of("
                        + ActionLog.literal(workflow.folder()) + "));");
    }
}
