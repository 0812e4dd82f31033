package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.Item;

/**
 * The files of an item, as they lie in the workflow folder now.
 *
 * @param item what they are
 * @param files their paths; empty while the item is not there
 */
public record ItemFiles(Item item, List<Path> files) {
    public ItemFiles {
        files = List.copyOf(files);
    }

    /** Whether the item is there. */
    public boolean exists() {
        return !files.isEmpty();
    }

    /**
     * Its only file, or the first of several.
     *
     * @throws GoldtrailException if the item is not there
     */
    public Path file() {
        if (files.isEmpty()) {
            throw missing("");
        }
        return files.getFirst();
    }

    /**
     * Its file with a certain ending, like {@code .xf}.
     *
     * @throws GoldtrailException if there is none
     */
    public Path file(String ending) {
        return files.stream()
                .filter(f -> f.getFileName().toString().endsWith(ending))
                .findFirst()
                .orElseThrow(() -> missing(" with the ending " + ending));
    }

    private GoldtrailException missing(String which) {
        return new GoldtrailException(
                "there is no file of the item " + item.id() + which, "", "run the step that makes it");
    }

    @Override
    public String toString() {
        return item.id() + ": " + (files.isEmpty() ? "not there" : String.join(", ", names()));
    }

    private List<String> names() {
        return files.stream().map(Path::toString).toList();
    }
}
