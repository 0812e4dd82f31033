package org.goldtrail.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.TiltSeriesInput;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code workflow.json}: what was run on what, and what came of it. */
final class RunRecord {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RunRecord() {}

    static void write(
            WorkflowFolder folder,
            RunOptions options,
            TiltSeriesInput input,
            Verdict verdict,
            Map<String, Double> seconds) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("program", "Goldtrail " + Version.NUMBER);
        record.put("stack", options.stack().toAbsolutePath().toString());
        record.put("width", input.width());
        record.put("height", input.height());
        record.put("sections", input.sections());
        record.put("angles", input.angles().name());
        record.put(
                "pixelSizeAngstrom",
                input.pixelSizeAngstrom().isPresent()
                        ? input.pixelSizeAngstrom().getAsDouble()
                        : "not known");
        record.put("verdict", verdict.grade().word());
        record.put("reasons", verdict.reasons());
        record.put("figures", verdict.figures());
        record.put("advice", verdict.advice());
        record.put("secondsPerStep", seconds);
        AtomicFile.writeText(folder.root().resolve("workflow.json"), JSON.writeValueAsString(record) + "\n");
    }
}
