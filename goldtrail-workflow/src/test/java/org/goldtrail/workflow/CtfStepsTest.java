package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.SpectrumImage;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.formats.CtffindFile;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.workflow.engine.RunReport;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the CTF through the workflow, with stand-ins of the programs they can drive. */
class CtfStepsTest {
    @TempDir
    static Path masterFolder;

    @TempDir
    Path temp;

    private static DoneSeries done;
    private Workflow workflow;

    @BeforeAll
    static void solve() {
        done = new DoneSeries(masterFolder, new TinySeries());
    }

    @BeforeEach
    void copy() {
        workflow = done.copy(temp.resolve("series"));
    }

    private String script(String name, String text) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: test skipped");
        Path script = temp.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    /** Asks for the two files only; its result depends on the number in the file's name. */
    private String ctffind(String end) throws IOException {
        return script(
                "ctffind",
                "printf 'Input image file name [input.mrc]     : '; read -r in\n"
                        + "printf 'Output diagnostic image file name [d.mrc] : '; read -r out\n"
                        + "printf 'Acceleration voltage [300.0] : '; read -r kv\n"
                        + "n=$(basename \"$in\" .mrc | tr -dc 0-9 | sed 's/^0*//')\n"
                        + end);
    }

    private static final String RESULT =
            "echo \"1.000000 $((40000 + n)).0 39000.0 30.0 0.0 0.12 11.5\" > \"${out%.mrc}.txt\"\necho done\n";

    private void estimateWithCtffind() throws IOException {
        workflow.set("ctf.estimateCTF.ctffind4Use", true);
        workflow.set("ctf.estimateCTF.ctffind4", ctffind(RESULT));
        workflow.run().step("ctf.estimateCTF");
    }

    private static final String CORRECTED = "reconstruction.binnedReconstruction.reconstructBinnedWBPCTF";

    @Test
    void aRunBringsTheStepsThatACorrectedTomogramNeeds() throws IOException {
        TestListener told = new TestListener(step -> {});
        workflow.run(told).all();
        assertThat(told.messages).anyMatch(m -> m.contains("the CTF is neither estimated nor corrected"));
        workflow.set("ctf.estimateCTF.ctffind4Use", true);
        workflow.set("ctf.estimateCTF.ctffind4", ctffind(RESULT));
        workflow.set(CORRECTED, true);
        assertThatThrownBy(() -> workflow.run().step("binnedReconstruction"))
                .hasMessageContaining("ctf.estimateCTF and ctf.correctCTF");
        RunReport report = workflow.run(told).all();
        assertThat(report.ran())
                .containsExactly("ctf.estimateCTF", "ctf.correctCTF", "reconstruction.binnedReconstruction");
        assertThat(told.messages).anyMatch(m -> m.contains("ctf.estimateCTF and ctf.correctCTF belong to this run"));
        assertThat(workflow.folder().resolve("reconstruction/tiny_bin2_wbp_ctf.mrc"))
                .isNotEmptyFile();
        assertThat(workflow.run().all().ran()).isEmpty();
        assertThat(workflow.run().area("ctf").skipped()).containsExactly("ctf.estimateCTF", "ctf.correctCTF");
        whatIsMadeOfAnOutdatedStackIsOutdated();
    }

    private void whatIsMadeOfAnOutdatedStackIsOutdated() {
        workflow.set("ctf.correctCTF.phaseflipDefocusToleranceNm", 20);
        assertThat(workflow.status("ctf.correctCTF").state()).isEqualTo(State.OUTDATED);
        assertThat(workflow.status("reconstruction.binnedReconstruction").state())
                .isEqualTo(State.OUTDATED);
        TestListener told = new TestListener(step -> {});
        workflow.run(told).all();
        assertThat(told.messages)
                .contains(
                        "ctf.correctCTF belongs to this run, because reconstruction.binnedReconstruction is set to use"
                                + " what it makes");
        assertThat(workflow.status("reconstruction.binnedReconstruction").state())
                .isEqualTo(State.DONE);

        workflow.set(CORRECTED, false);
        workflow.set("ctf.correctCTF.phaseflipDefocusToleranceNm", 30);
        workflow.run(told).all();
        assertThat(told.messages)
                .contains("ctf.correctCTF is out of date and left so; to have it done again: goldtrail run "
                        + workflow.folder() + " --step ctf.correctCTF");
    }

    @Test
    void withoutRingsNothingIsCorrectedAndTheOtherTomogramsAreMade() {
        TestListener told = new TestListener(step -> {});
        workflow.set(CORRECTED, true);
        workflow.run(told).all();
        assertThat(workflow.status("ctf.correctCTF").state()).isEqualTo(State.FAILED);
        assertThat(workflow.status("reconstruction.binnedReconstruction").state())
                .isEqualTo(State.DONE);
        assertThat(workflow.folder().resolve("reconstruction/tiny_bin2_wbp.mrc"))
                .isNotEmptyFile();
        assertThat(workflow.folder().resolve("reconstruction/tiny_bin2_wbp_ctf.mrc"))
                .doesNotExist();
        assertThat(told.messages).anyMatch(m -> m.contains("there is no CTF-corrected tomogram"));
        assertThat(workflow.ctf().get().verdict()).startsWith("no Thon rings");
        assertThat(workflow.ctf().table()).allSatisfy(v -> assertThat(v.model()).isNull());
        assertThat(workflow.folder().resolve("ctf/tiny.defocus")).doesNotExist();
        SpectrumImage spectrum = workflow.ctf().viewSpectrum(10);
        assertThat(spectrum.model()).isNull();
        assertThat(spectrum.measured().width()).isGreaterThan(60);
        assertThatThrownBy(() -> workflow.run().step("ctf.correctCTF"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("no Thon rings");
    }

    @Test
    void ctffindIsRunForEveryView() throws IOException {
        estimateWithCtffind();
        assertThat(workflow.ctf().table()).hasSize(21);
        for (ViewCtf view : workflow.ctf().table()) {
            CtfModel model = Objects.requireNonNull(view.model());
            assertThat(model.defocusUAngstrom()).isEqualTo(40_000 + view.section() + 1);
            assertThat(model.astigmatismDeg()).isEqualTo(30);
        }
        assertThat(workflow.folder().resolve("ctf/tiny_ctffind.log")).content().contains("view 21", "300.0", "done");
        assertThat(workflow.folder().resolve("ctf/tiny_ctf.star")).content().contains("_rlnDefocusU");
        assertThat(CtffindFile.read(workflow.folder().resolve("ctf/tiny_ctf.txt")))
                .hasSize(21);
    }

    @Test
    void whatCtffindFindsInTheMiddleOfAnImageIsTakenToTheSpecimenCentre() throws IOException {
        workflow.set("ctf.correctCTF.defocusHand", "plus");
        estimateWithCtffind();
        double largest = 0;
        for (ViewCtf view : workflow.ctf().table()) {
            ViewGeometry g = workflow.fit().view(view.section()).geometry();
            double axis = Math.toRadians(g.axisDeg());
            // where the middle of the image lies in the aligned view; matter there is as much lower as it lies to the
            // right
            double right = -(Math.cos(axis) * g.shiftXPx() + Math.sin(axis) * g.shiftYPx()) / g.magnification();
            double higher = -right * Math.tan(Math.toRadians(g.tiltDeg())) * 10;
            double inTheMiddle = (40_000 + view.section() + 1 + 39_000) / 2.0;
            assertThat(Objects.requireNonNull(view.model()).meanAngstrom() - inTheMiddle)
                    .isCloseTo(higher, within(0.1 * Math.abs(higher) + 2));
            largest = Math.max(largest, Math.abs(higher));
        }
        assertThat(largest).isGreaterThan(30);
    }

    @Test
    void whatCtffindSaysWhenItFailsIsKept() throws IOException {
        workflow.set("ctf.estimateCTF.ctffind4Use", true);
        workflow.set("ctf.estimateCTF.ctffind4", ctffind("echo 'no such lens'; exit 7\n"));
        assertThatThrownBy(() -> workflow.run().step("ctf.estimateCTF"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("status 7")
                .hasMessageContaining("no such lens")
                .hasMessageContaining("view ");
        workflow.set("ctf.estimateCTF.ctffind4", temp.resolve("nowhere").toString());
        assertThatThrownBy(() -> workflow.run().step("ctf.estimateCTF"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("there is no program");
    }

    @Test
    void aChangeByHandOutdatesTheCorrectionAndHolds() throws IOException {
        estimateWithCtffind();
        workflow.run().step("alignment.alignFull");
        workflow.run().step("ctf.correctCTF");
        assertThat(workflow.status("ctf.correctCTF").state()).isEqualTo(State.DONE);
        workflow.ctf().setDefocus(4, 35_000);
        workflow.ctf().interpolate(5);
        workflow.ctf().leaveOut(20);
        assertThat(workflow.status("ctf.correctCTF").state()).isEqualTo(State.OUTDATED);
        assertThat(workflow.status("ctf.estimateCTF").state()).isEqualTo(State.DONE);
        assertChanged();
        workflow.run().step("ctf.correctCTF");
        try (MrcStack stack = MrcStack.open(workflow.folder().resolve("ctf/tiny_aligned_ctf.mrc"))) {
            float[] leftOut = stack.readView(20).pixels();
            assertThat(leftOut).containsOnly(leftOut[0]);
            assertThat(stack.readView(4).pixels()).doesNotContain(Float.NaN);
        }
        // an estimate that is made again does not forget what people have said
        workflow.set("ctf.estimateCTF.ctffindBoxPx", 256);
        workflow.run().step("ctf.estimateCTF");
        assertChanged();
        workflow.ctf().restore(4);
        assertThat(workflow.ctf().get().views().get(4))
                .isEqualTo(workflow.ctf().estimate().views().get(4));
    }

    private void assertChanged() {
        ViewCtf set = workflow.ctf().get().views().get(4);
        assertThat(set.status()).isEqualTo(ViewCtf.Status.SET);
        assertThat(Objects.requireNonNull(set.model()).meanAngstrom()).isEqualTo(35_000);
        ViewCtf between = workflow.ctf().get().views().get(5);
        assertThat(Objects.requireNonNull(between.model()).meanAngstrom()).isBetween(36_000.0, 38_500.0);
        assertThat(workflow.ctf().get().views().get(20).status()).isEqualTo(ViewCtf.Status.LEFT_OUT);
    }

    @Test
    void ctfphaseflipCorrectsTheAlignedStack() throws IOException {
        estimateWithCtffind();
        workflow.run().step("alignment.alignFull");
        workflow.set("ctf.correctCTF.useImodPhaseFlip", true);
        workflow.set("ctf.correctCTF.defocusHand", "minus");
        workflow.set(
                "ctf.correctCTF.imodPhaseFlipExecutable",
                script("ctfphaseflip", "echo \"$@\"; cp \"$2\" \"$4\"; echo corrected\n"));
        workflow.run().step("ctf.correctCTF");
        assertThat(workflow.folder().resolve("ctf/tiny_ctfphaseflip.log"))
                .content()
                .contains("-InvertTiltAngles", "-PixelSize 1.00000", "corrected");
        // the astigmatism of the aligned views, turned with them
        double axis = workflow.fit().view(0).geometry().axisDeg();
        double expected = ((30 - axis) % 180 + 180) % 180;
        assertThat(org.goldtrail.formats.ImodDefocusFile.read(workflow.folder().resolve("ctf/tiny_aligned.defocus"))
                        .getFirst()
                        .astigmatismDeg())
                .isCloseTo(expected, within(0.02));
    }
}
