package org.goldtrail.server.images;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.server.GoldtrailServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small stacks and volumes of known numbers, and asking a server for them. */
final class TestImages {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TestImages() {}

    /** The value of a voxel of all test files: every coordinate can be read from it. */
    static float value(int x, int y, int z) {
        return x + 100 * y + 10_000 * z;
    }

    static void write(Path file, int width, int height, int sections, MrcMode mode, boolean volume) {
        MrcLayout layout = (volume
                        ? MrcLayout.volume(width, height, sections)
                        : MrcLayout.stack(width, height, sections))
                .withMode(mode)
                .withPixelSize(OptionalDouble.of(2.5));
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            for (int z = 0; z < sections; z++) {
                Image image = new Image(width, height);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        image.set(x, y, value(x, y, z));
                    }
                }
                writer.writeSection(z, image);
            }
            writer.commit();
        }
    }

    /** An image as it came over the wire. */
    record Answer(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        JsonNode header() {
            return JSON.readTree(response.headers().firstValue("X-Image").orElseThrow());
        }

        int width() {
            return header().path("width").asInt();
        }

        int height() {
            return header().path("height").asInt();
        }

        /** The value of a pixel; NaN where there is no number. */
        double get(int x, int y) {
            JsonNode header = header();
            int i = y * width() + x;
            byte[] bytes = response.body();
            int stored = header.path("bits").asInt() == 8
                    ? bytes[i] & 0xff
                    : (bytes[2 * i] & 0xff) | (bytes[2 * i + 1] & 0xff) << 8;
            return stored == 0
                    ? Double.NaN
                    : header.path("offset").asDouble() + header.path("scale").asDouble() * stored;
        }
    }

    /** Asks a server, as a program of the same user. */
    static Answer get(HttpClient client, GoldtrailServer server, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(server, path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return answer(client, request);
    }

    /** Sends JSON to a server. */
    static Answer send(HttpClient client, GoldtrailServer server, String method, String path, String body)
            throws IOException, InterruptedException {
        return answer(client, request(server, path).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(GoldtrailServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + server.context().access().bearerToken());
    }

    private static Answer answer(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }
}
