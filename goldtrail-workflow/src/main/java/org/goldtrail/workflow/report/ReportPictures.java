package org.goldtrail.workflow.report;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Image;
import org.goldtrail.markers.Observation;
import org.goldtrail.pictures.BeadSheet;
import org.goldtrail.pictures.GreyPicture;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/** The pictures of a report. Of the raw stack only a few views are read, so that a report is cheap. */
final class ReportPictures {
    private static final int MOST_WIDTH = 900;
    private static final int STRIP_WIDTH = 1400;

    /** Beads are averaged over so many views of small tilt. */
    private static final int AVERAGED_VIEWS = 7;

    private static final int MOST_BEADS = 96;
    private static final int SHEET_COLUMNS = 16;
    private static final int PATCH_ON_SHEET_PX = 56;
    private static final double PATCH_RADII = 2.5;

    private final ReportData data;

    ReportPictures(ReportData data) {
        this.data = data;
    }

    /** All that can be made of what is there, as figures of the page. */
    List<String> figures() {
        List<String> out = new ArrayList<>();
        data.solution().filter(s -> Files.isReadable(data.stack())).ifPresent(s -> {
            try (MrcStack stack = MrcStack.open(data.stack())) {
                List<Integer> central = central(s);
                if (!central.isEmpty()) {
                    out.add(centralView(stack, s, central.getFirst()));
                    beads(stack, s, central).ifPresent(out::add);
                }
            }
        });
        pictureOf(Item.BINNED_TOMOGRAM, "_slices.png")
                .flatMap(f -> PictureData.ofFile(f, MOST_WIDTH))
                .ifPresent(p -> out.add(smallFigure(
                        p,
                        "Central slices of the binned tomogram: XY, YZ to its right, XZ below, each the mean of the slices"
                                + " within a bead's diameter. Beads should be round in XY.")));
        pictureOf(Item.ALIGNED_BINNED_STACK, "_film-strip.png")
                .flatMap(f -> PictureData.ofFile(f, STRIP_WIDTH))
                .ifPresent(p -> out.add(figure(
                        p,
                        "The aligned views in the order of their tilt angles, with number and angle; red are those not used."
                                + " Beads should keep their height from view to view.")));
        return out;
    }

    private Optional<Path> pictureOf(Item item, String ending) {
        return data.file(item, ending);
    }

    /** One that may be enlarged. */
    private static String smallFigure(String source, String caption) {
        return figure(source, caption).replaceFirst("<img", "<img class=\"small\"");
    }

    private static String figure(String source, String caption) {
        return "<figure><img src=\"" + source + "\" alt=\"" + Html.escaped(caption) + "\"><figcaption>"
                + Html.escaped(caption) + "</figcaption></figure>";
    }

    /** Views used, those of smallest tilt first. */
    private static List<Integer> central(SeriesSolution s) {
        Set<Integer> unused = s.unusedSections();
        return IntStream.range(0, s.fit().viewCount())
                .boxed()
                .filter(v -> !unused.contains(v))
                .sorted((a, b) -> Double.compare(
                        Math.abs(s.fit().view(a).tiltDeg()),
                        Math.abs(s.fit().view(b).tiltDeg())))
                .limit(AVERAGED_VIEWS)
                .toList();
    }

    private String centralView(MrcStack stack, SeriesSolution s, int section) {
        int reduction = GreyPicture.reduction(stack.width(), MOST_WIDTH);
        BufferedImage picture = GreyPicture.draw(reduced(stack, section, reduction), 1);
        int width = picture.getWidth();
        int height = picture.getHeight();
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<figure><svg class=\"view\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"markers\"><image"
                        + " width=\"%d\" height=\"%d\" href=\"%s\"/>",
                width,
                height,
                width,
                height,
                PictureData.jpeg(picture)));
        double radius =
                Math.max(4, data.bead().map(b -> b.diameterPx() / reduction).orElse(8.0));
        int count = 0;
        for (Observation o : s.markers().observations()) {
            if (o.tilt() == section) {
                double x = (o.x() + 0.5) / reduction;
                double y = height - (o.y() + 0.5) / reduction;
                out.append(String.format(
                        Locale.ROOT,
                        "<circle class=\"marker\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/><text class=\"marker\" x=\"%.1f\""
                                + " y=\"%.1f\">%d</text>",
                        x,
                        y,
                        radius,
                        x + radius,
                        y - radius,
                        o.marker()));
                count++;
            }
        }
        String caption = "V"
                + Units.view(section, s.fit().view(section).tiltDeg()).substring(1) + " with its " + count + " markers";
        return out.append("</svg><figcaption>" + Html.escaped(caption) + ".</figcaption></figure>")
                .toString();
    }

    private Optional<String> beads(MrcStack stack, SeriesSolution s, List<Integer> sections) {
        if (data.bead().isEmpty()) {
            return Optional.empty();
        }
        int half = (int) Math.ceil(PATCH_RADII * data.bead().get().diameterPx() / 2);
        int side = 2 * half + 1;
        Map<Integer, Image> sums = new TreeMap<>();
        for (int section : sections) {
            for (Observation o : s.markers().observations()) {
                boolean inside = o.x() >= half
                        && o.y() >= half
                        && o.x() + half + 1 < stack.width()
                        && o.y() + half + 1 < stack.height();
                if (o.tilt() == section && inside && (sums.size() < MOST_BEADS || sums.containsKey(o.marker()))) {
                    add(stack, o, half, sums.computeIfAbsent(o.marker(), m -> new Image(side, side)));
                }
            }
        }
        if (sums.isEmpty()) {
            return Optional.empty();
        }
        int enlargement = Math.max(1, PATCH_ON_SHEET_PX / side);
        BufferedImage sheet =
                BeadSheet.draw(List.copyOf(sums.values()), List.copyOf(sums.keySet()), SHEET_COLUMNS, enlargement);
        return Optional.of(figure(
                PictureData.jpeg(sheet),
                "Each bead averaged over the " + sections.size()
                        + " views of smallest tilt, with its marker's number. They"
                        + " should be round, sharp and centred."));
    }

    /** A view reduced by averaging, of which only a few rows are in memory at once. */
    private static Image reduced(MrcStack stack, int section, int factor) {
        Image small = new Image(Math.max(1, stack.width() / factor), Math.max(1, stack.height() / factor));
        int rows = Math.min(factor, stack.height());
        float[] band = new float[rows * stack.width()];
        for (int y = 0; y < small.height(); y++) {
            stack.readRows(section, y * factor, rows, band);
            for (int x = 0; x < small.width(); x++) {
                double sum = 0;
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < factor; c++) {
                        sum += band[r * stack.width() + Math.min(x * factor + c, stack.width() - 1)];
                    }
                }
                small.set(x, y, (float) (sum / (rows * factor)));
            }
        }
        return small;
    }

    /** Adds the surroundings of an observation, interpolated so that it lies in the middle. */
    private static void add(MrcStack stack, Observation o, int half, Image sum) {
        int x0 = (int) Math.floor(o.x() - half);
        int y0 = (int) Math.floor(o.y() - half);
        float fx = (float) (o.x() - half - x0);
        float fy = (float) (o.y() - half - y0);
        int side = sum.width() + 1;
        float[] block = new float[side * side];
        stack.readBlock(o.tilt(), y0, side, x0, side, block);
        for (int y = 0; y < sum.height(); y++) {
            for (int x = 0; x < sum.width(); x++) {
                int at = y * side + x;
                float low = (1 - fx) * block[at] + fx * block[at + 1];
                float high = (1 - fx) * block[at + side] + fx * block[at + side + 1];
                sum.set(x, y, sum.get(x, y) + (1 - fy) * low + fy * high);
            }
        }
    }
}
