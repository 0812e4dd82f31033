package org.goldtrail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only who has the token gets anything, once for each link. */
class AccessTest {
    @TempDir
    Path folder;

    private GoldtrailServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        server = GoldtrailServer.start(ServerOptions.of(folder));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void nothingWithoutAToken() throws Exception {
        for (String path :
                new String[] {"/", "/web/app.js", "/lib/lit/index.js", "/api/workflows/abc", "/?token=guess"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void aLinkOpensOneBrowserOnce() throws Exception {
        String link = server.link("/");
        HttpResponse<String> first = get(link.substring(link.indexOf("/?")));
        assertThat(first.statusCode()).isEqualTo(302);
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        HttpResponse<String> page = get("/", "Cookie", cookie.substring(0, cookie.indexOf(';')));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'");
        assertThat(get(link.substring(link.indexOf("/?"))).statusCode()).isEqualTo(401);
    }

    @Test
    void anotherSiteIsRefused() throws Exception {
        String bearer = "Bearer " + server.context().access().bearerToken();
        assertThat(get("/", "Authorization", bearer).statusCode()).isEqualTo(200);
        assertThat(get("/", "Origin", "http://example.org").statusCode()).isEqualTo(403);
    }

    @Test
    void filesOutsideTheWebFolderAreNotServed() throws Exception {
        String bearer = "Bearer " + server.context().access().bearerToken();
        for (String path :
                new String[] {"/web/..%2f..%2fServerOptions.class", "/web/%2e%2e/x", "/lib/lit/..%2f..%2fpom.xml"}) {
            assertThat(get(path, "Authorization", bearer).statusCode()).as(path).isIn(400, 404);
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
