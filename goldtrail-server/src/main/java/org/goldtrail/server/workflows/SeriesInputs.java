package org.goldtrail.server.workflows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.formats.AngleSource;
import org.goldtrail.formats.AxisCandidate;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.series.Series;

/** What the files beside a stack say of a series, each with its origin, for a person to confirm. */
public final class SeriesInputs {
    private SeriesInputs() {}

    /** Of a workflow, as its settings name the files. */
    static Map<String, Object> of(Workflow workflow) {
        Settings settings = workflow.settings();
        return of(
                workflow.stack(),
                settings.of(InputSettings.GROUP, InputSettings.DEFAULT),
                settings.of(GeneralSettings.GROUP, GeneralSettings.DEFAULT));
    }

    /**
     * Of a stack.
     *
     * @throws org.goldtrail.GoldtrailException if it cannot be read or no angles are found
     */
    public static Map<String, Object> of(Path stack, InputSettings files, GeneralSettings general) {
        TiltSeriesInput input = Series.source(stack, files, general).read();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("stack", stack.toString());
        out.put("name", Series.source(stack, files, general).name());
        out.put("width", input.width());
        out.put("height", input.height());
        out.put("views", input.sections());
        out.put("tiltsDeg", input.angles().tiltsDeg());
        out.put("angles", input.angles().name());
        out.put(
                "otherAngles",
                input.otherAngles().stream().map(AngleSource::name).toList());
        input.pixelSizeAngstrom().ifPresent(a -> out.put("pixelSizeAngstrom", a));
        out.put("pixelSizeOrigin", input.pixelSizeOrigin());
        List<Map<String, Object>> axes = new ArrayList<>();
        for (AxisCandidate axis : input.axisCandidates()) {
            axes.add(Map.of(
                    "axisDeg",
                    axis.axisDeg(),
                    "origin",
                    axis.origin(),
                    "tellsHand",
                    axis.source() == AxisCandidate.Source.MDOC));
        }
        out.put("axes", axes);
        out.put("order", input.orderOrigin());
        out.put("duplicates", input.duplicates());
        out.put("warnings", input.warnings());
        return out;
    }
}
