package org.goldtrail.interchange;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.goldtrail.formats.DefocusRow;

/** The tilt series XML of Warp, as much of it as an alignment fills. */
final class WarpXmlText {
    private WarpXmlText() {}

    /**
     * @param a with shifts counted from Warp's centre
     * @param sign of the angles in the file, times ours
     */
    static String of(SeriesAlignment a, double pixel, double sign) {
        double levelX = a.views().getFirst().geometry().xTiltDeg();
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        text.append(String.format(
                Locale.ROOT,
                "<TiltSeries DataDirectory=\"\" AreAnglesInverted=\"False\" PlaneNormal=\"0, 0, 1\" LevelAngleX=\"%.5f\""
                        + " LevelAngleY=\"0\" Bfactor=\"0\" Weight=\"1\" MagnificationCorrection=\"1, 0, 0, 1\""
                        + " ImageDimensionsAngstrom=\"%.4f, %.4f\" UnselectFilter=\"False\" UnselectManual=\"\">\n",
                levelX,
                a.width() * pixel,
                a.height() * pixel));
        element(text, "Angles", a, v -> number(sign * v.geometry().tiltDeg(), 5));
        if (a.views().stream().allMatch(v -> v.nominal().doseBefore().isPresent())) {
            element(text, "Dose", a, v -> number(v.nominal().doseBefore().getAsDouble(), 4));
        }
        element(text, "UseTilt", a, v -> v.used() ? "True" : "False");
        element(text, "AxisAngle", a, v -> number(v.geometry().axisDeg(), 6));
        element(text, "AxisOffsetX", a, v -> number(v.geometry().shiftXPx() * pixel, 5));
        element(text, "AxisOffsetY", a, v -> number(v.geometry().shiftYPx() * pixel, 5));
        if (a.views().stream().anyMatch(v -> !v.nominal().image().isEmpty())) {
            element(text, "MoviePath", a, v -> escaped(v.nominal().image()));
        }
        a.optics()
                .ifPresent(o -> text.append(String.format(
                        Locale.ROOT,
                        "\t<CTF>\n%s%s%s%s\t</CTF>\n",
                        parameter("PixelSize", pixel),
                        parameter("Cs", o.sphericalAberrationMm()),
                        parameter("Voltage", o.voltageKv()),
                        parameter("Amplitude", o.amplitudeContrast()))));
        List<DefocusRow> ctf =
                a.views().stream().flatMap(v -> v.nominal().ctf().stream()).toList();
        if (ctf.size() == a.views().size() && ctf.stream().allMatch(DefocusRow::isKnown)) {
            grid(text, "GridCTF", ctf, r -> (r.defocusUAngstrom() + r.defocusVAngstrom()) / 2 * 1e-4);
            grid(text, "GridCTFDefocusDelta", ctf, r -> (r.defocusUAngstrom() - r.defocusVAngstrom()) * 1e-4);
            grid(text, "GridCTFDefocusAngle", ctf, DefocusRow::astigmatismDeg);
            grid(text, "GridCTFPhase", ctf, r -> r.phaseShiftRad() / Math.PI);
        }
        return text.append("</TiltSeries>\n").toString();
    }

    private static void element(
            StringBuilder text, String name, SeriesAlignment a, Function<AlignedView, String> value) {
        text.append("\t<").append(name).append('>');
        text.append(a.views().stream().map(value).collect(Collectors.joining("\n")));
        text.append("</").append(name).append(">\n");
    }

    private static void grid(
            StringBuilder text, String name, List<DefocusRow> rows, Function<DefocusRow, Double> value) {
        text.append(String.format(
                Locale.ROOT,
                "\t<%s Width=\"1\" Height=\"1\" Depth=\"%d\" MarginX=\"0\" MarginY=\"0\" MarginZ=\"0\">\n",
                name,
                rows.size()));
        for (int v = 0; v < rows.size(); v++) {
            text.append(String.format(
                    Locale.ROOT,
                    "\t\t<Node X=\"0\" Y=\"0\" Z=\"%d\" Value=\"%.7g\" />\n",
                    v,
                    value.apply(rows.get(v))));
        }
        text.append("\t</").append(name).append(">\n");
    }

    private static String parameter(String name, double value) {
        return String.format(Locale.ROOT, "\t\t<Param Name=\"%s\" Value=\"%.7g\" />\n", name, value);
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 0 + value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
