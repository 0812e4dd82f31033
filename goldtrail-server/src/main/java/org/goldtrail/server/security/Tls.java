package org.goldtrail.server.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;

/** Encryption with a key of the user: what the page shows and its token cannot be read on the way. */
public final class Tls {
    private final KeyStore store;
    private final String password;

    /**
     * A key of a file.
     *
     * @param keyStore PKCS #12 or JKS, with a private key and its certificate
     * @param password of the file and its key
     * @throws GoldtrailException if it cannot be opened or holds no key
     */
    public Tls(Path keyStore, String password) {
        this.password = password;
        try (InputStream in = Files.newInputStream(keyStore)) {
            store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            if (Collections.list(store.aliases()).stream().noneMatch(this::isKey)) {
                throw new GoldtrailException(
                        "the key store holds no private key",
                        keyStore.toString(),
                        "put a key with its certificate into it");
            }
        } catch (IOException e) {
            boolean isPassword = e.getCause() instanceof GeneralSecurityException;
            throw new GoldtrailException(
                    isPassword
                            ? "the password does not open the key store"
                            : "the key store cannot be read (" + AtomicFile.reason(e) + ")",
                    keyStore.toString(),
                    isPassword ? "check it" : "give a file of PKCS #12 or JKS",
                    e);
        } catch (GeneralSecurityException e) {
            throw new GoldtrailException(
                    "the key store cannot be read (" + e.getMessage() + ")",
                    keyStore.toString(),
                    "give a file of PKCS #12 or JKS",
                    e);
        }
    }

    private boolean isKey(String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // the store is loaded
        }
    }

    /** What listens, encrypted. */
    public ServerConnector connector(Server server, HttpConfiguration plain, String address, int port) {
        HttpConfiguration secure = new HttpConfiguration(plain);
        // Names are checked by Access; a certificate may say another one, as in a tunnel.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStore(store);
        keys.setKeyStorePassword(password);
        ServerConnector connector = new ServerConnector(server, keys, new HttpConnectionFactory(secure));
        connector.setHost(address);
        connector.setPort(port);
        return connector;
    }
}
