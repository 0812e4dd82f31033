package org.goldtrail.workflow.dynamo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All parameters a configuration of Dynamo may hold. Pixels are those of the unbinned stack in both programs. */
public final class DynamoNames {
    private static final List<DynamoName> ALL = Stream.of(GeneralNames.ALL, MarkerNames.ALL, TomogramNames.ALL)
            .flatMap(List::stream)
            .toList();

    private DynamoNames() {}

    /** All of them, in Dynamo's order. */
    public static List<DynamoName> all() {
        return ALL;
    }

    /** A parameter by its name; capitals do not matter. */
    static Optional<DynamoName> find(String name) {
        return ALL.stream().filter(n -> n.name().equalsIgnoreCase(name)).findFirst();
    }
}
