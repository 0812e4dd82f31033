package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.goldtrail.ctf.CtfParameters;
import org.goldtrail.ctf.EstimateCtf;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.SpecimenPlane;
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

/** Estimates defocus and astigmatism of each view from its Thon rings. */
final class EstimateCtfStep extends Step<EstimateCtfStep.Parameters> {
    private static final double ANGSTROM_PER_MICROMETRE = 10_000;

    /** A slope below this changes the defocus across a view by less than its strips do. */
    private static final double WORTH_TELLING_DEG = 2;

    /** Where to look. */
    record Parameters(
            @Parameter(
                    label = "smallest defocus",
                    unit = "µm",
                    min = 0,
                    max = 50,
                    help = "Lower end of the defocus that is searched; underfocus is positive.")
            double smallestDefocusMicrometre,

            @Parameter(
                    label = "largest defocus",
                    unit = "µm",
                    min = 0.2,
                    max = 50,
                    help = "Upper end of the defocus that is searched.")
            double largestDefocusMicrometre,

            @Parameter(
                    label = "fit the phase shift",
                    level = Level.ADVANCED,
                    help = "Fits a phase shift as well: for data taken with a phase plate.")
            boolean fitPhaseShift,

            @Parameter(
                    label = "run CTFFIND",
                    help =
                            "Has CTFFIND 4 or 5 find the defocus, view by view, instead of Goldtrail. It does not tell the hand"
                                    + " of the defocus gradient.")
            boolean ctffind4Use,

            @Parameter(
                    label = "executable of CTFFIND",
                    level = Level.ADVANCED,
                    help =
                            "Its name or path; the first of ctffind4, ctffind and ctffind5 on the search path where this is"
                                    + " auto.")
            String ctffind4,

            @Parameter(
                    label = "box size of CTFFIND",
                    unit = "px",
                    min = 128,
                    max = 4096,
                    level = Level.ADVANCED,
                    help = "Side of the spectra that CTFFIND computes.")
            int ctffindBoxPx,

            @Parameter(
                    label = "lowest resolution for CTFFIND",
                    unit = "Å",
                    min = 5,
                    max = 200,
                    level = Level.ADVANCED,
                    help = "Start of the fit range of CTFFIND; its result hangs on the range.")
            double ctffindLowestResolutionAngstrom,

            @Parameter(
                    label = "highest resolution for CTFFIND",
                    unit = "Å",
                    min = 1,
                    max = 100,
                    level = Level.ADVANCED,
                    help = "End of the fit range of CTFFIND; never beyond what the pixels hold.")
            double ctffindHighestResolutionAngstrom,

            @Parameter(
                    label = "time limit of CTFFIND",
                    unit = "min",
                    min = 0.05,
                    max = 1000,
                    level = Level.ADVANCED,
                    help = "A run for one view that takes longer is ended.")
            double ctffindTimeLimitMinutes) {}

    EstimateCtfStep() {
        super(
                Area.CTF,
                "estimateCTF",
                "CTF estimation",
                "Estimates defocus and astigmatism of each view from the Thon rings of the raw views and the tilted geometry,"
                        + " and the hand of the defocus gradient. Says so where there are no rings.",
                Parameters.class);
    }

    @Override
    public Parameters defaults(SeriesFacts facts) {
        return new Parameters(0.5, 10, false, false, ParameterType.AUTO, 512, 40, 10, 10);
    }

    @Override
    public List<Item> inputs() {
        return List.of(
                Item.RAW_STACK,
                Item.FIXED_MARKERS,
                Item.NOMINAL_ANGLES,
                Item.PIXEL_SIZE,
                Item.OPTICS,
                Item.DOSE,
                Item.BEAD_SIZE);
    }

    /** CTFFIND's defocus is converted by the hand that a person gives. */
    @Override
    public Map<String, String> alsoFrom(Parameters p, Surroundings around) {
        return p.ctffind4Use
                ? Map.of(
                        "hand of the defocus gradient as given",
                        String.valueOf(around.parametersOf(CorrectCtfStep.class, CorrectCtfStep.Parameters.class)
                                .defocusHand()
                                .given()))
                : Map.of();
    }

    @Override
    public List<Item> outputs() {
        return List.of(Item.CTF_ESTIMATE);
    }

    @Override
    public List<StepView> views() {
        return List.of(StepView.CTF_CURVES);
    }

    @Override
    public double weight() {
        return 8;
    }

    @Override
    public boolean runsUnattended() {
        return false;
    }

    @Override
    public void run(StepContext context, Parameters parameters, Progress progress) {
        Series series = context.series();
        CtfSetup setup = new CtfSetup(
                series, FixMarkersStep.read(context), context.bead().diameterPx());
        double pixel = CtfSetup.pixelSize(series);
        SpecimenPlane plane = setup.plane();
        if (plane.steepestDeg() > WORTH_TELLING_DEG) {
            context.message(String.format(
                    Locale.ROOT,
                    "the specimen slopes by %.1f°, by its beads: the defocus across each view follows it",
                    plane.steepestDeg()));
        }
        SeriesCtf estimate = parameters.ctffind4Use
                ? new CtffindRun(context, setup, parameters).run(progress)
                : EstimateCtf.estimate(setup.input(), search(setup, parameters), progress, WorkerPool.shared());
        context.message(estimate.verdict());
        if (!estimate.ringsFound()) {
            context.warning(estimate.verdict());
        }
        CtfEdits edits = context.ctfEdits();
        SeriesCtf present = edits.applied(estimate);
        if (!edits.edits().isEmpty()) {
            context.message(edits.sentence());
            context.figure("viewsSetByHand", edits.edits().size());
        }
        CtfOutput.files(series.name(), present).forEach(file -> context.output(Item.CTF_ESTIMATE, file));
        Path folder = Objects.requireNonNull(
                context.output(Item.CTF_ESTIMATE).toAbsolutePath().getParent());
        Json.write(context.output(Item.CTF_ESTIMATE, CtfOutput.ESTIMATE), estimate);
        CtfOutput.write(Objects.requireNonNull(folder.getParent()), series.name(), present, pixel);
        context.message(CtfOutput.sentence(present));
        CtfOutput.figures(present).forEach(context::figure);
    }

    static CtfParameters search(CtfSetup setup, Parameters parameters) {
        return new CtfParameters(
                setup.optics(),
                parameters.smallestDefocusMicrometre * ANGSTROM_PER_MICROMETRE,
                parameters.largestDefocusMicrometre * ANGSTROM_PER_MICROMETRE,
                parameters.fitPhaseShift);
    }
}
