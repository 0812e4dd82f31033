package org.goldtrail.workflow.solution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.Hand;
import org.goldtrail.fitting.LeaveOut;
import org.goldtrail.fitting.ModelChoice;
import org.goldtrail.fitting.PredictedError;
import org.goldtrail.formats.AngleSource;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.geometry.SpecimenDistortion;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.series.ExcludedView;

/** Trails of beads under a known geometry, with little noise. */
public final class SyntheticSeries {
    public static final int WIDTH = 900;
    public static final int HEIGHT = 700;
    private static final double NOISE_PX = 0.05;

    public final double[] tiltsDeg;
    final List<ViewGeometry> views = new ArrayList<>();
    final List<SpecimenDistortion> distortions = new ArrayList<>();
    public final FitInput input;

    /**
     * @param stretch at +60 and -60 degrees, quadratic in the tilt: what is linear is nearly a turned specimen
     * @param skewDeg at +60 degrees, linear in the tilt
     * @param xTiltDeg likewise
     * @param thicknessPx the beads lie within
     */
    public SyntheticSeries(int beads, double stretch, double skewDeg, double xTiltDeg, double thicknessPx) {
        Random random = new Random(7);
        tiltsDeg = new double[31];
        for (int v = 0; v < tiltsDeg.length; v++) {
            tiltsDeg[v] = 4 * v - 60;
            double f = tiltsDeg[v] / 60;
            views.add(new ViewGeometry(
                    12, tiltsDeg[v], f * xTiltDeg, 1, 9 * random.nextGaussian(), 9 * random.nextGaussian()));
            distortions.add(new SpecimenDistortion(f * f * stretch, f * skewDeg));
        }
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < beads; i++) {
            double x = (random.nextDouble() - 0.5) * 0.8 * WIDTH;
            double y = (random.nextDouble() - 0.5) * 0.8 * HEIGHT;
            double z = (random.nextDouble() - 0.5) * thicknessPx;
            for (int v = 0; v < tiltsDeg.length; v++) {
                double[] p = distortions.get(v).projectionMatrix(views.get(v));
                ViewGeometry g = views.get(v);
                seen.add(new Observation(
                        i,
                        v,
                        p[0] * x
                                + p[1] * y
                                + p[2] * z
                                + g.shiftXPx()
                                + (WIDTH - 1) / 2.0
                                + NOISE_PX * random.nextGaussian(),
                        p[3] * x
                                + p[4] * y
                                + p[5] * z
                                + g.shiftYPx()
                                + (HEIGHT - 1) / 2.0
                                + NOISE_PX * random.nextGaussian()));
            }
        }
        input = new FitInput(new MarkerSet(tiltsDeg.length, seen), tiltsDeg, WIDTH, HEIGHT);
    }

    private SyntheticSeries(SyntheticSeries from, MarkerSet markers) {
        tiltsDeg = from.tiltsDeg;
        views.addAll(from.views);
        distortions.addAll(from.distortions);
        input = from.input.withMarkers(markers);
    }

    /** The same series with other trails. */
    public SyntheticSeries with(MarkerSet markers) {
        return new SyntheticSeries(this, markers);
    }

    /** What a run knows of this series. */
    public TiltSeriesInput seriesInput(OptionalDouble pixelSizeAngstrom) {
        return new TiltSeriesInput(
                Path.of("made.st"),
                WIDTH,
                HEIGHT,
                new AngleSource(
                        AngleSource.Origin.RAWTLT,
                        "made.rawtlt",
                        Arrays.stream(tiltsDeg).boxed().toList()),
                List.of(),
                pixelSizeAngstrom,
                "made",
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of());
    }

    /** The solution by the model asked for. */
    public SeriesSolution solve(SolutionOptions asked, ExcludedView... excluded) {
        ModelChoice choice = ModelChoice.choose(input, asked.candidates(), asked.fitOptions());
        Fit fit = Hand.conventional(choice.fit());
        return new SeriesSolution(
                input.markers(),
                fit,
                SeriesSolution.candidates(choice),
                choice.reason(),
                asked.robust(),
                LeaveOut.of(fit),
                PredictedError.of(fit),
                List.of(excluded),
                "the axis given",
                List.of());
    }
}
