package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CtfFiles;
import org.goldtrail.ctf.CtfOptics;
import org.goldtrail.ctf.CtfParameters;
import org.goldtrail.ctf.CtfSeriesInput;
import org.goldtrail.ctf.EstimateCtf;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.SpecimenPlane;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.TiltNotes;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.ValidMask;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepView;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.jspecify.annotations.Nullable;

/** Estimates defocus and astigmatism of each view from its Thon rings. */
final class EstimateCtfStep extends Step<EstimateCtfStep.Parameters> {
    private static final double ANGSTROM_PER_MICROMETRE = 10_000;

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
            boolean fitPhaseShift) {}

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
        return new Parameters(0.5, 10, false);
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
        double pixel = pixelSize(series);
        SeriesSolution solution = FixMarkersStep.read(context);
        CtfParameters search = new CtfParameters(
                optics(series.general()),
                parameters.smallestDefocusMicrometre * ANGSTROM_PER_MICROMETRE,
                parameters.largestDefocusMicrometre * ANGSTROM_PER_MICROMETRE,
                parameters.fitPhaseShift);
        BeadMasks masks = new BeadMasks(series, solution.fit(), context.bead().diameterPx());
        CtfSeriesInput input = new CtfSeriesInput(
                series.images().raw(), masks::of, pixel, geometries(solution), doseOrder(series), SpecimenPlane.FLAT);
        SeriesCtf ctf = EstimateCtf.estimate(input, search, progress, WorkerPool.shared());
        context.message(ctf.verdict());
        if (!ctf.ringsFound()) {
            context.warning(ctf.verdict());
        }
        Json.write(context.output(Item.CTF_ESTIMATE), ctf);
        Path folder = context.output(Item.CTF_ESTIMATE, "ctf/" + series.name() + "_ctf.txt")
                .resolveSibling(".");
        context.output(Item.CTF_ESTIMATE, "ctf/" + series.name() + "_ctf.csv");
        CtfFiles.write(folder.normalize(), series.name(), ctf, pixel);
        if (CtfFiles.rows(ctf).stream().anyMatch(r -> r.isKnown())) {
            context.output(Item.CTF_ESTIMATE, "ctf/" + series.name() + ".defocus");
        }
        figures(context, ctf);
    }

    private static void figures(StepContext context, SeriesCtf ctf) {
        double[] defocus = ctf.views().stream()
                .filter(v -> v.model() != null)
                .mapToDouble(v -> v.model() == null ? 0 : v.model().meanAngstrom())
                .sorted()
                .toArray();
        context.figure("ringsFound", ctf.ringsFound());
        if (defocus.length > 0) {
            context.figure("medianDefocusMicrometre", defocus[defocus.length / 2] / ANGSTROM_PER_MICROMETRE);
        }
        context.figure("defocusHand", ctf.hand().hand());
        context.figure("defocusHandConfidence", ctf.hand().confidence());
    }

    /**
     * The pixel size.
     *
     * @throws GoldtrailException if it is not known
     */
    static double pixelSize(Series series) {
        return series.pixelSizeAngstrom()
                .orElseThrow(() -> new GoldtrailException(
                        "the CTF needs the pixel size, which is not known",
                        series.input().stack().toString(),
                        "give --pixel-size, or set settings.general.pixelSizeAngstrom"));
    }

    static CtfOptics optics(GeneralSettings general) {
        return new CtfOptics(general.voltageKv(), general.sphericalAberrationMm(), general.amplitudeContrast());
    }

    private static List<@Nullable ViewGeometry> geometries(SeriesSolution solution) {
        Set<Integer> unused = solution.unusedSections();
        List<@Nullable ViewGeometry> out = new ArrayList<>();
        for (int v = 0; v < solution.fit().viewCount(); v++) {
            out.add(unused.contains(v) ? null : solution.fit().view(v));
        }
        return out;
    }

    /** The order of exposure as far as it is known, else that of the tilt angles' size. */
    private static List<Integer> doseOrder(Series series) {
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

    /** Valid pixels without the beads. */
    private record BeadMasks(Series series, Fit fit, double diameterPx) {
        private static final double RADII = 1.5;

        ValidMask of(int section) {
            ValidMask mask = series.images().raw().mask(section);
            BitSet valid = (BitSet) mask.valid().clone();
            double radius = RADII * diameterPx / 2;
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
}
