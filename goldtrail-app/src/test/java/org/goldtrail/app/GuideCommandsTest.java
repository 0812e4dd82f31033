package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code steps, help, doctor, completion} and the reference chapter. */
class GuideCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private static String good(Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void stepsAreListedByArea() {
        assertThat(good("steps"))
                .contains(StepCatalogue.steps().stream().map(Step::id).toList())
                .contains("goldtrail help STEP");
        assertThat(good("steps", "indexing")).contains("roughAlignment").doesNotContain("detectPeaks");
        JsonNode json = JsonMapper.shared().readTree(good("steps", "detection", "--json"));
        assertThat(json.get(2).path("parameters").get(1).path("path").asString())
                .isEqualTo("detection.detectPeaks.beadRadiusPx");
        assertThat(CommandLineRun.of("steps", "nowhere").err()).contains("choose one of detection");
    }

    @Test
    void helpKnowsCommandsStepsAreasAndParameters() {
        assertThat(good("help"))
                .contains("Usage: goldtrail", "Exit codes", "doctor")
                .doesNotContain("reference");
        assertThat(good("help", "run")).contains("Usage: goldtrail run", "--on-working-markers");
        assertThat(good("help", "markers", "restore")).contains("Usage: goldtrail markers restore");
        assertThat(good("help", "detectpeaks"))
                .contains("detection.detectPeaks: detect peaks", "made by detection.measureBeads")
                .contains("half the measured diameter (16 px for beads of 32 px)", "1.5 to 200 px", "(advanced)");
        assertThat(good("help", "indexing")).contains("indexing.roughAlignment");
        assertThat(good("help", "beadRadiusPx")).contains("detection.detectPeaks.beadRadiusPx: bead radius");
        assertThat(good("help", "settings.general")).contains("settings.general.flipHand", "default: no");
        assertThat(CommandLineRun.of("help", "nonsense").exitCode()).isEqualTo(2);
    }

    @Test
    void everyStepExplainsItself() {
        for (Step<?> step : StepCatalogue.steps()) {
            assertThat(good("help", step.id())).contains(step.id() + ": " + step.label(), "makes");
        }
    }

    @Test
    void doctorLooksAtTheMachine() throws IOException {
        assertThat(good("doctor", temp))
                .contains("Java", Runtime.version().toString(), "cores", "memory", "free of", "keeps locks")
                .contains("ctffind4", "ctfphaseflip", "3dmod", "newstack", "sbatch", "python3");
        JsonNode json = JsonMapper.shared().readTree(good("doctor", temp, "--json"));
        assertThat(json.get(0).path("what").asString()).isEqualTo("Goldtrail");
        try (var files = Files.list(temp)) {
            assertThat(files).as("nothing is left").isEmpty();
        }
        CommandLineRun none = CommandLineRun.of("doctor", temp.resolve("none"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.out()).contains("problem", "cannot be looked at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsAScriptThatBashUnderstands(String shell) throws Exception {
        String script = good("completion", shell);
        assertThat(script).contains("_complete_goldtrail", "--on-working-markers", "indexing.roughAlignment");

        Path file = Files.writeString(temp.resolve("completion"), script);
        Process check = new ProcessBuilder("bash", "-n", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }

    /** Written anew by: goldtrail reference --out docs/manual/reference.md */
    @Test
    void theCommittedReferenceIsWhatTheProgramSays() throws IOException {
        Path committed = Path.of("..", "docs", "manual", "reference.md");
        assertThat(good("reference")).isEqualTo(Files.readString(committed));
    }
}
