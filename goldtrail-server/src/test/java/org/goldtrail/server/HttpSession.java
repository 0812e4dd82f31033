package org.goldtrail.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server and a program that asks it with the bearer token. */
public final class HttpSession implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final GoldtrailServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String id;

    private HttpSession(GoldtrailServer server, Path workflow) {
        this.server = server;
        this.id = server.context().workflows().open(workflow);
    }

    /** A server that sees a workflow and the phantom series. */
    public static HttpSession on(Path workflow) {
        return new HttpSession(
                GoldtrailServer.start(ServerOptions.of(
                        Objects.requireNonNull(workflow.toAbsolutePath().getParent()), PhantomSeries.home())),
                workflow);
    }

    /** Asks for something below the workflow, like {@code plots/peaks}. */
    public JsonNode get(String path) {
        return JSON.readTree(demandOk(send("GET", path, null)).body());
    }

    public JsonNode post(String path, String body) {
        return JSON.readTree(demandOk(send("POST", path, body)).body());
    }

    public byte[] postForBytes(String path, String body) {
        return demandOk(send("POST", path, body)).body();
    }

    /** The answer to something that is refused: its status and what it says. */
    public JsonNode refused(String method, String path, @Nullable String body, int status) {
        HttpResponse<byte[]> response = send(method, path, body);
        if (response.statusCode() != status) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body()).path("error");
    }

    public JsonNode put(String path, String body) {
        return JSON.readTree(demandOk(send("PUT", path, body)).body());
    }

    private static HttpResponse<byte[]> demandOk(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.uri() + " answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response;
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/workflows/" + id + "/" + path))
                .header("Authorization", "Bearer " + server.context().access().bearerToken())
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
