package org.goldtrail.workflow.batch;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A column of the summary.
 *
 * @param name in the header of {@code summary.csv}
 * @param field of a row; empty where it is not known
 */
public record SummaryColumn(String name, Function<SeriesRow, String> field) {
    /**
     * All of them: first those of AreTomo3's {@code TiltSeries_Metrics.csv} under its own names, then ours. Where AreTomo3
     * judges patches, the share of the field that lies outside the hull of the beads stands in their place.
     */
    public static final List<SummaryColumn> ALL = List.of(
            new SummaryColumn("Tilt_Series", SeriesRow::name),
            number("Thickness(Pix)", "%.0f", r -> r.figures().thicknessPx()),
            number("Tilt_Axis", "%.3f", r -> r.figures().axisDeg()),
            number("Global_Shift(Pix)", "%.2f", r -> r.figures().globalShiftPx()),
            number("Bad_Patch_Low", "%.3f", r -> r.figures().uncoveredLow()),
            number("Bad_Patch_All", "%.3f", r -> r.figures().uncoveredAll()),
            number("Defocus(A)", "%.1f", r -> r.figures().ctf().defocusAngstrom()),
            number("ExtPhase(Deg)", "%.2f", r -> r.figures().ctf().phaseShiftDeg()),
            number("CTF_Res(A)", "%.2f", r -> r.figures().ctf().resolutionAngstrom()),
            number("CTF_Score", "%.4f", r -> r.figures().ctf().score()),
            number("DF_Hand", "%.0f", r -> r.figures().ctf().hand()),
            number("Pix_Size(A)", "%.4f", r -> r.figures().pixelSizeAngstrom()),
            number("Cs", "%.2f", r -> r.figures().sphericalAberrationMm()),
            number("Kv", "%.0f", r -> r.figures().voltageKv()),
            number("Alpha0", "%.3f", r -> r.figures().tiltOffsetDeg()),
            number("Beta0", "%.3f", r -> r.figures().xTiltDeg()),
            new SummaryColumn("state", r -> r.state().word()),
            new SummaryColumn("step", SeriesRow::step),
            new SummaryColumn("verdict", SeriesRow::verdict),
            new SummaryColumn("reasons", r -> String.join("; ", r.reasons())),
            new SummaryColumn("flags", r -> String.join("; ", r.flags())),
            number("residualMeanPx", "%.4f", r -> r.figures().residualMeanPx()),
            number("residualMedianPx", "%.4f", r -> r.figures().residualMedianPx()),
            number("residualMeanNm", "%.4f", r -> r.figures().nm(r.figures().residualMeanPx())),
            number("residualMedianNm", "%.4f", r -> r.figures().nm(r.figures().residualMedianPx())),
            number("leaveOutPx", "%.4f", r -> r.figures().leaveOutPx()),
            number("leaveOutNm", "%.4f", r -> r.figures().nm(r.figures().leaveOutPx())),
            number("cornerPx", "%.4f", r -> r.figures().cornerPx()),
            number("cornerNm", "%.4f", r -> r.figures().nm(r.figures().cornerPx())),
            count("beads", r -> r.figures().beads()),
            count("observations", r -> r.figures().observations()),
            number("beadDiameterPx", "%.2f", r -> r.figures().beadDiameterPx()),
            number("beadDiameterNm", "%.2f", r -> r.figures().nm(r.figures().beadDiameterPx())),
            count("viewsUsed", r -> r.figures().viewsUsed()),
            count("views", r -> r.figures().views()),
            new SummaryColumn(
                    "handKnown",
                    r -> r.figures().beads() < 0
                            ? ""
                            : Boolean.toString(r.figures().handKnown())),
            new SummaryColumn("model", r -> r.figures().model()),
            number("thicknessNm", "%.1f", r -> r.figures().nm(r.figures().thicknessPx())),
            count("widthPx", r -> r.figures().widthPx()),
            count("heightPx", r -> r.figures().heightPx()),
            number("seconds", "%.1f", SeriesRow::seconds),
            number("cpuSeconds", "%.1f", SeriesRow::cpuSeconds),
            count("readBytes", SeriesRow::readBytes),
            count("writtenBytes", SeriesRow::writtenBytes),
            new SummaryColumn("exitCode", r -> Integer.toString(r.exitCode())),
            new SummaryColumn("stack", r -> r.stack().toString()),
            new SummaryColumn("folder", r -> String.valueOf(r.folder().getFileName())));

    private static SummaryColumn number(
            String name, String format, java.util.function.ToDoubleFunction<SeriesRow> value) {
        return new SummaryColumn(name, row -> {
            double v = value.applyAsDouble(row);
            String text = Double.isFinite(v) ? String.format(Locale.ROOT, format, v) : "";
            return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
        });
    }

    /** Negative where it is not known. */
    private static SummaryColumn count(String name, java.util.function.ToLongFunction<SeriesRow> value) {
        return new SummaryColumn(name, row -> {
            long v = value.applyAsLong(row);
            return v < 0 ? "" : Long.toString(v);
        });
    }

    /** The field of a row as CSV: quoted where it must be. */
    String csv(SeriesRow row) {
        String text = field.apply(row);
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
