package org.goldtrail.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.images.ImageApi;
import org.goldtrail.server.images.PlacesApi;
import org.goldtrail.server.pages.Pages;
import org.goldtrail.server.workflows.UnknownWorkflowException;
import org.goldtrail.server.workflows.WorkflowApi;
import org.goldtrail.workflow.engine.FolderInUseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of the page. Started with {@link #start}; closing it ends it, not the runs' results. */
public final class GoldtrailServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GoldtrailServer.class);

    private final ServerOptions options;
    private final ServerContext context;
    private final Javalin javalin;

    private GoldtrailServer(ServerOptions options) {
        this.options = options;
        this.context = ServerContext.of(options);
        this.javalin = Javalin.create(this::configure);
    }

    /** The parts of the interface; a new one is a line here. */
    private List<ApiPart> parts() {
        return List.of(
                new Pages(),
                context.events(),
                new WorkflowApi(context),
                new ImageApi(context),
                new PlacesApi(context));
    }

    /**
     * Starts a server.
     *
     * @throws GoldtrailException if the port is taken or a folder does not exist
     */
    public static GoldtrailServer start(ServerOptions options) {
        GoldtrailServer server = new GoldtrailServer(options);
        server.javalin.start(options.address(), options.port());
        return server;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        RoutesConfig routes = config.routes;
        routes.before(context.access()::check);
        routes.before(GoldtrailServer::harden);
        parts().forEach(part -> part.addTo(routes));
        routes.exception(UnknownWorkflowException.class, (e, c) -> tell(c, 404, e));
        routes.exception(FolderInUseException.class, (e, c) -> tell(c, 409, e));
        routes.exception(GoldtrailException.class, (e, c) -> tell(c, 422, e));
        routes.exception(Exception.class, (e, c) -> {
            LOG.error("{} {}", c.method(), c.path(), e);
            Reply.error(c, 500, "an error of the program: " + e, null, "look into the log of goldtrail gui");
        });
    }

    private static void tell(Context context, int status, GoldtrailException e) {
        Reply.error(context, status, String.valueOf(e.getMessage()), null, "");
    }

    private static void harden(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** What its parts share. */
    public ServerContext context() {
        return context;
    }

    public int port() {
        return javalin.port();
    }

    /**
     * The address of a window, with a token that opens it once.
     *
     * @param path like {@code /w/0123456789ab}
     */
    public String link(String path) {
        return "http://" + options.address() + ":" + port() + path + "?token="
                + context.access().newLaunchToken();
    }

    @Override
    public void close() {
        context.events().close();
        javalin.stop();
    }
}
