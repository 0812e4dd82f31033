package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code run} on workflow folders: parts of the work, what is up to date, what has changed. */
class RunPartsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private static CommandLineRun good(Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static String last(CommandLineRun run) {
        return run.out().strip().lines().toList().getLast();
    }

    @Test
    void oneStepThenAnAreaThenNothing() {
        Path folder = temp.resolve("own.goldtrail");
        good("new", DoneWorkflow.stack(), "--out", folder);

        CommandLineRun step = good("run", folder, "--step", "visualisationMatrix");
        assertThat(step.out()).contains("1 step run, 0 up to date");
        assertThat(last(step)).startsWith("verdict: none yet, 1 of ").endsWith("go on with: goldtrail run " + folder);

        CommandLineRun closed = CommandLineRun.of("run", folder, "--step", "peakFeatures");
        assertThat(closed.exitCode()).isEqualTo(2);
        assertThat(closed.err()).contains("detection.peakFeatures", "it needs the", "run detection.detectPeaks first");

        assertThat(good("run", folder, "--area", "detection").out()).contains("4 steps run, 1 up to date");
        assertThat(good("run", folder, "--upto", "peakSelection").out()).contains("everything is up to date");
        assertThat(good("run", folder, "--upto", "measureBeads", "--force").out())
                .contains("2 steps run, 0 up to date");
    }

    @Test
    void whatChangedIsNamed() throws IOException {
        Path folder = DoneWorkflow.copy(temp);

        CommandLineRun run = good("run", folder, "--area", "detection", "--set", "beadRadiusPx=11", "--json");
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.path("ran").get(0).asString()).isEqualTo("detection.detectPeaks");
        assertThat(json.path("upToDate").size()).isEqualTo(2);
        assertThat(json.path("verdict").size()).isZero();

        CommandLineRun again = good("run", folder, "--area", "detection", "--set", "symmetryOrder=8");
        assertThat(again.err())
                .contains("detection.detectPeaks.beadRadiusPx = 11.0, as set before")
                .contains("detection.peakFeatures is outdated: symmetryOrder changed from 9 to 8");
        assertThat(again.out()).contains("2 steps run, 3 up to date");
    }

    @Test
    void aChangedAngleFileIsNoticed() throws IOException {
        Path stack = DoneWorkflow.copySeries(temp.resolve("data"));
        Path folder = temp.resolve("own.goldtrail");
        good("run", stack, "--out", folder, "--upto", "measureBeads");
        Path angles = temp.resolve("data/small.rawtlt");
        List<String> lines = Files.readAllLines(angles);
        lines.set(0, "-59.9");
        Files.write(angles, lines);

        assertThat(good("run", folder, "--upto", "measureBeads").err())
                .contains("detection.measureBeads is outdated: the tilt angles changed");
    }

    @Test
    void settingsComeFromAFileAndOptionsGoBefore() throws IOException {
        Path config = temp.resolve("settings.yaml");
        Files.writeString(config, """
                # for all series of the session
                detection:
                  measureBeads:
                    beadDiameter: 10nm
                  peakFeatures:
                    symmetryOrder: 7
                """);
        Path folder = temp.resolve("own.goldtrail");
        good(
                "new",
                DoneWorkflow.stack(),
                "--out",
                folder,
                "--config",
                config,
                "--set",
                "symmetryOrder=8",
                "--flip-hand",
                "--invert-angles");

        assertThat(good("get", folder, "--set").out())
                .contains("measureBeads.beadDiameter  ", "10nm")
                .containsPattern("symmetryOrder +8 ")
                .containsPattern("settings.general.flipHand +yes")
                .containsPattern("settings.general.invertAngles +yes");
        assertThat(good("status", folder).out()).contains("+60.0°");

        CommandLineRun none = CommandLineRun.of("run", folder, "--config", temp.resolve("none.yaml"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("none.yaml", "no such settings file");
        Files.writeString(config, "detection:\n  detectPeaks:\n    beadRadius: 4\n");
        assertThat(CommandLineRun.of("run", folder, "--config", config).err())
                .contains("settings.yaml", "beadRadius", "did you mean");
    }

    @ParameterizedTest
    @CsvSource({
        "--area indexing --step detectPeaks, two ways",
        "--on-working-markers, --step STEP",
        "--area nowhere, choose one of detection",
        "--upto nothing, all are listed by: goldtrail steps",
        "--upto detectPaeks, did you mean detection.detectPeaks",
        "--out other, named twice",
        "--thickness 100, 100px or 100nm",
        "--set thickness=100, 100px or 100nm",
        "--bead-diameter 10nm --set beadDiameter=12nm, two values"
    })
    void contradictionsAndImpossibleOptionsAreRefused(String options, String sentence) throws IOException {
        Path folder = DoneWorkflow.copy(temp);
        Object[] words = ("run " + folder + " " + options).split(" ", -1);

        CommandLineRun run = CommandLineRun.of(words);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("goldtrail: ").contains(sentence);
        assertThat(good("status", folder).out()).contains("verdict: good");
    }
}
