package org.goldtrail.server.pages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the page: its own modules from {@code web/}, and the libraries from their jars below {@code /lib/}. The page itself is
 * one document; which window it shows is in the address, so that every window has one.
 */
public final class Pages implements ApiPart {
    private static final String WEB = "/org/goldtrail/server/web/";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9_.@/-]*");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final Libraries libraries = new Libraries();
    private final String html;
    private final String policy;
    private final ModuleGraph modules;
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

    public Pages() {
        this.html = new String(read(WEB + "index.html").orElseThrow(), StandardCharsets.UTF_8);
        Matcher map = IMPORT_MAP.matcher(html);
        if (!map.find()) {
            throw new IllegalStateException("index.html has no import map");
        }
        this.policy = policy(map.group(1));
        Map<String, String> bare = new HashMap<>();
        JsonMapper.shared()
                .readTree(map.group(1))
                .path("imports")
                .properties()
                .forEach(e -> bare.put(e.getKey(), e.getValue().asString()));
        this.modules = new ModuleGraph(this::source, bare);
        Thread.ofPlatform().daemon().name("pages").start(() -> {
            document("workbench"); // while the person reads the address
            document("start");
        });
    }

    private Optional<String> source(String address) {
        String path = address.substring(address.indexOf('/', 1) + 1);
        Optional<byte[]> content = address.startsWith("/web/")
                ? read(WEB + path)
                : libraries
                        .folder(path.substring(0, path.indexOf('/')))
                        .flatMap(folder -> read(folder + path.substring(path.indexOf('/') + 1)));
        return content.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The page's document for one of its windows, which names the modules that this window needs. */
    private byte[] document(String view) {
        return documents.computeIfAbsent(view, v -> {
            String module = "/web/views/" + v + ".js";
            List<String> roots = source(module).isPresent() ? List.of("/web/app.js", module) : List.of("/web/app.js");
            String links = modules.of(roots).stream()
                    .map(address -> "  <link rel=\"modulepreload\" href=\"" + address + "\">\n")
                    .collect(Collectors.joining());
            return html.replace("</head>", links + "</head>").getBytes(StandardCharsets.UTF_8);
        });
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/lib/{name}/<path>", this::library);
        routes.get("/web/<path>", c -> send(c, WEB, c.pathParam("path")));
        routes.get("/", this::page);
        routes.get("/w/<path>", this::page);
        for (String folderPage : new String[] {"/p", "/t"}) {
            routes.get(folderPage, this::page);
            routes.get(folderPage + "/<path>", this::page);
        }
    }

    private void page(Context context) {
        context.header("Content-Security-Policy", policy);
        context.header("Cache-Control", "no-cache");
        context.contentType("text/html; charset=utf-8").result(document(view(context.path())));
    }

    /** Which window an address names, as app.js reads it. */
    private static String view(String path) {
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            return "start";
        }
        return switch (parts.getFirst()) {
            case "p" -> "project";
            case "t" -> "triage";
            default -> parts.size() < 3 || !parts.get(2).matches("[a-z][a-z0-9-]{0,30}") ? "workbench" : parts.get(2);
        };
    }

    private void library(Context context) {
        Optional<String> at = libraries.folder(context.pathParam("name"));
        if (at.isEmpty()) {
            missing(context);
            return;
        }
        context.header("Cache-Control", "max-age=86400");
        send(context, at.get(), context.pathParam("path"));
    }

    private static void send(Context context, String folder, String path) {
        Optional<byte[]> content =
                PLAIN.matcher(path).matches() && !path.contains("..") ? read(folder + path) : Optional.empty();
        if (content.isEmpty()) {
            missing(context);
            return;
        }
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        context.contentType(type).result(content.get());
    }

    private static void missing(Context context) {
        Reply.error(context, 404, "there is no such page", null, "go to the start page");
    }

    static Optional<byte[]> read(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scripts from here alone, and the one import map of the page by its digest. */
    private static String policy(String importMap) {
        return "default-src 'self'; script-src 'self' 'sha256-" + sha256(importMap)
                + "'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; worker-src 'self' blob:; "
                + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
