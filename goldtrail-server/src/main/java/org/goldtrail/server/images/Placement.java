package org.goldtrail.server.images;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.goldtrail.formats.MrcHeader;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Binning;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.SeriesIndex;

/**
 * How the pixels of a file lie in the unbinned series.
 *
 * @param kind of the relation
 * @param binning how many unbinned pixels a pixel is wide
 * @param centre of a volume, unbinned pixels from the centre of the specimen: x, y, z; zeros for all else
 */
record Placement(Kind kind, int binning, double[] centre) {
    private static final Pattern BINNED = Pattern.compile("binned by (\\d+)");

    /** Kinds of relation. */
    enum Kind {
        /** Raw views: {@code raw = b p + (b-1)/2}. */
        RAW,
        /** Aligned views, sampled about their centre: {@code a - c_full = b (p - c)}. */
        ALIGNED,
        /** A volume: {@code X = b (p - c) + centre}. */
        VOLUME,
        /** A file that is none of the workflow's. */
        UNKNOWN
    }

    /** The placement of a file. */
    static Placement of(ShownFile file, MrcStack stack, Workflow workflow, SeriesIndex series) {
        double[] none = {0, 0, 0};
        if (file.is(Item.RAW_STACK)) {
            return new Placement(Kind.RAW, 1, none);
        }
        if (file.is(Item.BINNED_TOMOGRAM, Item.FULL_TOMOGRAM)) {
            return ofTomogram(file, stack, workflow, series);
        }
        int binning = binning(stack, series);
        if (file.is(Item.VISUALISATION_STACK)) {
            return new Placement(Kind.RAW, binning, none);
        }
        if (file.is(Item.ALIGNED_BINNED_STACK, Item.ALIGNED_STACK, Item.CTF_CORRECTED_STACK)) {
            return new Placement(Kind.ALIGNED, binning, none);
        }
        return new Placement(Kind.UNKNOWN, binning, none);
    }

    /** As its step has written; a tomogram with its axes in another order is looked at as any other file. */
    private static Placement ofTomogram(ShownFile file, MrcStack stack, Workflow workflow, SeriesIndex series) {
        Optional<TomogramPlace> written = TomogramPlace.of(file.path());
        if (written.isPresent()) {
            TomogramPlace place = written.get();
            return new Placement(place.isXyz() ? Kind.VOLUME : Kind.UNKNOWN, place.binning(), place.centrePx());
        }
        return file.is(Item.FULL_TOMOGRAM)
                ? new Placement(Kind.VOLUME, 1, boxCentre(workflow))
                : new Placement(Kind.VOLUME, binning(stack, series), new double[3]);
    }

    /** Our files say it in their label; those of others have a larger pixel. */
    private static int binning(MrcStack stack, SeriesIndex series) {
        MrcHeader header = stack.header();
        for (String label : header.labels()) {
            Matcher said = BINNED.matcher(label);
            if (said.find()) {
                return Math.max(1, Integer.parseInt(said.group(1)));
            }
        }
        double raw = series.pixelSizeAngstrom().orElse(Double.NaN);
        double own = header.pixelSizeAngstrom().orElse(Double.NaN);
        return own / raw >= 1 ? (int) Math.round(own / raw) : 1;
    }

    private static double[] boxCentre(Workflow workflow) {
        Optional<Map<String, Object>> figures = workflow.status("reconstruction.fullReconstruction")
                .provenance()
                .map(Provenance::figures);
        double[] centre = new double[3];
        String[] names = {"centreXPx", "centreYPx", "centreZPx"};
        for (int i = 0; i < 3; i++) {
            String name = names[i];
            centre[i] = figures.map(f -> f.get(name)) //
                    .map(value -> ((Number) value).doubleValue())
                    .orElse(0.0);
        }
        return centre;
    }

    /** Index coordinate in the file of a raw index coordinate of a view; of kind RAW alone. */
    double ofRaw(double raw) {
        return Binning.toBinned(raw, binning);
    }

    /** Index coordinate in the file of a place relative to the unbinned centre; of the kinds sampled about their centre. */
    double ofCentred(double fromCentre, int axis, int size) {
        return (size - 1) / 2.0 + (fromCentre - centre[axis]) / binning;
    }

    /** A place relative to the unbinned centre, of an index coordinate in the file. */
    double toCentred(double index, int axis, int size) {
        return binning * (index - (size - 1) / 2.0) + centre[axis];
    }
}
