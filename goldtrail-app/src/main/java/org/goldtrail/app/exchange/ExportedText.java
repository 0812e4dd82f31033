package org.goldtrail.app.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.interchange.Exported;
import org.goldtrail.workflow.files.Json;

/** Says what an export has written. */
final class ExportedText {
    private ExportedText() {}

    static void print(Exported exported) {
        exported.files().forEach(f -> System.out.println("wrote " + f));
        exported.remarks().forEach(r -> System.out.println("note: " + r));
        exported.commands().forEach(c -> System.out.println("next: " + c));
    }

    /**
     * Says the same as one JSON document.
     *
     * @param about what goes before it, by name
     */
    static void json(Map<String, ?> about, Exported exported) {
        Map<String, Object> out = new LinkedHashMap<>(about);
        out.put("files", exported.files().stream().map(String::valueOf).toList());
        out.put("notes", exported.remarks());
        out.put("next", exported.commands());
        System.out.println(Json.text(out));
    }
}
