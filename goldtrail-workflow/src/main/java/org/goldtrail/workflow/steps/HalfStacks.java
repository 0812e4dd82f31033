package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.StackHalves;

/** The two stacks that were made of every second frame of each view; they lie beside the raw one. */
final class HalfStacks {
    private HalfStacks() {}

    /** The even and the odd one, if both are there. */
    static Optional<List<Path>> find(Surroundings around) {
        return StackHalves.of(around.rawStack()).map(halves -> List.of(halves.even(), halves.odd()));
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
                                + String.join(" or ", StackHalves.namesOfEven(around.rawStack()))
                                + " and so on, or choose halves of views"));
    }
}
