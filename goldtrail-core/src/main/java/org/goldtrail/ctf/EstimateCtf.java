package org.goldtrail.ctf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the CTF of every view of a tilt series from the Thon rings of the raw views. Tiles keep the defocus that
 * belongs to their height in the tilted specimen; all views share what they have in common. The method is described in
 * docs/ctf.md.
 */
public final class EstimateCtf {
    private static final double TILE_ANGSTROM = 1400;
    private static final int LARGEST_TILE = 512;
    private static final int SMALLEST_TILE = 96;

    /** Finer pixels are binned: nothing of a tilt series is seen beyond their Nyquist frequency. */
    private static final double FINEST_PIXEL = 1.6;

    private static final double LOWEST_SEARCHED = 1.0 / 40;
    private static final double HIGHEST = 1.0 / 5;

    /** With fewer zeros than this in the range, background and amplitude are coupled. */
    private static final double FEW_ZEROS = 3;

    /** A coupled background has to describe the spectra to so many times the variance that counting leaves. */
    private static final double LARGEST_MISFIT = 1.5;

    /** Of (U - V) / (U + V); lenses stay below a tenth. */
    private static final double LARGEST_ELONGATION = 0.2;

    /** By how much views may differ where not even the gradient of the defocus shows, Å; twice what autofocus leaves. */
    private static final double LARGEST_SPREAD_WITHOUT_HAND = 3000;

    /** Views with less of themselves in use are left out. */
    private static final double SMALLEST_USED = 0.1;

    private EstimateCtf() {}

    /**
     * Estimates defocus and astigmatism of all views, the hand of the defocus gradient, and whether there are rings.
     *
     * @param input views and geometry; not modified
     * @param parameters what to look for
     * @param progress told the part that is done
     * @param pool where the work is done; the result does not depend on its number of threads
     * @throws org.goldtrail.GoldtrailException if a view cannot be read
     * @throws org.goldtrail.task.CancelledException if the progress was cancelled
     */
    public static SeriesCtf estimate(
            CtfSeriesInput input, CtfParameters parameters, Progress progress, WorkerPool pool) {
        int n = input.views().viewCount();
        int bin = input.pixelSizeAngstrom() < FINEST_PIXEL
                ? (int) Math.ceil(FINEST_PIXEL / input.pixelSizeAngstrom())
                : 1;
        double pixel = input.pixelSizeAngstrom() * bin;
        int smallerSide = Math.min(input.views().width(), input.views().height()) / bin;
        int side = (int) Math.clamp(TILE_ANGSTROM / pixel, SMALLEST_TILE, LARGEST_TILE);
        side = Math.min(Fft2.fastSize(side), smallerSide - smallerSide % 2);
        PolarGrid grid = new PolarGrid(side, pixel, 1.0 / 100, Math.min(0.48 / pixel, HIGHEST));
        double[] tilts = new double[n];
        for (int v = 0; v < n; v++) {
            ViewGeometry g = input.geometries().get(v);
            tilts[v] = g == null ? 0 : g.tiltDeg();
        }
        double[] intensity = new double[n];
        List<@Nullable ViewSpectrum> spectra =
                pool.map(n, progress.part(0, 0.5), v -> spectrum(input, v, bin, grid, intensity));
        return fit(input, parameters, spectra, grid, tilts, intensity, progress.part(0.5, 1), pool);
    }

    private static @Nullable ViewSpectrum spectrum(
            CtfSeriesInput input, int v, int bin, PolarGrid grid, double[] intensity) {
        ViewGeometry geometry = input.geometries().get(v);
        if (geometry == null) {
            return null;
        }
        double pixel = input.pixelSizeAngstrom();
        Image raw = input.views().view(v);
        ValidMask mask = input.masks().apply(v);
        double[] gradient = input.plane().heightGradient(geometry);
        // of the specimen centre, in pixels of the binned view
        double[] centre = {
            Binning.toBinned(raw.centreX() + geometry.shiftXPx(), bin),
            Binning.toBinned(raw.centreY() + geometry.shiftYPx(), bin)
        };
        FlattenedView flat = FlattenedView.of(Binning.bin(raw, bin), mask.binned(bin), pixel * bin);
        intensity[v] = flat.meanIntensity();
        if (flat.usedFraction() < SMALLEST_USED || flat.isBlank()) {
            return null;
        }
        ViewSpectrum spectrum = ViewSpectrum.of(flat, grid, pixel * bin, gradient, centre);
        return spectrum.isEmpty() ? null : spectrum;
    }

    private static SeriesCtf fit(
            CtfSeriesInput input,
            CtfParameters parameters,
            List<@Nullable ViewSpectrum> spectra,
            PolarGrid grid,
            double[] tilts,
            double[] intensity,
            Progress progress,
            WorkerPool pool) {
        int n = tilts.length;
        double[][] features = new double[n][];
        boolean[] data = new boolean[n];
        int count = 0;
        for (int v = 0; v < n; v++) {
            data[v] = spectra.get(v) != null;
            count += data[v] ? 1 : 0;
            double cosine = Math.max(0.1, Math.cos(Math.toRadians(tilts[v])));
            features[v] = new double[] {1, 1 / cosine - 1, input.doseOrder().get(v) / (double) Math.max(1, n)};
        }
        if (count == 0) {
            return nothing(parameters, tilts, ViewCtf.Status.NO_DATA, 0);
        }
        RingBasis searched = new RingBasis(grid, LOWEST_SEARCHED, HIGHEST);
        HandedFit[] hands = new HandedFit[2];
        for (int h = 0; h < 2; h++) {
            int hand = h == 0 ? 1 : -1;
            List<@Nullable RingSums> sums = pool.map(n, Progress.SILENT, v -> {
                ViewSpectrum s = spectra.get(v);
                return s == null ? null : RingSums.of(s, parameters.optics(), hand);
            });
            HandedFit fit = new HandedFit(sums, searched, tilts, features, parameters, pool);
            fit.search(progress.part(h * 0.1, h * 0.1 + 0.1));
            hands[h] = fit;
        }
        HandedFit leading = hands[0].total() >= hands[1].total() ? hands[0] : hands[1];
        double lowest = lowest(leading, parameters.optics());
        boolean coupled = hasFewRings(grid, leading, parameters.optics());
        refine(hands, new RingBasis(grid, lowest, HIGHEST, coupled), progress.part(0.2, 0.6));
        if (coupled && leading.misfit() > LARGEST_MISFIT) {
            // something that no matter above white noise looks like: nothing is taken for granted
            for (HandedFit fit : hands) {
                fit.useRange(searched);
                fit.search(Progress.SILENT);
            }
            refine(hands, new RingBasis(grid, lowest, HIGHEST), progress.part(0.6, 0.9));
        }
        double[] evidence = new double[n];
        for (int v = 0; v < n; v++) {
            if (data[v]) {
                double[] variance = hands[0].variance(v).clone();
                for (int r = 0; r < variance.length; r++) {
                    variance[r] = 0.5 * (variance[r] + hands[1].variance(v)[r]);
                }
                evidence[v] = hands[0].evidence(v, variance) - hands[1].evidence(v, variance);
            }
        }
        HandTest hand = HandTest.of(evidence);
        HandedFit best = hand.logOdds() >= 0 ? hands[0] : hands[1];
        double ringTest = RingTest.of(best, spectra, parameters, pool);
        if (ringTest < RingTest.LIMIT) {
            return nothing(parameters, tilts, ViewCtf.Status.NO_RINGS, ringTest, data);
        }
        double[] order =
                input.doseOrder().stream().mapToDouble(Integer::doubleValue).toArray();
        List<ViewCtf> views = views(best, spectra, parameters, tilts, order, hand.logOdds() >= 0 ? 1 : -1, pool);
        boolean viewsAgree = mostShowRings(views)
                && best.defocusPrior().sdAngstrom() <= LARGEST_SPREAD_WITHOUT_HAND
                && !hasFewRings(grid, best, parameters.optics());
        if (areTooElongated(views) || hand.hand() == 0 && !viewsAgree) {
            return nothing(parameters, tilts, ViewCtf.Status.NO_RINGS, ringTest, data);
        }
        double[] paths = IceThickness.of(intensity, tilts, data);
        List<ViewCtf> complete = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            complete.add(views.get(v).withThickness(paths[v]));
        }
        progress.report(1);
        return new SeriesCtf(
                complete,
                parameters.optics(),
                hand,
                ringTest,
                true,
                grid.frequency(best.basis().firstRing()),
                RingTest.frequencyOfInformation(best, n, 0.995));
    }

    /** Whether the rings are no lens's: the axes of a square filter's ripples differ by as much as they are long. */
    private static boolean areTooElongated(List<ViewCtf> views) {
        double[] elongation = views.stream()
                .map(ViewCtf::model)
                .filter(Objects::nonNull)
                .mapToDouble(m -> Math.hypot(m.cosineAngstrom(), m.sineAngstrom()) / Math.max(1, m.meanAngstrom()))
                .toArray();
        return elongation.length > 0 && Statistics.median(elongation) > LARGEST_ELONGATION;
    }

    private static void refine(HandedFit[] hands, RingBasis range, Progress progress) {
        for (int h = 0; h < 2; h++) {
            hands[h].useRange(range);
            hands[h].refine(progress.part(0.5 * h, 0.5 * h + 0.5));
        }
    }

    /**
     * Whether at least half of the views that hold anything tell their defocus by rings of their own. Ripples of a filter
     * pass for rings in some views and for nothing in others, and know no gradient of the defocus.
     */
    private static boolean mostShowRings(List<ViewCtf> views) {
        long own = views.stream()
                .filter(v -> v.status() == ViewCtf.Status.FITTED || v.status() == ViewCtf.Status.OUTLIER)
                .count();
        long all =
                views.stream().filter(v -> v.status() != ViewCtf.Status.NO_DATA).count();
        return 2 * own >= all;
    }

    /** Whether so few zeros lie below the end of the range that a free background could imitate rings. */
    private static boolean hasFewRings(PolarGrid grid, HandedFit fit, CtfOptics optics) {
        double k = Math.min(HIGHEST, grid.frequency(grid.rings() - 1));
        double defocus = Math.max(0, fit.defocusPrior().expected(0));
        return optics.wavelengthAngstrom() * defocus * k * k < FEW_ZEROS;
    }

    /** From somewhat before the first zero on; below, the specimen's own structure rules. */
    private static double lowest(HandedFit fit, CtfOptics optics) {
        double zero = 1
                / Math.sqrt(optics.wavelengthAngstrom()
                        * Math.max(3000, fit.defocusPrior().expected(0)));
        return Math.clamp(0.7 * zero, 1.0 / 60, 1.0 / 18);
    }

    private static List<ViewCtf> views(
            HandedFit fit,
            List<@Nullable ViewSpectrum> spectra,
            CtfParameters parameters,
            double[] tilts,
            double[] order,
            int hand,
            WorkerPool pool) {
        ViewRefiner refiner = new ViewRefiner(fit, tilts.length, parameters.fitPhaseShift(), pool);
        RingFit.Trial[] trials = refiner.refine(tilts, order);
        return pool.map(tilts.length, Progress.SILENT, v -> {
            ViewSpectrum spectrum = spectra.get(v);
            if (spectrum == null) {
                return ViewCtf.without(v, tilts[v], ViewCtf.Status.NO_DATA);
            }
            RingFit.Trial t = trials[v];
            double sd = refiner.deviation(v);
            RingAverage average = RingAverage.of(spectrum, parameters.optics(), hand, fit.fit(v), fit.basis(), t);
            double distance = Math.abs(t.defocus() - fit.defocusPrior().expected(tilts[v]));
            double spread = fit.defocusPrior().sdAngstrom();
            ViewCtf.Status status = ViewCtf.Status.FITTED;
            if (sd > 0.7 * spread) {
                status = ViewCtf.Status.FROM_NEIGHBOURS;
            } else if (distance > 3.5 * spread) {
                status = ViewCtf.Status.OUTLIER;
            }
            return new ViewCtf(
                    v,
                    tilts[v],
                    CtfModel.ofComponents(t.defocus(), t.cosine(), t.sine(), t.phaseShift()),
                    sd,
                    average.score(),
                    average.resolutionAngstrom(),
                    Double.NaN,
                    status,
                    average.profile());
        });
    }

    private static SeriesCtf nothing(
            CtfParameters parameters, double[] tilts, ViewCtf.Status status, double ringTest, boolean... data) {
        List<ViewCtf> views = new ArrayList<>();
        for (int v = 0; v < tilts.length; v++) {
            boolean present = v < data.length && data[v];
            views.add(ViewCtf.without(v, tilts[v], present ? status : ViewCtf.Status.NO_DATA));
        }
        return new SeriesCtf(views, parameters.optics(), new HandTest(0, 0, 0), ringTest, false, 0, 0);
    }
}
