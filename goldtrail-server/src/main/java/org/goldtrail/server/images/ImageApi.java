package org.goldtrail.server.images;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;

/**
 * Images of a workflow.
 *
 * <ul>
 *   <li>{@code GET /api/workflows/ID/images/info?item=&file=}: size, pixel size, tilts, order, what else there is.
 *   <li>{@code GET /api/workflows/ID/images/plane?item=&file=&plane=&at=&thickness=&bin=&low=&high=&bits=&tile=}: the pixels of
 *       a plane ({@link PlaneRequest}, {@link EncodedImage}); the header {@code X-Image} says what they are. With {@code v},
 *       the stamp of the file, the browser may keep the answer for good.
 *   <li>{@code GET /api/workflows/ID/images/overlay?item=&file=&kind=}: what is drawn over the images ({@link Overlay}).
 * </ul>
 */
public final class ImageApi implements ApiPart, AutoCloseable {
    private static final String IMAGE_HEADER = "X-Image";

    /** A kind of image, so that it is not compressed on its way: noise takes long and becomes hardly smaller. */
    private static final String PIXELS = "image/x-goldtrail-pixels";

    private final ServerContext server;
    private final OpenStacks stacks = new OpenStacks();
    private final Planes planes = new Planes(stacks);

    public ImageApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/images/info", this::info);
        routes.get("/api/workflows/{id}/images/plane", this::plane);
        routes.get("/api/workflows/{id}/images/overlay", this::overlay);
    }

    private void info(Context context) {
        Workflow workflow = server.workflows().of(context);
        ShownFile file = ShownFile.of(context, workflow, server.roots());
        context.header("Cache-Control", "no-cache");
        Reply.json(context, stacks.reading(file.path(), s -> new ImageInfo(workflow, file, s).json()));
    }

    private void overlay(Context context) {
        Workflow workflow = server.workflows().of(context);
        ShownFile file = ShownFile.of(context, workflow, server.roots());
        String kind = String.valueOf(context.queryParam("kind"));
        context.header("Cache-Control", "no-cache");
        Reply.json(context, stacks.reading(file.path(), s -> new Overlay(workflow, file, s).json(kind)));
    }

    private void plane(Context context) {
        Workflow workflow = server.workflows().of(context);
        ShownFile file = ShownFile.of(context, workflow, server.roots());
        PlaneRequest request = PlaneRequest.of(context);
        String stamp = OpenStacks.stamp(file.path());
        String tag =
                "\"" + stamp + "-" + Integer.toHexString((request + file.path().toString()).hashCode()) + "\"";
        boolean named = stamp.equals(context.queryParam("v"));
        context.header("Cache-Control", named ? "private, max-age=86400, immutable" : "private, no-cache");
        context.header("ETag", tag);
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        Optional<int[]> order = request.thickness() == 1
                ? Optional.empty()
                : stacks.reading(file.path(), s -> new ImageInfo(workflow, file, s).order());
        EncodedImage image = planes.encoded(file.path(), request, order);
        context.header(IMAGE_HEADER, image.header());
        context.contentType(PIXELS).result(image.bytes());
    }

    @Override
    public void close() {
        planes.close();
    }
}
