package org.goldtrail.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.goldtrail.server.GoldtrailServer;
import org.goldtrail.server.PhantomSeries;
import org.goldtrail.server.ServerOptions;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What listeners are told, and what becomes of the server when they go. */
class EventsTest {
    private static final String PARAMETER = "detection.detectPeaks.maskRadiusPx";
    private static final int LISTENERS = 6;

    @TempDir
    Path temp;

    private GoldtrailServer start() {
        return GoldtrailServer.start(ServerOptions.of(temp, PhantomSeries.home()));
    }

    @Test
    @Timeout(60)
    void whatAnybodyChangesIsTold() throws Exception {
        Path folder = PhantomSeries.fresh(temp.resolve("told.goldtrail"));
        try (GoldtrailServer server = start();
                Socket socket = listen(server, server.context().workflows().open(folder))) {
            BufferedReader told = reader(socket);
            String first = next(told, "changed");
            next(told, "heard");
            long start = System.nanoTime();
            Workflow.open(folder).set(PARAMETER, 17);
            assertThat(next(told, "changed")).isNotEqualTo(first);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(next(told, "alive"))
                    .as("browsers pass over events without data")
                    .isNotEmpty();
        }
    }

    /** Whether they say good-bye or vanish, while something is told and while the server ends. */
    @Test
    @Timeout(60)
    void listenersThatVanishDoNotKeepTheServerBusy() throws Exception {
        Path folder = PhantomSeries.fresh(temp.resolve("gone.goldtrail"));
        try (GoldtrailServer server = start()) {
            String id = server.context().workflows().open(folder);
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < LISTENERS; i++) {
                Socket socket = listen(server, id);
                next(reader(socket), "heard");
                sockets.add(socket);
            }
            for (int i = 0; i < LISTENERS; i++) {
                sockets.get(i).setSoLinger(i % 2 == 0, 0); // every second one without a word
                sockets.get(i).close();
                Workflow.open(folder).set(PARAMETER, 17 + i);
                server.context().events().lookSoon();
            }
            TimeUnit.MILLISECONDS.sleep(500);
            Socket last = listen(server, id);
            assertThat(next(reader(last), "heard")).contains(id);
            last.setSoLinger(true, 0);
            last.close();
        }
    }

    private static Socket listen(GoldtrailServer server, String id) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(30_000); // a read cannot be interrupted
        socket.getOutputStream()
                .write(("GET /api/events?workflows=" + id + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                                + "\r\nAuthorization: Bearer "
                                + server.context().access().bearerToken()
                                + "\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The data of the next event of a name. */
    private static String next(BufferedReader told, String event) throws IOException {
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            if (line.equals("event: " + event)) {
                String data = told.readLine();
                return data == null ? "" : data.replaceFirst("^data: ?", "");
            }
        }
        throw new IOException("the server has ended the connection before it told of " + event);
    }
}
