package org.goldtrail.workflow.batch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.goldtrail.image.Statistics;
import org.goldtrail.workflow.files.Json;

/**
 * What the series of a session have in common: the size of the beads and the direction of the tilt axis, as medians over the
 * series that were solved well; kept as {@code batch/shared.json}.
 *
 * @param axisDeg empty where it is not shared or not known yet
 * @param beadDiameterNm empty where it is not shared, not known yet, or given in pixels
 * @param beadDiameterPx empty where it is given in nm
 * @param series how many it was solved from
 */
public record SharedValues(
        OptionalDouble axisDeg, OptionalDouble beadDiameterNm, OptionalDouble beadDiameterPx, int series) {
    /** What can be shared. */
    public enum Kind {
        AXIS,
        BEAD
    }

    static final SharedValues NONE =
            new SharedValues(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0);

    private static final String FILE = "shared.json";

    /** Sizes measured from two series of the same gold agree to about this part. */
    private static final double BEAD_SHARE = 0.05;

    /** The values as last kept. */
    static Optional<SharedValues> read(BatchFolder batch) {
        return Json.read(batch.file(FILE), SharedValues.class);
    }

    void write(BatchFolder batch) {
        Json.write(batch.file(FILE), this);
    }

    /** Medians over the rows with a good verdict; nothing if there is none. */
    static SharedValues of(List<SeriesRow> rows, Set<Kind> kinds) {
        List<SeriesRow> good =
                rows.stream().filter(r -> r.verdict().equals("good")).toList();
        if (good.isEmpty()) {
            return NONE;
        }
        boolean nm = good.stream().allMatch(r -> Double.isFinite(r.figures().pixelSizeAngstrom()));
        double[] axes = good.stream().mapToDouble(r -> r.figures().axisDeg()).toArray();
        double[] beads = good.stream()
                .mapToDouble(r -> nm
                        ? r.figures().nm(r.figures().beadDiameterPx())
                        : r.figures().beadDiameterPx())
                .toArray();
        OptionalDouble bead = kinds.contains(Kind.BEAD) ? rounded(Statistics.median(beads)) : OptionalDouble.empty();
        return new SharedValues(
                kinds.contains(Kind.AXIS) ? rounded(Outliers.medianAngle(axes)) : OptionalDouble.empty(),
                nm ? bead : OptionalDouble.empty(),
                nm ? OptionalDouble.empty() : bead,
                good.size());
    }

    /** As it will stand in settings, so that the last digits of a median outdate nothing. */
    private static OptionalDouble rounded(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(Math.rint(100 * value) / 100) : OptionalDouble.empty();
    }

    /** Whether there is anything to share. */
    boolean areKnown() {
        return series > 0;
    }

    /** Whether other values mean another bead or another axis. */
    boolean differs(SharedValues other) {
        return axisDiffers(axisDeg, other.axisDeg)
                || beadDiffers(beadDiameterNm, other.beadDiameterNm)
                || beadDiffers(beadDiameterPx, other.beadDiameterPx);
    }

    /** Whether a series was solved with another bead or another axis, or not at all. */
    boolean differs(SeriesRow row) {
        if (row.state() == SeriesState.FAILED) {
            return true;
        }
        SeriesFigures f = row.figures();
        return f.beads() >= 0
                && (axisDiffers(axisDeg, OptionalDouble.of(f.axisDeg()))
                        || beadDiffers(beadDiameterNm, OptionalDouble.of(f.nm(f.beadDiameterPx())))
                        || beadDiffers(beadDiameterPx, OptionalDouble.of(f.beadDiameterPx())));
    }

    private static boolean axisDiffers(OptionalDouble a, OptionalDouble b) {
        return a.isPresent()
                && b.isPresent()
                && Math.abs(Outliers.turn(a.getAsDouble() - b.getAsDouble())) > Outliers.AXIS_DEG;
    }

    private static boolean beadDiffers(OptionalDouble a, OptionalDouble b) {
        return a.isPresent()
                && b.isPresent()
                && Math.abs(a.getAsDouble() - b.getAsDouble()) > BEAD_SHARE * a.getAsDouble();
    }

    /** What to set for a series. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>();
        axisDeg.ifPresent(a -> settings.put("settings.general.tiltAxisDeg", a));
        beadDiameterNm.ifPresent(
                d -> settings.put("detection.measureBeads.beadDiameter", String.format(Locale.ROOT, "%.2fnm", d)));
        beadDiameterPx.ifPresent(
                d -> settings.put("detection.measureBeads.beadDiameter", String.format(Locale.ROOT, "%.2fpx", d)));
        return settings;
    }

    /** "axis 85.3°, beads of 10.1 nm, the median of 3 good series". */
    String sentence() {
        StringBuilder text = new StringBuilder();
        axisDeg.ifPresent(a -> text.append(String.format(Locale.ROOT, "axis %.2f°, ", a)));
        beadDiameterNm.ifPresent(d -> text.append(String.format(Locale.ROOT, "beads of %.2f nm, ", d)));
        beadDiameterPx.ifPresent(d -> text.append(String.format(Locale.ROOT, "beads of %.2f px, ", d)));
        return text + (series == 1 ? "of the first good series" : "the median of " + series + " good series");
    }
}
