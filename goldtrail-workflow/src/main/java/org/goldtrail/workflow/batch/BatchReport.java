package org.goldtrail.workflow.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.report.Html;
import org.goldtrail.workflow.report.PictureData;
import org.goldtrail.workflow.report.Report;
import org.goldtrail.workflow.report.SvgPlot;
import org.goldtrail.workflow.report.SvgPlot.Mark;
import org.goldtrail.workflow.units.Times;
import org.goldtrail.workflow.units.Units;
import org.goldtrail.workflow.units.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The report of a batch: how many series are good, what is wrong with the others, the figures of all side by side, and a picture of
 * each tomogram. One file; the reports of the series are linked.
 */
public final class BatchReport {
    private static final Logger LOG = LoggerFactory.getLogger(BatchReport.class);
    private static final int THUMBNAIL_PX = 320;

    private final BatchFolder folder;
    private final Map<Path, Thumbnail> thumbnails = new HashMap<>();

    /** A picture as it stands in the page, and the time of its file. */
    private record Thumbnail(FileTime time, Optional<String> data) {}

    /** The report of a batch; pictures that have not changed are read once. */
    BatchReport(BatchFolder folder) {
        this.folder = folder;
    }

    /**
     * Writes {@code report.html} from what lies in the folders now.
     *
     * @return the page
     */
    public static Path write(BatchFolder folder) {
        return new BatchReport(folder).write(BatchTable.read(folder));
    }

    /**
     * Writes {@code report.html}.
     *
     * @return the page
     */
    Path write(BatchTable table) {
        StringBuilder body = new StringBuilder();
        body.append(overview(table));
        body.append(plots(table.rows()));
        body.append("<section><h2>Series</h2><div class=\"cards\">\n");
        table.rows().forEach(row -> body.append(card(row)));
        body.append("</div></section>\n");
        Path page = folder.root().resolve(Report.PAGE);
        AtomicFile.writeText(
                page,
                Report.page(
                        "Batch " + folder.root().toAbsolutePath().normalize().getFileName(),
                        Version.PROGRAM + ", " + Times.now() + ", " + folder.root(),
                        body.toString()));
        return page;
    }

    private static String overview(BatchTable table) {
        Map<String, Integer> verdicts = new TreeMap<>();
        table.rows()
                .forEach(r -> verdicts.merge(r.verdict().isEmpty() ? r.state().word() : r.verdict(), 1, Integer::sum));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("series", "verdict", "why"));
        table.rows().stream()
                .filter(r -> !r.verdict().equals("good"))
                .forEach(r -> rows.add(List.of(
                        r.name(),
                        r.verdict().isEmpty() ? r.state().word() : r.verdict(),
                        String.join("; ", r.reasons()))));
        String worst = verdicts.containsKey("failed") || verdicts.containsKey("broken")
                ? "failed"
                : verdicts.size() == 1 && verdicts.containsKey("good") ? "good" : "questionable";
        return "<section class=\"verdict " + worst + "\"><h2>" + Html.escaped(sentence(verdicts)) + "</h2></section>\n"
                + (rows.size() > 1
                        ? "<section><h2>To be looked at</h2>" + Html.table("figures", rows) + "</section>\n"
                        : "");
    }

    private static String sentence(Map<String, Integer> verdicts) {
        List<String> parts = new ArrayList<>();
        verdicts.forEach((word, count) -> parts.add(count + " " + word));
        return verdicts.isEmpty() ? "There are no series yet." : String.join(", ", parts);
    }

    private static String plots(List<SeriesRow> rows) {
        List<SeriesRow> solved = rows.stream()
                .filter(r -> Double.isFinite(r.figures().residualMeanPx()))
                .toList();
        if (solved.size() < 2) {
            return "";
        }
        return "<section><h2>All series side by side</h2><div class=\"grid\">"
                + plot("Residual", "mean residual, px", solved, r -> r.figures().residualMeanPx(), true)
                + plot(
                        "Leave-out error",
                        "leave-out error, px",
                        solved,
                        r -> r.figures().leaveOutPx(),
                        true)
                + plot("Beads", "beads", solved, r -> r.figures().beads(), true)
                + plot(
                        "Direction of the tilt axis",
                        "axis, °",
                        solved,
                        r -> r.figures().axisDeg(),
                        false)
                + "</div></section>\n";
    }

    private static String plot(
            String title, String label, List<SeriesRow> rows, ToDoubleFunction<SeriesRow> value, boolean fromZero) {
        double[] x = new double[rows.size()];
        double[] y = new double[rows.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 1;
            y[i] = value.applyAsDouble(rows.get(i));
        }
        SvgPlot plot = new SvgPlot(title, "series, in the order below", label);
        return (fromZero ? plot.fromZero().add(title, Mark.BARS, x, y) : plot.add(title, Mark.POINTS, x, y)).svg();
    }

    private String card(SeriesRow row) {
        Path folder = row.folder();
        String name = Html.escaped(row.name());
        boolean reported = Files.isRegularFile(folder.resolve(Report.PAGE));
        String title =
                reported ? "<a href=\"" + Html.address(folder) + "/" + Report.PAGE + "\">" + name + "</a>" : name;
        String verdict = row.verdict().isEmpty() ? row.state().word() : row.verdict();
        StringBuilder card = new StringBuilder("<article class=\"card\"><h3>" + title + " <span class=\"word "
                + Html.escaped(verdict) + "\">" + Html.escaped(verdict) + "</span></h3>\n");
        picture(folder, row.name())
                .ifPresent(p -> card.append("<img src=\"").append(p).append("\" alt=\"slices of the tomogram\">\n"));
        SeriesFigures f = row.figures();
        if (Double.isFinite(f.residualMeanPx())) {
            card.append("<p>")
                    .append(Html.escaped(String.format(
                            Locale.ROOT,
                            "residual %s, leave-out %s, %d beads, %d of %d views, axis %.1f°",
                            length(f, f.residualMeanPx()),
                            length(f, f.leaveOutPx()),
                            f.beads(),
                            f.viewsUsed(),
                            f.views(),
                            f.axisDeg())))
                    .append("</p>\n");
        }
        if (!row.flags().isEmpty()) {
            card.append("<p>unlike the batch: ")
                    .append(Html.escaped(String.join("; ", row.flags())))
                    .append("</p>\n");
        }
        return card.append("</article>\n").toString();
    }

    private static String length(SeriesFigures f, double px) {
        double nm = f.nm(1);
        return Units.length(px, Double.isFinite(nm) ? OptionalDouble.of(10 * nm) : OptionalDouble.empty());
    }

    private Optional<String> picture(Path folder, String name) {
        Path reconstruction = folder.resolve("reconstruction");
        if (!Files.isDirectory(reconstruction)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(reconstruction)) {
            return files.filter(p -> String.valueOf(p.getFileName()).matches(Pattern.quote(name) + "_.*_slices\\.png"))
                    .sorted()
                    .findFirst()
                    .flatMap(this::thumbnail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> thumbnail(Path file) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            return thumbnails
                    .compute(
                            file,
                            (f, before) -> before != null && before.time().equals(time)
                                    ? before
                                    : new Thumbnail(time, PictureData.ofFile(f, THUMBNAIL_PX)))
                    .data();
        } catch (IOException | UncheckedIOException e) {
            // It may have been made anew just now; the next page has it.
            LOG.debug("no picture {} in the report of the batch", file, e);
            return Optional.empty();
        }
    }
}
