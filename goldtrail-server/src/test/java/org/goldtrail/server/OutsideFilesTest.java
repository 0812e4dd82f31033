package org.goldtrail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has a token names files outside of the allowed folders, by every request that takes the name of a file: as they
 * are, by {@code ..}, by a link, and inside a settings file. Nothing of them is read, and no answer tells of them.
 */
class OutsideFilesTest {
    private static final String SECRET = "nobody's business";

    @TempDir
    Path temp;

    private Path root;
    private Path secret;
    private GoldtrailServer server;
    private String workflow;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        secret = Files.createDirectory(temp.resolve("secret"));
        for (String name : List.of("private.st", "private.rawtlt", "private.yaml", "private.csv", "private.xf")) {
            Files.writeString(secret.resolve(name), SECRET);
        }
        Files.createSymbolicLink(root.resolve("link"), secret);
        Files.createDirectory(secret.resolve("private.goldtrail"));
        server = GoldtrailServer.start(ServerOptions.of(root, PhantomSeries.home()));
        workflow = "/api/workflows/"
                + server.context().workflows().open(PhantomSeries.fresh(root.resolve("mine.goldtrail"))) + "/";
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private List<String> ways(String file) {
        return List.of(secret + "/" + file, root + "/../secret/" + file, root + "/link/" + file);
    }

    @Test
    void settingsFilesAreRefused() throws Exception {
        for (String file : ways("private.yaml")) {
            isRefused("POST", workflow + "configure", "{'file': '%s'}", file);
            isRefused("POST", "/api/create", "{'stack': '" + PhantomSeries.stack() + "', 'config': '%s'}", file);
            isRefused("POST", "/api/batch/start", "{'folder': '" + root + "', 'template': '%s'}", file);
        }
    }

    @Test
    void settingsThatNameAFileOutsideAreRefused() throws Exception {
        for (String file : ways("private.rawtlt")) {
            Path settings = root.resolve("settings.yaml");
            Files.writeString(settings, "settings:\n  input:\n    angleFile: " + file + "\n");
            isRefused("POST", workflow + "configure", "{'file': '" + settings + "'}", file);
            isRefused(
                    "POST",
                    "/api/create",
                    "{'stack': '" + PhantomSeries.stack() + "', 'folder': '" + root + "/new', 'config': '" + settings
                            + "'}",
                    file);
            isRefused("POST", "/api/batch/start", "{'folder': '" + root + "', 'template': '" + settings + "'}", file);
            isRefused("PUT", workflow + "parameters/settings.input.angleFile", "{'value': '%s'}", file);
            isRefused("PUT", workflow + "parameters/settings.input.mdocFile", "{'value': '%s'}", file);
        }
        assertThat(root.resolve("new")).doesNotExist();
    }

    @Test
    void dataAreRefused() throws Exception {
        for (String file : ways("private.st")) {
            isRefused("POST", "/api/inspect", "{'stack': '%s'}", file);
            isRefused("POST", "/api/create", "{'stack': '%s'}", file);
            isRefused("POST", workflow + "relink", "{'stack': '%s'}", file);
            isRefused("POST", "/api/batch/start", "{'folder': '" + root + "', 'inputs': ['%s']}", file);
            isRefused("GET", workflow + "images/info?file=" + encoded(file), null, file);
            isRefused("GET", workflow + "images/plane?section=0&file=" + encoded(file), null, file);
        }
        for (String file : ways("private.rawtlt")) {
            isRefused("POST", "/api/inspect", "{'stack': '" + PhantomSeries.stack() + "', 'angles': '%s'}", file);
            isRefused("POST", "/api/inspect", "{'stack': '" + PhantomSeries.stack() + "', 'mdoc': '%s'}", file);
        }
        for (String file : ways("private.csv")) {
            isRefused("POST", workflow + "versions/import", "{'file': '%s'}", file);
        }
        for (String file : ways("private.xf")) {
            isRefused("POST", workflow + "import", "{'file': '%s'}", file);
        }
    }

    /** What a list names, and what links in a folder lead to, is found by the batch itself. */
    @Test
    void stacksThatABatchFindsOutsideAreRefused() throws Exception {
        Path list = root.resolve("list.txt");
        for (String file : ways("private.st")) {
            Files.writeString(list, file + "\n");
            isRefused("POST", "/api/batch/start", "{'folder': '" + root + "', 'inputs': ['%s']}", list.toString());
        }
        Path session = Files.createDirectory(root.resolve("session"));
        Files.createSymbolicLink(session.resolve("mine.st"), secret.resolve("private.st"));
        isRefused("POST", "/api/batch/start", "{'folder': '" + root + "', 'inputs': ['%s']}", session.toString());
    }

    @Test
    void foldersAreNeitherSeenNorWrittenTo() throws Exception {
        for (String folder : ways("private.goldtrail")) {
            isRefused("POST", "/api/workflows/open", "{'folder': '%s'}", folder);
            isRefused("POST", "/api/create", "{'stack': '" + PhantomSeries.stack() + "', 'folder': '%s'}", folder);
            isRefused("POST", workflow + "exports", "{'target': 'imod', 'folder': '%s'}", folder);
            isRefused("POST", "/api/batch/start", "{'folder': '%s'}", folder);
            isRefused("POST", "/api/batch/stop", "{'folder': '%s'}", folder);
            isRefused("GET", "/api/batch?folder=" + encoded(folder), null, folder);
            isRefused("GET", "/api/project?folder=" + encoded(folder), null, folder);
            isRefused("GET", "/api/files?folder=" + encoded(folder), null, folder);
        }
        assertThat(secret.resolve("private.goldtrail")).isEmptyDirectory();
    }

    private void isRefused(String method, String path, @Nullable String body, String name) throws Exception {
        String json = body == null ? null : body.replace("%s", name).replace('\'', '"');
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + server.context().access().bearerToken())
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s %s %s", method, path, json).isEqualTo(422);
        assertThat(answer.body())
                .as("%s %s %s", method, path, json)
                .contains("outside the folders that may be seen")
                .doesNotContain(SECRET)
                .doesNotContain("secret");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
