package org.goldtrail.server.machine;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.units.Version;

/** What the program and the machine are. */
public final class MachineApi implements ApiPart {
    private final ServerContext server;

    public MachineApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/about", this::about);
        routes.get("/api/doctor", this::doctor);
        routes.post("/api/link", this::link);
    }

    private void about(Context context) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("program", Version.PROGRAM);
        out.put("java", Runtime.version().toString());
        out.put("cores", Runtime.getRuntime().availableProcessors());
        out.put("roots", server.roots().all().stream().map(Path::toString).toList());
        out.put("batches", server.host().worker().isPresent());
        Reply.json(context, out);
    }

    private void doctor(Context context) {
        Path folder = server.roots().all().getFirst();
        Reply.json(context, server.host().doctor().apply(folder));
    }

    /** A token that opens the page in one more browser, for who is in already. */
    private void link(Context context) {
        Reply.json(context, Map.of("token", server.access().newLaunchToken()));
    }
}
