package org.goldtrail.workflow.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Pieces of HTML. */
public final class Html {
    private Html() {}

    /** Text as it may stand in an element or in an attribute between double quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A file or folder beside a page as its links name it, whatever signs are in the name. */
    public static String address(Path file) {
        return URLEncoder.encode(String.valueOf(file.getFileName()), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    /** A table of texts, the first row of which holds the titles. */
    public static String table(String kind, List<List<String>> rows) {
        StringBuilder out = new StringBuilder("<table class=\"" + kind + "\"><thead><tr>");
        rows.getFirst().forEach(t -> out.append("<th>").append(escaped(t)).append("</th>"));
        out.append("</tr></thead><tbody>\n");
        for (List<String> row : rows.subList(1, rows.size())) {
            out.append("<tr>");
            row.forEach(t -> out.append("<td>").append(escaped(t)).append("</td>"));
            out.append("</tr>\n");
        }
        return out.append("</tbody></table>\n").toString();
    }

    /** Names beside their values. */
    static String pairs(List<String[]> pairs) {
        StringBuilder out = new StringBuilder("<table class=\"pairs\"><tbody>\n");
        for (String[] pair : pairs) {
            out.append("<tr><th>")
                    .append(escaped(pair[0]))
                    .append("</th><td>")
                    .append(escaped(pair[1]))
                    .append("</td></tr>\n");
        }
        return out.append("</tbody></table>\n").toString();
    }
}
