package org.goldtrail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries to get in: without a token, from another site, under another name, out of the allowed folders. */
class IntrusionTest {
    @TempDir
    Path temp;

    private Path root;
    private GoldtrailServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        Path secret = Files.createDirectory(temp.resolve("secret"));
        Files.writeString(secret.resolve("private.st"), "nobody's business");
        Files.createSymbolicLink(root.resolve("link"), secret);
        Files.createSymbolicLink(root.resolve("dangling"), temp.resolve("secret/not-yet"));
        server = GoldtrailServer.start(ServerOptions.of(root));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void everyRouteNeedsAToken() throws Exception {
        for (String path : new String[] {
            "/api/catalogue",
            "/api/workflows",
            "/api/files",
            "/api/project",
            "/api/about",
            "/api/doctor",
            "/api/recent",
            "/api/workflows/x",
            "/api/events?workflows=x",
            "/api/workflows/x/items",
            "/p/",
            "/t/",
            "/w/x/tmshow"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
        }
        for (String path : new String[] {"/api/create", "/api/inspect", "/api/link", "/api/batch/start"}) {
            assertThat(send("POST", path, "{}").statusCode()).as(path).isEqualTo(401);
        }
        assertThat(get("/api/catalogue", "Authorization", "Bearer guess").statusCode())
                .isEqualTo(401);
        assertThat(get("/api/catalogue", "Cookie", "goldtrail_" + server.port() + "=" + bearer())
                        .statusCode())
                .as("the bearer token is no cookie")
                .isEqualTo(401);
    }

    @Test
    void anotherSiteCannotUseTheCookie() throws Exception {
        String cookie = cookie();
        assertThat(get("/api/catalogue", "Cookie", cookie).statusCode()).isEqualTo(200);
        for (String origin : new String[] {
            "http://example.org", "null", "http://localhost:1", "http://127.0.0.1.example.org:" + server.port()
        }) {
            assertThat(send("POST", "/api/link", "{}", "Cookie", cookie, "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        String own = "http://127.0.0.1:" + server.port();
        assertThat(send("POST", "/api/link", "{}", "Cookie", cookie, "Origin", own)
                        .statusCode())
                .isEqualTo(200);
    }

    /** A site can give its own name this machine's address (DNS rebinding). */
    @Test
    void anotherNameIsRefused() throws Exception {
        for (String host : new String[] {"example.org", "example.org:" + server.port(), "127.0.0.1.example.org", ""}) {
            String answer = raw("GET /api/catalogue HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + bearer()
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(host).matches("(?s)HTTP/1.1 (400|403).*");
        }
        assertThat(raw("GET /api/catalogue HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nAuthorization: Bearer "
                        + bearer() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void nothingOutsideOfTheFoldersIsSeen() throws Exception {
        String outside = temp.resolve("secret").toString();
        for (String folder :
                new String[] {outside, root + "/../secret", root + "/link", "/", "/etc", root + "/dangling", root + "\0"
                }) {
            HttpResponse<String> answer = authorised("/api/files?folder=" + encoded(folder));
            assertThat(answer.statusCode()).as(folder).isIn(400, 422);
            assertThat(answer.body()).as(folder).doesNotContain("private.st").doesNotContain("nobody");
        }
        assertThat(authorised("/api/files").body()).doesNotContain("\"link\"").doesNotContain("dangling");
        for (String body : new String[] {
            "{\"stack\": \"" + outside + "/private.st\"}",
            "{\"stack\": \"" + root + "/link/private.st\"}",
            "{\"stack\": \"" + root + "/../secret/private.st\"}"
        }) {
            HttpResponse<String> answer = send("POST", "/api/inspect", body, "Authorization", "Bearer " + bearer());
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("outside the folders").doesNotContain("secret");
        }
    }

    /** Whether a place outside exists cannot be told from the answer. */
    @Test
    void thereAndNotThereLookTheSame() throws Exception {
        String there =
                authorised("/api/files?folder=" + encoded(temp + "/secret")).body();
        String notThere =
                authorised("/api/files?folder=" + encoded(temp + "/nothing")).body();
        assertThat(there).isEqualTo(notThere);
    }

    @Test
    void anErrorOfTheProgramTellsNothingOfItsInside() throws Exception {
        HttpResponse<String> answer =
                send("POST", "/api/workflows/open", "[1, 2", "Authorization", "Bearer " + bearer());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("no JSON object").doesNotContain("Exception");
    }

    private String bearer() {
        return server.context().access().bearerToken();
    }

    private String cookie() throws Exception {
        String link = server.link("/");
        HttpResponse<String> answer = get(link.substring(link.indexOf("/?")));
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> authorised(String path) throws Exception {
        return get(path, "Authorization", "Bearer " + bearer());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, null, headers);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Java's client does not let us lie about the host. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
