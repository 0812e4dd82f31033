package org.goldtrail.server.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.SeriesFit;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.SeriesIndex;

/**
 * What is drawn over views or slices: peaks, markers, reprojections of the beads, residuals, beads in a volume. All in index
 * coordinates of the file on the screen, whichever way its pixels come from the raw ones.
 */
final class Overlay {
    private final Workflow workflow;
    private final MrcStack stack;
    private final SeriesIndex series;
    private final Placement placement;
    private final List<Number> marker = new ArrayList<>();
    private final List<Number> section = new ArrayList<>();
    private final List<Number> x = new ArrayList<>();
    private final List<Number> y = new ArrayList<>();
    private final List<Number> z = new ArrayList<>();
    private final List<Number> dx = new ArrayList<>();
    private final List<Number> dy = new ArrayList<>();
    private final List<Number> weight = new ArrayList<>();

    Overlay(Workflow workflow, ShownFile file, MrcStack stack) {
        this.workflow = workflow;
        this.stack = stack;
        this.series = workflow.series();
        this.placement = Placement.of(file, stack, workflow, series);
    }

    /**
     * All of a kind.
     *
     * @param kind peaks, selectedPeaks, markers, reprojections, residuals; of a volume, beads
     * @return columns of numbers; those of sections are 0-based
     * @throws GoldtrailException if the kind does not exist or cannot be drawn over this file
     */
    Map<String, Object> json(String kind) {
        switch (kind) {
            case "peaks", "selectedPeaks" -> peaks(workflow.item(kind).file(".csv"));
            case "markers" -> markers();
            case "reprojections" -> reprojections();
            case "residuals" -> residuals();
            case "beads" -> beads();
            default ->
                throw new GoldtrailException(
                        "nothing of the name \"" + kind + "\" can be drawn over images",
                        "",
                        "choose among peaks, selectedPeaks, markers, reprojections, residuals, beads");
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("kind", kind);
        columns.put("radiusPx", beadRadius());
        put(columns, "marker", marker);
        put(columns, "section", section);
        put(columns, "x", x);
        put(columns, "y", y);
        put(columns, "z", z);
        put(columns, "dx", dx);
        put(columns, "dy", dy);
        put(columns, "weight", weight);
        return columns;
    }

    private static void put(Map<String, Object> columns, String name, List<Number> column) {
        if (!column.isEmpty()) {
            columns.put(name, column);
        }
    }

    private double beadRadius() {
        double raw = ((Number) workflow.value("detection.detectPeaks.beadRadiusPx")).doubleValue();
        return raw / placement.binning();
    }

    private void peaks(Path file) {
        ViewMap map = new ViewMap();
        for (PeakFile.Peak peak : PeakFile.read(file, series.tilts().length)) {
            add(map, peak.tilt(), peak.x(), peak.y());
        }
    }

    private void markers() {
        ViewMap map = new ViewMap();
        for (Observation o : workflow.markers().get().observations()) {
            marker.add(o.marker());
            add(map, o.tilt(), o.x(), o.y());
        }
    }

    private void reprojections() {
        ViewMap map = new ViewMap();
        SeriesFit fit = workflow.fit();
        for (SeriesFit.View view : fit.views()) {
            ViewGeometry geometry = view.geometry();
            for (SeriesFit.Bead bead : fit.beads()) {
                marker.add(bead.marker());
                add(
                        map,
                        view.section(),
                        geometry.projectX(bead.x(), bead.y(), bead.z()) + map.rawCentreX,
                        geometry.projectY(bead.x(), bead.y(), bead.z()) + map.rawCentreY);
            }
        }
    }

    private void residuals() {
        ViewMap map = new ViewMap();
        for (SeriesFit.Residual residual : workflow.fit().residuals()) {
            if (Double.isNaN(residual.dxPx())) {
                continue;
            }
            Observation o = residual.observation();
            marker.add(o.marker());
            weight.add(rounded(residual.weight()));
            double[] seen = map.place(o.tilt(), o.x(), o.y());
            double[] predicted = map.place(o.tilt(), o.x() - residual.dxPx(), o.y() - residual.dyPx());
            section.add(o.tilt());
            x.add(rounded(seen[0]));
            y.add(rounded(seen[1]));
            dx.add(Math.round(1e4 * (seen[0] - predicted[0])) / 1e4);
            dy.add(Math.round(1e4 * (seen[1] - predicted[1])) / 1e4);
        }
    }

    private void beads() {
        if (placement.kind() != Placement.Kind.VOLUME) {
            throw new GoldtrailException("beads in space are drawn over volumes", "", "draw markers over views");
        }
        for (SeriesFit.Bead bead : workflow.fit().beads()) {
            if (Double.isFinite(bead.z())) {
                marker.add(bead.marker());
                x.add(rounded(placement.ofCentred(bead.x(), 0, stack.width())));
                y.add(rounded(placement.ofCentred(bead.y(), 1, stack.height())));
                z.add(rounded(placement.ofCentred(bead.z(), 2, stack.sectionsPresent())));
            }
        }
    }

    private void add(ViewMap map, int tilt, double rawX, double rawY) {
        double[] place = map.place(tilt, rawX, rawY);
        section.add(tilt);
        x.add(rounded(place[0]));
        y.add(rounded(place[1]));
    }

    private static double rounded(double value) {
        return Math.round(1000 * value) / 1000.0;
    }

    /** From raw views to the views on the screen. */
    private final class ViewMap {
        private final int rawWidth = series.width();
        private final int rawHeight = series.height();
        final double rawCentreX = (rawWidth - 1) / 2.0;
        final double rawCentreY = (rawHeight - 1) / 2.0;
        private final List<XfTransform> transforms;

        ViewMap() {
            transforms = switch (placement.kind()) {
                case RAW -> List.of();
                case ALIGNED -> workflow.fit().solution().fit().transforms();
                case VOLUME, UNKNOWN ->
                    throw new GoldtrailException(
                            "this is drawn over views, not over a volume or an unknown file", "", "choose a stack");
            };
        }

        double[] place(int tilt, double rawX, double rawY) {
            if (transforms.isEmpty()) {
                return new double[] {placement.ofRaw(rawX), placement.ofRaw(rawY)};
            }
            // Of an image of one pixel the centre is 0: what comes is relative to the centre of the aligned view.
            double[] fromCentre = transforms.get(tilt).apply(rawX, rawY, rawWidth, rawHeight, 1, 1);
            return new double[] {
                placement.ofCentred(fromCentre[0], 0, stack.width()),
                placement.ofCentred(fromCentre[1], 1, stack.height())
            };
        }
    }
}
