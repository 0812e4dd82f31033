package org.goldtrail.server.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Image;
import org.goldtrail.server.ApiPart;
import org.goldtrail.server.ServerContext;
import org.goldtrail.server.workflows.Pictures;
import org.goldtrail.workflow.Workflow;

/** Small pictures: of a series for the project page, and of each view for the film strip of the triage. */
public final class ThumbnailApi implements ApiPart {
    private static final int SERIES_SIDE = 384;
    private static final int VIEW_SIDE = 320;
    private static final int MOST_KEPT = 600;

    private final ServerContext server;
    private final Map<String, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_KEPT;
        }
    };

    public ThumbnailApi(ServerContext server) {
        this.server = server;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/workflows/{id}/thumbnail.png", this::series);
        routes.get("/api/workflows/{id}/views/{section}/thumbnail.png", this::view);
    }

    /** The middle of the binned tomogram; before it is made, the view of lowest tilt. */
    private void series(Context context) throws IOException {
        Workflow workflow = server.workflows().of(context);
        Optional<Path> tomogram = tomogram(workflow);
        if (tomogram.isPresent()) {
            send(context, tomogram.get(), -1, SERIES_SIDE);
        } else {
            double[] tilts = workflow.tiltsDeg();
            int lowest = IntStream.range(0, tilts.length)
                    .boxed()
                    .min(Comparator.comparingDouble(v -> Math.abs(tilts[v])))
                    .orElse(0);
            send(context, views(workflow), lowest, SERIES_SIDE);
        }
    }

    private void view(Context context) throws IOException {
        Workflow workflow = server.workflows().of(context);
        String section = context.pathParam("section");
        if (!section.matches("[0-9]{1,6}")) {
            throw new GoldtrailException("\"" + section + "\" is no view", "", "give its number, counted from 0");
        }
        send(context, views(workflow), Integer.parseInt(section), VIEW_SIDE);
    }

    private static Path views(Workflow workflow) {
        return firstStack(workflow, "visualisationStack").orElseGet(workflow::stack);
    }

    /** The preview, which has the least noise, unless it is too small to show anything; then the finest one. */
    private static Optional<Path> tomogram(Workflow workflow) {
        List<Path> all = stacks(workflow, "binnedTomogram");
        Optional<Path> preview =
                all.stream().filter(f -> f.toString().endsWith("_preview.mrc")).findFirst();
        return preview.or(() -> all.stream().max(Comparator.comparingInt(ThumbnailApi::side)));
    }

    private static int side(Path file) {
        try (MrcStack stack = MrcStack.open(file)) {
            return Math.max(stack.width(), stack.height());
        }
    }

    private static Optional<Path> firstStack(Workflow workflow, String item) {
        return stacks(workflow, item).stream().findFirst();
    }

    private static List<Path> stacks(Workflow workflow, String item) {
        return workflow.item(item).files().stream()
                .filter(f -> f.toString().endsWith(".mrc"))
                .toList();
    }

    private void send(Context context, Path stack, int section, int side) throws IOException {
        String key = stack + "|" + section + "|" + side + "|" + Files.getLastModifiedTime(stack) + Files.size(stack);
        byte[] picture;
        synchronized (kept) {
            picture = kept.get(key);
        }
        if (picture == null) {
            picture = draw(stack, section, side);
            synchronized (kept) {
                kept.put(key, picture);
            }
        }
        context.header("Cache-Control", "no-cache");
        context.contentType("image/png").result(picture);
    }

    private static byte[] draw(Path file, int section, int side) {
        try (MrcStack stack = MrcStack.open(file)) {
            if (section >= stack.sectionsPresent()) {
                throw new GoldtrailException(
                        "there is no view " + (section + 1), String.valueOf(file.getFileName()), "choose another");
            }
            Image image = section < 0 ? middle(stack) : stack.readView(section);
            return Pictures.png(Pictures.enlarged(Pictures.clipped(Pictures.small(image, side)), side / 2));
        }
    }

    /** The mean of the sections in the middle: a single one is mostly noise. */
    private static Image middle(MrcStack stack) {
        int sections = stack.sectionsPresent();
        int count = Math.clamp(sections / 2, 1, 24);
        int first = (sections - count) / 2;
        Image sum = stack.readView(first);
        for (int s = first + 1; s < first + count; s++) {
            float[] more = stack.readView(s).pixels();
            for (int i = 0; i < more.length; i++) {
                sum.pixels()[i] += more[i];
            }
        }
        return sum;
    }
}
