package org.goldtrail.server.plots;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.ServerContext;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.Workflow;

/** Patches around places in raw views, many at once. */
public final class PatchesApi implements ApiPart {
    private static final int MOST_PATCHES = 4000;
    private static final int LARGEST_SIDE_PX = 1024;
    private static final int LARGEST_SHOWN_PX = 512;

    private final ServerContext server;

    public PatchesApi(ServerContext server) {
        this.server = server;
    }

    /**
     * Which patches.
     *
     * @param tilt section of each
     * @param x raw pixel-index coordinate of the centre of each
     * @param y likewise, upwards
     * @param sidePx side of all, raw pixels
     * @param shownPx side of the pictures; 0 for that of the patches
     */
    public record Wanted(int[] tilt, double[] x, double[] y, int sidePx, int shownPx) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/workflows/{id}/plots/patches", this::patches);
    }

    /** Answers with one picture after the other, a byte a pixel, top row first; X-Patch-Side tells the side. */
    private void patches(Context context) {
        Workflow workflow = server.workflows().of(context);
        Wanted wanted = Body.read(context, Wanted.class);
        int count = wanted.tilt.length;
        if (count > MOST_PATCHES || wanted.x.length != count || wanted.y.length != count) {
            throw new GoldtrailException(
                    "so many patches cannot be asked for at once", context.path(), "ask for fewer");
        }
        int side = Math.clamp(wanted.sidePx, 4, LARGEST_SIDE_PX);
        int shown = Math.clamp(wanted.shownPx > 0 ? Math.min(wanted.shownPx, side) : side, 4, LARGEST_SHOWN_PX);
        byte[] sprite = new byte[count * shown * shown];
        try (MrcStack stack = MrcStack.open(workflow.stack())) {
            PatchCutter cutter = new PatchCutter(stack, side);
            WorkerPool.shared().forEach(count, Progress.SILENT, i -> {
                int section = Math.clamp(wanted.tilt[i], 0, stack.sectionsPresent() - 1);
                PatchSprite.draw(cutter.cut(section, wanted.x[i], wanted.y[i]), shown, sprite, i * shown * shown);
            });
        }
        context.header("X-Patch-Side", Integer.toString(shown));
        context.contentType("application/octet-stream").result(sprite);
    }
}
