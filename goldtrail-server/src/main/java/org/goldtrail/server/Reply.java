package org.goldtrail.server;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;

/** Answers in JSON. */
public final class Reply {
    private Reply() {}

    /** A value as JSON; records, maps and lists become what one expects. */
    public static void json(Context context, Object value) {
        context.contentType("application/json; charset=utf-8").result(Json.line(value));
    }

    /** An error that a person should read: what is wrong, where, and what to do next. */
    public static void error(Context context, int status, String problem, @Nullable String where, String hint) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("problem", problem);
        if (where != null) {
            error.put("where", where);
        }
        error.put("hint", hint);
        context.status(status);
        json(context, Map.of("error", error));
    }
}
