package org.goldtrail.workflow.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which halves of the data are reconstructed, too. */
enum HalvesChoice {
    /** None. */
    NONE,
    /** Every second view by tilt angle. */
    VIEWS,
    /** All views, each from half of its frames: the stacks _EVN and _ODD beside the raw one. */
    FRAMES;

    /** What a step follows from with this choice, see {@link Step#alsoFrom}. */
    Map<String, String> alsoFrom(Surroundings around) {
        if (this != FRAMES) {
            return Map.of();
        }
        StringBuilder files = new StringBuilder();
        for (Path file : HalfStacks.find(around).orElse(List.of())) {
            try {
                files.append(String.join(
                        " ",
                        file.toString(),
                        String.valueOf(Files.size(file)),
                        Files.getLastModifiedTime(file) + "\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.of("stacks of the halves of the frames", files.toString());
    }
}
