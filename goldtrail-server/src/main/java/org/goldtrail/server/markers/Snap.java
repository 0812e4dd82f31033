package org.goldtrail.server.markers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.goldtrail.detection.BeadTemplate;
import org.goldtrail.detection.MaskedCorrelation;
import org.goldtrail.detection.PeakSearch;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Binning;
import org.goldtrail.image.HotPixels;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.image.ValidMaskFinder;
import org.goldtrail.server.plots.SeriesFrame;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Item;

/** Finds the correlation peak that a click was meant for. */
final class Snap {
    /** The peak may lie so many bead radii from the click. */
    private static final double REACH = 2;

    private static final int MOST_PEAKS = 8;

    /** Beads may touch: of peaks of like height the nearest is meant, not the highest. */
    private static final double MUCH_LOWER = 0.5;

    private Snap() {}

    /**
     * A peak.
     *
     * @param x raw pixel-index coordinate
     * @param y likewise, upwards
     * @param cc its correlation; NaN if there is no peak near, and the place is that of the click
     */
    record Place(double x, double y, double cc) {}

    /** The nearest high peak of the correlation with the bead's template within two bead radii of a place. */
    static Place near(Workflow workflow, int section, double x, double y) {
        double radius = SeriesFrame.beadRadiusPx(workflow);
        double maskRadius = SeriesFrame.number(workflow, "detection.detectPeaks.maskRadiusPx");
        int binning = (int) SeriesFrame.number(workflow, "detection.detectPeaks.detectionBinningFactor");
        BeadTemplate template = template(workflow, radius, maskRadius, binning);
        int reach = (int) Math.ceil(REACH * radius + maskRadius) + 2 * binning;
        try (MrcStack stack = MrcStack.open(workflow.stack())) {
            int left = aligned(x - reach, binning);
            int bottom = aligned(y - reach, binning);
            int right = Math.min(stack.width(), (int) x + reach + 1);
            int top = Math.min(stack.height(), (int) y + reach + 1);
            if (right - left < 2 * template.side() / 3 || top - bottom < 2 * template.side() / 3) {
                return new Place(x, y, Double.NaN);
            }
            Image crop = crop(stack, section, left, bottom, right, top);
            ValidMask valid = ValidMaskFinder.find(crop, 8).binned(binning);
            HotPixels.repair(crop, HotPixels.DEFAULT_THRESHOLD_SD);
            Image map = new MaskedCorrelation(Binning.bin(crop, binning), valid, template.side()).with(template);
            double cx = Binning.toBinned(x - left, binning);
            double cy = Binning.toBinned(y - bottom, binning);
            forget(map, cx, cy, REACH * radius / binning);
            List<PeakSearch.Maximum> found = PeakSearch.highest(map, MOST_PEAKS, 0, radius / binning);
            if (found.isEmpty()) {
                return new Place(x, y, Double.NaN);
            }
            double least = MUCH_LOWER * found.getFirst().value();
            PeakSearch.Maximum best = found.stream()
                    .filter(m -> m.value() >= least)
                    .min(Comparator.comparingDouble(m -> Math.hypot(m.x() - cx, m.y() - cy)))
                    .orElseThrow();
            return new Place(
                    left + Binning.toRaw(best.x(), binning), bottom + Binning.toRaw(best.y(), binning), best.value());
        }
    }

    /** The bins of the crop are those of the view. */
    private static int aligned(double edge, int binning) {
        return Math.max(0, (int) Math.floor(edge / binning) * binning);
    }

    private static Image crop(MrcStack stack, int section, int left, int bottom, int right, int top) {
        float[] band = new float[(top - bottom) * stack.width()];
        stack.readRows(section, bottom, top - bottom, band);
        Image crop = new Image(right - left, top - bottom);
        for (int row = 0; row < crop.height(); row++) {
            System.arraycopy(band, row * stack.width() + left, crop.pixels(), row * crop.width(), crop.width());
        }
        return crop;
    }

    /** Peaks farther away were not meant. */
    private static void forget(Image map, double cx, double cy, double reach) {
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                if (Math.hypot(x - cx, y - cy) > reach) {
                    map.set(x, y, Float.NaN);
                }
            }
        }
    }

    /** The refined template of the detection, or a disc where that has not been run. */
    private static BeadTemplate template(Workflow workflow, double radius, double maskRadius, int binning) {
        Optional<Path> file = workflow.item(Item.RAW_PEAKS.id()).files().stream()
                .filter(f -> f.endsWith("template.csv") && Files.exists(f))
                .findFirst();
        boolean dark = true;
        if (file.isPresent()) {
            CsvTable table = CsvTable.read(file.get());
            int radiusColumn = table.column("radiuspx");
            int brightness = table.column("brightness");
            double[] profile = table.rows().stream()
                    .mapToDouble(row -> row.number(brightness))
                    .toArray();
            boolean sameBinning =
                    table.rows().size() > 1 && Math.abs(table.rows().get(1).number(radiusColumn) - binning) < 1e-6;
            if (sameBinning) {
                return new BeadTemplate(profile, maskRadius / binning);
            }
            dark = profile[0] < profile[profile.length - 1];
        }
        return BeadTemplate.disc(radius / binning, maskRadius / binning, dark);
    }
}
