package org.goldtrail.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.security.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serving by https with a key of the user. */
class TlsTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path temp;

    private Path keyStore() throws Exception {
        Path file = temp.resolve("key.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "page",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }

    private static HttpClient trusting(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("page", store.getCertificate("page"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void thePageIsServedEncrypted() throws Exception {
        Path file = keyStore();
        ServerOptions options = ServerOptions.of(temp).withTls(new Tls(file, PASSWORD));
        try (GoldtrailServer server = GoldtrailServer.start(options);
                HttpClient client = trusting(file)) {
            String link = server.link("/");
            assertThat(link).startsWith("https://127.0.0.1:" + server.port() + "/?token=");
            HttpResponse<String> entered =
                    client.send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(entered.statusCode()).isEqualTo(302);
            String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Secure");
            HttpRequest page = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/api/about"))
                    .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                    .build();
            assertThat(client.send(page, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            HttpRequest plain = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                    .build();
            assertThatThrownBy(() -> client.send(plain, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatOpensNothingIsSaid() throws Exception {
        Path file = keyStore();
        assertThatThrownBy(() -> new Tls(file, "wrong"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("the password does not open the key store");
        assertThatThrownBy(() -> new Tls(temp.resolve("none.p12"), PASSWORD))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("none.p12");
        Path text = Files.writeString(temp.resolve("text.p12"), "no key");
        assertThatThrownBy(() -> new Tls(text, PASSWORD))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("cannot be read");
    }
}
