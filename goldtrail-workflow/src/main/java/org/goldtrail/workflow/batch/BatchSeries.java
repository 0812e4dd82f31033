package org.goldtrail.workflow.batch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A series that a batch was told of.
 *
 * @param name of the series, unique within the batch
 * @param stack the raw stack, absolute
 * @param mdoc that named the stack, absolute; empty where the stack itself was named
 * @param problem why it cannot even be looked for; empty for most
 */
public record BatchSeries(String name, Path stack, Optional<Path> mdoc, Optional<String> problem) {
    /** A series that can be tried. */
    static BatchSeries of(Path stack) {
        return new BatchSeries(nameOf(stack), stack, Optional.empty(), Optional.empty());
    }

    BatchSeries named(Path by) {
        return new BatchSeries(name, stack, Optional.of(by), problem);
    }

    BatchSeries refused(String newName, String why) {
        return new BatchSeries(newName, stack, mdoc, Optional.of(why));
    }

    /** The name of a file without its last extension. */
    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
