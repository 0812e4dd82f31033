package org.goldtrail.server.live;

import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.project.RecentWorkflows;
import org.goldtrail.server.workflows.OpenWorkflows;
import org.goldtrail.server.workflows.RunningJobs;
import org.goldtrail.server.workflows.WatchedFolder;
import org.goldtrail.workflow.files.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells pages that a workflow has changed, whoever changed it: this server, a shell, a command on another host. The folder is the
 * truth, so it is looked at twice a second while somebody looks at the page. Pages are told that something changed, not what;
 * they ask for what they show. A browser has one connection for all workflows its windows show, {@code
 * /api/events?workflows=ID,ID}, since browsers open few to one server. Event {@code changed} carries the workflow and a stamp,
 * {@code run} the workflow and the state of its run, and {@code alive} nothing but that the connection holds.
 */
public final class Events implements ApiPart, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final long PERIOD_MS = 500;
    private static final long ALIVE_SECONDS = 10;

    private final OpenWorkflows workflows;
    private final RunningJobs jobs;
    private final RecentWorkflows recent;
    private final Map<SseClient, Set<String>> clients = new ConcurrentHashMap<>();
    private final Map<String, WatchedFolder> watched = new ConcurrentHashMap<>();
    private final Map<String, Long> stamps = new ConcurrentHashMap<>();
    private final Map<String, String> runs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("events").daemon().factory());

    public Events(OpenWorkflows workflows, RunningJobs jobs, RecentWorkflows recent) {
        this.workflows = workflows;
        this.jobs = jobs;
        this.recent = recent;
        clock.scheduleWithFixedDelay(() -> attempt(this::look), PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(() -> attempt(this::isAlive), ALIVE_SECONDS, ALIVE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.sse("/api/events", this::join);
    }

    /** Whoever joins hears at once how things stand; workflows that are not known are left out. */
    private void join(SseClient client) {
        String asked = client.ctx().queryParam("workflows");
        Set<String> wanted = Arrays.stream((asked == null ? "" : asked).split(",", -1))
                .filter(workflows::isKnown)
                .collect(Collectors.toUnmodifiableSet());
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.put(client, wanted); // first: what changes from here on is told, if need be twice
        for (String id : wanted) {
            workflows.folder(id).ifPresent(recent::shown);
            long stamp = stamp(id);
            stamps.putIfAbsent(id, stamp);
            send(client, "changed", changed(id, stamp));
            jobs.state(id).ifPresent(state -> send(client, "run", run(id, state)));
        }
        send(client, "heard", Json.line(Map.of("workflows", wanted)));
    }

    /** Looks at once, since this server has been asked to change something. */
    public void lookSoon() {
        if (!clock.isShutdown()) {
            clock.execute(() -> attempt(this::look));
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("looking for changes", e); // an exception that got out would end all looking
        }
    }

    private void look() {
        clients.values().stream().flatMap(Set::stream).distinct().forEach(this::look);
    }

    private void look(String id) {
        long stamp = stamp(id);
        Long before = stamps.put(id, stamp);
        if (before == null || before != stamp) {
            tell(id, "changed", changed(id, stamp));
        }
        jobs.state(id).map(state -> run(id, state)).ifPresent(run -> {
            if (!run.equals(runs.put(id, run))) {
                tell(id, "run", run);
            }
        });
    }

    private long stamp(String id) {
        return workflows
                .folder(id)
                .map(folder -> watched.computeIfAbsent(id, _ -> new WatchedFolder(folder))
                        .stamp())
                .orElse(0L);
    }

    /** A page that hears nothing for longer knows that the connection is lost, though nobody has closed it. */
    private void isAlive() {
        clients.keySet().forEach(client -> send(client, "alive", "{}")); // browsers pass over events without data
    }

    private static String changed(String id, long stamp) {
        return Json.line(Map.of("workflow", id, "stamp", Long.toString(stamp)));
    }

    private static String run(String id, RunningJobs.State state) {
        return Json.line(Map.of("workflow", id, "run", state));
    }

    private void tell(String id, String event, String data) {
        clients.forEach((client, wanted) -> {
            if (wanted.contains(id)) {
                send(client, event, data);
            }
        });
    }

    /** A listener that cannot be told is let go, so that the others are told all the same. */
    private void send(SseClient client, String event, String data) {
        try {
            client.sendEvent(event, data);
        } catch (RuntimeException e) {
            LOG.debug("a listener is gone", e);
            clients.remove(client);
            client.close();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.keySet().forEach(SseClient::close);
    }
}
