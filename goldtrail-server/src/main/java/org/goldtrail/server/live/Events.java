package org.goldtrail.server.live;

import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.workflows.FolderStamp;
import org.goldtrail.server.workflows.OpenWorkflows;
import org.goldtrail.server.workflows.RunningJobs;
import org.goldtrail.workflow.files.Json;

/**
 * Tells pages that a workflow has changed, whoever changed it: this server, a shell, a command on another host. The folder is the
 * truth, so it is looked at twice a second while somebody looks at the page. Pages are told that something changed, not what;
 * they ask for what they show. Event {@code changed} carries a stamp, {@code run} the state of the run.
 */
public final class Events implements ApiPart, AutoCloseable {
    private static final long PERIOD_MS = 400;

    private final OpenWorkflows workflows;
    private final RunningJobs jobs;
    private final Map<String, Set<SseClient>> clients = new ConcurrentHashMap<>();
    private final Map<String, Long> stamps = new ConcurrentHashMap<>();
    private final Map<String, String> runs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("events").daemon().factory());

    public Events(OpenWorkflows workflows, RunningJobs jobs) {
        this.workflows = workflows;
        this.jobs = jobs;
        clock.scheduleWithFixedDelay(this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.sse("/api/workflows/{id}/events", this::join);
    }

    private void join(SseClient client) {
        String id = client.ctx().pathParam("id");
        long stamp = FolderStamp.of(workflows.get(id).folder());
        stamps.put(id, stamp);
        client.keepAlive();
        Set<SseClient> all = clients.computeIfAbsent(id, i -> ConcurrentHashMap.newKeySet());
        all.add(client);
        client.onClose(() -> all.remove(client));
        client.sendEvent("changed", Json.line(Map.of("stamp", stamp)));
        jobs.state(id).ifPresent(state -> client.sendEvent("run", Json.line(state)));
    }

    private void look() {
        clients.forEach((id, listening) -> {
            if (!listening.isEmpty()) {
                look(id, listening);
            }
        });
    }

    private void look(String id, Set<SseClient> listening) {
        long stamp =
                workflows.all().containsKey(id) ? FolderStamp.of(workflows.all().get(id)) : 0;
        Long before = stamps.put(id, stamp);
        if (before == null || before != stamp) {
            tell(listening, "changed", Json.line(Map.of("stamp", stamp)));
        }
        String run = jobs.state(id).map(Json::line).orElse("");
        if (!run.isEmpty() && !run.equals(runs.put(id, run))) {
            tell(listening, "run", run);
        }
    }

    private static void tell(Set<SseClient> listening, String event, String data) {
        listening.forEach(client -> client.sendEvent(event, data));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.values().forEach(all -> all.forEach(SseClient::close));
    }
}
