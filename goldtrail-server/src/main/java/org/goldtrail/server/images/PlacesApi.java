package org.goldtrail.server.images;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.units.ViewSelection;
import org.jspecify.annotations.Nullable;

/**
 * What people do while they look: pins, a box to be reconstructed in full size, discarding views, the measured bead.
 *
 * <ul>
 *   <li>{@code GET, POST /api/workflows/ID/pins}, {@code PUT, DELETE .../pins/N}
 *   <li>{@code POST .../full-box/plan} says what a box costs, {@code POST .../full-box} sets the parameters and runs it
 *   <li>{@code POST .../views/discard}, {@code POST .../views/restore}: {@code {"sections": [0, 4]}}
 *   <li>{@code POST .../bead-radius}: {@code {"radiusPx": 16.2}}, in raw pixels
 * </ul>
 */
public final class PlacesApi implements ApiPart {
    private static final String WORKFLOW = "/api/workflows/{id}/";
    private static final String BEAD_RADIUS = "detection.detectPeaks.beadRadiusPx";

    private final ServerContext server;

    public PlacesApi(ServerContext server) {
        this.server = server;
    }

    /** A new pin, or its new name. */
    record PinBody(
            @Nullable String name, @Nullable Integer section, double xPx, double yPx, double zPx) {}

    /**
     * A box.
     *
     * @param binnedVoxel its centre in voxels of the binned tomogram, if that was looked at
     */
    record BoxBody(double[] centrePx, int[] sizePx, @Nullable List<Double> binnedVoxel) {
        FullBox box() {
            return new FullBox(centrePx, sizePx);
        }
    }

    /** Sections, 0-based. */
    record ViewsBody(@Nullable List<Integer> sections) {
        ViewSelection selection() {
            if (sections == null || sections.isEmpty()) {
                throw new GoldtrailException("no view is named", "", "name at least one section");
            }
            return new ViewSelection(
                    sections.stream().map(s -> Integer.toString(s + 1)).toList());
        }
    }

    /** A measured bead. */
    record BeadBody(double radiusPx) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(WORKFLOW + "pins", c -> Reply.json(c, pins(c).all()));
        routes.post(WORKFLOW + "pins", this::addPin);
        routes.put(WORKFLOW + "pins/{pin}", c -> {
            pins(c).rename(number(c), orEmpty(body(c, PinBody.class).name));
            Reply.json(c, pins(c).all());
        });
        routes.delete(WORKFLOW + "pins/{pin}", c -> {
            pins(c).remove(number(c));
            Reply.json(c, pins(c).all());
        });
        routes.post(WORKFLOW + "full-box/plan", c -> Reply.json(c, body(c, BoxBody.class).box().plan(workflow(c))));
        routes.post(WORKFLOW + "full-box", this::reconstruct);
        routes.post(WORKFLOW + "views/discard", c -> discarded(c, workflow(c).discard(views(c))));
        routes.post(WORKFLOW + "views/restore", c -> discarded(c, workflow(c).undiscard(views(c))));
        routes.post(WORKFLOW + "bead-radius", this::setBeadRadius);
    }

    private Workflow workflow(Context context) {
        return server.workflows().of(context);
    }

    private Pins pins(Context context) {
        return new Pins(workflow(context).folder());
    }

    private static int number(Context context) {
        return PlaneRequest.whole(context.pathParam("pin"), "pin", 1, Integer.MAX_VALUE);
    }

    private void addPin(Context context) {
        PinBody body = body(context, PinBody.class);
        Reply.json(context, pins(context).add(orEmpty(body.name), body.section, body.xPx, body.yPx, body.zPx));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void reconstruct(Context context) {
        Workflow workflow = workflow(context);
        BoxBody body = body(context, BoxBody.class);
        body.box().set(workflow, body.binnedVoxel == null ? List.of() : body.binnedVoxel);
        server.jobs().start(context.pathParam("id"), workflow, FullBox.request(workflow));
        Reply.json(context, Map.of("started", true));
    }

    private static ViewSelection views(Context context) {
        return body(context, ViewsBody.class).selection();
    }

    private static void discarded(Context context, Workflow workflow) {
        Reply.json(context, Map.of("discarded", workflow.discarded()));
    }

    private void setBeadRadius(Context context) {
        double radius = body(context, BeadBody.class).radiusPx;
        double rounded = Math.round(10 * radius) / 10.0;
        Workflow workflow = workflow(context).set(BEAD_RADIUS, rounded);
        Reply.json(context, Map.of("beadRadiusPx", workflow.value(BEAD_RADIUS)));
    }

    private static <T> T body(Context context, Class<T> type) {
        return Json.parseLine(context.body(), type)
                .orElseThrow(() -> new GoldtrailException(
                        "the request cannot be understood", context.path(), "load the page again"));
    }
}
