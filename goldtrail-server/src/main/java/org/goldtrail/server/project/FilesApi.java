package org.goldtrail.server.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.batch.BatchFolder;

/** The file browser: what lies in a folder, as far as the page may see it. */
public final class FilesApi implements ApiPart {
    private static final List<String> STACKS = List.of(".st", ".mrc", ".mrcs", ".ali", ".rec");

    private final ServerContext server;

    public FilesApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/files", this::list);
        routes.get("/api/recent", this::recent);
    }

    private void list(Context context) throws IOException {
        String asked = context.queryParam("folder");
        Path folder = asked == null || asked.isBlank()
                ? server.roots().all().getFirst()
                : server.roots().demand(asked);
        if (!Files.isDirectory(folder)) {
            throw new GoldtrailException("there is no such folder", folder.toString(), "choose another");
        }
        List<Map<String, Object>> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.filter(p -> !String.valueOf(p.getFileName()).startsWith("."))
                    .filter(server.roots()::allow)
                    .sorted(Comparator.comparing((Path p) -> !Files.isDirectory(p))
                            .thenComparing(p -> String.valueOf(p.getFileName()).toLowerCase(Locale.ROOT)))
                    .map(FilesApi::entry)
                    .toList();
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("folder", folder.toString());
        Path parent = folder.getParent();
        if (parent != null && server.roots().allow(parent)) {
            out.put("parent", parent.toString());
        }
        out.put("roots", server.roots().all().stream().map(Path::toString).toList());
        out.put("entries", entries);
        Reply.json(context, out);
    }

    private static Map<String, Object> entry(Path path) {
        Map<String, Object> out = new LinkedHashMap<>();
        String name = String.valueOf(path.getFileName());
        out.put("name", name);
        out.put("path", path.toString());
        boolean folder = Files.isDirectory(path);
        out.put(
                "kind",
                folder
                        ? Workflow.isWorkflow(path) ? "workflow" : BatchFolder.isBatch(path) ? "batch" : "folder"
                        : isStack(name) ? "stack" : "file");
        try {
            if (!folder) {
                out.put("bytes", Files.size(path));
            }
            out.put("modified", Files.getLastModifiedTime(path).toInstant().toString());
        } catch (IOException e) {
            out.put("problem", "it cannot be looked at");
        }
        return out;
    }

    static boolean isStack(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return STACKS.stream().anyMatch(lower::endsWith);
    }

    private void recent(Context context) {
        List<Map<String, String>> recent = server.recent().all().stream()
                .filter(server.roots()::allow)
                .map(folder -> Map.of(
                        "folder", folder.toString(),
                        "name", Workflow.open(folder).name()))
                .toList();
        Reply.json(context, recent);
    }
}
