package org.goldtrail.fitting;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.geometry.AlignedMapping;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.markers.MarkerSet;

/**
 * A solved tilt series: the geometry of each view, 3-D bead positions, and what is left. Lengths in raw pixels, positions
 * relative to the specimen centre, in the gauge of the project's conventions. Arrays "per observation" follow the order of
 * {@link MarkerSet#observations()}.
 */
public final class Fit {
    /** Residuals beyond so many standard deviations of a coordinate are outliers. */
    private static final double OUTLIER_SD = 5;

    /** Median length of a two-dimensional normal deviation, in standard deviations. */
    private static final double MEDIAN_LENGTH_SD = 1.1774;

    private final FitInput input;
    private final FitModel model;
    private final Scene scene;
    private final boolean[] connected;
    private final double[] base;
    private final double[] weight;
    private final FitPriors priors;
    private final int unknownCount;
    private final Convergence convergence;
    private final List<String> notes;
    private final int[] beadsPerView;
    private final int[] fittingPerView;

    Fit(
            FitInput input,
            FitModel model,
            Scene scene,
            boolean[] connected,
            double[] base,
            double[] weight,
            FitPriors priors,
            int unknownCount,
            Convergence convergence,
            List<String> notes) {
        this.input = input;
        this.model = model;
        this.scene = scene;
        this.connected = connected;
        this.base = base;
        this.weight = weight;
        this.priors = priors;
        this.unknownCount = unknownCount;
        this.convergence = convergence;
        this.notes = List.copyOf(notes);
        this.beadsPerView = scene.tracks.perView(base);
        this.fittingPerView = fittingPerView();
    }

    public FitInput input() {
        return input;
    }

    public FitModel model() {
        return model;
    }

    public int viewCount() {
        return input.tiltCount();
    }

    /** Geometry of a view; interpolated from the neighbours in tilt where the view is not {@link #connected}. */
    public ViewGeometry view(int view) {
        return ViewVariable.geometry(scene.view[view]);
    }

    /** Geometry of all views. */
    public List<ViewGeometry> views() {
        return Arrays.stream(scene.view).map(ViewVariable::geometry).toList();
    }

    public SpecimenDistortion distortion(int view) {
        return ViewVariable.distortion(scene.view[view]);
    }

    /** The view's transform from raw to aligned, and its Z factors. */
    public AlignedMapping mapping(int view) {
        return AlignedMapping.of(view(view), distortion(view));
    }

    /** The transforms of all views from raw to aligned. */
    public List<XfTransform> transforms() {
        return IntStream.range(0, viewCount())
                .mapToObj(v -> mapping(v).transform())
                .toList();
    }

    /** The Z factors of all views, two each; zeros where there is no distortion. */
    public List<double[]> zFactors() {
        return IntStream.range(0, viewCount())
                .mapToObj(v -> mapping(v).zFactors())
                .toList();
    }

    /** True if the specimen is stretched or skewed in any view. */
    public boolean isDistorted() {
        return IntStream.range(0, viewCount()).anyMatch(v -> !distortion(v).isNone());
    }

    /** False if no trail ties this view to the others, so that its geometry is a guess. */
    public boolean connected(int view) {
        return connected[view];
    }

    /** Number of observations of a view that take part. */
    public int beadsInView(int view) {
        return beadsPerView[view];
    }

    /** True if the view rests on fewer than 3 beads, outliers not counted. */
    public boolean weak(int view) {
        return fittingPerView[view] < 3;
    }

    /**
     * Beads of each view that fit. Robust weights are relative to the view, so that they drop ordinary residuals where the
     * others happen to fit very well; an observation within the scatter of the series is no outlier.
     */
    private int[] fittingPerView() {
        double limit = OUTLIER_SD * medianPx() / MEDIAN_LENGTH_SD;
        double[] fitting = new double[base.length];
        for (int o = 0; o < fitting.length; o++) {
            fitting[o] = weight[o] > 0 || residualPx(o) <= limit ? base[o] : 0;
        }
        return scene.tracks.perView(fitting);
    }

    /** Mean axis angle of the connected views, degrees. */
    public double axisDeg() {
        double sum = 0;
        for (int v = 0; v < connected.length; v++) {
            sum += connected[v] ? view(v).axisDeg() : 0;
        }
        return sum / LinearFit.count(connected);
    }

    /** Marker numbers of the beads, ascending. */
    public int[] markers() {
        return scene.tracks.marker.clone();
    }

    /**
     * Position {x, y, z} of a bead; NaN if fewer than two connected views see it.
     *
     * @throws IllegalArgumentException if there is no such marker
     */
    public double[] position(int marker) {
        int p = Arrays.binarySearch(scene.tracks.marker, marker);
        if (p < 0) {
            throw new IllegalArgumentException("there is no marker " + marker);
        }
        for (int o = scene.tracks.first[p]; o < scene.tracks.first[p + 1]; o++) {
            if (base[o] > 0) {
                return scene.point[p].clone();
            }
        }
        return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }

    /** Where the model puts a bead in a view, raw pixel-index coordinates {x, y}; NaN where its position is. */
    public double[] predict(int marker, int view) {
        double[] at = position(marker);
        double[] m = scene.matrix[view];
        double[] numbers = scene.view[view];
        return new double[] {
            m[0] * at[0]
                    + m[1] * at[1]
                    + m[2] * at[2]
                    + numbers[ViewVariable.SHIFT_X.index]
                    + (input.widthPx() - 1) / 2.0,
            m[3] * at[0]
                    + m[4] * at[1]
                    + m[5] * at[2]
                    + numbers[ViewVariable.SHIFT_Y.index]
                    + (input.heightPx() - 1) / 2.0
        };
    }

    /** True if the observation took part (its robust weight may still be 0). */
    public boolean used(int observation) {
        return base[observation] > 0;
    }

    /** Observed minus predicted x; NaN where the observation did not take part. */
    public double residualX(int observation) {
        return used(observation) ? scene.residualX[observation] : Double.NaN;
    }

    /** Observed minus predicted y; NaN where the observation did not take part. */
    public double residualY(int observation) {
        return used(observation) ? scene.residualY[observation] : Double.NaN;
    }

    /** Length of the residual; NaN where the observation did not take part. */
    public double residualPx(int observation) {
        return Math.hypot(residualX(observation), residualY(observation));
    }

    /** Robust weight, 0 to 1. */
    public double weight(int observation) {
        return weight[observation];
    }

    /** Lengths of the residuals of all observations that took part, unweighted. */
    public double[] usedResidualsPx() {
        double[] lengths = new double[base.length];
        int count = 0;
        for (int o = 0; o < base.length; o++) {
            if (base[o] > 0) {
                lengths[count++] = residualPx(o);
            }
        }
        return Arrays.copyOf(lengths, count);
    }

    /** Root mean square length of the residuals, unweighted, outliers included. */
    public double rmsPx() {
        return Math.sqrt(
                Arrays.stream(usedResidualsPx()).map(r -> r * r).average().orElse(Double.NaN));
    }

    public double meanPx() {
        return Arrays.stream(usedResidualsPx()).average().orElse(Double.NaN);
    }

    public double medianPx() {
        return TukeyWeights.median(usedResidualsPx());
    }

    /** Root of the weighted mean squared length. */
    public double weightedRmsPx() {
        double sum = 0;
        for (double w : weight) {
            sum += w;
        }
        return Math.sqrt(scene.cost / sum);
    }

    /** Number of free numbers that describe views, without 3-D bead positions and without what the gauge fixes. */
    public int unknownCount() {
        return unknownCount;
    }

    /** The expectations that the fit was made with. */
    public FitPriors priors() {
        return priors;
    }

    public Convergence convergence() {
        return convergence;
    }

    /** Sentences for people: what could not be determined or connected. */
    public List<String> notes() {
        return notes;
    }

    /** The same fit with more to say about it. */
    Fit withNotes(List<String> more) {
        List<String> all = new java.util.ArrayList<>(notes);
        all.addAll(more);
        return new Fit(input, model, scene, connected, base, weight, priors, unknownCount, convergence, all);
    }

    /**
     * The same fit with other geometry of its views, the beads triangulated anew: for specimen axes of one's own choice, in
     * which the views explain the observations as before.
     *
     * @param geometry one for each view
     */
    public Fit withGeometry(List<ViewGeometry> geometry) {
        double[][] view = new double[viewCount()][];
        for (int v = 0; v < view.length; v++) {
            view[v] = ViewVariable.of(geometry.get(v), distortion(v));
        }
        return withViews(view);
    }

    /** The same fit seen as other numbers of the views, the beads triangulated anew. */
    Fit withViews(double[][] view) {
        Scene other = new Scene(scene.tracks, view, base, weight);
        return new Fit(input, model, other, connected, base, weight, priors, unknownCount, convergence, notes);
    }

    /** What {@link #of} makes the same fit from again. */
    public FitState state() {
        double[][] view = Arrays.stream(scene.view).map(double[]::clone).toArray(double[][]::new);
        return new FitState(
                model, view, connected.clone(), base.clone(), weight.clone(), priors, unknownCount, convergence, notes);
    }

    /**
     * A fit that was saved.
     *
     * @param input the markers it was made of
     * @throws GoldtrailException if it was made of other markers or views
     */
    public static Fit of(FitInput input, FitState state) {
        if (state.view().length != input.tiltCount()
                || state.connected().length != input.tiltCount()
                || state.base().length != input.markers().size()
                || state.weight().length != input.markers().size()) {
            throw new GoldtrailException(
                    "the saved solution belongs to other markers", "", "run the step that made it again");
        }
        Scene scene = new Scene(new Tracks(input), state.view(), state.base(), state.weight());
        return new Fit(
                input,
                state.model(),
                scene,
                state.connected(),
                state.base(),
                state.weight(),
                state.priors(),
                state.unknownCount(),
                state.convergence(),
                state.notes());
    }

    /**
     * Views that another program has solved, with the beads triangulated in them. Nothing of it is fitted.
     *
     * @param input beads of this series, or none
     * @param views one for each section
     * @param distortions likewise
     * @param used which views take part
     * @param note where they come from, a sentence
     */
    public static Fit taken(
            FitInput input,
            List<ViewGeometry> views,
            List<SpecimenDistortion> distortions,
            boolean[] used,
            String note) {
        double[][] view = new double[views.size()][];
        for (int v = 0; v < view.length; v++) {
            view[v] = ViewVariable.of(views.get(v), distortions.get(v));
        }
        double[] weight = input.markers().observations().stream()
                .mapToDouble(o -> used[o.tilt()] ? 1 : 0)
                .toArray();
        return of(
                input,
                new FitState(
                        FitModel.SIMPLE,
                        view,
                        used.clone(),
                        weight,
                        weight.clone(),
                        FitPriors.NONE,
                        0,
                        new Convergence(0, true),
                        List.of(note)));
    }

    /** The adjustment at this solution, from which its covariance follows. */
    BundleAdjustment adjustment(FitPriors with) {
        Tracks tracks = scene.tracks;
        UnknownMap map = new UnknownMap(model, tracks, scene.view, connected, tracks.perView(base));
        return new BundleAdjustment(tracks, map, with, base, weight);
    }

    Scene scene() {
        return scene;
    }

    double[] base() {
        return base;
    }

    double[] weights() {
        return weight;
    }

    boolean[] connected() {
        return connected;
    }
}
