package org.goldtrail.server.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;

/**
 * Places that people have marked, kept in {@code pins.json} of the workflow folder. A pin in a volume is a place of the specimen
 * in unbinned pixels from its centre, so that it lies where it was set in any other tomogram of the series as well, and is what
 * the full-sized reconstruction takes as its centre; a pin in a view is a raw index coordinate of one section.
 */
final class Pins {
    private static final String FILE = "pins.json";
    private static final int MAX_NAME = 80;

    /** One writer at a time; there is one such object for each request. */
    private static final Object WRITING = new Object();

    private final Path file;

    Pins(Path workflowFolder) {
        this.file = workflowFolder.resolve(FILE);
    }

    /**
     * A pin.
     *
     * @param id number that is not used again
     * @param name for people
     * @param section of the raw stack, 0-based, of a pin in a view; null of one in a volume
     * @param xPx of the specimen or the raw view
     * @param yPx likewise
     * @param zPx of the specimen; 0 in a view
     */
    record Pin(int id, String name, @Nullable Integer section, double xPx, double yPx, double zPx) {}

    /** All pins, and the number for the next one. */
    record All(int next, List<Pin> pins) {
        All {
            pins = pins == null ? List.of() : List.copyOf(pins);
        }
    }

    All all() {
        return Json.read(file, All.class).orElse(new All(1, List.of()));
    }

    /**
     * Adds a pin under a number of its own.
     *
     * @param name empty for "pin N"
     */
    Pin add(String name, @Nullable Integer section, double xPx, double yPx, double zPx) {
        if (!Double.isFinite(xPx + yPx + zPx)) {
            throw new GoldtrailException("a pin must have a place", file.toString(), "give x, y and z");
        }
        synchronized (WRITING) {
            All before = all();
            Pin pin = new Pin(before.next, name(name, before.next), section, xPx, yPx, zPx);
            List<Pin> pins = new ArrayList<>(before.pins);
            pins.add(pin);
            Json.write(file, new All(before.next + 1, pins));
            return pin;
        }
    }

    private static String name(String wanted, int id) {
        String name = wanted.strip();
        return name.isEmpty() ? "pin " + id : name.substring(0, Math.min(MAX_NAME, name.length()));
    }

    /** Gives a pin another name. */
    void rename(int id, String name) {
        change(id, pin -> Optional.of(new Pin(id, name(name, id), pin.section, pin.xPx, pin.yPx, pin.zPx)));
    }

    /** Takes a pin away. */
    void remove(int id) {
        change(id, pin -> Optional.empty());
    }

    private void change(int id, Function<Pin, Optional<Pin>> how) {
        synchronized (WRITING) {
            changeAlone(id, how);
        }
    }

    private void changeAlone(int id, Function<Pin, Optional<Pin>> how) {
        All before = all();
        if (before.pins.stream().noneMatch(pin -> pin.id == id)) {
            throw new GoldtrailException("there is no pin of the number " + id, file.toString(), "load the page again");
        }
        List<Pin> pins = new ArrayList<>();
        for (Pin pin : before.pins) {
            if (pin.id == id) {
                how.apply(pin).ifPresent(pins::add);
            } else {
                pins.add(pin);
            }
        }
        Json.write(file, new All(before.next, pins));
    }
}
