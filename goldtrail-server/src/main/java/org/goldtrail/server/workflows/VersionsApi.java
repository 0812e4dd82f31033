package org.goldtrail.server.workflows;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.plots.SeriesFrame;
import org.goldtrail.server.script.ActionLog;
import org.goldtrail.workflow.Markers;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.engine.MarkerVersions;
import org.jspecify.annotations.Nullable;

/** The versions of the working markers: list, restore, undo, redo, compare, save under a note, import and export. */
public final class VersionsApi implements ApiPart {
    private final ServerContext server;

    public VersionsApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/versions", this::list);
        routes.post("/api/workflows/{id}/versions/save", this::save);
        routes.post("/api/workflows/{id}/versions/restore", this::restore);
        routes.post("/api/workflows/{id}/versions/undo", c -> move(c, "undo", Markers::undo));
        routes.post("/api/workflows/{id}/versions/redo", c -> move(c, "redo", Markers::redo));
        routes.get("/api/workflows/{id}/versions/compare", this::compare);
        routes.post("/api/workflows/{id}/versions/import", this::load);
        routes.get("/api/workflows/{id}/versions/{number}/markers.csv", this::export);
    }

    private void list(Context context) {
        MarkerVersions versions = server.workflows().of(context).markers().versions();
        Reply.json(
                context,
                Map.of(
                        "head", versions.head().map(MarkerVersion::version).orElse(0),
                        "versions", versions.all()));
    }

    private void save(Context context) {
        Workflow workflow = server.workflows().of(context);
        String note = Body.of(context).optionalText("note").orElse("saved");
        MarkerVersion now = workflow.markers().set(workflow.markers().get(), note);
        ActionLog.add(
                workflow,
                "# working markers saved as version " + now.version(),
                "u.markers().set(u.markers().get(), " + ActionLog.literal(note) + ");");
        Reply.json(context, now);
    }

    private void restore(Context context) {
        Workflow workflow = server.workflows().of(context);
        String what = Body.of(context).text("what");
        MarkerVersion now = workflow.markers().restore(what);
        ActionLog.add(
                workflow,
                "goldtrail markers restore FOLDER " + ActionLog.word(what),
                "u.markers().restore(" + ActionLog.literal(what) + ");");
        Reply.json(context, now);
    }

    private interface Move {
        Optional<MarkerVersion> of(Markers markers);
    }

    private void move(Context context, String name, Move move) {
        Workflow workflow = server.workflows().of(context);
        MarkerVersion now = move.of(workflow.markers())
                .orElseThrow(() -> new GoldtrailException("there is nothing to " + name, workflow.name(), "go on"));
        ActionLog.add(workflow, "goldtrail markers " + name + " FOLDER", "u.markers()." + name + "();");
        Reply.json(context, now);
    }

    private void compare(Context context) {
        Workflow workflow = server.workflows().of(context);
        Markers markers = workflow.markers();
        int before = number(context.queryParam("before"));
        int after = number(context.queryParam("after"));
        Reply.json(
                context,
                MarkerComparison.of(markers.get(before), markers.get(after), SeriesFrame.beadRadiusPx(workflow)));
    }

    private static int number(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            throw new GoldtrailException("\"" + text + "\" is no version", "", "give its number");
        }
        return Integer.parseInt(text);
    }

    /** Takes a file of the page's own computer, or one that lies on this machine. */
    private void load(Context context) throws IOException {
        Workflow workflow = server.workflows().of(context);
        UploadedFile upload = context.isMultipartFormData() ? context.uploadedFile("file") : null;
        MarkerVersion now = upload == null
                ? workflow.markers().load(server.roots().demand(Body.of(context).text("file")))
                : uploaded(workflow, upload);
        ActionLog.add(
                workflow,
                "goldtrail markers import FOLDER " + (upload == null ? "FILE" : ActionLog.word(upload.filename())),
                "u.markers().load(Path.of(" + ActionLog.literal(upload == null ? "FILE" : upload.filename()) + "));");
        Reply.json(context, now);
    }

    private static MarkerVersion uploaded(Workflow workflow, UploadedFile upload) throws IOException {
        Path file = Files.createTempFile("goldtrail-markers", ".csv");
        try (InputStream content = upload.content()) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            MarkerSet markers = MarkerFile.read(file, workflow.tiltsDeg().length);
            return workflow.markers().set(markers, "loaded from " + upload.filename());
        } catch (GoldtrailException e) {
            throw new GoldtrailException(e.problem(), upload.filename(), e.hint(), e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void export(Context context) throws IOException {
        Workflow workflow = server.workflows().of(context);
        int number = number(context.pathParam("number"));
        Path file = Files.createTempFile("goldtrail-markers", ".csv");
        try {
            MarkerFile.write(file, workflow.markers().get(number));
            context.header(
                    "Content-Disposition",
                    "attachment; filename=\"" + workflow.name().replaceAll("[^A-Za-z0-9_.-]", "_") + "_markers_v"
                            + number + ".csv\"");
            context.contentType("text/csv; charset=utf-8").result(Files.readAllBytes(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
