package org.goldtrail.server.plots;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.judgement.Verdict;

/** What every window needs to know of a series: its size, its angles, the size of its beads, and a verdict that is not good. */
public final class SeriesFrame {
    private SeriesFrame() {}

    /** As it goes to the page. */
    public static Map<String, Object> of(Workflow workflow) {
        SeriesIndex index = workflow.series();
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("name", workflow.name());
        frame.put("width", index.width());
        frame.put("height", index.height());
        frame.put("tiltsDeg", index.tiltsDeg());
        frame.put("discarded", workflow.discarded());
        OptionalDouble pixel = index.pixelSizeAngstrom();
        if (pixel.isPresent()) {
            frame.put("pixelSizeAngstrom", pixel.getAsDouble());
        }
        doubt(workflow).ifPresent(doubt -> frame.put("verdict", doubt));
        frame.put("beadRadiusPx", beadRadiusPx(workflow));
        frame.put("maskRadiusPx", number(workflow, "detection.detectPeaks.maskRadiusPx"));
        frame.put("patchSidePx", Math.rint(number(workflow, "detection.detectPeaks.templateSideLengthPx")));
        return frame;
    }

    /** The verdict on a series, if it is not good: what is shown of it may look well all the same. */
    public static Optional<Map<String, Object>> doubt(Workflow workflow) {
        return workflow.verdict()
                .filter(v -> v.grade() != Verdict.Grade.GOOD)
                .map(v -> Map.of("grade", v.grade().word(), "reasons", v.reasons()));
    }

    /** The radius of the beads, as set or measured, raw pixels. */
    public static double beadRadiusPx(Workflow workflow) {
        return number(workflow, "detection.detectPeaks.beadRadiusPx");
    }

    /** A parameter that is a number. */
    public static double number(Workflow workflow, String parameter) {
        return Double.parseDouble(workflow.value(parameter).toString());
    }
}
