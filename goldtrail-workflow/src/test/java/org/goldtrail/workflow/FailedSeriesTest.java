package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.Test;

/** What becomes of a folder whose series turns out to carry no alignment, and of what was there before. */
class FailedSeriesTest extends SmallRunTest {
    @Test
    void theFailedStepSaysWhyAndIsTriedAgainWhenSomethingChanges() {
        series.beads = 0;
        expectFailure(options().bead("9px", true));
        Workflow workflow = Workflow.open(out);
        StepStatus failed = workflow.status().stream()
                .filter(s -> s.state() == State.FAILED)
                .findFirst()
                .orElseThrow();

        assertThat(failed.reasons()).hasSize(1);
        assertThat(DoneSeries.in(workflow, State.DONE)).contains("detectPeaks");
        assertThat(DoneSeries.in(workflow, State.CLOSED)).contains("fixMarkers", "alignBinned");
        assertThat(out.resolve("failed/detection/peaks.csv")).exists();
        assertThat(out.resolve("failed/logs")).isDirectory();
        assertThat(workflow.run().all().ran()).as("it fails again").isEmpty();
        assertThat(workflow.verdict().orElseThrow().grade()).isEqualTo(Verdict.Grade.FAILED);

        workflow.set("detectPeaks.peaksPerView", 100);
        assertThat(DoneSeries.in(workflow, State.FAILED)).isEmpty();
        assertThat(workflow.verdict()).as("nothing is known of the new one").isEmpty();
    }

    /** The alignment of an earlier run is no alignment of what was asked for now. */
    @Test
    void anEarlierAlignmentIsSetAside() throws IOException {
        Path stack = series.write(temp, "tiny");
        run(new TestOptions(stack, out));
        byte[] xf = Files.readAllBytes(out.resolve("alignment/tiny.xf"));
        series.beads = 0;
        series.write(temp, "tiny");

        Verdict verdict = run(new TestOptions(stack, out));

        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.FAILED);
        expectNoResults();
        assertThat(out.resolve("previous/alignment/tiny.xf")).hasBinaryContent(xf);
        assertThat(out.resolve("previous/reconstruction/tiny_bin2_wbp.mrc")).exists();
        assertThat(Workflow.open(out).verdict()).contains(verdict);

        series.beads = 12;
        series.write(temp, "tiny");
        Verdict again = run(new TestOptions(stack, out));
        assertThat(again.grade()).isEqualTo(Verdict.Grade.GOOD);
        assertThat(out.resolve("alignment/tiny.xf")).exists();
        assertThat(DoneSeries.in(Workflow.open(out), State.DONE)).hasSize(18);
    }

    /** Where denser things were found as well, they are tried before the series is given up. */
    @Test
    void aSeriesInWhichTheDenserOnesAreNoBeadsEitherHasFailed() {
        series.beads = 0;
        Path stack = series.write(temp, "tiny");
        BeadSize doubtful = new BeadSize(12, true, 0.5, 7, OptionalDouble.empty(), OptionalDouble.of(8));
        TestListener meddler = new TestListener(step -> {
            Path file = out.resolve("detection/bead-size.json");
            if (step.equals("detect peaks") && !TestListener.read(file).contains("8.0")) {
                Json.write(file, doubtful);
            }
        });
        SeriesRun.Result result =
                SeriesRun.run(new TestOptions(stack, out).bead("12px", true).make(), meddler);

        assertThat(meddler.messages).anyMatch(m -> m.contains("smaller and denser ones"));
        assertThat(result.verdict().grade()).isEqualTo(Verdict.Grade.FAILED);
        expectNoResults();
        assertThat(Workflow.open(out).settings().value("detection.measureBeads.beadSizeCandidate"))
                .as("left to the next run")
                .isEmpty();
        assertThat(Workflow.open(out).verdict()).isEqualTo(Optional.of(result.verdict()));
    }

    @Test
    void startingAnewForgetsEverything() throws IOException {
        Path stack = series.write(temp, "tiny");
        run(new TestOptions(stack, out).thickness("40px"));
        Files.writeString(out.resolve("my-notes.txt"), "mine");

        SeriesRun.run(new TestOptions(stack, out).anew().make(), RunListener.SILENT);

        assertThat(Workflow.open(out).settings().all())
                .containsOnlyKeys("alignment.alignBinned.alignmentBinningFactor");
        assertThat(Workflow.open(out).markers().versions().all()).hasSizeBetween(5, 12);
        assertThat(out.resolve("my-notes.txt")).hasContent("mine");
        assertThat(names(out.resolve("logs"))).contains("detection.detectPeaks.log");
    }

    @Test
    void startingAnewSparesTheWorkflowOfAnotherStackUnlessItsFolderIsNamed() {
        String name = "series-" + UUID.randomUUID();
        Path first = series.write(temp, name);
        Path other = temp.resolve("other");
        FolderFiles.createFolder(other);
        series.seed = 2;
        Path second = series.write(other, name);
        Path folder = Workflow.defaultFolder(first);
        try {
            Workflow.create(first, folder);

            assertThatThrownBy(() -> SeriesRun.prepare(RunOptions.of(second).startingAnew(), RunListener.SILENT))
                    .hasMessageContaining("that of another stack, " + first);
            assertThat(Workflow.open(folder).stack()).isEqualTo(first);
            SeriesRun.prepare(RunOptions.of(second).inFolder(folder).startingAnew(), RunListener.SILENT);
            assertThat(Workflow.open(folder).stack()).isEqualTo(second);
        } finally {
            FolderFiles.deleteTree(folder);
        }
    }

    @Test
    void whatAKilledRunLeftIsRemovedAndNothingElse() throws IOException {
        Path stack = series.write(temp, "tiny");
        run(new TestOptions(stack, out));
        String random = UUID.randomUUID().toString();
        List<Path> left = List.of(
                out.resolve(".workflow.json." + random + ".tmp"),
                out.resolve("alignment/.tiny.xf." + random + ".tmp"),
                out.resolve("markers/versions/.0007.csv." + random + ".tmp"),
                out.resolve("provenance/.detection.detectPeaks.json." + random + ".tmp"),
                out.resolve("unfinished/alignment.alignBinned/alignment/tiny_aligned_bin2.mrc"));
        for (Path file : left) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "half");
        }
        Path mine = Files.writeString(out.resolve(".mine.tmp"), "mine");
        Path notes = Files.createDirectory(out.resolve("notes")).resolve(".f.xf." + random + ".tmp");
        Files.writeString(notes, "mine");
        Files.writeString(out.resolve("running.json"), "{\"step\": \"detection.detectPeaks\", \"since\": \"\"}");

        run(new TestOptions(stack, out));

        assertThat(left).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(out.resolve("unfinished")).doesNotExist();
        assertThat(out.resolve("running.json")).doesNotExist();
        assertThat(mine).exists();
        assertThat(notes).exists();
    }
}
