package org.goldtrail.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.exports.ExportApi;
import org.goldtrail.server.exports.ImportApi;
import org.goldtrail.server.images.ImageApi;
import org.goldtrail.server.images.PlacesApi;
import org.goldtrail.server.machine.MachineApi;
import org.goldtrail.server.markers.MarkersApi;
import org.goldtrail.server.pages.Pages;
import org.goldtrail.server.plots.CtfApi;
import org.goldtrail.server.plots.FitApi;
import org.goldtrail.server.plots.PatchesApi;
import org.goldtrail.server.plots.PeaksApi;
import org.goldtrail.server.plots.TargetingApi;
import org.goldtrail.server.project.BatchApi;
import org.goldtrail.server.project.CreateApi;
import org.goldtrail.server.project.FilesApi;
import org.goldtrail.server.project.ProjectApi;
import org.goldtrail.server.project.RunningBatches;
import org.goldtrail.server.project.ThumbnailApi;
import org.goldtrail.server.script.ScriptApi;
import org.goldtrail.server.security.ServerFile;
import org.goldtrail.server.workflows.CatalogueApi;
import org.goldtrail.server.workflows.ImageTestApi;
import org.goldtrail.server.workflows.ItemsApi;
import org.goldtrail.server.workflows.ParameterApi;
import org.goldtrail.server.workflows.RunApi;
import org.goldtrail.server.workflows.SettingsApi;
import org.goldtrail.server.workflows.StateApi;
import org.goldtrail.server.workflows.UnknownWorkflowException;
import org.goldtrail.server.workflows.VersionsApi;
import org.goldtrail.server.workflows.ViewsApi;
import org.goldtrail.workflow.engine.FolderInUseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of the page. Started with {@link #start}; closing it ends it, not the runs' results. */
public final class GoldtrailServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GoldtrailServer.class);

    private final ServerOptions options;
    private final ServerContext context;
    private final RunningBatches batches = new RunningBatches();
    private final ImageApi images;
    private final StateApi states;
    private final Javalin javalin;
    private Optional<ServerFile> known = Optional.empty();

    private GoldtrailServer(ServerOptions options) {
        this.options = options;
        this.context = ServerContext.of(options);
        this.images = new ImageApi(context);
        this.states = new StateApi(context);
        this.javalin = Javalin.create(this::configure);
    }

    /** The parts of the interface; a new one is a line here. */
    private List<ApiPart> parts() {
        return List.of(
                new Pages(),
                context.events(),
                new CatalogueApi(),
                states,
                new RunApi(context),
                new ParameterApi(context),
                new SettingsApi(context),
                new ViewsApi(context),
                new VersionsApi(context),
                new ItemsApi(context),
                new ImageTestApi(context),
                new ScriptApi(context),
                new FilesApi(context),
                new CreateApi(context),
                new ProjectApi(context),
                new ThumbnailApi(context),
                new BatchApi(context, batches),
                new ExportApi(context),
                new ImportApi(context),
                new MachineApi(context),
                images,
                new PlacesApi(context),
                new PeaksApi(context),
                new PatchesApi(context),
                new TargetingApi(context),
                new FitApi(context),
                new CtfApi(context),
                new MarkersApi(context));
    }

    /**
     * Starts a server.
     *
     * @throws GoldtrailException if the port is taken or a folder does not exist
     */
    public static GoldtrailServer start(ServerOptions options) {
        GoldtrailServer server = new GoldtrailServer(options);
        try {
            if (options.tls().isPresent()) {
                server.javalin.start();
            } else {
                server.javalin.start(options.address(), options.port());
            }
        } catch (JavalinBindException e) {
            server.close();
            throw new GoldtrailException(
                    "nothing can listen on port " + options.port() + " of " + options.address(),
                    "",
                    "choose another with --port, or leave it out",
                    e);
        }
        server.known = options.userFolder().map(folder -> ServerFile.write(folder, server.entry()));
        return server;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        options.tls()
                .ifPresent(tls -> config.jetty.addConnector(
                        (jetty, http) -> tls.connector(jetty, http, options.address(), options.port())));
        RoutesConfig routes = config.routes;
        routes.before(context.access()::check);
        routes.before(GoldtrailServer::harden);
        routes.before(GoldtrailServer::takeBody);
        parts().forEach(part -> part.addTo(routes));
        routes.after(c -> {
            if (c.method() != HandlerType.GET) {
                context.events().lookSoon();
            }
        });
        routes.exception(UnknownWorkflowException.class, (e, c) -> tell(c, 404, e));
        routes.exception(FolderInUseException.class, (e, c) -> tell(c, 409, e));
        routes.exception(GoldtrailException.class, (e, c) -> tell(c, 422, e));
        routes.exception(Exception.class, GoldtrailServer::tell);
    }

    /**
     * Takes what a request carries, wanted or not. Where it came just while the answer was made, Jetty closed the connection
     * behind the answer, once in about ten thousand requests, and the next request on it was lost.
     */
    private static void takeBody(Context context) {
        if (context.method() != HandlerType.GET && !context.isMultipartFormData()) {
            context.bodyAsBytes(); // kept by the context
        }
    }

    /**
     * Never throws: Javalin would ask again, for ever. A request whose browser has gone has neither method nor path any more.
     */
    private static void tell(Exception e, Context context) {
        try {
            LOG.error("{} {}", context.method(), context.path(), e);
            Reply.error(context, 500, "an error of the program", null, "look into what goldtrail gui has printed");
        } catch (RuntimeException gone) {
            LOG.debug("nobody is there to be answered", gone);
        }
    }

    private static void tell(Context context, int status, GoldtrailException e) {
        Reply.error(context, status, e.problem(), e.where().isEmpty() ? null : e.where(), e.hint());
    }

    private static void harden(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private ServerFile.Entry entry() {
        return new ServerFile.Entry(
                ProcessHandle.current().pid(),
                options.address(),
                port(),
                options.tls().isPresent(),
                context.access().bearerToken(),
                context.roots().all().stream().map(Path::toString).toList());
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
        if (path.matches("/w/[0-9a-f]+")) {
            states.prepare(path.substring(3));
        }
        String scheme = options.tls().isPresent() ? "https" : "http";
        return scheme + "://" + name() + ":" + port() + path + "?token="
                + context.access().newLaunchToken();
    }

    /** A name under which it is reached: that of the machine where it listens on all its addresses. */
    private String name() {
        try {
            InetAddress address = InetAddress.getByName(options.address());
            String name =
                    address.isAnyLocalAddress() ? InetAddress.getLocalHost().getHostName() : options.address();
            return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        } catch (UnknownHostException e) {
            return options.address(); // the machine has no name that it knows itself
        }
    }

    @Override
    public void close() {
        known.ifPresent(ServerFile::close);
        batches.close();
        context.events().close();
        context.jobs().close();
        javalin.stop();
        images.close();
    }
}
