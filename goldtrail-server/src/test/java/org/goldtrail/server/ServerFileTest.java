package org.goldtrail.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.goldtrail.server.security.ServerFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the same user, and of nobody else, find a running server. */
class ServerFileTest {
    @TempDir
    Path folder;

    @Test
    void aServerIsKnownWhileItRuns() throws Exception {
        Path user = folder.resolve("config");
        try (GoldtrailServer server =
                GoldtrailServer.start(ServerOptions.of(folder).withUserFolder(user))) {
            List<ServerFile.Entry> all = ServerFile.all(user);
            assertThat(all).hasSize(1);
            ServerFile.Entry entry = all.getFirst();
            assertThat(entry.url()).isEqualTo("http://127.0.0.1:" + server.port());
            assertThat(entry.token()).isEqualTo(server.context().access().bearerToken());
            assertThat(entry.sees(folder.toRealPath().resolve("TS_01.goldtrail")))
                    .isTrue();
            assertThat(entry.sees(Path.of("/etc"))).isFalse();
            Path file = user.resolve("servers").resolve(entry.pid() + ".json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(user.resolve("servers"))))
                    .isEqualTo("rwx------");
        }
        assertThat(ServerFile.all(user)).isEmpty();
    }

    @Test
    void aReaderSeesItWholeHoweverOftenItIsWritten() throws Exception {
        ServerFile.Entry entry =
                new ServerFile.Entry(ProcessHandle.current().pid(), "127.0.0.1", 1, false, "token", List.of("/"));
        ServerFile.write(folder, entry);
        AtomicBoolean ends = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            while (!ends.get()) {
                ServerFile.write(folder, entry);
            }
        });
        try {
            for (int i = 0; i < 500; i++) {
                assertThat(ServerFile.all(folder)).containsExactly(entry);
            }
        } finally {
            ends.set(true);
            writer.join();
        }
        try (Stream<Path> files = Files.list(folder.resolve("servers"))) {
            assertThat(files).as("no temporary file is left").hasSize(1);
        }
    }

    @Test
    void whatADeadServerHasLeftIsRemoved() throws Exception {
        ServerFile.write(folder, new ServerFile.Entry(Long.MAX_VALUE, "127.0.0.1", 1, false, "token", List.of("/")));
        assertThat(ServerFile.all(folder)).isEmpty();
        assertThat(folder.resolve("servers")).isEmptyDirectory();
    }
}
