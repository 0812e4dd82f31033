package org.goldtrail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several requests on one connection, of which some carry more than anybody asks for. */
class KeptConnectionTest {
    @TempDir
    Path temp;

    @Test
    @Timeout(30)
    void aBodyThatComesLateAndThatNobodyWantsLosesNoRequest() throws Exception {
        Path folder = PhantomSeries.fresh(temp.resolve("kept.goldtrail"));
        try (GoldtrailServer server = GoldtrailServer.start(ServerOptions.of(temp, PhantomSeries.home()));
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String undo = "/api/workflows/" + server.context().workflows().open(folder) + "/markers/undo";
            ask(server, socket, "POST " + undo, "Content-Length: 2\r\n");
            TimeUnit.MILLISECONDS.sleep(200);
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            assertThat(status(answers)).as("nothing to undo is told, not lost").isBetween(200, 499);
            ask(server, socket, "GET /api/about", "");
            assertThat(status(answers)).isEqualTo(200);
        }
    }

    private static void ask(GoldtrailServer server, Socket socket, String request, String more) throws IOException {
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nAuthorization: Bearer "
                                + server.context().access().bearerToken() + "\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The status of the next answer, whose body is passed over. */
    private static int status(BufferedReader answers) throws IOException {
        String first = answers.readLine();
        if (first == null) {
            throw new IOException("the server has ended the connection");
        }
        int length = 0;
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
        return Integer.parseInt(first.split(" ", 3)[1]);
    }
}
