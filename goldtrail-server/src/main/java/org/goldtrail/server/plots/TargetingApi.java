package org.goldtrail.server.plots;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.Reply;
import org.goldtrail.server.ServerContext;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.files.Json;

/** Gold bead targeting: what beads look like on average, and how large they are against the parameter. */
public final class TargetingApi implements ApiPart {
    private static final int LARGEST_SIDE_PX = 400;

    private final ServerContext server;
    /** The last answer for each workflow, since it takes reading the whole stack. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String key, Map<String, Object> answer) {}

    public TargetingApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/plots/averages", this::averages);
    }

    private void averages(Context context) {
        Workflow workflow = server.workflows().of(context);
        double radius = SeriesFrame.beadRadiusPx(workflow);
        String key = workflow.markers().head().map(MarkerVersion::version).orElse(0) + " " + radius;
        Known last = known.get(context.pathParam("id"));
        if (last == null || !last.key.equals(key)) {
            last = new Known(key, measure(workflow, radius));
            known.put(context.pathParam("id"), last);
        }
        Reply.json(context, last.answer);
    }

    private static Map<String, Object> measure(Workflow workflow, double radius) {
        // Wide enough for the background well outside the fringe, from which the depth is counted.
        // Even, so that the centre lies between pixels and every step of the profile is met by some.
        int side = 2 * Math.clamp(Math.round(2.75 * radius + 4), 8, LARGEST_SIDE_PX / 2);
        boolean dark = workflow.item(Item.BEAD_SIZE.id()).files().stream()
                .findFirst()
                .flatMap(file -> Json.read(file, BeadSize.class))
                .map(BeadSize::dark)
                .orElse(true);
        List<BeadAverages.Average> averages;
        try (MrcStack stack = MrcStack.open(workflow.stack())) {
            averages = BeadAverages.of(stack, workflow.markers().get(), side, radius, dark);
        }
        byte[] sprite = new byte[averages.size() * side * side];
        for (int i = 0; i < averages.size(); i++) {
            PatchSprite.draw(averages.get(i).sum(), side, sprite, i * side * side);
        }
        Columns columns = new Columns()
                .whole("marker", averages, BeadAverages.Average::marker)
                .whole("observations", averages, BeadAverages.Average::observations)
                .number("radiusPx", averages, 3, BeadAverages.Average::radiusPx)
                .with(
                        "profile",
                        averages.stream()
                                .map(a -> Columns.numbers(a.profile().values(), 4))
                                .toList());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("series", SeriesFrame.of(workflow));
        answer.put("dark", dark);
        answer.put("sidePx", side);
        answer.put("stepPx", averages.getFirst().profile().stepPx());
        answer.put("averages", columns.map());
        answer.put("sprite", Base64.getEncoder().encodeToString(sprite));
        return answer;
    }
}
