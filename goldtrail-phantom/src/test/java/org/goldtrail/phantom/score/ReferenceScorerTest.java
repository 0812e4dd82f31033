package org.goldtrail.phantom.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.goldtrail.markers.Observation;
import org.goldtrail.phantom.DefectParameters;
import org.goldtrail.phantom.MotionParameters;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.phantom.TestSeries;
import org.goldtrail.phantom.Truth;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of this scorer and of the independent score.py beside the samples are the same. */
class ReferenceScorerTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    static Path folder;

    static Path script;
    static Truth truth;

    @BeforeAll
    static void simulate() throws Exception {
        script = Path.of(System.getProperty("goldtrail.samples", "../shared"), "tools", "score.py");
        assumeTrue(Files.exists(script), "the reference scorer is not here: " + script);
        assumeTrue(
                Files.exists(PYTHON) && run("-c", "import numpy, scipy") == 0,
                "needs Debian's python3-numpy and python3-scipy");
        PhantomParameters p = TestSeries.small("reference").withSize(220, 200);
        truth = TestSeries.simulate(
                p.with(MotionParameters.standard()
                                .withDeformation(1, 2)
                                .withDisplaced(1, 0.45)
                                .withMagnification(0.004, 0.001))
                        .with(new DefectParameters(1, 0, 1, 1, 20, false, false, false))
                        .with(p.specimen().withPretilt(6, 2))
                        .with(p.tilts()
                                .withRange(-60, 60, 6)
                                .withAxis(-23.7, 0.4, 0.1)
                                .withAngleErrors(0.4, 0.1)),
                5,
                folder);
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroy();
            throw new IOException("python does not end");
        }
        return process.exitValue();
    }

    private static JsonNode reference(String kind, String... arguments) throws IOException, InterruptedException {
        Path json = folder.resolve("out.json");
        List<String> all = new ArrayList<>(List.of(script.toString(), kind, folder.toString()));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", json.toString()));
        assertThat(run(all.toArray(String[]::new))).isZero();
        return JsonMapper.shared().readTree(Files.readAllBytes(json));
    }

    private static void same(double ours, JsonNode theirs) {
        assertThat(theirs.isNumber()).isTrue();
        assertThat(ours).isCloseTo(theirs.asDouble(), offset(1e-6));
    }

    private static void same(ResidualStatistics ours, JsonNode theirs) {
        same(ours.rms(), theirs.path("rms"));
        same(ours.median(), theirs.path("median"));
        same(ours.p95(), theirs.path("p95"));
        same(ours.max(), theirs.path("max"));
        assertThat(ours.n()).isEqualTo(theirs.path("n").asInt());
    }

    /** It also resamples the images with the ideal transforms and measures the beads in them. */
    @Test
    void theReferenceAcceptsOurTruthAndImages() throws Exception {
        PhantomParameters p = PhantomPreset.PLAIN.parameters();
        Path series = Files.createDirectories(folder.resolve("selftest"));
        TestSeries.simulate(p.with(p.tilts().withRange(-60, 60, 10)), 1, series);
        Files.createSymbolicLink(series.resolve("input"), series);
        assertThat(run(script.toString(), "selftest", series.toString(), "--stack"))
                .isZero();
    }

    @Test
    void alignment() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder xf = new StringBuilder();
        StringBuilder tlt = new StringBuilder();
        StringBuilder xTilt = new StringBuilder();
        for (Truth.TiltTruth t : truth.tilts()) {
            for (int k = 0; k < 6; k++) {
                double error = (k < 4 ? 0.003 : 0.6) * random.nextGaussian();
                xf.append(String.format(Locale.ROOT, "%13.8f", t.xf()[k] + error));
            }
            xf.append('\n');
            tlt.append(String.format(Locale.ROOT, "%9.4f%n", t.theta() + 0.3 * random.nextGaussian()));
            xTilt.append(String.format(Locale.ROOT, "%9.4f%n", 0.5 * random.nextGaussian()));
        }
        Path xfFile = Files.writeString(folder.resolve("a.xf"), xf);
        Path tltFile = Files.writeString(folder.resolve("a.tlt"), tlt);
        Path xTiltFile = Files.writeString(folder.resolve("a.xtilt"), xTilt);
        JsonNode r = reference(
                "align",
                "--xf",
                xfFile.toString(),
                "--tlt",
                tltFile.toString(),
                "--xtilt",
                xTiltFile.toString(),
                "--excluded",
                "2,7");
        AlignmentScore score = AlignmentScore.excluding(
                truth,
                ResultFiles.readNumbers(xfFile, 6),
                ResultFiles.readColumn(tltFile),
                ResultFiles.readColumn(xTiltFile),
                List.of(2, 7));
        AlignmentFit fit = Objects.requireNonNull(score.fit());
        assertThat(score.views().used()).hasSize(r.path("used").asInt());
        assertThat(score.views().goodUsed()).isEqualTo(r.path("good_used").asInt());
        assertThat(score.views().goodMissing()).hasSize(r.path("good_missing").size());
        assertThat(score.views().blankUsed()).hasSize(r.path("blank_used").size());
        assertThat(score.views().hardUsed()).hasSize(r.path("hard_used").size());
        same(fit.px(), r.path("px"));
        same(fit.nm(), r.path("nm"));
        same(fit.beadDiametersRms(), r.path("bead_diameters_rms"));
        same(fit.rigidFloorPx(), r.path("rigid_floor_px"));
        if (fit.hardPx() != null) {
            same(fit.hardPx(), r.path("hard_px"));
        }
        same(fit.medianOfTiltRmsPx(), r.path("median_of_tilt_rms_px"));
        assertThat(fit.worstTilt()).isEqualTo(r.path("worst_tilt").get(0).asInt());
        same(fit.worstTiltRmsPx(), r.path("worst_tilt").get(1));
        same(fit.shiftPartPx(), r.path("shift_part_px"));
        same(fit.restPartPx(), r.path("rest_part_px"));
        same(fit.axis().errorMeanDeg(), r.path("axis").path("error_mean_deg"));
        same(fit.axis().errorSdDeg(), r.path("axis").path("error_sd_deg"));
        same(fit.axis().nominalErrorDeg(), r.path("axis").path("nominal_error_deg"));
        same(fit.angles().scale(), r.path("angles").path("scale"));
        same(fit.angles().offsetDeg(), r.path("angles").path("offset_deg"));
        same(fit.angles().restSdDeg(), r.path("angles").path("rest_sd_deg"));
        same(fit.angles().restMaxDeg(), r.path("angles").path("rest_max_deg"));
        same(fit.magnification().scaleMean(), r.path("mag").path("scale_mean"));
        same(fit.magnification().errorSd(), r.path("mag").path("error_sd"));
        JsonNode slab = r.path("slab_in_estimate");
        same(fit.slab().tiltAboutYDeg(), slab.path("tilt_about_y_deg"));
        same(fit.slab().tiltAboutXDeg(), slab.path("tilt_about_x_deg"));
        same(fit.slab().centreZPx(), slab.path("centre_z_px"));
        for (int k = 0; k < 3; k++) {
            same(fit.specimenScale().get(k), r.path("specimen_scale").get(k));
        }
        same(fit.specimenHandedness(), r.path("specimen_handedness"));
        assertThat(fit.views()).hasSize(r.path("per_tilt").size());
        for (int k = 0; k < fit.views().size(); k++) {
            same(fit.views().get(k).px().rms(), r.path("per_tilt").get(k).path("rms"));
            same(fit.views().get(k).meanDxPx(), r.path("per_tilt").get(k).path("mean_dx"));
            same(fit.views().get(k).axisErrorDeg(), r.path("per_tilt").get(k).path("axis_err_deg"));
        }
    }

    /** Most beads with noise, some of them twice, some swapped between trails, and detections of nothing. */
    private static List<Observation> flawed() {
        SplittableRandom random = new SplittableRandom(11);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < truth.nz(); i++) {
            for (int b = 0; b < truth.beads().count(); b++) {
                if (truth.beads().vis()[i][b] == Truth.NOT_SEEN || random.nextInt(5) == 0) {
                    continue;
                }
                int marker = i > 12 && b < 8 ? b ^ 1 : b == 5 ? 30 + i % 2 : b;
                double x = truth.beads().x()[i][b] + 0.5 * random.nextGaussian();
                double y = truth.beads().y()[i][b] + 0.5 * random.nextGaussian();
                all.add(new Observation(marker, i, x, y));
                if (random.nextInt(10) == 0) {
                    all.add(new Observation(marker, i, x + 2, y));
                }
            }
            for (int k = 0; k < 3; k++) {
                all.add(new Observation(900 + k, i, 220 * random.nextDouble(), 200 * random.nextDouble()));
            }
        }
        return all;
    }

    private static Path table(String name) throws IOException {
        StringBuilder csv = new StringBuilder("marker,tilt,x,y,cc\n");
        for (Observation o : flawed()) {
            csv.append(String.format(Locale.ROOT, "%d,%d,%s,%s,0%n", o.marker(), o.tilt(), o.x(), o.y()));
        }
        return Files.writeString(folder.resolve(name), csv);
    }

    @Test
    void detections() throws Exception {
        Path csv = table("detections.csv");
        JsonNode r = reference("detect", "--csv", csv.toString());
        DetectionScore score = DetectionScore.of(truth, ResultFiles.readObservations(csv, false));
        same(score.tolerancePx(), r.path("tolerance_px"));
        same(score.detections(), r.path("detections"));
        same(score.truePositive(), r.path("true_positive"));
        same(score.falsePositive(), r.path("false_positive"));
        same(score.duplicates(), r.path("of_them_duplicates"));
        same(score.missed(), r.path("missed"));
        same(score.onBlankViews(), r.path("on_blank_tilts"));
        same(score.falseOnBlurredViews(), r.path("false_on_blurred_tilts"));
        same(score.precision(), r.path("precision"));
        same(score.recall(), r.path("recall"));
        same(score.localisationPx(), r.path("localisation_px"));
        same(score.biasXPx(), r.path("bias_px").get(0));
        same(score.biasYPx(), r.path("bias_px").get(1));
        assertThat(score.views()).hasSize(r.path("per_tilt").size());
        assertThat(score.recall()).isBetween(0.6, 0.9);
        assertThat(score.report()).contains("recall");
        assertThat(ScoreJson.of(score)).contains("\"true_positive\"");
    }

    @Test
    void tracks() throws Exception {
        Path csv = table("tracks.csv");
        JsonNode r = reference("tracks", "--csv", csv.toString());
        TrackScore score = TrackScore.of(truth, ResultFiles.readObservations(csv, true));
        same(score.tracks(), r.path("tracks"));
        same(score.observations(), r.path("observations"));
        same(score.correct(), r.path("correct"));
        same(score.observationPurity(), r.path("observation_purity"));
        same(score.tracksPure(), r.path("tracks_pure"));
        same(score.tracksBelow90(), r.path("tracks_below_90"));
        same(score.tracksOnNothing(), r.path("tracks_on_nothing"));
        same(score.beadsTracked(), r.path("beads_tracked"));
        same(score.beadsSeen3OrMore(), r.path("beads_seen_3_or_more"));
        assertThat(score.beadsTrackedTwice())
                .hasSize(r.path("beads_tracked_twice").size());
        same(score.clearObservationsCovered(), r.path("clear_observations_covered"));
        same(score.meanCompleteness(), r.path("mean_completeness"));
        same(score.localisationPx(), r.path("localisation_px"));
        assertThat(score.tracksBelow90()).isPositive();
        assertThat(score.report()).contains("purity");
    }
}
