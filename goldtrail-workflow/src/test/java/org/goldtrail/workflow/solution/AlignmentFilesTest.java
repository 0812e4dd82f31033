package org.goldtrail.workflow.solution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.PerViewFile;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.workflow.solution.SolutionOptions.Magnification;
import org.goldtrail.workflow.solution.SolutionOptions.Rotation;
import org.goldtrail.workflow.solution.SolutionOptions.TiltAngles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentFilesTest {
    private static final SolutionOptions ALL =
            new SolutionOptions(Rotation.PER_VIEW, TiltAngles.GROUPED, Magnification.PER_VIEW, true, true, true, true);

    /** A program that reads .xf, .tlt, .xtilt and .zfac sees every specimen point where the fit puts it. */
    @Test
    void filesTogetherSayWhatTheFitSays(@TempDir Path folder) {
        SyntheticSeries series = new SyntheticSeries(25, 0.02, 1, 2, 250);
        SeriesSolution outcome = series.solve(ALL);
        write(folder, series, outcome);
        Path alignment = folder;
        Fit fit = outcome.fit();
        List<XfTransform> xf = XfFile.read(alignment.resolve("made.xf"), fit.viewCount());
        double[] tilts = TiltAngleFile.read(alignment.resolve("made.tlt")).tiltsDeg();
        double[] xTilts = PerViewFile.readXTilts(alignment.resolve("made.xtilt"));
        List<double[]> factors = PerViewFile.readZFactors(alignment.resolve("made.zfac"));
        double worst = 0;
        double largestFactor = 0;
        for (int v = 0; v < fit.viewCount(); v++) {
            double[] p = fit.distortion(v).projectionMatrix(fit.view(v));
            XfTransform back = xf.get(v).inverse();
            for (int corner = 0; corner < 8; corner++) {
                double x = ((corner & 1) - 0.5) * SyntheticSeries.WIDTH;
                double y = ((corner >> 1 & 1) - 0.5) * SyntheticSeries.HEIGHT;
                double z = ((corner >> 2) - 0.5) * 300;
                double[] a = aligned(tilts[v], xTilts[v], factors.get(v), x, y, z);
                double qx = back.a11() * a[0] + back.a12() * a[1] + back.dx();
                double qy = back.a21() * a[0] + back.a22() * a[1] + back.dy();
                worst = Math.max(
                        worst,
                        Math.hypot(
                                qx
                                        - p[0] * x
                                        - p[1] * y
                                        - p[2] * z
                                        - fit.view(v).shiftXPx(),
                                qy
                                        - p[3] * x
                                        - p[4] * y
                                        - p[5] * z
                                        - fit.view(v).shiftYPx()));
            }
            largestFactor = Math.max(largestFactor, Math.abs(factors.get(v)[1]));
        }
        assertThat(worst).isLessThan(0.01);
        assertThat(largestFactor).isGreaterThan(0.002);
        assertThat(fit.meanPx()).isCloseTo(0.06, within(0.03));
    }

    /** IMOD's tilt: X-tilt, tilt, and what the Z factors add. */
    private static double[] aligned(double tiltDeg, double xTiltDeg, double[] factors, double x, double y, double z) {
        double t = Math.toRadians(tiltDeg);
        double a = Math.toRadians(xTiltDeg);
        return new double[] {
            x * Math.cos(t) + y * Math.sin(t) * Math.sin(a) + z * (Math.sin(t) * Math.cos(a) + factors[0]),
            y * Math.cos(a) - z * (Math.sin(a) - factors[1])
        };
    }

    @Test
    void anUndistortedSpecimenHasNoZFactors(@TempDir Path folder) {
        SyntheticSeries series = new SyntheticSeries(8, 0, 0, 0, 200);
        write(
                folder,
                series,
                series.solve(new SolutionOptions(
                        Rotation.ONE, TiltAngles.FIXED, Magnification.FIXED, false, false, false, true)));
        assertThat(Files.exists(folder.resolve("made.xf"))).isTrue();
        assertThat(Files.exists(folder.resolve("made.zfac"))).isFalse();
    }

    private static void write(Path folder, SyntheticSeries series, SeriesSolution outcome) {
        AlignmentFiles.write(
                series.seriesInput(OptionalDouble.of(5)), outcome, ending -> folder.resolve("made" + ending));
    }
}
