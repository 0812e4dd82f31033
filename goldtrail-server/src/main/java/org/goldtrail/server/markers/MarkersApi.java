package org.goldtrail.server.markers;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.plots.Body;
import org.goldtrail.server.plots.Columns;
import org.goldtrail.server.plots.FitColumns;
import org.goldtrail.server.plots.SeriesFrame;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.jspecify.annotations.Nullable;

/** The working markers and their editing session, for dmarkers, scissors, gallery and occupancy plot. */
public final class MarkersApi implements ApiPart {
    private static final String BASE = "/api/workflows/{id}/markers";

    private final ServerContext server;
    private final EditingSessions sessions = new EditingSessions();

    public MarkersApi(ServerContext server) {
        this.server = server;
    }

    /** How to save: a note for people, and whether to save over what others have done meanwhile. */
    public record Save(@Nullable String note, boolean overtake) {}

    /** A place in a view. */
    public record Place(int tilt, double x, double y) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(BASE, this::all);
        routes.post(BASE + "/edit", c -> change(c, s -> s.apply(Body.read(c, Edit.class))));
        routes.post(BASE + "/undo", c -> change(c, EditingSession::undo));
        routes.post(BASE + "/redo", c -> change(c, EditingSession::redo));
        routes.post(BASE + "/save", this::save);
        routes.post(BASE + "/reload", this::reload);
        routes.get(BASE + "/fit", this::fit);
        routes.post(BASE + "/preview", this::preview);
        routes.post(BASE + "/snap", this::snap);
    }

    private interface Change {
        Difference on(EditingSession session);
    }

    private EditingSession session(Context context, Workflow workflow) {
        return sessions.of(context.pathParam("id"), workflow);
    }

    private void all(Context context) {
        Workflow workflow = server.workflows().of(context);
        tellAll(context, workflow, session(context, workflow));
    }

    private static void tellAll(Context context, Workflow workflow, EditingSession session) {
        MarkerState state = session.state();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("series", SeriesFrame.of(workflow));
        answer.put("session", session.status(workflow));
        answer.put("discarded", state.discarded());
        answer.put("markers", Difference.columns(state.markers().observations()));
        Reply.json(context, answer);
    }

    private void change(Context context, Change change) {
        Workflow workflow = server.workflows().of(context);
        EditingSession session = session(context, workflow);
        Map<String, Object> answer = new LinkedHashMap<>(change.on(session).json());
        answer.put("session", session.status(workflow));
        Reply.json(context, answer);
    }

    private void save(Context context) {
        Workflow workflow = server.workflows().of(context);
        Save how = Body.read(context, Save.class);
        Optional<MarkerVersion> version =
                session(context, workflow).save(workflow, how.note() == null ? "" : how.note(), how.overtake());
        EditingSession fresh = sessions.renew(context.pathParam("id"), workflow);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("session", fresh.status(workflow));
        version.ifPresent(v -> answer.put("version", v.version()));
        Reply.json(context, answer);
    }

    private void reload(Context context) {
        Workflow workflow = server.workflows().of(context);
        tellAll(context, workflow, sessions.renew(context.pathParam("id"), workflow));
    }

    private void fit(Context context) {
        Workflow workflow = server.workflows().of(context);
        EditingSession session = session(context, workflow);
        MarkerState state = session.state();
        LiveFit.Outcome outcome = session.fit().fit(state);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("millis", Columns.rounded(outcome.millis(), 1));
        Fit fit = outcome.fit();
        if (fit == null) {
            answer.put("problem", String.valueOf(outcome.problem()));
        } else {
            FitColumns columns = new FitColumns(fit);
            answer.put("summary", columns.summary());
            answer.put("residuals", columns.residuals());
            answer.put("markers", fit.markers());
            answer.put("reprojections", columns.reprojections());
            answer.put("views", columns.views(state.discarded()));
            answer.put("beads", columns.beads());
        }
        Reply.json(context, answer);
    }

    private void preview(Context context) {
        Workflow workflow = server.workflows().of(context);
        EditingSession session = session(context, workflow);
        LiveFit.Outcome outcome = session.fit().fit(session.state());
        Fit fit = outcome.fit();
        if (fit == null) {
            throw new GoldtrailException(
                    "there is no fit to trim by: " + outcome.problem(),
                    workflow.folder().toString(),
                    "run the indexing first");
        }
        TrimPreview.Trim trim = Body.read(context, TrimPreview.Trim.class);
        Reply.json(context, new TrimPreview(fit, trim).json(trim.leaveOut()));
    }

    private void snap(Context context) {
        Workflow workflow = server.workflows().of(context);
        Place place = Body.read(context, Place.class);
        int views = workflow.tiltsDeg().length;
        if (place.tilt < 0 || place.tilt >= views) {
            throw new GoldtrailException(
                    "there is no view " + (place.tilt + 1), workflow.folder().toString(), "choose one of " + views);
        }
        Snap.Place found = Snap.near(workflow, place.tilt, place.x, place.y);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("x", found.x());
        answer.put("y", found.y());
        List.of(found.cc()).stream().filter(Double::isFinite).forEach(cc -> answer.put("cc", cc));
        Reply.json(context, answer);
    }
}
