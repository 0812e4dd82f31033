package org.goldtrail.phantom.score;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Scores as JSON; figures that do not exist are the string "NaN". */
public final class ScoreJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ScoreJson() {}

    /**
     * @param score one of the records of this package
     */
    public static String of(Record score) {
        return MAPPER.writeValueAsString(score) + "\n";
    }
}
