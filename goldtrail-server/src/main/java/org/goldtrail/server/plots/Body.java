package org.goldtrail.server.plots;

import io.javalin.http.Context;
import org.goldtrail.GoldtrailException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that comes with a request. */
public final class Body {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Body() {}

    /**
     * Reads it.
     *
     * @throws GoldtrailException if it is not what was asked for
     */
    public static <T> T read(Context context, Class<T> type) {
        try {
            return JSON.readValue(context.body(), type);
        } catch (JacksonException e) {
            throw new GoldtrailException(
                    "the request cannot be understood (" + e.getOriginalMessage() + ")",
                    context.path(),
                    "load the page again",
                    e);
        }
    }
}
