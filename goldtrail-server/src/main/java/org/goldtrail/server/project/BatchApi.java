package org.goldtrail.server.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Body;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.workflows.NamedFiles;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchOptions;
import org.goldtrail.workflow.batch.BatchSeries;
import org.goldtrail.workflow.batch.SeriesFinder;
import org.goldtrail.workflow.batch.WorkerProgram;
import org.goldtrail.workflow.engine.Settings;

/** Starting and stopping the batch of a folder. */
public final class BatchApi implements ApiPart {
    private final ServerContext server;
    private final RunningBatches batches;

    public BatchApi(ServerContext server, RunningBatches batches) {
        this.server = server;
        this.batches = batches;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/batch", this::state);
        routes.post("/api/batch/start", this::start);
        routes.post("/api/batch/stop", this::stop);
    }

    private void state(Context context) {
        Path folder = server.roots().demand(String.valueOf(context.queryParam("folder")));
        Reply.json(context, batches.state(folder));
    }

    private void start(Context context) {
        Body body = Body.of(context);
        Path folder = server.roots().demand(body.text("folder"));
        List<Path> inputs = new ArrayList<>();
        body.texts("inputs").forEach(i -> inputs.add(server.roots().demand(i)));
        Optional<Settings> template = body.optionalText("template")
                .map(f -> Settings.read(server.roots().demand(f)));
        template.ifPresent(settings -> NamedFiles.demand(server.roots(), settings));
        List<BatchSeries> series = inputs.isEmpty() ? List.of() : SeriesFinder.find(inputs);
        // lists name files, and folders hold links: both may lead outside
        series.forEach(s -> server.roots().demand(s.stack().toString()));
        WorkerProgram worker = server.host()
                .worker()
                .orElseThrow(() ->
                        new GoldtrailException("this server cannot start batches", "", "start it with: goldtrail gui"));
        if (series.isEmpty() && !BatchFolder.isBatch(folder)) {
            throw new GoldtrailException(
                    "there is no series to run", folder.toString(), "choose a folder that holds raw stacks");
        }
        BatchOptions options = template.map(BatchOptions.DEFAULT::with).orElse(BatchOptions.DEFAULT);
        options = body.flag("retryFailed") ? options.retrying() : options;
        batches.start(folder, worker, series, options);
        Reply.json(context, Map.of("started", true));
    }

    private void stop(Context context) {
        batches.stop(server.roots().demand(Body.of(context).text("folder")));
        Reply.json(context, Map.of("stopping", true));
    }
}
