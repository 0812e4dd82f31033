package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code goldtrail gui}: what it refuses to serve. */
class GuiCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    @Test
    void otherMachinesAreNotLetInUnasked() {
        for (String address : new String[] {"0.0.0.0", "::"}) {
            CommandLineRun run = CommandLineRun.of("gui", temp, "--no-browser", "--bind", address);
            assertThat(run.exitCode()).as(address).isEqualTo(2);
            assertThat(run.err()).contains("other machines could connect", "--allow-remote");
        }
    }

    @Test
    void aKeyStoreNeedsItsPassword() throws IOException {
        Path file = Files.writeString(temp.resolve("key.p12"), "no key");
        CommandLineRun without = CommandLineRun.of("gui", temp, "--no-browser", "--tls-keystore", file);
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("the password of the key store is not given", "GOLDTRAIL_TLS_PASSWORD");
        Path password = Files.writeString(temp.resolve("password"), "secret\n");
        CommandLineRun wrong =
                CommandLineRun.of("gui", temp, "--no-browser", "--tls-keystore", file, "--tls-password-file", password);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("the key store cannot be read", "key.p12");
    }

    @Test
    void whatCannotBeServedIsSaid() {
        assertThat(CommandLineRun.of("gui", temp, "--no-browser", "--port", "70000")
                        .err())
                .contains("0 to 65535");
        assertThat(CommandLineRun.of("gui", temp.resolve("none"), "--no-browser")
                        .err())
                .contains("there is no such folder");
        assertThat(CommandLineRun.of("gui", "--help").out()).contains("--also", "--port", "--no-browser");
    }
}
