package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.goldtrail.workflow.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code new, status, set, get, unset} and {@code discard}. */
class FolderCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private Path made() {
        Path folder = temp.resolve("made.goldtrail");
        CommandLineRun run = CommandLineRun.of("new", DoneWorkflow.stack(), "--out", folder, "--binning", 2);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return folder;
    }

    private static CommandLineRun good(Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertThat(run.exitCode()).as(Arrays.toString(words) + run.err()).isZero();
        return run;
    }

    private static String refused(Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertThat(run.exitCode()).as(Arrays.toString(words) + run.out()).isEqualTo(2);
        return run.err().strip().lines().toList().getLast();
    }

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void newMakesAWorkflowAndSaysWhatIsNext() {
        Path folder = temp.resolve("a folder.goldtrail");

        CommandLineRun run = good("new", DoneWorkflow.stack(), "--out", folder, "--bead-diameter", "10nm");

        assertThat(run.out()).contains("workflow: " + folder, "next: goldtrail run '" + folder + "'");
        assertThat(Workflow.open(folder).settings().all()).containsEntry("detection.measureBeads.beadDiameter", "10nm");
        assertThat(folder.resolve("detection")).doesNotExist();
        assertThat(refused("new", DoneWorkflow.stack(), "--out", folder)).contains("already", "goldtrail run");
    }

    @Test
    void statusShowsTheSeriesTheStepsAndWhatIsNext() {
        Path folder = made();

        String out = good("status", folder).out();

        assertThat(out)
                .contains("31 views of 320 x 304 px", "pixel size 5.400 Å", "alignmentBinningFactor = 2")
                .containsPattern("visualisationMatrix +open")
                .containsPattern("detectPeaks +closed .*it needs the state of the views: run")
                .contains("next: goldtrail run " + folder)
                .endsWith("verdict: none yet\n");
    }

    @Test
    void statusOfAFinishedWorkflowHasFiguresAndTheVerdict() throws IOException {
        Path folder = DoneWorkflow.copy(temp);

        String out = good("status", folder).out();

        assertThat(out).containsPattern("finalSelection +done .*traces").doesNotContain("next:", "\u001b");
        assertThat(out.strip().lines().toList().getLast()).startsWith("verdict: good, residual");
        JsonNode json = json(good("status", folder, "--json"));
        assertThat(json.path("verdict").path("grade").asString()).isEqualTo("good");
        assertThat(json.path("steps").size()).isGreaterThanOrEqualTo(18);
        assertThat(json.path("steps").get(0).path("state").asString()).isEqualTo("done");
        assertThat(json.path("steps").get(0).path("figures").path("views").asInt())
                .isEqualTo(31);
    }

    @Test
    void aDirectoryOfWorkflowsHasALineEach() throws IOException {
        DoneWorkflow.copy(temp);
        made();
        Files.createDirectories(temp.resolve("broken.goldtrail/series"));
        Files.writeString(temp.resolve("broken.goldtrail/series/source.json"), "{ torn");

        String out = good("status", temp).out();

        assertThat(out)
                .containsPattern("small.goldtrail +done +good +0\\.\\d\\d px +0\\.\\d\\d px +\\d+ +31 +85\\.\\d°")
                .containsPattern("made.goldtrail +not run yet +-")
                .containsPattern("broken.goldtrail +unreadable .*damaged")
                .endsWith("3 workflows, 1 done\n");
        assertThat(json(good("status", temp, "--json")).size()).isEqualTo(3);
        assertThat(refused("status", Files.createDirectory(temp.resolve("empty"))))
                .contains("no workflow", "goldtrail new");
    }

    /** With hundreds of series, none of the stacks may be read. */
    @Test
    void statusDoesNotReadTheStack() throws IOException {
        Path stack = DoneWorkflow.copySeries(temp.resolve("data"));
        Path folder = temp.resolve("own.goldtrail");
        good("new", stack, "--out", folder);
        FileTime time = Files.getLastModifiedTime(stack);
        Files.write(stack, new byte[(int) Files.size(stack)]);
        Files.setLastModifiedTime(stack, time);

        assertThat(good("status", folder).out()).containsPattern("visualisationMatrix +open");
        assertThat(good("status", temp).out()).contains("not run yet");
    }

    @Test
    void aMovedStackIsNamedAndCanBeLinkedAgain() throws IOException {
        Path stack = DoneWorkflow.copySeries(temp.resolve("data"));
        Path folder = temp.resolve("own.goldtrail");
        good("new", stack, "--out", folder);
        Files.move(temp.resolve("data"), temp.resolve("elsewhere"));

        assertThat(good("status", folder).out()).contains("not there any more", "--out " + folder);
        assertThat(refused("run", folder)).contains("not there any more", "goldtrail run NEW_PLACE/small.st --out");
        CommandLineRun run = CommandLineRun.of(
                "run", temp.resolve("elsewhere/small.st"), "--out", folder, "--step", "visualisationMatrix");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("the stack was " + stack);
    }

    @Test
    void parametersAreSetShownAndLeftToTheirDefaultsAgain() throws IOException {
        Path folder = DoneWorkflow.copy(temp);

        String set = good("set", folder, "beadRadiusPx=11", "detection.peakFeatures.symmetryOrder=8")
                .out();
        assertThat(set)
                .contains("detection.detectPeaks.beadRadiusPx = 11 px, was 9.2 px (default)")
                .contains("detection.peakFeatures.symmetryOrder = 8, was 9 (default)")
                .containsPattern("outdated now: detection.detectPeaks and \\d+ steps after it")
                .contains("next: goldtrail run " + folder);
        assertThat(good("status", folder).out()).contains("beadRadiusPx changed from 9.19");

        assertThat(good("get", folder, "beadRadiusPx").out())
                .isEqualTo("detection.detectPeaks.beadRadiusPx  11 px  set; default 9.2 px\n");
        assertThat(good("get", folder, "detection").out())
                .containsPattern("detectPeaks.maskRadiusPx +19\\.3 px +default: 1.75 times the bead radius");
        JsonNode json = json(good("get", folder, "--set", "--json"));
        assertThat(json.size()).isEqualTo(2);
        JsonNode radius = json.path("detection.detectPeaks.beadRadiusPx");
        assertThat(radius.path("value").asDouble()).isEqualTo(11);
        assertThat(radius.path("unit").asString()).isEqualTo("px");

        assertThat(good("unset", folder, "beadRadiusPx", "symmetryOrder").out())
                .contains("beadRadiusPx = 9.2 px (default)");
        JsonNode again = json(good("set", folder, "beadRadiusPx=11", "--json"));
        assertThat(again.path("set").path("detection.detectPeaks.beadRadiusPx").asDouble())
                .isEqualTo(11);
        assertThat(again.path("outdated").get(0).asString()).isEqualTo("detection.detectPeaks");
        JsonNode left = json(good("unset", folder, "beadRadiusPx", "--json"));
        assertThat(left.path("unset").path("detection.detectPeaks.beadRadiusPx").asDouble())
                .isCloseTo(9.2, within(0.1));
        assertThat(left.path("outdated").isEmpty()).isTrue();
        assertThat(good("get", folder, "--set").out())
                .isEqualTo("nothing is set: all parameters follow from the data\n");
        assertThat(good("status", folder).out()).contains("verdict: good");
    }

    @Test
    void impossibleSettingsAreRefusedAndChangeNothing() {
        Path folder = made();
        String before = good("get", folder, "--json").out();

        assertThat(refused("set", folder, "beadRadiusPx=-3")).contains("beadRadiusPx must be 1.5 to 200, was -3");
        assertThat(refused("set", folder, "beadRadiusPxx=3")).contains("did you mean", "beadRadiusPx");
        assertThat(refused("set", folder, "beadDiameter=10")).contains("10px or 10nm");
        assertThat(refused("set", folder, "symmetryOrder=7", "beadRadiusPx")).contains("PATH=VALUE");
        assertThat(refused("set", folder, "symmetryOrder=7", "symmetryOrder=8")).contains("two values");
        assertThat(refused("set", temp.resolve("none"), "a=1")).contains("no such folder", "goldtrail new");
        assertThat(refused("set", DoneWorkflow.stack(), "a=1")).contains("a file, not a workflow folder");
        assertThat(good("get", folder, "--json").out()).isEqualTo(before);
    }

    @Test
    void viewsAreDiscardedAndTakenBackAsPeopleNameThem() throws IOException {
        Path folder = DoneWorkflow.copy(temp);

        String out = good("discard", folder, "2-3", "-60deg").out();
        assertThat(out)
                .contains("discarded: view 1 (-60.0°)\ndiscarded: view 2 (-56.0°)\ndiscarded: view 3 (-52.0°)\n")
                .containsPattern("outdated now: detection.\\w+ and \\d+ steps after it");
        assertThat(good("discard", folder, "1").out()).startsWith("already discarded: view 1 (-60.0°)");
        assertThat(good("status", folder).out()).contains("discarded  view 1 (-60.0°), view 2 (-56.0°)");
        assertThat(good("discard", folder, "-60deg", "--restore").out()).startsWith("taken back: view 1 (-60.0°)");
        assertThat(good("discard", folder).out()).isEqualTo("discarded: view 2 (-56.0°)\ndiscarded: view 3 (-52.0°)\n");
        assertThat(refused("discard", folder, "99")).contains("no view 99 in a stack of 31");
        assertThat(refused("discard", folder, "sixty")).contains("names no view", "-60deg");
        JsonNode json = json(good("discard", folder, "--json"));
        assertThat(json.path("discarded").toString()).as("counted from 0").isEqualTo("[1,2]");
        assertThat(good("discard", folder, "2,3", "--restore").out()).contains("taken back: view 3 (-52.0°)");
        assertThat(good("status", folder).out()).contains("verdict: good");
    }
}
