package org.goldtrail.app.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.goldtrail.app.console.Style;
import org.goldtrail.app.console.TextTable;
import org.goldtrail.app.console.Words;
import org.goldtrail.interchange.AlignmentComparison;
import org.goldtrail.interchange.Alignments;
import org.goldtrail.interchange.KnownSeries;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.files.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail compare}: how two alignments of a series differ. */
@Command(
        name = "compare",
        description =
                "Compares two alignments of the same raw stack, after removing what no data can tell: a translation of"
                        + " the specimen and a common offset of the tilt angles.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Each is a workflow folder or a file that convert reads. Differences are those of B minus A.",
            "Example: goldtrail compare TS_01.goldtrail TS_01.aln"
        })
public final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "workflow folder or alignment")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "workflow folder or alignment")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path second;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Mixin
    private final SeriesSize series = new SeriesSize();

    @Mixin
    private final FormatChoice choice = new FormatChoice();

    @Override
    public Integer call() {
        // A workflow knows the size of its views, which the other's file may lack.
        KnownSeries known = series.known();
        for (Path side : List.of(first, second)) {
            if (Workflow.isWorkflow(side)) {
                known = Workflow.open(side).exchange().known();
            }
        }
        SeriesAlignment a = read(first, known);
        if (known.width().isEmpty()) {
            known = KnownSeries.of(a);
        }
        SeriesAlignment b = read(second, known);
        AlignmentComparison comparison = AlignmentComparison.of(a, b);
        if (json) {
            System.out.println(Json.text(map(comparison)));
        } else {
            print(a, b, comparison);
        }
        return 0;
    }

    private SeriesAlignment read(Path side, KnownSeries known) {
        return Workflow.isWorkflow(side)
                ? Workflow.open(side).exchange().alignment()
                : Alignments.read(side, known, choice.exactCentres());
    }

    private static void print(SeriesAlignment a, SeriesAlignment b, AlignmentComparison c) {
        OptionalDouble pixel = a.pixelSizeAngstrom();
        TextTable table = new TextTable(Words.consoleWidth(), "");
        table.head(Style.console(), "view", "tilt", "axis", "angle", "magnification", "shift x", "shift y", "corner");
        for (AlignmentComparison.View v : c.views()) {
            table.row(
                    Integer.toString(v.section() + 1),
                    text("%+.1f°", v.tiltDeg()),
                    text("%+.3f°", v.axisDeg()),
                    text("%+.3f°", v.angleDeg()),
                    text("%+.5f", v.magnification()),
                    text("%+.2f px", v.shiftXPx()),
                    text("%+.2f px", v.shiftYPx()),
                    length(v.cornerPx(), pixel));
        }
        table.print();
        System.out.println("A: " + a.origin());
        System.out.println("B: " + b.origin());
        System.out.println(text(
                        "removed: a translation of %.2f, %.2f, %.2f px and an offset of all angles of ",
                        c.translationPx()[0], c.translationPx()[1], c.translationPx()[2])
                + text("%+.3f°", c.tiltOffsetDeg()));
        if (!c.onlyInA().isEmpty() || !c.onlyInB().isEmpty()) {
            System.out.println("views used by A only: " + names(c.onlyInA()) + "; by B only: " + names(c.onlyInB()));
        }
        if (c.mirrored()) {
            System.out.println(
                    "the two are mirror images of each other: one of them has the wrong hand; compared is B with"
                            + " the mirror image of A");
        }
        System.out.println(text(
                        "rms of %d views: axis %.3f°, angle %.3f°, shift ",
                        c.views().size(), c.axisRmsDeg(), c.angleRmsDeg())
                + length(c.shiftRmsPx(), pixel) + ", corner " + length(c.cornerRmsPx(), pixel));
    }

    private static String names(List<Integer> sections) {
        return sections.isEmpty()
                ? "none"
                : sections.stream().map(s -> Integer.toString(s + 1)).collect(Collectors.joining(", "));
    }

    private static String length(double px, OptionalDouble pixelSizeAngstrom) {
        return pixelSizeAngstrom.isPresent()
                ? text("%.2f px (%.2f Å)", px, px * pixelSizeAngstrom.getAsDouble())
                : text("%.2f px", px);
    }

    private static String text(String format, Object... values) {
        // What rounds to nothing has no sign.
        return String.format(Locale.ROOT, format, values).replaceAll("[-+](0\\.0+)(?=[^0-9])", "$1");
    }

    private static Map<String, Object> map(AlignmentComparison c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("mirrored", c.mirrored());
        out.put("tiltOffsetDeg", c.tiltOffsetDeg());
        out.put("translationPx", c.translationPx());
        out.put("onlyInA", c.onlyInA());
        out.put("onlyInB", c.onlyInB());
        out.put("axisRmsDeg", c.axisRmsDeg());
        out.put("angleRmsDeg", c.angleRmsDeg());
        out.put("shiftRmsPx", c.shiftRmsPx());
        out.put("cornerRmsPx", c.cornerRmsPx());
        out.put("views", new ArrayList<>(c.views()));
        return out;
    }
}
