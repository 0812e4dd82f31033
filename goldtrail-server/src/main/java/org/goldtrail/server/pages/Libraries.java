package org.goldtrail.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Where the libraries of the browser lie in their jars; the folder holds the version, which the jar itself tells. */
final class Libraries {
    private record Artifact(String group, String name, String folder) {}

    private static final Map<String, Artifact> ARTIFACTS = Map.of(
            "lit", mvnpm("lit"),
            "lit-html", mvnpm("lit-html"),
            "lit-element", mvnpm("lit-element"),
            "lit-reactive-element",
                    new Artifact(
                            "org.mvnpm.at.lit", "reactive-element", "/META-INF/resources/_static/reactive-element/"),
            "echarts", mvnpm("echarts"),
            "zrender", mvnpm("zrender"),
            "tslib", mvnpm("tslib"),
            "three", new Artifact("org.webjars.npm", "three", "/META-INF/resources/webjars/three/"));

    private final Map<String, String> folders = new LinkedHashMap<>();

    Libraries() {
        ARTIFACTS.forEach((name, artifact) ->
                version(artifact).ifPresent(version -> folders.put(name, artifact.folder() + version + "/")));
    }

    private static Artifact mvnpm(String name) {
        return new Artifact("org.mvnpm", name, "/META-INF/resources/_static/" + name + "/");
    }

    private static Optional<String> version(Artifact artifact) {
        String file = "/META-INF/maven/" + artifact.group() + "/" + artifact.name() + "/pom.properties";
        try (InputStream in = Libraries.class.getResourceAsStream(file)) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> folder(String name) {
        return Optional.ofNullable(folders.get(name));
    }
}
