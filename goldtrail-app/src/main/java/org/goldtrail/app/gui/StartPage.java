package org.goldtrail.app.gui;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.guide.Doctor;
import org.goldtrail.app.guide.ThisProgram;
import org.goldtrail.server.GoldtrailServer;
import org.goldtrail.server.HostProgram;
import org.goldtrail.server.ServerOptions;
import org.goldtrail.server.security.ServerFile;
import org.goldtrail.task.CancelledException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page as a shell sees it: served by the {@code goldtrail gui} that the user has running for the folder, else by this
 * process. Both work on the same workflow folders, so that either sees what the other does.
 */
public final class StartPage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MS = 300;
    private static final int OK = 200;

    private final ServerFile.Entry server;
    private final HttpClient client = HttpClient.newHttpClient();

    private StartPage(ServerFile.Entry server) {
        this.server = server;
    }

    /** A server of this user that runs and may see a folder. One that is encrypted is for browsers, which can be told to trust it. */
    public static Optional<StartPage> running(Path folder) {
        return running(ServerFile.userFolder(), folder);
    }

    static Optional<StartPage> running(Path userFolder, Path folder) {
        return ServerFile.all(userFolder).stream()
                .filter(entry -> entry.sees(folder) && !entry.secure())
                .findFirst()
                .map(StartPage::new);
    }

    /** The same; where there is none, one is started that lives as long as this process. */
    public static StartPage of(Path folder) {
        return of(ServerFile.userFolder(), folder);
    }

    static StartPage of(Path userFolder, Path folder) {
        return running(userFolder, folder).orElseGet(() -> {
            HostProgram host = new HostProgram(Optional.of(ThisProgram.asProcess()), Doctor::checks);
            Path root = folder.toAbsolutePath().normalize();
            GoldtrailServer started = GoldtrailServer.start(
                    new ServerOptions(ServerOptions.LOOPBACK, 0, List.of(root), Optional.of(userFolder), host));
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "close"));
            return running(userFolder, folder)
                    .orElseThrow(() -> new IllegalStateException("the server that was started is not known"));
        });
    }

    /**
     * An address that opens the page in one browser once.
     *
     * @param path like {@code /w/0123456789ab}
     */
    public String link(String path) {
        String token = ask(post("/api/link", "{}")).path("token").asString();
        return server.url() + path + "?token=" + token;
    }

    /** Opens an address in the user's browser, where there is one. */
    public static void show(String address) {
        Browser.open(address);
    }

    /** Opens the window of a workflow and returns its address. */
    public String linkTo(Path workflow) {
        String folder = workflow.toAbsolutePath().normalize().toString();
        String id = ask(post("/api/workflows/open", JsonMapper.shared().writeValueAsString(new Opened(folder))))
                .path("id")
                .asString();
        return link("/w/" + id);
    }

    private record Opened(String folder) {}

    /** Whether somebody has a workflow open in the page. */
    public boolean hasOpen(Path workflow) {
        return open().contains(workflow.toAbsolutePath().normalize().toString());
    }

    /** Notes what is open now; whatever is opened after this call counts. */
    public Awaiting awaiting() {
        return new Awaiting();
    }

    /** Waits for what is made or opened in the page since then. */
    public final class Awaiting {
        private final Set<String> before = open();
        private final String lastBefore = lastUsed();

        /**
         * The folder of the workflow that a person makes, or opens.
         *
         * @throws CancelledException if the wait is cancelled
         */
        public Path folder(BooleanSupplier cancelled) {
            while (!cancelled.getAsBoolean()) {
                Set<String> now = open();
                now.removeAll(before);
                if (!now.isEmpty()) {
                    return Path.of(now.iterator().next());
                }
                String last = lastUsed();
                if (!last.equals(lastBefore)) {
                    return Path.of(last);
                }
                try {
                    Thread.sleep(LOOK_MS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancelledException();
                }
            }
            throw new CancelledException();
        }
    }

    private Set<String> open() {
        Set<String> folders = new HashSet<>();
        ask(get("/api/workflows")).forEach(w -> folders.add(w.path("folder").asString()));
        return folders;
    }

    private String lastUsed() {
        JsonNode recent = ask(get("/api/recent"));
        return recent.isEmpty() ? "" : recent.get(0).path("folder").asString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + server.token())
                .header("Content-Type", "application/json");
    }

    private HttpRequest get(String path) {
        return request(path).GET().build();
    }

    private HttpRequest post(String path, String body) {
        return request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private JsonNode ask(HttpRequest request) {
        try {
            HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != OK) {
                throw new GoldtrailException(
                        "the page's server refuses (" + reply.statusCode() + ")",
                        server.url(),
                        "stop it and start the shell again");
            }
            return JsonMapper.shared().readTree(reply.body());
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the page's server does not answer", server.url(), "start it again with goldtrail gui", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
