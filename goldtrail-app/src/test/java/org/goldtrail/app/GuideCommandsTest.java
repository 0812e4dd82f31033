package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    /** What bash offers for a line, after the script was read as people do. */
    private List<String> completed(Path script, String... words) throws Exception {
        String lookup = "source \"$0\"; COMP_WORDS=(goldtrail \"$@\"); COMP_CWORD=$#; _goldtrail_bash;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("bash", "-c", lookup, script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.isEmpty())
                .toList();
        assertThat(bash.waitFor()).as(said.toString()).isZero();
        return said;
    }

    @Test
    void bashCompletes() throws Exception {
        Path script = Files.writeString(temp.resolve("completion"), good("completion", "bash"));

        assertThat(completed(script, "ru")).containsExactly("run");
        assertThat(completed(script, "markers", "re")).containsExactlyInAnyOrder("redo", "restore");
        assertThat(completed(script, "run", "--on")).containsExactly("--on-working-markers");
        assertThat(completed(script, "run", "x.st", "--upto", "indexing.s")).containsExactly("indexing.stableTrails");
        assertThat(completed(script, "run", "--upto", "trimM")).containsExactly("trimMarkers");
        assertThat(completed(script, "run", "--upto", "=", "trimM")).containsExactly("trimMarkers");
        assertThat(completed(script, "batch", "data", "--area", "re"))
                .containsExactlyInAnyOrder("refinement", "reconstruction");
        assertThat(completed(script, "set", "a.goldtrail", "peaksPer")).containsExactly("peaksPerView=");
        assertThat(completed(script, "run", "x.st", "--set", "detection.detectPeaks.bead"))
                .containsExactly("detection.detectPeaks.beadRadiusPx=");
        assertThat(completed(script, "set", "a", "b=1", "finalSelection.magnification", "=", "p"))
                .containsExactly("perView");
        assertThat(completed(script, "run", "--beads", "")).containsExactly("dark", "bright");
        assertThat(completed(script, "export", "a.goldtrail", "--to", "re")).containsExactly("relion5");
        assertThat(completed(script, "help", "trimMarkers.leave")).containsExactly("trimMarkers.leaveOutBlurredViews");
        // Without candidates bash itself offers files.
        assertThat(completed(script, "run", "")).isEmpty();
        assertThat(completed(script, "run", "--config", "")).isEmpty();
        assertThat(Files.readString(script)).contains("complete -o default -F _goldtrail_bash goldtrail");
    }

    /** Where zsh is installed, it finds the same. */
    @Test
    void zshCompletes() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "zsh is not installed");
        Path script = Files.writeString(temp.resolve("completion"), good("completion", "zsh"));
        String lookup = "autoload -U compinit && compinit -D; source $0; print -l $_comps[goldtrail];"
                + " _goldtrail_candidates run --upto trimM; _goldtrail_candidates set a.goldtrail peaksPer";
        Process zsh = new ProcessBuilder("/usr/bin/zsh", "-f", "-c", lookup, script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(zsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactly("_goldtrail_zsh", "trimMarkers", "peaksPerView=");
        assertThat(zsh.waitFor()).isZero();
    }

    /** Written anew by: goldtrail reference --out docs/manual/reference.md */
    @Test
    void theCommittedReferenceIsWhatTheProgramSays() throws IOException {
        Path committed = Path.of("..", "docs", "manual", "reference.md");
        assertThat(good("reference")).isEqualTo(Files.readString(committed));
    }
}
