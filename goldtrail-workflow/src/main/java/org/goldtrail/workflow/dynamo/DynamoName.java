package org.goldtrail.workflow.dynamo;

import java.util.Optional;

/**
 * A parameter of Dynamo and what it means here.
 *
 * @param name as it stands in the file, like {@code steps.detectPeaks.beadRadius}
 * @param path of our parameter; empty where there is none
 * @param how it is converted, or why there is no counterpart, for people
 * @param conversion of its values
 */
public record DynamoName(String name, Optional<String> path, String how, Conversion conversion) {
    static DynamoName of(String name, String path, String how, Conversion conversion) {
        return new DynamoName(name, Optional.of(path), how, conversion);
    }

    /** One that has no counterpart. */
    static DynamoName none(String name, String why) {
        return new DynamoName(name, Optional.empty(), why, Conversion.none(why));
    }

    /** A switch for what is always done, or never. */
    static DynamoName always(String name, boolean on, String why) {
        return new DynamoName(name, Optional.empty(), why, Conversion.always(on, why));
    }
}
