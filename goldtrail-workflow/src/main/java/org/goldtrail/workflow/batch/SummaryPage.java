package org.goldtrail.workflow.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.goldtrail.workflow.report.Html;
import org.goldtrail.workflow.report.Report;
import org.goldtrail.workflow.units.Times;

/** The table of a batch as one HTML page that needs no network: its columns can be sorted, its rows searched. */
final class SummaryPage {
    /** A column of the page: a text, or a number that is sorted by its value. */
    private record Column(
            String name, boolean number, Function<SeriesRow, String> shown, Function<SeriesRow, String> value) {}

    private static final List<Column> COLUMNS = List.of(
            text("series", SeriesRow::name),
            text("state", r -> r.state().word()),
            text("step", SeriesRow::step),
            text("verdict", SeriesRow::verdict),
            length("residual", r -> r.figures().residualMeanPx()),
            length("leave-out", r -> r.figures().leaveOutPx()),
            number(
                    "beads",
                    "%.0f",
                    r -> r.figures().beads() < 0 ? Double.NaN : r.figures().beads()),
            new Column(
                    "views",
                    true,
                    r -> r.figures().viewsUsed() < 0
                            ? ""
                            : r.figures().viewsUsed() + " of " + r.figures().views(),
                    r -> r.figures().viewsUsed() < 0
                            ? ""
                            : Integer.toString(r.figures().viewsUsed())),
            number("axis", "%.2f°", r -> r.figures().axisDeg()),
            length("bead size", r -> r.figures().beadDiameterPx()),
            number("time", "%.0f s", SeriesRow::seconds),
            text("unlike the batch", r -> String.join("; ", r.flags())),
            text("reasons", r -> String.join("; ", r.reasons())));

    private SummaryPage() {}

    /**
     * The page.
     *
     * @param root folder of the batch, for its title
     */
    static String html(Path root, BatchTable table) {
        StringBuilder head = new StringBuilder();
        for (Column c : COLUMNS) {
            head.append(c.number ? "<th data-number=\"1\">" : "<th>")
                    .append("<button type=\"button\">")
                    .append(c.name)
                    .append("</button></th>");
        }
        StringBuilder rows = new StringBuilder();
        for (SeriesRow row : table.rows()) {
            rows.append("<tr>");
            COLUMNS.forEach(c -> rows.append(cell(c, row)));
            rows.append("</tr>\n");
        }
        // The rows come last: a name in them that looks like a place to fill stays as it is.
        return template()
                .replace("@TITLE@", escaped("Batch " + root.getFileName()))
                .replace("@LINE@", escaped(table.line()))
                .replace("@WHEN@", Times.now())
                .replace("@HEAD@", head)
                .replace("@ROWS@", rows);
    }

    private static String cell(Column column, SeriesRow row) {
        String shown = escaped(column.shown.apply(row));
        if (column.number) {
            return "<td class=\"number\" data-value=\"" + column.value.apply(row) + "\">" + shown + "</td>";
        }
        return switch (column.name) {
            case "series" ->
                "<td><a href=\"" + Html.address(row.folder()) + "/"
                        + (Files.isRegularFile(row.folder().resolve(Report.PAGE)) ? Report.PAGE : "")
                        + "\">" + shown + "</a></td>";
            case "state", "verdict" -> "<td class=\"" + shown + "\">" + shown + "</td>";
            case "unlike the batch" -> "<td class=\"flag\">" + shown + "</td>";
            default -> "<td>" + shown + "</td>";
        };
    }

    private static Column text(String name, Function<SeriesRow, String> value) {
        return new Column(name, false, value, value);
    }

    private static Column number(String name, String format, ToDoubleFunction<SeriesRow> value) {
        return new Column(
                name, true, r -> formatted(format, value.applyAsDouble(r)), r -> plain(value.applyAsDouble(r)));
    }

    /** A length in px and, where the pixel size is known, in nm. */
    private static Column length(String name, ToDoubleFunction<SeriesRow> px) {
        return new Column(
                name,
                true,
                r -> {
                    String nm = formatted(" (%.2f nm)", r.figures().nm(px.applyAsDouble(r)));
                    return formatted("%.2f px", px.applyAsDouble(r)) + nm;
                },
                r -> plain(px.applyAsDouble(r)));
    }

    private static String formatted(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
    }

    private static String plain(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String template() {
        try (InputStream in = SummaryPage.class.getResourceAsStream("summary.html")) {
            return new String(Objects.requireNonNull(in, "summary.html").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
