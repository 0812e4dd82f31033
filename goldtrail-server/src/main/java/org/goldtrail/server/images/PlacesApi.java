package org.goldtrail.server.images;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;

/**
 * Places of the specimen: pins, and what a box about one costs in full size.
 *
 * <ul>
 *   <li>{@code GET, POST /api/workflows/ID/pins}, {@code PUT, DELETE .../pins/N}
 *   <li>{@code POST .../full-box/plan}: {@code {"sizePx": [400, 400, 400]}}
 * </ul>
 */
public final class PlacesApi implements ApiPart {
    private static final String WORKFLOW = "/api/workflows/{id}/";

    private final ServerContext server;

    public PlacesApi(ServerContext server) {
        this.server = server;
    }

    /** A new pin, or its new name. */
    record PinBody(@Nullable String name, @Nullable Integer section, double xPx, double yPx, double zPx) {}

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
        routes.post(
                WORKFLOW + "full-box/plan",
                c -> Reply.json(c, body(c, FullBox.class).plan(workflow(c))));
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

    private static <T> T body(Context context, Class<T> type) {
        return Json.parseLine(context.body(), type)
                .orElseThrow(() -> new GoldtrailException(
                        "the request cannot be understood", context.path(), "load the page again"));
    }
}
