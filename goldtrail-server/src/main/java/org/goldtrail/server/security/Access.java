package org.goldtrail.server.security;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.goldtrail.server.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who has the token. On a host that others use, too, every one of them can reach a port on loopback, so that the
 * address alone proves nothing. A link with a one-time token is exchanged for a cookie that scripts cannot read and that other
 * sites cannot send; programs of the same user send the secret as a bearer token. A name that is not this machine's own is
 * refused, so that no site can make the browser ask us under its name.
 */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final String secret = random();
    private final String session = random();
    private final Set<String> launchTokens = ConcurrentHashMap.newKeySet();
    private final Set<String> names;

    /**
     * Access under the names of this machine.
     *
     * @param address what the server listens on; allowed as a name, too
     */
    public Access(String address) {
        Set<String> allowed = ConcurrentHashMap.newKeySet();
        allowed.addAll(OWN_NAMES);
        allowed.add(address.toLowerCase(Locale.ROOT));
        if (!OWN_NAMES.contains(address)) {
            allowed.addAll(namesInTheNetwork());
        }
        this.names = allowed;
    }

    /** The names and addresses this machine has in its networks; needed only where it listens there. */
    private static Set<String> namesInTheNetwork() {
        Set<String> all = new HashSet<>();
        try {
            InetAddress self = InetAddress.getLocalHost();
            all.add(self.getHostName().toLowerCase(Locale.ROOT));
            all.add(self.getCanonicalHostName().toLowerCase(Locale.ROOT));
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(a -> all.add(a.getHostAddress()));
        } catch (IOException e) {
            LOG.warn("the names of this machine are not known; open the page by its address", e);
        }
        return all;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A token that opens one browser once. */
    public String newLaunchToken() {
        String token = random();
        launchTokens.add(token);
        return token;
    }

    /** The secret that programs of the same user send as a bearer token. */
    public String bearerToken() {
        return secret;
    }

    /** Refuses what may not pass, before any other handler sees it. */
    public void check(Context context) {
        if (!isOwnName(context.host())) {
            refuse(context, 403, "this server does not go by that name", "open it as localhost");
            return;
        }
        String bearer = context.header("Authorization");
        if (bearer != null && same(bearer, "Bearer " + secret)) {
            return;
        }
        String origin = context.header("Origin");
        if (origin != null && !isSameOrigin(origin, context.host())) {
            refuse(context, 403, "a page of another site has asked", "open the page that goldtrail gui prints");
            return;
        }
        String token = context.queryParam("token");
        if (token != null && launchTokens.remove(token)) {
            Cookie cookie = new Cookie(cookieName(context), session);
            cookie.setHttpOnly(true);
            cookie.setSameSite(SameSite.STRICT);
            cookie.setSecure(context.req().isSecure());
            context.cookie(cookie);
            context.redirect(context.path() + queryWithoutToken(context));
            context.skipRemainingHandlers();
            return;
        }
        String cookie = context.cookie(cookieName(context));
        if (cookie == null || !same(cookie, session)) {
            refuse(context, 401, "the token is missing or has been used", "open the address that goldtrail gui prints");
        }
    }

    private static String queryWithoutToken(Context context) {
        String query = context.queryString();
        String rest = query == null
                ? ""
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> !pair.startsWith("token="))
                        .collect(Collectors.joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }

    /** Cookies do not know ports: two servers on one host need two names. */
    private static String cookieName(Context context) {
        return "goldtrail_" + context.req().getLocalPort();
    }

    private boolean isOwnName(@Nullable String host) {
        if (host == null) {
            return false;
        }
        int end = host.endsWith("]") ? -1 : host.lastIndexOf(':');
        return names.contains((end < 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT));
    }

    private static boolean isSameOrigin(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(Context context, int status, String problem, String hint) {
        Reply.error(context, status, problem, null, hint);
        context.skipRemainingHandlers();
    }
}
