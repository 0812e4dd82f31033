package org.goldtrail.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.TextLines;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;

/** Goldtrail's own table of views, for spreadsheets and pandas: a row for each raw section, used or not, with everything. */
final class CsvFormat implements AlignmentFormat {
    private static final String HEADER =
            "tilt,used,nominalDeg,tiltDeg,rotationDeg,xTiltDeg,magnification,shiftXPx,shiftYPx,"
                    + "stretch,skewDeg,doseBefore,dose,defocusUAngstrom,defocusVAngstrom,astigmatismDeg,phaseShiftRad,reason";

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String label() {
        return "CSV";
    }

    @Override
    public String help() {
        return "a table with a row for each view, and one of the markers";
    }

    @Override
    public boolean recognises(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
                && TextLines.head(file, 400).contains("rotationDeg");
    }

    @Override
    public SeriesAlignment read(Path file, KnownSeries known, boolean exactCentres) {
        CsvTable table = CsvTable.read(file);
        int tilt = table.column("tilt", "section", "view");
        int tiltDeg = table.column("tiltDeg");
        int axis = table.column("rotationDeg");
        int shiftX = table.column("shiftXPx");
        int shiftY = table.column("shiftYPx");
        int magnification = table.optionalColumn("magnification");
        int xTilt = table.optionalColumn("xTiltDeg");
        int stretch = table.optionalColumn("stretch");
        int skew = table.optionalColumn("skewDeg");
        int nominal = table.optionalColumn("nominalDeg");
        int used = table.optionalColumn("used");
        int before = table.optionalColumn("doseBefore");
        int dose = table.optionalColumn("dose");
        int u = table.optionalColumn("defocusUAngstrom");
        int v = table.optionalColumn("defocusVAngstrom");
        int angle = table.optionalColumn("astigmatismDeg");
        int phase = table.optionalColumn("phaseShiftRad");
        List<AlignedView> views = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            if (row.index(tilt, table.rows().size()) != views.size()) {
                throw new GoldtrailException(
                        "rows must stand in the order of the sections, from 0 on",
                        file.toString(),
                        "sort the table by its first column");
            }
            ViewGeometry g = new ViewGeometry(
                    row.number(axis),
                    row.number(tiltDeg),
                    orElse(row.numberOrNaN(xTilt), 0),
                    orElse(row.numberOrNaN(magnification), 1),
                    row.number(shiftX),
                    row.number(shiftY));
            SpecimenDistortion distortion =
                    new SpecimenDistortion(orElse(row.numberOrNaN(stretch), 0), orElse(row.numberOrNaN(skew), 0));
            double du = row.numberOrNaN(u);
            double dv = row.numberOrNaN(v);
            Optional<DefocusRow> ctf = Double.isFinite(du) && Double.isFinite(dv)
                    ? Optional.of(new DefocusRow(
                            views.size(),
                            g.tiltDeg(),
                            du,
                            dv,
                            orElse(row.numberOrNaN(angle), 0),
                            orElse(row.numberOrNaN(phase), 0),
                            Double.NaN,
                            Double.NaN))
                    : Optional.empty();
            AlignedView.Nominal n = new AlignedView.Nominal(
                    optional(row.numberOrNaN(nominal)),
                    optional(row.numberOrNaN(before)),
                    optional(row.numberOrNaN(dose)),
                    ctf,
                    "");
            boolean takesPart = used < 0 || row.text(used).equalsIgnoreCase("true");
            views.add(new AlignedView(takesPart, takesPart ? "" : "not used", g, distortion, n));
        }
        if (views.isEmpty()) {
            throw new GoldtrailException("the table has no rows", file.toString(), "");
        }
        return new SeriesAlignment(
                Names.stem(file).replaceFirst("\\.views$", ""),
                known.requireWidth(file.toString()),
                known.requireHeight(file.toString()),
                known.pixelSizeAngstrom(),
                views,
                Optional.empty(),
                OptionalInt.empty(),
                false,
                file.toString(),
                List.of());
    }

    private static double orElse(double value, double other) {
        return Double.isNaN(value) ? other : value;
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public Exported write(SeriesAlignment a, ExportOptions options, Path folder) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int i = 0; i < a.views().size(); i++) {
            AlignedView view = a.views().get(i);
            ViewGeometry g = view.geometry();
            AlignedView.Nominal n = view.nominal();
            Optional<DefocusRow> ctf = n.ctf().filter(DefocusRow::isKnown);
            text.append(String.join(
                            ",",
                            Integer.toString(i),
                            Boolean.toString(view.used()),
                            field(n.tiltDeg(), 4),
                            field(g.tiltDeg(), 6),
                            field(g.axisDeg(), 6),
                            field(g.xTiltDeg(), 6),
                            field(g.magnification(), 8),
                            field(g.shiftXPx(), 5),
                            field(g.shiftYPx(), 5),
                            field(view.distortion().stretch(), 8),
                            field(view.distortion().skewDeg(), 6),
                            field(n.doseBefore(), 4),
                            field(n.dose(), 4),
                            ctf.map(c -> field(c.defocusUAngstrom(), 2)).orElse(""),
                            ctf.map(c -> field(c.defocusVAngstrom(), 2)).orElse(""),
                            ctf.map(c -> field(c.astigmatismDeg(), 3)).orElse(""),
                            ctf.map(c -> field(c.phaseShiftRad(), 5)).orElse(""),
                            view.reason().replaceAll("[,;\t\n]", " ")))
                    .append('\n');
        }
        List<Path> files = new ArrayList<>();
        AtomicFile.writeText(Names.add(files, folder, a.name() + ".views.csv"), text.toString());
        options.markers()
                .ifPresent(markers -> org.goldtrail.formats.MarkerFile.write(
                        Names.add(files, folder, a.name() + ".markers.csv"), markers));
        return new Exported(
                files,
                List.of(),
                List.of("python3 -c \"import pandas; print(pandas.read_csv('" + a.name() + ".views.csv'))\""));
    }

    private static String field(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", 0 + value) : "";
    }

    private static String field(OptionalDouble value, int decimals) {
        return value.isPresent() ? field(value.getAsDouble(), decimals) : "";
    }
}
