package org.goldtrail.workflow.steps;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.goldtrail.NoCtfException;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.ctf.CorrectCtf;
import org.goldtrail.ctf.CorrectionParameters;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.SpecimenPlane;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.ParameterType;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.units.Units;

/** Corrects the aligned stack for the CTF. */
final class CorrectCtfStep extends Step<CorrectCtfStep.Parameters> {
    private static final int VIEWS_PER_THREAD = 9;

    /** How it is corrected. */
    record Parameters(
            @Parameter(label = "method", help = "Flips phases, multiplies by the CTF, or filters as Wiener does.")
            CorrectionParameters.Method method,

            @Parameter(
                    label = "defocus tolerance",
                    unit = "nm",
                    min = 1,
                    max = 5000,
                    help = "A strip parallel to the tilt axis is corrected with one defocus; within a strip the defocus"
                            + " changes by no more than this.")
            double phaseflipDefocusToleranceNm,

            @Parameter(
                    label = "interpolation width",
                    unit = "px",
                    min = 1,
                    max = 1000,
                    level = Level.ADVANCED,
                    help = "Neighbouring strips are blended over this width.")
            int phaseflipInterpolationWidthPx,

            @Parameter(
                    label = "maximum strip width",
                    unit = "px",
                    min = 8,
                    max = 100000,
                    level = Level.ADVANCED,
                    help = "Strips are never wider than this.")
            int phaseflipMaximumStripWidthPx,

            @Parameter(
                    label = "signal-to-noise ratio",
                    min = 0.01,
                    max = 1000,
                    level = Level.ADVANCED,
                    help = "Of the Wiener filter, where the CTF passes everything.")
            double signalToNoise,

            @Parameter(
                    label = "hand of the defocus gradient",
                    help =
                            "As found by the estimate, +1 (plus), -1 (minus), or none: one defocus for each view. Where the"
                                    + " estimate has not found any, found means none.")
            Hand defocusHand,

            @Parameter(
                    label = "run ctfphaseflip",
                    help = "Has IMOD's ctfphaseflip flip the phases, instead of Goldtrail.")
            boolean useImodPhaseFlip,

            @Parameter(
                    label = "executable of ctfphaseflip",
                    level = Level.ADVANCED,
                    help = "Its name or path; auto looks for ctfphaseflip on the search path.")
            String imodPhaseFlipExecutable) {
        CorrectionParameters correction() {
            return new CorrectionParameters(
                    method,
                    phaseflipDefocusToleranceNm,
                    phaseflipInterpolationWidthPx,
                    phaseflipMaximumStripWidthPx,
                    signalToNoise);
        }
    }

    /** Which hand of the defocus gradient is taken. */
    enum Hand {
        FOUND,
        PLUS,
        MINUS,
        NONE;

        /** What a person says of it; 0 without. */
        int given() {
            return this == PLUS ? 1 : this == MINUS ? -1 : 0;
        }

        int of(SeriesCtf ctf) {
            return switch (this) {
                case FOUND -> ctf.hand().hand();
                case PLUS -> 1;
                case MINUS -> -1;
                case NONE -> 0;
            };
        }
    }

    CorrectCtfStep() {
        super(
                Area.CTF,
                "correctCTF",
                "CTF correction",
                "Corrects each view of the aligned stack for its contrast transfer function, in strips parallel to the tilt"
                        + " axis.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        CorrectionParameters usual = CorrectionParameters.standard();
        return new Parameters(
                usual.method(),
                usual.defocusToleranceNm(),
                usual.interpolationWidthPx(),
                usual.maximumStripWidthPx(),
                usual.signalToNoise(),
                Hand.FOUND,
                false,
                ParameterType.AUTO);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.RAW_STACK,
                Item.ALIGNED_STACK,
                Item.CTF_ESTIMATE,
                Item.FIXED_MARKERS,
                Item.NOMINAL_ANGLES,
                Item.PIXEL_SIZE);
    }

    /** The same stack is written binned, too, for the binned tomogram. */
    @Override
    public Map<String, String> alsoFrom(Parameters p, Surroundings around) {
        return Map.of("binning of the binned aligned stack", String.valueOf(AlignBinnedStep.binning(around)));
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.CTF_CORRECTED_STACK);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.ALIGNED_STACK);
    }

    /** A view, its padded spectrum, that of the strip in work, and the corrected view, with what JTransforms takes beside. */
    @Override
    public MemoryNeed memory(SeriesFacts facts, Parameters parameters) {
        return MemoryNeed.ofViews(facts).withViewsPerThread(facts, VIEWS_PER_THREAD);
    }

    @Override
    public double weight() {
        return 8;
    }

    @Override
    public boolean runsUnattended() {
        return false;
    }

    /** The same stack binned as the binned aligned stack is, for the binned tomogram. */
    private static void writeBinned(StepContext context, AlignedFrame frame, Set<Integer> unused, Progress progress) {
        Series series = context.series();
        int binning = AlignBinnedStep.binning(context);
        List<XfTransform> asTheyAre = Collections.nCopies(series.viewCount(), XfTransform.IDENTITY);
        AlignedFrame same = AlignedFrame.of(frame.binnedWidth(1), frame.binnedHeight(1), 0);
        try (MrcStack full = MrcStack.open(context.output(Item.CTF_CORRECTED_STACK));
                MrcWriter writer = MrcWriter.create(
                        context.output(Item.CTF_CORRECTED_STACK, binnedFile(series, binning)),
                        StackFiles.layout(series, same, binning))) {
            AlignedStack.ofTransforms(full, asTheyAre, unused, v -> null, same)
                    .write(
                            List.of(StackFiles.output(writer, binning)),
                            context.memoryBytes(),
                            WorkerPool.shared(),
                            progress);
            writer.commit();
        }
    }

    static String binnedFile(Series series, int binning) {
        return "ctf/" + series.name() + "_aligned_ctf_bin" + binning + ".mrc";
    }

    @Override
    public void run(StepContext context, Parameters p, Progress progress) {
        Series series = context.series();
        SeriesSolution solution = FixMarkersStep.read(context);
        SeriesCtf ctf = read(context);
        int hand = p.defocusHand.of(ctf);
        if (hand == 0) {
            context.warning(
                    "the hand of the defocus gradient is not known or not wanted: each view is corrected with one"
                            + " defocus, which is wrong towards the sides of tilted views");
        }
        AlignedFrame frame = StackFiles.frame(series, solution.fit());
        List<Integer> without = IntStream.range(0, series.viewCount())
                .filter(v -> ctf.views().get(v).model() == null)
                .filter(v -> !solution.unusedSections().contains(v))
                .boxed()
                .toList();
        if (!without.isEmpty()) {
            context.warning("left out of the corrected stack, because their CTF is not known: "
                    + without.stream()
                            .map(v -> Units.view(v, solution.fit().view(v).tiltDeg()))
                            .collect(Collectors.joining(", ")));
        }
        Set<Integer> unused = new TreeSet<>(solution.unusedSections());
        unused.addAll(without);
        if (p.useImodPhaseFlip) {
            new CtfPhaseFlipRun(context, solution, ctf, hand, p).run(unused, progress.part(0, 0.8));
        } else {
            correct(context, solution, ctf, hand, p, unused, progress.part(0, 0.8));
        }
        writeBinned(context, frame, unused, progress.part(0.8, 1));
        context.figure("viewsCorrected", series.viewCount() - unused.size());
        context.figure("hand", hand);
    }

    /**
     * The CTF of a series.
     *
     * @throws NoCtfException if no view has one
     */
    static SeriesCtf read(StepContext context) {
        SeriesCtf ctf =
                Json.read(context.input(Item.CTF_ESTIMATE), SeriesCtf.class).orElseThrow();
        if (!ctf.isKnown()) {
            throw new NoCtfException(
                    "the CTF cannot be corrected: " + (ctf.ringsFound() ? "no view has a CTF" : ctf.verdict()),
                    context.series().input().stack().toString(),
                    "reconstruct without it, or set the defocus of the views: goldtrail ctf FOLDER --set VIEWS=MICROMETRE");
        }
        return ctf;
    }

    private static void correct(
            StepContext context,
            SeriesSolution solution,
            SeriesCtf ctf,
            int hand,
            Parameters p,
            Set<Integer> unused,
            Progress progress) {
        Series series = context.series();
        SpecimenPlane plane = CtfSetup.plane(solution);
        CorrectCtf corrector = new CorrectCtf(ctf.optics(), hand, CtfSetup.pixelSize(series), p.correction());
        try (MrcStack stack = MrcStack.open(context.input(Item.ALIGNED_STACK));
                MrcWriter writer = MrcWriter.create(
                        context.output(Item.CTF_CORRECTED_STACK),
                        StackFiles.layout(series, StackFiles.frame(series, solution.fit()), 1))) {
            WorkerPool.shared().forEach(series.viewCount(), progress, v -> {
                Image view = stack.readView(v);
                CtfModel model = ctf.views().get(v).model();
                if (model != null && !unused.contains(v)) {
                    ViewGeometry raw = solution.fit().view(v);
                    view = corrector.correct(
                            view, CorrectCtf.alignedModel(model, raw), CorrectCtf.alignedGeometry(raw), plane);
                } else {
                    // without contrast, so that reconstructions pass it over
                    Arrays.fill(view.pixels(), mean(view));
                }
                writer.writeSection(v, view);
            });
            writer.commit();
        }
    }

    private static float mean(Image view) {
        double sum = 0;
        for (float p : view.pixels()) {
            sum += p;
        }
        return (float) (sum / view.pixels().length);
    }
}
