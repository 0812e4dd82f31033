package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.FolderLock;
import org.goldtrail.workflow.engine.StepStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code markers, log} and {@code clean}. */
class MarkersCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        folder = DoneWorkflow.copy(temp);
    }

    private static String good(Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void versionsAreListed() {
        assertThat(good("markers", "list", folder))
                .containsPattern("\n +1 +- +indexing.roughAlignment +\\d+ +\\d+ ")
                .containsPattern("\n\\* +\\d+ +\\d+ +refinement.finalSelection ");
        JsonNode json = JsonMapper.shared().readTree(good("markers", "list", folder, "--json"));
        JsonNode last = json.get(json.size() - 1);
        assertThat(last.path("origin").asString()).isEqualTo("refinement.finalSelection");
        assertThat(last.path("present").asBoolean()).isTrue();
    }

    @Test
    void undoRedoAndRestoreMoveTheWorkingMarkers() {
        assertThat(good("markers", "redo", folder)).isEqualTo("there is nothing to redo\n");
        assertThat(good("markers", "undo", folder))
                .contains("(refinement.trimMarkers)", "outdated now: alignment.fixMarkers");
        assertThat(good("status", folder))
                .containsPattern("fixMarkers +outdated .*the working markers changed")
                .contains("4 steps outdated: the verdict is on what there was before the change");
        assertThat(good("markers", "redo", folder)).contains("(refinement.finalSelection)");
        assertThat(good("markers", "restore", folder, "trailExtension"))
                .contains("restored version", "(indexing.trailExtension)")
                .contains("goldtrail run " + folder + " --from refinement.independentMarkerRefinement");
        CommandLineRun none = CommandLineRun.of("markers", "restore", folder, "99");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no version 99", "goldtrail markers list");
    }

    @Test
    void markersGoOutAndComeBackWithWhatAPersonChanged() throws IOException {
        Path csv = temp.resolve("markers.csv");
        assertThat(good("markers", "export", folder, csv)).startsWith("written: " + csv);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.getFirst()).isEqualTo("marker,tilt,x,y,cc");
        assertThat(CommandLineRun.of("markers", "export", folder, csv).err()).contains("there already", "--force");

        Files.write(csv, lines.subList(0, lines.size() - 1));

        int before = Workflow.open(folder).markers().get().size();
        assertThat(good("markers", "import", folder, csv))
                .contains("loaded from " + csv, "outdated now: alignment.fixMarkers");
        assertThat(Workflow.open(folder).markers().get().size()).isEqualTo(before - 1);

        Files.writeString(csv, "marker,tilt,x,y\n0,99,1,1\n");
        CommandLineRun wrong = CommandLineRun.of("markers", "import", folder, csv);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("markers.csv", "99");

        // A spreadsheet that takes the point for a separator of thousands makes 1541234 of 154.1234.
        Files.writeString(csv, "marker,tilt,x,y\n0,9,1541234,1\n");
        assertThat(CommandLineRun.of("markers", "import", folder, csv).err())
                .contains("marker 0 in tilt 9 lies at 1541234.0, 1.0 px, far outside views of 320 x 304 px");
    }

    @Test
    void markersAloneSaysWhatThereIsToDo() {
        CommandLineRun run = CommandLineRun.of("markers");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("list, restore, undo, redo, export or import", "goldtrail markers --help");
    }

    @Test
    void theLogHasAnOverviewAndTheLastRunOfAStep() {
        assertThat(good("log", folder))
                .containsPattern("detection.measureBeads +done in \\d")
                .contains("goldtrail log " + folder + " STEP");
        assertThat(good("log", folder, "roughAlignment"))
                .contains("---- indexing.roughAlignment", "31 of 31 views placed", "done in");
        assertThat(CommandLineRun.of("log", folder, "rufAlignment").err())
                .contains("did you mean indexing.roughAlignment");
    }

    @Test
    void cleaningFreesSpaceAndLeavesStepsDone() throws IOException {
        Path full = folder.resolve("alignment/small_aligned.mrc");
        long size = Files.size(full);

        assertThat(good("clean", folder, "--dry-run"))
                .containsPattern("aligned +12 MB +1 ")
                .contains("this would free");
        assertThat(full).exists();
        assertThat(good("clean", folder, "aligned", "visualisation"))
                .contains("freed", "made again by: goldtrail run " + folder + " --step alignment.alignFull");

        assertThat(size).isGreaterThan(10_000_000);
        assertThat(full).doesNotExist();
        assertThat(folder.resolve("detection/small_binned.mrc")).doesNotExist();
        assertThat(folder.resolve("logs/detection.measureBeads.log")).exists();
        assertThat(folder.resolve("alignment/small_aligned_bin4.mrc")).exists();
        assertThat(folder.resolve("markers/versions/0001.csv")).exists();
        assertThat(Workflow.open(folder).status().stream().filter(s -> s.step().runsUnattended()))
                .allMatch(StepStatus::isDone);
        assertThat(good("run", folder)).contains("everything is up to date", "verdict: good");

        good("run", folder, "--step", "alignFull");
        assertThat(full).hasSize(size);
        assertThat(good("clean", folder, "logs")).contains("freed");
        assertThat(folder.resolve("logs")).doesNotExist();
        // What is shown of some kinds is done to no others, and of a directory to all workflows in it.
        assertThat(good("clean", folder, "aligned", "--dry-run"))
                .contains("to do it: goldtrail clean " + folder + " aligned\n");
        assertThat(good("clean", temp, "--dry-run")).contains("this would free", "goldtrail clean ");
        // One below the directory is named; one of several that is in use does not keep the others from it.
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("a.log"), "said");
        assertThat(good("clean", temp, "aligned"))
                .contains("made again by: goldtrail run " + folder + " --step alignment.alignFull");
        Path other = DoneWorkflow.copy(temp.resolve("other"));
        Path second = Files.move(other, temp.resolve("second.goldtrail"));
        try (FolderLock lock = FolderLock.take(second)) {
            CommandLineRun run = CommandLineRun.of("clean", temp, "logs", "aligned");
            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.err()).contains(second + ": nothing is removed, the folder is in use by process ");
            assertThat(run.out()).contains("in 1 workflow;");
        }
        assertThat(logs).doesNotExist();
        assertThat(second.resolve("logs")).isDirectory();
        assertThat(CommandLineRun.of("clean", temp.resolve("none")).exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("clean", folder, "markers").err()).contains("visualisation, aligned, logs");
    }
}
