package org.goldtrail.workflow.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;

/** The two stacks that were made of every second frame of each view; they lie beside the raw one. */
final class HalfStacks {
    private static final List<String[]> ENDINGS =
            List.of(new String[] {"_EVN", "_ODD"}, new String[] {"_EVEN", "_ODD"}, new String[] {"_even", "_odd"});

    private static final List<String> TYPES = List.of(".mrc", ".st", ".mrcs", ".ali");

    private HalfStacks() {}

    /** The even and the odd one, if both are there. */
    static Optional<List<Path>> find(Surroundings around) {
        for (String[] endings : ENDINGS) {
            for (String type : TYPES) {
                Path even = around.rawStack().resolveSibling(around.seriesName() + endings[0] + type);
                Path odd = around.rawStack().resolveSibling(around.seriesName() + endings[1] + type);
                if (Files.exists(even) && Files.exists(odd)) {
                    return Optional.of(List.of(even, odd));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The same where they are needed.
     *
     * @throws GoldtrailException if they are not there
     */
    static List<Path> of(Surroundings around) {
        return find(around)
                .orElseThrow(() -> new GoldtrailException(
                        "there are no stacks of the halves of the frames",
                        String.valueOf(around.rawStack().getParent()),
                        "put them beside the raw stack as "
                                + String.join(
                                        " or ",
                                        ENDINGS.stream()
                                                .map(e -> around.seriesName() + e[0] + TYPES.getFirst())
                                                .toList())
                                + " and so on, or choose halves of views"));
    }
}
