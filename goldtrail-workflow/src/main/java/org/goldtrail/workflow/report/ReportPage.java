package org.goldtrail.workflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Times;
import org.goldtrail.workflow.units.Version;

/** The report of a series as one page that needs no other file and no network: the verdict first, in words. */
final class ReportPage {
    private final ReportData data;
    private final StringBuilder body = new StringBuilder();

    private ReportPage(ReportData data) {
        this.data = data;
    }

    static String html(ReportData data) {
        ReportPage page = new ReportPage(data);
        page.verdict();
        page.section("Figures", Html.pairs(ReportFigures.table(data)) + page.excluded());
        page.section("Pictures", String.join("\n", new ReportPictures(data).figures()));
        data.solution()
                .ifPresent(s -> page.section(
                        "Alignment", grid(ReportPlots.alignment(s, data.index().tilts())) + page.models(s)));
        data.ctf()
                .ifPresent(c -> page.section(
                        "CTF",
                        "<p>" + Html.escaped(sentence(c.verdict())) + "</p>"
                                + grid(ReportPlots.ctf(c, data.exposureOrder()))));
        page.section("Halves of the data", grid(ReportPlots.halves(data.root())));
        page.section("Look at the results", page.commands());
        String methods = Methods.paragraph(data);
        if (!methods.isEmpty()) {
            page.section("For the methods section", "<blockquote>" + Html.escaped(methods) + "</blockquote>");
        }
        page.section("Steps", page.steps());
        page.section("Parameters", page.parameters());
        return filled(
                data.name(),
                Version.PROGRAM + ", Java " + Runtime.version().feature() + ", " + Times.now() + ", " + data.stack(),
                page.body.toString());
    }

    /** The empty page, filled; a name that looks like a place to fill stays as it is. */
    static String filled(String title, String line, String body) {
        String template = template();
        int place = template.indexOf("@BODY@");
        String head = template.substring(0, place)
                .replace("@TITLE@", Html.escaped(title))
                .replace("@LINE@", Html.escaped(line));
        return head + body + template.substring(place + "@BODY@".length());
    }

    private void section(String title, String content) {
        if (!content.isBlank()) {
            body.append("<section><h2>")
                    .append(Html.escaped(title))
                    .append("</h2>\n")
                    .append(content)
                    .append("</section>\n");
        }
    }

    private static String grid(List<String> figures) {
        return figures.isEmpty() ? "" : "<div class=\"grid\">" + String.join("\n", figures) + "</div>";
    }

    private void verdict() {
        String grade = data.verdict().map(v -> v.grade().word()).orElse("none yet");
        body.append("<section class=\"verdict ").append(grade.replace(' ', '-')).append("\"><h2>");
        body.append("Verdict: ").append(Html.escaped(grade)).append("</h2>\n");
        body.append("<p>").append(Html.escaped(words())).append("</p>\n");
        data.verdict().map(Verdict::reasons).filter(r -> !r.isEmpty()).ifPresent(reasons -> {
            body.append("<ul>");
            reasons.forEach(
                    r -> body.append("<li>").append(Html.escaped(sentence(r))).append("</li>"));
            body.append("</ul>\n");
        });
        data.verdict()
                .map(Verdict::advice)
                .filter(a -> !a.isEmpty())
                .ifPresent(a -> body.append("<p><strong>What to do:</strong> ")
                        .append(Html.escaped(a))
                        .append(".</p>\n"));
        if (data.solution().isPresent() && !data.solutionIsUpToDate()) {
            body.append(
                    "<p><strong>Markers, views or parameters have changed since the series was solved.</strong> Run it"
                            + " again.</p>\n");
        }
        warnings().forEach(w -> body.append("<p>").append(Html.escaped(w)).append("</p>\n"));
        body.append("</section>\n");
    }

    private String words() {
        if (data.verdict().isEmpty()) {
            return "The series is not solved yet.";
        }
        return switch (data.verdict().get().grade()) {
            case GOOD ->
                "The alignment may be used as it is: residuals, the prediction of beads left out and the coverage of the"
                        + " field are all as they should be.";
            case QUESTIONABLE -> "The alignment is there, but look at it before you use it:";
            case FAILED -> "There is no alignment to be used:";
        };
    }

    private List<String> warnings() {
        List<String> all = new ArrayList<>(data.index().warnings());
        data.solution().ifPresent(s -> all.addAll(s.warnings()));
        return all.stream().distinct().toList();
    }

    private static String sentence(String clause) {
        String text = clause.isEmpty() ? clause : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    private String excluded() {
        List<String> views = ReportFigures.excluded(data);
        if (views.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<h3>Views not used</h3><ul>");
        views.forEach(v -> out.append("<li>").append(Html.escaped(v)).append("</li>"));
        return out.append("</ul>").toString();
    }

    private String models(SeriesSolution s) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", "free numbers", "mean residual", "beads left out, rms", "worst corner"));
        for (SeriesSolution.Candidate c : s.candidates()) {
            rows.add(List.of(
                    c.model() + (c.chosen() ? " (taken)" : ""),
                    Integer.toString(c.viewUnknowns()),
                    px(c.residualMeanPx()),
                    px(c.leaveOutBeadsPx()),
                    px(c.cornerPx())));
        }
        return rows.size() > 1 ? "<h3>Models that were tried</h3>" + Html.table("figures", rows) : "";
    }

    private static String px(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f px", value) : "";
    }

    private String commands() {
        StringBuilder out = new StringBuilder();
        for (String[] pair : Commands.of(data)) {
            out.append("<p class=\"command\">")
                    .append(Html.escaped(pair[0]))
                    .append("<code>")
                    .append(Html.escaped(pair[1]))
                    .append("</code></p>\n");
        }
        return out.toString();
    }

    private String steps() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("step", "state", "when", "time", "version", "figures"));
        for (StepStatus s : data.steps()) {
            if (s.provenance().isEmpty()) {
                continue;
            }
            Provenance p = s.provenance().get();
            rows.add(List.of(
                    s.step().id(),
                    s.state().word() + (s.reasons().isEmpty() ? "" : " (" + String.join("; ", s.reasons()) + ")"),
                    Times.shown(p.started()),
                    String.format(Locale.ROOT, "%.1f s", p.seconds()),
                    p.program().replaceFirst("^Goldtrail ", ""),
                    FigureText.of(p.figures())));
        }
        return rows.size() > 1 ? Html.table("steps", rows) : "";
    }

    private String parameters() {
        List<String[]> rows = new ArrayList<>();
        data.values().forEach((path, value) -> {
            if (!String.valueOf(value).isEmpty()) {
                rows.add(new String[] {path, String.valueOf(value)});
            }
        });
        return "<details open><summary>all " + rows.size() + " values</summary>" + Html.pairs(rows) + "</details>";
    }

    private static String template() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.html")) {
            return new String(Objects.requireNonNull(in, "report.html").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
