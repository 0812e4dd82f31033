package org.goldtrail.server.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.server.plots.SeriesFrame;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.SeriesIndex;

/** What the page has to know of a file before it asks for planes. */
final class ImageInfo {
    private static final int VOLUME_SPACE_GROUP = 1;

    private final Workflow workflow;
    private final ShownFile file;
    private final MrcStack stack;
    private final SeriesIndex series;
    private final Placement placement;

    ImageInfo(Workflow workflow, ShownFile file, MrcStack stack) {
        this.workflow = workflow;
        this.file = file;
        this.stack = stack;
        this.series = workflow.series();
        this.placement = Placement.of(file, stack, workflow, series);
    }

    /** Whether its sections are views rather than slices of a volume. */
    boolean isViews() {
        return switch (placement.kind()) {
            case RAW, ALIGNED -> true;
            case VOLUME -> false;
            case UNKNOWN -> stack.header().spaceGroup() != VOLUME_SPACE_GROUP || stack.sectionsPresent() == 1;
        };
    }

    /** The sections by tilt angle where the file holds the views of the series. */
    Optional<int[]> order() {
        double[] tilts = series.tilts();
        if (!isViews() || tilts.length != stack.sectionsPresent()) {
            return Optional.empty();
        }
        return Optional.of(IntStream.range(0, tilts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(section -> tilts[section]))
                .mapToInt(section -> section)
                .toArray());
    }

    /** All of it, for the answer. */
    Map<String, Object> json() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("item", file.item().map(Item::id).orElse(""));
        info.put("file", file.name());
        info.put("label", file.label());
        info.put("path", file.path().toString());
        info.put("stamp", OpenStacks.stamp(file.path()));
        info.put("kind", isViews() ? "views" : "volume");
        info.put("width", stack.width());
        info.put("height", stack.height());
        info.put("sections", stack.sectionsPresent());
        info.put("mode", stack.mode().name().toLowerCase(java.util.Locale.ROOT));
        info.put("binning", placement.binning());
        info.put("placement", placement.kind().name().toLowerCase(java.util.Locale.ROOT));
        info.put("centrePx", placement.centre());
        info.put("rawWidth", series.width());
        info.put("rawHeight", series.height());
        pixelSize().ifPresent(size -> info.put("pixelSizeAngstrom", size));
        series.pixelSizeAngstrom().ifPresent(size -> info.put("rawPixelSizeAngstrom", size));
        order().ifPresent(order -> {
            info.put("order", order);
            info.put("tiltsDeg", series.tilts());
            Set<Integer> discarded = workflow.discarded();
            info.put("discarded", discarded);
            info.put("unused", unused(discarded));
        });
        info.put("overlays", overlays());
        SeriesFrame.doubt(workflow).ifPresent(doubt -> info.put("verdict", doubt));
        if (!isViews()) {
            info.put("fullSizePx", workflow.value("reconstruction.fullReconstruction.reconstructionFullSizePx"));
        }
        info.put("files", files());
        return info;
    }

    /** What the series says goes before what a header says, which is often wrong. */
    private OptionalDouble pixelSize() {
        if (placement.kind() != Placement.Kind.UNKNOWN
                && series.pixelSizeAngstrom().isPresent()) {
            return OptionalDouble.of(
                    placement.binning() * series.pixelSizeAngstrom().getAsDouble());
        }
        return stack.header().pixelSizeDoubt().isEmpty() ? stack.header().pixelSizeAngstrom() : OptionalDouble.empty();
    }

    /** Views that take no part in the present solution, with the reason. */
    private Map<Integer, String> unused(Set<Integer> discarded) {
        Map<Integer, String> unused = new TreeMap<>();
        discarded.forEach(section -> unused.put(section, "discarded by the user"));
        if (isSolved()) {
            workflow.fit().solution().excluded().forEach(e -> unused.putIfAbsent(e.section(), e.reason()));
        }
        return unused;
    }

    /** What can be drawn over it now. */
    private List<String> overlays() {
        List<String> overlays = new ArrayList<>();
        boolean solved = isSolved();
        if (placement.kind() == Placement.Kind.VOLUME && solved) {
            overlays.add("beads");
        }
        boolean raw = placement.kind() == Placement.Kind.RAW;
        if (raw || (placement.kind() == Placement.Kind.ALIGNED && solved)) {
            for (Item item : List.of(Item.PEAKS, Item.SELECTED_PEAKS)) {
                if (workflow.item(item.id()).exists()) {
                    overlays.add(item.id());
                }
            }
            if (workflow.markers().head().isPresent()) {
                overlays.add("markers");
            }
            if (solved) {
                overlays.addAll(List.of("reprojections", "residuals"));
            }
        }
        return overlays;
    }

    private boolean isSolved() {
        return workflow.item(Item.FIXED_MARKERS.id()).exists()
                || workflow.item(Item.SOLUTION.id()).exists();
    }

    /** All that can be looked at in this workflow. */
    private List<Map<String, Object>> files() {
        List<Map<String, Object>> files = new ArrayList<>();
        for (ShownFile other : ShownFile.of(workflow)) {
            Path path = other.path();
            files.add(Map.of(
                    "item", other.item().map(Item::id).orElse(""),
                    "file", ShownFile.nameOf(path),
                    "label", other.label()));
        }
        return files;
    }
}
