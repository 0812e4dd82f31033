package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CorrectCtf;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.reconstruction.CtfSlabs;
import org.goldtrail.reconstruction.TomogramBox;
import org.goldtrail.reconstruction.ViewFilter;
import org.goldtrail.reconstruction.VolumeSink;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.jspecify.annotations.Nullable;

/** Back-projects the aligned stack with the CTF corrected slab by slab, as the CTF correction is set up. */
final class Ctf3dReconstruction implements AutoCloseable {
    private static final double ANGSTROM_PER_NM = 10;

    private final StepContext context;
    private final SeriesSolution solution;
    private final List<@Nullable CtfModel> models;
    private final CorrectCtf corrector;
    private final double slabPx;
    private final MrcStack stack;

    private Ctf3dReconstruction(
            StepContext context,
            SeriesSolution solution,
            List<@Nullable CtfModel> models,
            CorrectCtf corrector,
            double slabPx,
            MrcStack stack) {
        this.context = context;
        this.solution = solution;
        this.models = models;
        this.corrector = corrector;
        this.slabPx = slabPx;
        this.stack = stack;
    }

    /**
     * Finds the CTF and the aligned stack.
     *
     * @throws GoldtrailException if the stack, the CTF or its hand is missing
     */
    static Ctf3dReconstruction open(StepContext context, double defocusStepNm) {
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
        Path aligned = context.optionalInput(Item.ALIGNED_STACK)
                .orElseThrow(() -> new GoldtrailException(
                        "there is no aligned stack of full resolution",
                        series.name(),
                        "run alignment.alignFull first"));
        List<@Nullable CtfModel> models = new ArrayList<>();
        for (ViewCtf view : ctf.views()) {
            models.add(view.model());
        }
        double pixel = CtfSetup.pixelSize(series);
        return new Ctf3dReconstruction(
                context,
                FixMarkersStep.read(context),
                models,
                new CorrectCtf(ctf.optics(), hand, pixel, p.correction()),
                ANGSTROM_PER_NM * defocusStepNm / pixel,
                MrcStack.open(aligned));
    }

    /** Views that take part. */
    int viewsUsed() {
        Set<Integer> unused = new TreeSet<>(solution.unusedSections());
        for (int v = 0; v < models.size(); v++) {
            if (models.get(v) == null) {
                unused.add(v);
            }
        }
        return models.size() - unused.size();
    }

    /** Makes a box. */
    void make(TomogramBox box, int thickness, ViewFilter filter, VolumeSink sink, Progress progress) {
        Fit fit = solution.fit();
        Path result = context.output(
                Item.FULL_TOMOGRAM,
                TomogramMaker.recordFile("reconstruction/" + context.series().name() + "_full"));
        new CtfSlabs(stack, fit.views(), solution.unusedSections(), models, corrector, fit.zFactors(), filter)
                .run(
                        box,
                        thickness,
                        slabPx,
                        Objects.requireNonNull(result.toAbsolutePath().getParent()),
                        sink,
                        context.memoryBytes(),
                        WorkerPool.shared(),
                        progress);
    }

    @Override
    public void close() {
        stack.close();
    }
}
