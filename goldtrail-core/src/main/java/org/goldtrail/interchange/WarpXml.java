package org.goldtrail.interchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.TextLines;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A tilt series XML of Warp: lists with one value a line, grids and parameters. */
final class WarpXml {
    private static final double MICROMETRE = 1e4;

    private final Path file;
    private final Element root;
    private final Map<String, Element> children = new LinkedHashMap<>();

    private WarpXml(Path file, Element root) {
        this.file = file;
        this.root = root;
        for (@Nullable Node n = root.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                children.putIfAbsent(e.getTagName(), e);
            }
        }
    }

    static WarpXml read(Path file) {
        String text = String.join("\n", TextLines.read(file));
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            javax.xml.parsers.DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Element root = builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            if (!root.getTagName().equals("TiltSeries")) {
                throw new GoldtrailException(
                        "its root is <" + root.getTagName() + ">, not <TiltSeries>",
                        file.toString(),
                        "name the XML of a tilt series, in Warp's warp_tiltseries folder");
            }
            return new WarpXml(file, root);
        } catch (SAXException e) {
            throw new GoldtrailException(
                    "this is no valid XML (" + e.getMessage() + ")",
                    file.toString(),
                    "let Warp write the file again",
                    e);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of an element; empty where there is no such element. */
    List<String> lines(String name) {
        @Nullable Element e = children.get(name);
        if (e == null || e.getTextContent().isBlank()) {
            return List.of();
        }
        return Arrays.stream(e.getTextContent().strip().split("\n", -1))
                .map(String::strip)
                .toList();
    }

    /** Numbers of an element, one a line; none where there is no such element. */
    double[] numbers(String name) {
        List<String> lines = lines(name);
        double[] out = new double[lines.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = TextLines.number(lines.get(i));
            if (Double.isNaN(out[i])) {
                throw new GoldtrailException(
                        "'" + lines.get(i) + "' in <" + name + ">, view " + (i + 1) + ", is not a number",
                        file.toString(),
                        "let Warp write the file again");
            }
        }
        return out;
    }

    /** As many numbers as there are views. */
    double[] numbers(String name, int views) {
        double[] out = numbers(name);
        if (out.length != views || views == 0) {
            throw new GoldtrailException(
                    views == 0
                            ? "there are no <Angles>"
                            : "<" + name + "> has " + out.length + " values for " + views + " views",
                    file.toString(),
                    "name the XML of a tilt series that has been aligned");
        }
        return out;
    }

    double[] attributeNumbers(String name) {
        String text = root.getAttribute(name);
        return text.isBlank()
                ? new double[0]
                : Arrays.stream(text.split(",", -1))
                        .mapToDouble(t -> TextLines.number(t.strip()))
                        .toArray();
    }

    double attributeNumber(String name) {
        double[] values = attributeNumbers(name);
        return values.length == 1 && Double.isFinite(values[0]) ? values[0] : 0;
    }

    private OptionalDouble ctfParameter(String wanted) {
        @Nullable Element ctf = children.get("CTF");
        for (@Nullable Node n = ctf == null ? null : ctf.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getAttribute("Name").equals(wanted)) {
                double value = TextLines.number(e.getAttribute("Value").strip());
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    /** The sampling the CTF was fitted at, which need not be that of the raw stack. */
    OptionalDouble pixelSize() {
        return ctfParameter("PixelSize");
    }

    Optional<Optics> optics() {
        OptionalDouble voltage = ctfParameter("Voltage");
        OptionalDouble cs = ctfParameter("Cs");
        OptionalDouble amplitude = ctfParameter("Amplitude");
        return voltage.isPresent() && cs.isPresent() && amplitude.isPresent()
                ? Optional.of(new Optics(voltage.getAsDouble(), cs.getAsDouble(), amplitude.getAsDouble()))
                : Optional.empty();
    }

    private double[] grid(String name) {
        List<Double> values = new ArrayList<>();
        @Nullable Element grid = children.get(name);
        for (@Nullable Node n = grid == null ? null : grid.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && !e.getAttribute("Value").isEmpty()) {
                values.add(TextLines.number(e.getAttribute("Value").strip()));
            }
        }
        return values.stream().mapToDouble(v -> v).toArray();
    }

    /** The shift, Å, that a grid without variation within the view adds against the offsets; 0 where there is none. */
    double[] movement(int view, int views) {
        return new double[] {constant(grid("GridMovementX"), view, views), constant(grid("GridMovementY"), view, views)
        };
    }

    private static double constant(double[] grid, int view, int views) {
        return grid.length == 1 ? grid[0] : grid.length == views ? grid[view] : 0;
    }

    /** What is left out. */
    List<String> remarks() {
        int views = lines("Angles").size();
        for (String name :
                List.of("GridMovementX", "GridMovementY", "GridVolumeWarpX", "GridVolumeWarpY", "GridVolumeWarpZ")) {
            double[] grid = grid(name);
            boolean folded = name.startsWith("GridMovement") && (grid.length == 1 || grid.length == views);
            if (!folded && Arrays.stream(grid).anyMatch(v -> v != 0)) {
                return List.of("The local deformation that Warp or M has found is left out.");
            }
        }
        return List.of();
    }

    /** The defocus of each view; none where the grids do not have one for each. */
    List<DefocusRow> defocus(double[] angles) {
        double[] mean = grid("GridCTF");
        double[] delta = grid("GridCTFDefocusDelta");
        double[] direction = grid("GridCTFDefocusAngle");
        double[] phase = grid("GridCTFPhase");
        if (mean.length != angles.length || delta.length != angles.length || direction.length != angles.length) {
            return List.of();
        }
        List<DefocusRow> rows = new ArrayList<>();
        for (int v = 0; v < mean.length; v++) {
            rows.add(new DefocusRow(
                    v,
                    -angles[v],
                    (mean[v] + delta[v] / 2) * MICROMETRE,
                    (mean[v] - delta[v] / 2) * MICROMETRE,
                    direction[v],
                    phase.length == mean.length ? phase[v] * Math.PI : 0,
                    Double.NaN,
                    Double.NaN));
        }
        return rows;
    }
}
