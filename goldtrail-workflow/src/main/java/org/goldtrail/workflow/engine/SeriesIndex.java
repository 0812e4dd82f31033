package org.goldtrail.workflow.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.GivenItems;
import org.goldtrail.workflow.series.Series;

/**
 * What is known of the raw series, kept in {@code series/index.json} so that the state of a workflow can be told without
 * opening the stack. It holds as long as none of the files it was read from has changed.
 *
 * @param key settings and stamps (size and time) of all files that it depends on
 * @param stack fingerprint of the raw stack
 * @param width of a view, pixels
 * @param height of a view, pixels
 * @param tiltsDeg nominal tilt angle of each section
 * @param angleSource where the angles come from
 * @param pixelSizeAngstrom empty when not known
 * @param given what comes with the series, by the id of the item
 * @param warnings sentences a person should read
 */
public record SeriesIndex(
        Map<String, String> key,
        Fingerprint stack,
        int width,
        int height,
        List<Double> tiltsDeg,
        String angleSource,
        OptionalDouble pixelSizeAngstrom,
        Map<String, String> given,
        List<String> warnings) {

    /** Its place in a workflow folder. */
    static final String FILE = "series/index.json";

    private static final List<String> ANGLE_ENDINGS = List.of(".rawtlt", ".tlt");

    /** What the index of a series would depend on now. */
    static Map<String, String> key(Path stack, Settings settings, Path discardedFile) {
        GeneralSettings general = settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT);
        InputSettings files = settings.of(InputSettings.GROUP, InputSettings.DEFAULT);
        Map<String, String> key = new TreeMap<>();
        GeneralSettings.GROUP.plain(general).forEach((name, value) -> key.put(name, value.toString()));
        InputSettings.GROUP.plain(files).forEach((name, value) -> key.put(name, value.toString()));
        key.put("stack", stack.toString());
        // Under a name of its own: a folder may be named in many ways, and may be moved.
        key.put("discarded", Fingerprint.stamp(discardedFile));
        List<Path> looked = new ArrayList<>(List.of(stack));
        String name = Series.source(stack, files, general).name();
        for (String ending : ANGLE_ENDINGS) {
            looked.add(stack.resolveSibling(name + ending));
            looked.add(stack.resolveSibling(stack.getFileName() + ending));
        }
        for (String mdoc :
                List.of(stack.getFileName() + ".mdoc", name + ".mdoc", name + ".mrc.mdoc", name + ".st.mdoc")) {
            looked.add(stack.resolveSibling(mdoc));
        }
        for (String given : List.of(files.angleFile(), files.mdocFile())) {
            if (!given.isBlank()) {
                looked.add(Path.of(given));
            }
        }
        looked.forEach(file -> key.put(file.toString(), Fingerprint.stamp(file)));
        return key;
    }

    /** The index of an open series. */
    static SeriesIndex of(Series series, Map<String, String> key, Optional<SeriesIndex> before) {
        Path file = series.input().stack();
        Fingerprint stack = before.map(b -> b.stack().again(file)).orElseGet(() -> Fingerprint.of(file));
        Map<String, String> given = new TreeMap<>();
        GivenItems.of(series, stack.bytes() + " " + stack.hash()).forEach((item, value) -> given.put(item.id(), value));
        return new SeriesIndex(
                key,
                stack,
                series.width(),
                series.height(),
                series.input().angles().tiltsDeg(),
                series.input().angles().name(),
                series.pixelSizeAngstrom(),
                given,
                series.input().warnings());
    }

    static Optional<SeriesIndex> read(Path root) {
        return Json.read(root.resolve(FILE), SeriesIndex.class);
    }

    /** What comes with the series; without the raw stack where that is missing now. */
    Map<Item, String> givenItems(Path stackNow) {
        Map<Item, String> items = new EnumMap<>(Item.class);
        boolean there = Files.isReadable(stackNow);
        for (Item item : Item.values()) {
            String value = given.get(item.id());
            if (value != null && (item != Item.RAW_STACK || there)) {
                items.put(item, value);
            }
        }
        return items;
    }

    SeriesFacts facts(Optional<BeadSize> bead) {
        return new SeriesFacts(width, height, tiltsDeg.size(), pixelSizeAngstrom, bead);
    }

    /** The nominal tilt angles, a new array at each call. */
    public double[] tilts() {
        return tiltsDeg.stream().mapToDouble(a -> a).toArray();
    }
}
