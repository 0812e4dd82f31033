package org.goldtrail.workflow.steps;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CtfOptics;
import org.goldtrail.ctf.CtfSeriesInput;
import org.goldtrail.ctf.SpecimenPlane;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.TiltNotes;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.ValidMask;
import org.goldtrail.reconstruction.BeadSurfaces;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.jspecify.annotations.Nullable;

/**
 * What the CTF of a series is worked out from: raw views without their beads, and where they lie.
 *
 * @param beadDiameterPx of the beads, which are masked
 */
public record CtfSetup(Series series, SeriesSolution solution, double beadDiameterPx) {
    /** Radius of the masks in radii of a bead: its bright fringe goes, too. */
    private static final double RADII = 1.5;

    /**
     * The pixel size.
     *
     * @throws GoldtrailException if it is not known
     */
    public static double pixelSize(Series series) {
        return series.pixelSizeAngstrom()
                .orElseThrow(() -> new GoldtrailException(
                        "the CTF needs the pixel size, which is not known",
                        series.input().stack().toString(),
                        "give --pixel-size, or set settings.general.pixelSizeAngstrom"));
    }

    /** Voltage, spherical aberration and amplitude contrast. */
    public CtfOptics optics() {
        return new CtfOptics(
                series.general().voltageKv(),
                series.general().sphericalAberrationMm(),
                series.general().amplitudeContrast());
    }

    /** How the specimen slopes, by its beads: heights in the tilted views follow it. */
    public SpecimenPlane plane() {
        return plane(solution);
    }

    static SpecimenPlane plane(SeriesSolution solution) {
        double[] slopes = BeadSurfaces.slopes(StackFiles.beads(solution.fit()));
        return new SpecimenPlane(slopes[0], slopes[1]);
    }

    CtfSeriesInput input() {
        return new CtfSeriesInput(
                series.images().raw(), this::mask, pixelSize(series), geometries(), doseOrder(), plane());
    }

    private List<@Nullable ViewGeometry> geometries() {
        Set<Integer> unused = solution.unusedSections();
        List<@Nullable ViewGeometry> out = new ArrayList<>();
        for (int v = 0; v < solution.fit().viewCount(); v++) {
            out.add(unused.contains(v) ? null : solution.fit().view(v));
        }
        return out;
    }

    private List<Integer> doseOrder() {
        return doseOrder(series);
    }

    /** Place of each view in the order of exposure as far as it is known, else in that of the tilt angles' size. */
    public static List<Integer> doseOrder(Series series) {
        List<TiltNotes> notes = series.input().views();
        boolean known = notes.size() == series.viewCount()
                && notes.stream().allMatch(n -> n.acquisitionIndex().isPresent());
        if (known) {
            return notes.stream().map(n -> n.acquisitionIndex().getAsInt()).toList();
        }
        double[] tilts = series.tiltsDeg();
        List<Integer> byTilt = IntStream.range(0, tilts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(v -> Math.abs(tilts[v])))
                .toList();
        Integer[] order = new Integer[tilts.length];
        for (int i = 0; i < order.length; i++) {
            order[byTilt.get(i)] = i;
        }
        return List.of(order);
    }

    /** Valid pixels of a view without the beads. */
    public ValidMask mask(int section) {
        ValidMask mask = series.images().raw().mask(section);
        BitSet valid = (BitSet) mask.valid().clone();
        double radius = RADII * beadDiameterPx / 2;
        Fit fit = solution.fit();
        for (int marker : fit.markers()) {
            double[] at = fit.predict(marker, section);
            if (Double.isFinite(at[0] + at[1])) {
                clear(valid, mask.width(), mask.height(), at[0], at[1], radius);
            }
        }
        return new ValidMask(mask.width(), mask.height(), valid);
    }

    private static void clear(BitSet valid, int width, int height, double x, double y, double radius) {
        int top = (int) Math.min(height - 1, Math.floor(y + radius));
        for (int row = (int) Math.max(0, Math.ceil(y - radius)); row <= top; row++) {
            double half = Math.sqrt(Math.max(0, radius * radius - (row - y) * (row - y)));
            int from = (int) Math.max(0, Math.ceil(x - half));
            int to = (int) Math.min(width - 1, Math.floor(x + half));
            if (from <= to) {
                valid.clear(row * width + from, row * width + to + 1);
            }
        }
    }
}
