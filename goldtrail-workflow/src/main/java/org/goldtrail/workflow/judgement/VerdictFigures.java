package org.goldtrail.workflow.judgement;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.ResidualTrend;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/** The figures that a verdict rests on, as one clause. */
final class VerdictFigures {
    private static final double ANGLE_DIFFERENCE_DEG = 0.5;

    private VerdictFigures() {}

    static String of(
            TiltSeriesInput input,
            Tracked found,
            int used,
            AngularCoverage coverage,
            ResidualTrend trend,
            double seenShare) {
        SeriesSolution solution = found.solution();
        List<ExcludedView> excluded = solution.excluded();
        Fit fit = solution.fit();
        OptionalDouble pixel = input.pixelSizeAngstrom();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "residual %s, leave-out %s, corner %s, drift %s, %d beads (seen in %.0f %% of their places, %d round and alike, %s), %d of %d views, axis %.1f° (%s), trails %.0f against %.0f of decoys",
                Units.length(fit.meanPx(), pixel),
                Units.length(solution.leaveOut().beadsPx(), pixel),
                Units.length(solution.predicted().cornerPx(), pixel),
                Units.length(trend.driftPx(), pixel),
                solution.markers().markerCount(),
                100 * seenShare,
                found.evidence().beads(),
                found.evidence().figures(),
                used,
                input.sections(),
                fit.axisDeg(),
                solution.handOrigin().isEmpty() ? "hand not known" : "hand from " + solution.handOrigin(),
                found.trailScore(),
                found.decoyScore()));
        found.bead()
                .secondDiameterPx()
                .ifPresent(d -> text.append(", a second bead size of ").append(Units.length(d, pixel)));
        if (angleSourcesDiffer(input)) {
            text.append(", angles from ").append(input.angles().name()).append(" although others differ");
        }
        if (!excluded.isEmpty()) {
            double[] tilts = input.tiltsDeg();
            text.append(", not used: ")
                    .append(String.join(
                            ", ",
                            excluded.stream()
                                    .map(e -> Units.view(e.section(), tilts[e.section()]) + " " + e.kind())
                                    .toList()));
        }
        coverage.small().forEach(gap -> text.append(", ").append(gap));
        coverage.widestGap()
                .filter(gap -> !gap.harms())
                .ifPresent(gap -> text.append(", ").append(gap.clause()));
        fit.notes().forEach(note -> text.append(", ").append(note));
        return text.toString();
    }

    /** Whether another source of angles is off by more than half a degree anywhere. */
    private static boolean angleSourcesDiffer(TiltSeriesInput input) {
        double[] used = input.tiltsDeg();
        return input.otherAngles().stream()
                .filter(other -> other.tiltsDeg().size() == used.length)
                .anyMatch(other -> IntStream.range(0, used.length)
                        .anyMatch(v -> Math.abs(other.tiltsDeg().get(v) - used[v]) > ANGLE_DIFFERENCE_DEG));
    }
}
