package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.goldtrail.ctf.CorrectCtf;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.CtfPhaseFlipProgram;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.ImodDefocusFile;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;

/**
 * Has IMOD's ctfphaseflip correct the aligned stack. It raises the defocus from left to right where the tilt angle is
 * positive, as our hand +1 does; hand -1 is asked for by inverting the angles. Its astigmatism is that of the aligned views,
 * since it gets no transforms. It knows of no pretilt: for a specimen that slopes by p along x it gets the angles minus p, at
 * which a flat one would have the same gradient of height, {@code -tan(tilt - p)} in the aligned view.
 */
final class CtfPhaseFlipRun {
    private static final int PATIENCE_HOURS = 12;
    private static final double WORTH_TELLING_DEG = 1;

    private final StepContext context;
    private final SeriesSolution solution;
    private final SeriesCtf ctf;
    private final int hand;
    private final CorrectCtfStep.Parameters parameters;

    CtfPhaseFlipRun(
            StepContext context,
            SeriesSolution solution,
            SeriesCtf ctf,
            int hand,
            CorrectCtfStep.Parameters parameters) {
        this.context = context;
        this.solution = solution;
        this.ctf = ctf;
        this.hand = hand;
        this.parameters = parameters;
    }

    void run(Set<Integer> unused, Progress progress) {
        Series series = context.series();
        String executable = ExternalPrograms.find(parameters.imodPhaseFlipExecutable(), List.of("ctfphaseflip"));
        context.message("ctfphaseflip: " + executable);
        Path output = context.output(Item.CTF_CORRECTED_STACK);
        Path log = context.output(Item.CTF_CORRECTED_STACK, "ctf/" + series.name() + "_ctfphaseflip.log");
        Path defocus = context.output(Item.CTF_CORRECTED_STACK, "ctf/" + series.name() + "_aligned.defocus");
        Path tilts = output.resolveSibling("ctfphaseflip-work.tlt");
        double pretiltDeg = Math.toDegrees(Math.atan(CtfSetup.plane(solution).slopeX()));
        if (hand != 0 && Math.abs(pretiltDeg) > WORTH_TELLING_DEG) {
            context.message(String.format(
                    Locale.ROOT,
                    "ctfphaseflip gets the tilt angles less %.1f°, by which the specimen slopes across the tilt axis",
                    pretiltDeg));
        }
        double[] angles = new double[series.viewCount()];
        List<DefocusRow> rows = new ArrayList<>();
        for (int v = 0; v < angles.length; v++) {
            ViewGeometry view = solution.fit().view(v);
            angles[v] = hand == 0 ? 0 : view.tiltDeg() - pretiltDeg;
            rows.add(row(v, angles[v], view, unused));
        }
        TiltAngleFile.write(tilts, angles);
        ImodDefocusFile.writeVersion3(defocus, rows);
        new CtfPhaseFlipProgram(
                        executable,
                        ctf.optics(),
                        parameters.phaseflipDefocusToleranceNm(),
                        parameters.phaseflipInterpolationWidthPx(),
                        parameters.phaseflipMaximumStripWidthPx(),
                        Duration.ofHours(PATIENCE_HOURS))
                .run(
                        context.input(Item.ALIGNED_STACK),
                        output,
                        tilts,
                        defocus,
                        CtfSetup.pixelSize(series),
                        hand < 0,
                        log,
                        progress);
    }

    /** A view without a CTF gets the median defocus; it is left out afterwards. */
    private DefocusRow row(int v, double angleDeg, ViewGeometry view, Set<Integer> unused) {
        CtfModel model = ctf.views().get(v).model();
        CtfModel there =
                model == null || unused.contains(v) ? CtfModel.of(median()) : CorrectCtf.alignedModel(model, view);
        return new DefocusRow(
                v,
                angleDeg,
                there.defocusUAngstrom(),
                there.defocusVAngstrom(),
                there.astigmatismDeg(),
                there.phaseShiftRad(),
                0,
                Double.NaN);
    }

    private double median() {
        double[] known = ctf.views().stream()
                .mapToDouble(v -> v.model() == null ? Double.NaN : v.model().meanAngstrom())
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return known[known.length / 2];
    }
}
