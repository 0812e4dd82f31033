package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.alignment.DoseWeighting;
import org.goldtrail.alignment.GoldEraser;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.TiltNotes;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.pictures.ErasedGold;
import org.goldtrail.pictures.Png;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;
import org.jspecify.annotations.Nullable;

/** Raw views with the gold taken out and weighted by dose, as far as that is wanted; made anew at each call. */
final class PreparedViews implements ViewSource {
    /** Pairs in the gallery. */
    private static final int GALLERY = 24;

    private final ViewSource raw;
    private final Series series;
    private final SeriesSolution solution;
    private final @Nullable GoldEraser eraser;
    private final @Nullable DoseWeighting weighting;

    /**
     * @param raw the views of the series, or of one of its halves
     * @throws GoldtrailException if dose weighting is wanted and the dose, the pixel size or the voltage is not known
     */
    PreparedViews(StepContext context, ViewSource raw, SeriesSolution solution, ViewPreparation preparation) {
        this.raw = raw;
        this.series = context.series();
        this.solution = solution;
        eraser = preparation.eraseGold()
                ? new GoldEraser(Math.max(
                        1, preparation.eraseRadiusFactor() * context.bead().diameterPx() / 2))
                : null;
        weighting = preparation.doseWeighting()
                ? DoseWeighting.of(
                        series.pixelSizeAngstrom().orElse(Double.NaN),
                        series.general().voltageKv())
                : null;
        for (int v = 0; weighting != null && v < raw.viewCount(); v++) {
            doses(v); // a view without dose is told before the work begins
        }
    }

    @Override
    public int viewCount() {
        return raw.viewCount();
    }

    @Override
    public int width() {
        return raw.width();
    }

    @Override
    public int height() {
        return raw.height();
    }

    @Override
    public Image view(int section) {
        Image image = raw.view(section);
        if (solution.unusedSections().contains(section)) {
            return image;
        }
        if (eraser != null) {
            eraser.erase(image, beads(section), section);
        }
        if (weighting != null) {
            double[] doses = doses(section);
            image = weighting.apply(image, doses[0], doses[1]);
        }
        return image;
    }

    /** Where the solved beads lie in a view, raw pixels; also those that were not tracked there. */
    private List<double[]> beads(int section) {
        Fit fit = solution.fit();
        List<double[]> at = new ArrayList<>();
        for (int marker : fit.markers()) {
            double[] xy = fit.predict(marker, section);
            if (Double.isFinite(xy[0]) && Double.isFinite(xy[1])) {
                at.add(xy);
            }
        }
        return at;
    }

    /** The dose before a view and that of the view itself, e/Å². */
    private double[] doses(int section) {
        TiltNotes notes = series.input().views().get(section);
        var of = series.general().dosePerView().isPresent() ? series.general().dosePerView() : notes.dosePerTilt();
        if (of.isPresent() && notes.doseBefore().isPresent()) {
            return new double[] {notes.doseBefore().getAsDouble(), of.getAsDouble()};
        }
        if (of.isPresent() && notes.acquisitionIndex().isPresent()) {
            return new double[] {of.getAsDouble() * notes.acquisitionIndex().getAsInt(), of.getAsDouble()};
        }
        throw new GoldtrailException(
                of.isPresent()
                        ? "when the view was taken is not known, and with it the dose it had received"
                        : "the dose of the view is not known",
                Units.view(section, series.tiltsDeg()[section]),
                of.isPresent()
                        ? "put the mdoc beside the stack, or leave out dose weighting"
                        : "put the mdoc beside the stack, set settings.general.dosePerView, or leave out dose weighting");
    }

    /** Draws beads of the least tilted view before and after; draws nothing where no gold is erased. */
    void drawGallery(Path file) {
        if (eraser == null) {
            return;
        }
        double[] tilts = series.tiltsDeg();
        int least = -1;
        for (int v = 0; v < tilts.length; v++) {
            boolean used = !solution.unusedSections().contains(v);
            if (used && (least < 0 || Math.abs(tilts[v]) < Math.abs(tilts[least]))) {
                least = v;
            }
        }
        List<ErasedGold.Pair> pairs = eraser.eraseWithGallery(raw.view(least), beads(least), least).stream()
                .filter(p -> p.x() >= 0 && p.y() >= 0 && p.x() < width() && p.y() < height())
                .limit(GALLERY)
                .map(p -> new ErasedGold.Pair(p.before(), p.after()))
                .toList();
        if (!pairs.isEmpty()) {
            Png.write(ErasedGold.draw(pairs), file);
        }
    }

    /** True if {@link #drawGallery} has something to draw. */
    boolean hasGallery() {
        return eraser != null && solution.fit().markers().length > 0;
    }
}
