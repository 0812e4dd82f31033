package org.goldtrail.workflow;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.RingProfile;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.SpectrumImage;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.pictures.SpectrumPicture;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.steps.CtfEdits;
import org.goldtrail.workflow.steps.CtfOutput;
import org.goldtrail.workflow.steps.CtfSetup;
import org.goldtrail.workflow.units.Times;

/**
 * The CTF of a workflow: what was found in each view, to be looked at and to be put right by hand. Sections are 0-based,
 * defocus is underfocus in Å at the specimen centre. A change by hand holds for all later estimates until it is taken back;
 * what was corrected with the values before is outdated by it.
 */
public final class Ctf {
    private final WorkflowEngine engine;
    private final Path root;
    private final String name;

    Ctf(WorkflowEngine engine, Path root, String name) {
        this.engine = engine;
        this.root = root;
        this.name = name;
    }

    /** Whether the CTF was estimated. */
    public boolean isThere() {
        return !engine.files(Item.CTF_ESTIMATE).isEmpty();
    }

    /**
     * The CTF as it holds now, with all changes by hand.
     *
     * @throws GoldtrailException if it was not estimated yet
     */
    public SeriesCtf get() {
        return read(CtfOutput.PRESENT);
    }

    /** As it was estimated, without changes by hand. */
    public SeriesCtf estimate() {
        return read(CtfOutput.ESTIMATE);
    }

    private SeriesCtf read(String file) {
        return Json.read(root.resolve(file), SeriesCtf.class)
                .orElseThrow(() -> new GoldtrailException(
                        "the CTF was not estimated yet",
                        root.toString(),
                        "run the step CTF estimation: goldtrail run " + root + " --step ctf.estimateCTF"));
    }

    /** One for each section: defocus, astigmatism, score, resolution and what they are worth. */
    public List<ViewCtf> table() {
        return Lines.of(get().views());
    }

    /** The averaged rings of a view and their fit, by frequency; empty where there are none. */
    public Optional<RingProfile> profile(int section) {
        return Optional.ofNullable(view(estimate(), section).profile());
    }

    /** What people have said of single views. */
    public CtfEdits edits() {
        return CtfEdits.read(root);
    }

    /**
     * The power spectrum of a view, taken from the raw stack now, and what its CTF as it holds makes of it.
     *
     * @throws GoldtrailException if the series is not solved, or the raw stack cannot be read
     */
    public SpectrumImage viewSpectrum(int section) {
        try (Looking looking = new Looking()) {
            return looking.spectrum(section);
        }
    }

    /** The spectrum as a picture: the model on the left, measured on the right, a red arc where the rings end. */
    public BufferedImage picture(int section) {
        return pictures(List.of(section)).getFirst();
    }

    /** As {@link #picture}, of several views. */
    public List<BufferedImage> pictures(List<Integer> sections) {
        SeriesCtf ctf = get();
        try (Looking looking = new Looking()) {
            return sections.stream()
                    .map(section -> {
                        ViewCtf view = view(ctf, section);
                        SpectrumImage image = looking.spectrum(section);
                        String label = String.format(Locale.ROOT, "%d %+.0f", section + 1, view.tiltDeg());
                        return SpectrumPicture.draw(
                                image.halfAndHalf(), image.frequencyStep(), view.resolutionAngstrom(), label);
                    })
                    .toList();
        }
    }

    // ---- by hand

    /** Gives a view the same defocus in all directions, keeping its astigmatism and phase shift where they are known. */
    public SeriesCtf setDefocus(int section, double defocusAngstrom) {
        CtfModel present = view(get(), section).model();
        return set(section, present == null ? CtfModel.of(defocusAngstrom) : present.withMean(defocusAngstrom));
    }

    /** Gives a view values of its own. */
    public SeriesCtf set(int section, CtfModel model) {
        if (!(model.defocusVAngstrom() > -500_000 && model.defocusUAngstrom() < 500_000)) {
            throw new GoldtrailException(
                    "a defocus of " + Math.round(model.meanAngstrom()) + " Å is impossible",
                    "view " + (section + 1),
                    "underfocus is positive, 4 µm are 40000 Å");
        }
        return change(section, e -> e.with(new CtfEdits.Edit(section, CtfEdits.Kind.SET, model, now())));
    }

    /** Gives a view the values between those of its neighbours in tilt angle. */
    public SeriesCtf interpolate(int section) {
        return change(section, e -> e.with(new CtfEdits.Edit(section, CtfEdits.Kind.INTERPOLATE, null, now())));
    }

    /** Leaves a view out where a CTF is needed: it stays in the alignment. */
    public SeriesCtf leaveOut(int section) {
        return change(section, e -> e.with(new CtfEdits.Edit(section, CtfEdits.Kind.LEAVE_OUT, null, now())));
    }

    /** Gives a view the estimated values again. */
    public SeriesCtf restore(int section) {
        return change(section, e -> e.without(section));
    }

    private static String now() {
        return Times.now();
    }

    private SeriesCtf change(int section, UnaryOperator<CtfEdits> how) {
        return engine.writing(() -> {
            SeriesCtf estimate = estimate();
            view(estimate, section);
            CtfEdits edits = how.apply(CtfEdits.read(root));
            SeriesCtf present = edits.applied(estimate);
            double pixel = engine.index()
                    .pixelSizeAngstrom()
                    .orElseThrow(() -> new GoldtrailException(
                            "the CTF needs the pixel size, which is not known", root.toString(), "give --pixel-size"));
            edits.write(root);
            CtfOutput.write(root, name, present, pixel);
            return present;
        });
    }

    /** Place of each view in the order of exposure, 0 for the first; in that of the tilt angles' size where it is not known. */
    public List<Integer> exposureOrder() {
        try (Series series = engine.openRaw()) {
            return CtfSetup.doseOrder(series);
        }
    }

    private ViewCtf view(SeriesCtf ctf, int section) {
        if (section < 0 || section >= ctf.views().size()) {
            throw new GoldtrailException(
                    "there is no view " + (section + 1),
                    root.toString(),
                    "there are " + ctf.views().size());
        }
        return ctf.views().get(section);
    }

    /** The raw series, open. */
    private final class Looking implements AutoCloseable {
        private final CtfSetup setup;
        private final Optional<SeriesCtf> ctf;

        Looking() {
            SeriesSolution solution = engine.solved()
                    .orElseThrow(() -> new GoldtrailException(
                            "the series is not solved yet",
                            root.toString(),
                            "run it to the end of the refinement: goldtrail run " + root + " --upto finalSelection"))
                    .solution();
            ctf = isThere() ? Optional.of(get()) : Optional.empty();
            setup = new CtfSetup(
                    engine.openRaw(),
                    solution,
                    engine.beadSize().map(b -> b.diameterPx()).orElse(0.0));
        }

        SpectrumImage spectrum(int section) {
            return SpectrumImage.of(
                    setup.series().images().raw().view(section),
                    setup.mask(section),
                    CtfSetup.pixelSize(setup.series()),
                    setup.solution().fit().view(section),
                    setup.plane(),
                    setup.optics(),
                    ctf.map(c -> c.hand().hand()).orElse(0),
                    ctf.map(c -> view(c, section).model()).orElse(null));
        }

        @Override
        public void close() {
            setup.series().close();
        }
    }
}
