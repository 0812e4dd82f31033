package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.goldtrail.reconstruction.StoredTomogram;
import org.goldtrail.reconstruction.TomogramFile;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can be asked of the two reconstructions, by parameters of the steps, on one small series. */
class ReconstructionKindsTest {
    private static final String BINNED = "reconstruction.binnedReconstruction.";
    private static final String FULL = "reconstruction.fullReconstruction.";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path once;

    @SuppressWarnings("NullAway.Init") // set before all
    private static Workflow workflow;

    /** A series with everything beside it: halves of the frames, a CTF, a full aligned stack. */
    @BeforeAll
    static void prepare() throws IOException {
        DoneSeries done = new DoneSeries(Files.createDirectory(once.resolve("master")), new TinySeries());
        workflow = done.copy(once.resolve("series"));
        try (MrcStack raw = MrcStack.open(workflow.stack())) {
            writeHalf(raw, "_EVN", 1);
            writeHalf(raw, "_ODD", -1);
        }
        writeMdoc();
        workflow.set(BINNED + "preview", false).set(BINNED + "thickness", "80px");
        workflow.set(FULL + "reconstructionFullSizePx", "40 36 24");
        workflow.run().step("alignment.alignFull");
        workflow.set("ctf.correctCTF.defocusHand", "plus");
        workflow.set("ctf.estimateCTF.ctffind4Use", true).set("ctf.estimateCTF.ctffind4", ctffind());
        workflow.run().step("ctf.estimateCTF");
        workflow.run().step("ctf.correctCTF");
    }

    /** Stands in for CTFFIND and finds the same defocus in every view, in no time. */
    private static String ctffind() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: tests skipped");
        Path script = Files.writeString(once.resolve("ctffind"), """
                #!/bin/sh
                printf 'Input image file name [input.mrc] : '; read -r in
                printf 'Output diagnostic image file name [d.mrc] : '; read -r out
                echo "1.000000 30000.0 30000.0 0.0 0.0 0.12 25.0" > "${out%.mrc}.txt"
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    /** The order of exposure, which dose weighting needs. */
    private static void writeMdoc() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int v = 0; v < 21; v++) {
            text.append(String.format(
                    Locale.ROOT,
                    "[ZValue = %d]\nTiltAngle = %.2f\nExposureDose = 3\nPriorRecordDose = %d\n\n",
                    v,
                    -50 + 5.0 * v,
                    3 * v));
        }
        Files.writeString(workflow.stack().resolveSibling("tiny.st.mdoc"), text);
    }

    private static void writeHalf(MrcStack raw, String ending, int sign) {
        Random random = new Random(7);
        try (MrcWriter writer = MrcWriter.create(
                workflow.stack().resolveSibling("tiny" + ending + ".mrc"),
                MrcLayout.stack(raw.width(), raw.height(), raw.sectionsPresent()))) {
            for (int v = 0; v < raw.sectionsPresent(); v++) {
                Image view = raw.readView(v);
                for (int i = 0; i < view.pixels().length; i++) {
                    view.pixels()[i] += (float) (sign * 15 * random.nextGaussian());
                }
                writer.writeSection(v, view);
            }
            writer.commit();
        }
    }

    private static Path file(String relative) {
        return workflow.folder().resolve("reconstruction/" + relative);
    }

    /** Runs a step with some parameters, and leaves them as they were. */
    private static void with(String step, String parameters, Runnable look) {
        String[] pairs = parameters.strip().split("[;=]");
        for (int i = 0; i < pairs.length; i += 2) {
            workflow.set(pairs[i].contains(".") ? pairs[i] : step + pairs[i], pairs[i + 1]);
        }
        try {
            workflow.run().step(step.substring(0, step.length() - 1));
            look.run();
        } finally {
            for (int i = 0; i < pairs.length; i += 2) {
                workflow.unset(pairs[i].contains(".") ? pairs[i] : step + pairs[i]);
            }
        }
    }

    /** How much darker the darkest voxels are than the scatter of all: beads in a tomogram. */
    private static double darkness(Path file, TomogramFile.Order order) {
        try (MrcStack stack = MrcStack.open(file)) {
            StoredTomogram tomogram = new StoredTomogram(stack, order);
            double sum = 0;
            double squares = 0;
            double least = Double.POSITIVE_INFINITY;
            long count = 0;
            for (int z = 0; z < tomogram.viewCount(); z++) {
                for (float value : tomogram.view(z).pixels()) {
                    assertThat(value).isFinite();
                    sum += value;
                    squares += (double) value * value;
                    least = Math.min(least, value);
                    count++;
                }
            }
            double mean = sum / count;
            return (mean - least) / Math.sqrt(squares / count - mean * mean);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "filter=hann;logarithm=yes;preview=yes, wbp preview",
        "filter=cosine;normaliseViews=no;taperPercent=0, wbp",
        "filter=exact;reconstructBinnedSIRT=yes;sirtIterations=2;sirtSubsets=21;sirtRelaxation=0.2, wbp sirt",
        "filterCutoff=0.2;filterFalloff=0;reconstructBinnedSIRT=yes;sirtIterations=4, wbp sirt",
        "reconstructBinnedSIRTLike=yes;reconstructBinnedWBPCTF=yes;reconstructBinnedSIRT=yes;sirtIterations=2;"
                + "sirtPositivity=yes;sirtFromWbp=yes, wbp sirt-like wbp_ctf sirt",
    })
    void everyKindShowsTheBeads(String parameters, String kinds) {
        with(BINNED, parameters, () -> {
            for (String kind : kinds.split(" ")) {
                assertThat(darkness(file("tiny_bin2_" + kind + ".mrc"), TomogramFile.Order.XYZ))
                        .as(kind)
                        .isGreaterThan(4);
            }
            if (parameters.contains("Positivity")) {
                try (MrcStack stack = MrcStack.open(file("tiny_bin2_sirt.mrc"))) {
                    for (float voxel : stack.readView(20).pixels()) {
                        assertThat(voxel).isLessThanOrEqualTo(0);
                    }
                }
            }
        });
    }

    @Test
    void everyNumberAndOrderHoldsTheSame() {
        String hamming = "filter=hamming";
        double[] plain = new double[1];
        with(BINNED, hamming, () -> plain[0] = darkness(file("tiny_bin2_wbp.mrc"), TomogramFile.Order.XYZ));
        numbers(hamming + ";omeZarr=yes", MrcMode.INT16, TomogramFile.Order.XZY, plain[0], 0.02);
        numbers(hamming, MrcMode.FLOAT16, TomogramFile.Order.XZY, plain[0], 0.02);
        // bytes leave the outermost voxels out
        numbers(hamming, MrcMode.INT8, TomogramFile.Order.XYZ, plain[0], 0.6);
        assertThat(file("tiny_bin2_wbp.zarr")).doesNotExist();
    }

    private static void numbers(String parameters, MrcMode mode, TomogramFile.Order order, double plain, double most) {
        with(BINNED, parameters + ";axisOrder=" + order + ";outputMode=" + mode, () -> {
            try (MrcStack stack = MrcStack.open(file("tiny_bin2_wbp.mrc"))) {
                assertThat(stack.mode()).isEqualTo(mode);
            }
            assertThat(darkness(file("tiny_bin2_wbp.mrc"), order)).isCloseTo(plain, within(most * plain));
            if (parameters.contains("omeZarr")) {
                assertThat(file("tiny_bin2_wbp.zarr/zarr.json")).content().contains("\"0.5\"");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "binnedReconstruction, bin2, frames",
        "fullReconstruction, full, frames",
        "binnedReconstruction, bin2, views"
    })
    void halvesOfFramesAndOfViewsAreCompared(String step, String stem, String halves) throws IOException {
        with("reconstruction." + step + ".", "halves=" + halves, () -> {
            CsvTable fsc = CsvTable.read(file("tiny_" + stem + "_fsc.csv"));
            CsvTable.Row first = fsc.rows().getFirst();
            double voxel = stem.equals("full") ? 10 : 20;
            assertThat(first.number(fsc.column("frequencyPerAngstrom")))
                    .isCloseTo(first.number(fsc.column("frequencyPerVoxel")) / voxel, within(1e-6));
            assertThat(fsc.rows())
                    .allSatisfy(r -> assertThat(r.number(fsc.column("fsc"))).isBetween(-1.0, 1.0));
            assertThat(file("tiny_" + stem + "_wbp_odd.mrc")).isNotEmptyFile();
        });
        assertThat(workflow.folder().resolve("report.html"))
                .content()
                .contains("Correlation of the halves, tiny_" + stem + "_fsc.csv");
        assertThat(Files.readString(file("tiny_" + stem + "_fsc.csv"))).contains("# compared: the middle");
    }

    @ParameterizedTest
    @CsvSource({
        "fullSource=alignedStack;reconstructFullSIRT=yes;sirtIterations=2;reconstructFullSIRTLike=yes;"
                + "reconstructFullWBPCTF=yes;reconstructFullWBP3DCTF=yes;ctfDefocusStepNm=10,"
                + " wbp sirt sirt-like wbp_ctf wbp_3dctf",
        "eraseGold=yes;doseWeighting=yes;axisOrder=xzy;outputMode=int8;omeZarr=yes, wbp",
    })
    void everyKindOfTheFullBoxIsMade(String parameters, String kinds) {
        with(FULL, parameters, () -> {
            TomogramFile.Order order = parameters.contains("xzy") ? TomogramFile.Order.XZY : TomogramFile.Order.XYZ;
            for (String kind : kinds.split(" ")) {
                assertThat(darkness(file("tiny_full_" + kind + ".mrc"), order))
                        .as(kind)
                        .isGreaterThan(1.5);
            }
            assertThat(workflow.status("reconstruction.fullReconstruction").state())
                    .isEqualTo(State.DONE);
        });
    }

    @Test
    void whatIsDoneToTheViewsShowsInTheTomogram() {
        workflow.run().step("reconstruction.binnedReconstruction");
        double gold = darkness(file("tiny_bin2_wbp.mrc"), TomogramFile.Order.XYZ);
        with("alignment.alignBinned.", "eraseGold=yes;eraseRadiusFactor=1.6;doseWeighting=yes", () -> {
            workflow.run().step("reconstruction.binnedReconstruction");
            assertThat(darkness(file("tiny_bin2_wbp.mrc"), TomogramFile.Order.XYZ))
                    .isLessThan(0.75 * gold);
            assertThat(workflow.folder().resolve("alignment/tiny_erased-gold.png"))
                    .isNotEmptyFile();
        });
        workflow.run().step("alignment.alignBinned");
        with(
                "alignment.fixMarkers.",
                "positioning=beads",
                () -> assertThat(workflow.folder().resolve("alignment/tiny.positioning.json"))
                        .content()
                        .contains("tiltOffsetDeg"));
        workflow.run().step("alignment.fixMarkers");
        double[] before = meanBead();
        with("alignment.fixMarkers.", "positioning=given;stackZShiftPx=12;tiltOffsetDeg=0;xAxisTiltDeg=2", () -> {
            double[] after = meanBead();
            // what lay 12 px above the middle is the middle now
            assertThat(before[2] - after[2]).isCloseTo(12, within(2.0));
            assertThat(workflow.fit().view(3).geometry().xTiltDeg()).isCloseTo(2, within(1e-9));
        });
        workflow.run().step("alignment.fixMarkers");
        assertThat(workflow.folder().resolve("alignment/tiny.positioning.json")).doesNotExist();
    }

    private static double[] meanBead() {
        double[] mean = new double[3];
        workflow.fit().beads().forEach(b -> {
            mean[0] += b.x();
            mean[1] += b.y();
            mean[2] += b.z();
        });
        int count = workflow.fit().beads().size();
        return Arrays.stream(mean).map(m -> m / count).toArray();
    }

    @Test
    void aStepIsOutdatedByWhatItsParametersChooseAlone() {
        workflow.run().area("alignment");
        workflow.run().step("alignment.alignFull");
        workflow.run().step("ctf.correctCTF");
        workflow.run().step("reconstruction.binnedReconstruction");
        with(FULL, "reconstructFullWBP3DCTF=yes;ctfDefocusStepNm=10", () -> {
            Map<String, String> others = Map.of(
                    "ctf.correctCTF.method", "multiply",
                    "ctf.correctCTF.defocusHand", "minus");
            others.forEach((path, value) -> {
                Object before = workflow.value(path);
                workflow.set(path, value);
                assertThat(workflow.status("reconstruction.fullReconstruction").state())
                        .as(path)
                        .isEqualTo(State.OUTDATED);
                workflow.set(path, before);
            });
            assertThat(workflow.status("reconstruction.fullReconstruction").state())
                    .isEqualTo(State.DONE);
        });
        workflow.run().step("reconstruction.fullReconstruction");
        assertThat(workflow.status("reconstruction.binnedReconstruction").state())
                .isEqualTo(State.DONE);
        workflow.ctf().setDefocus(3, 31_000);
        workflow.run().step("ctf.correctCTF");
        workflow.set("settings.general.dosePerView", 4);
        assertThat(workflow.status("reconstruction.binnedReconstruction").state())
                .as("it uses neither the corrected stack nor the dose")
                .isEqualTo(State.DONE);
        assertThat(workflow.status("reconstruction.fullReconstruction").state()).isEqualTo(State.DONE);
        workflow.set(BINNED + "reconstructBinnedWBPCTF", true);
        assertThat(workflow.status("reconstruction.binnedReconstruction").state())
                .isEqualTo(State.OUTDATED);
        workflow.unset(BINNED + "reconstructBinnedWBPCTF").unset("settings.general.dosePerView");
    }
}
