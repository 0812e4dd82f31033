package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CorrectCtf;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.reconstruction.CtfSlabs;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.reconstruction.VolumeSink;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.jspecify.annotations.Nullable;

/** Back-projects the aligned stack with the CTF corrected slab by slab, as the CTF correction is set up. */
final class Ctf3dReconstruction {
    private static final double ANGSTROM_PER_NM = 10;

    private Ctf3dReconstruction() {}

    /**
     * Makes a box.
     *
     * @param result where the result is written; files for the work lie beside it
     * @throws GoldtrailException if the CTF or its hand is not known
     */
    static void make(
            StepContext context,
            TomogramBox box,
            double defocusStepNm,
            Path result,
            VolumeSink sink,
            Progress progress) {
        Series series = context.series();
        SeriesCtf ctf = context.optionalInput(Item.CTF_ESTIMATE)
                .flatMap(file -> Json.read(file, SeriesCtf.class))
                .filter(SeriesCtf::isKnown)
                .orElseThrow(() -> new GoldtrailException(
                        "there is no CTF to correct",
                        series.name(),
                        "run ctf.estimateCTF first, and see what it says"));
        CorrectCtfStep.Parameters p = context.parametersOf(CorrectCtfStep.class, CorrectCtfStep.Parameters.class);
        int hand = p.defocusHand().of(ctf);
        if (hand == 0) {
            throw new GoldtrailException(
                    "correction in three dimensions needs the hand of the defocus gradient, which is not known",
                    series.name(),
                    "set ctf.correctCTF.defocusHand to plus or minus, or use the CTF-corrected stack");
        }
        SeriesSolution solution = FixMarkersStep.read(context);
        Fit fit = solution.fit();
        double pixel = CtfSetup.pixelSize(series);
        List<@Nullable CtfModel> models = new ArrayList<>();
        for (ViewCtf view : ctf.views()) {
            models.add(view.model());
        }
        try (MrcStack stack = MrcStack.open(context.input(Item.ALIGNED_STACK))) {
            new CtfSlabs(
                            stack,
                            fit.views(),
                            solution.unusedSections(),
                            models,
                            new CorrectCtf(ctf.optics(), hand, pixel, p.correction()),
                            fit.zFactors(),
                            RadialFilter.USUAL)
                    .run(
                            box,
                            box.depth(),
                            ANGSTROM_PER_NM * defocusStepNm / pixel,
                            Objects.requireNonNull(result.toAbsolutePath().getParent()),
                            sink,
                            context.memoryBytes(),
                            WorkerPool.shared(),
                            progress);
        }
    }
}
