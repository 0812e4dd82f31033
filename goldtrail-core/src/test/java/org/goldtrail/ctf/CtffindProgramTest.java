package org.goldtrail.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.task.Progress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in that asks what CTFFIND 4.1.14 and 5 ask; the real programs cannot be installed here. */
class CtffindProgramTest {
    private static final List<String> FIRST = List.of(
            "Pixel size [1.0]                                   : ",
            "Acceleration voltage [300.0]                       : ",
            "Spherical aberration [2.70]                        : ",
            "Amplitude contrast [0.07]                          : ",
            "Size of amplitude spectrum to compute [512]        : ",
            "Minimum resolution [30.0]                          : ",
            "Maximum resolution [5.0]                           : ",
            "Minimum defocus [5000.0]                           : ",
            "Maximum defocus [50000.0]                          : ",
            "Defocus search step [100.0]                        : ",
            "Do you know what astigmatism is present? [No]      : ",
            "Slower, more exhaustive search? [No]               : ",
            "Use a restraint on astigmatism? [No]               : ",
            "Find additional phase shift? [No]                  : ");

    @TempDir
    Path folder;

    @BeforeEach
    void needsAShell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: test skipped");
    }

    private Path standIn(boolean asksMovie, List<String> more, String end) throws IOException {
        StringBuilder s = new StringBuilder("#!/bin/sh\n");
        s.append("printf '\\n\\n        **   Welcome to Ctffind   **\\n\\n            Version : 4.1.14\\n")
                .append("           Compiled : Jan 31 2023\\n               Mode : Interactive\\n\\n'\n");
        s.append("ask() { printf '%s' \"$1\"; read -r answer; echo \"$answer\" >> answers.txt; }\n");
        s.append("ask 'Input image file name [input.mrc]                  : '\n");
        if (asksMovie) {
            s.append("ask 'Input is a movie (stack of frames) [No]            : '\n");
        }
        s.append("printf 'Output diagnostic image file name\\n'\n");
        s.append("ask '[diagnostic_output.mrc]                            : '\n");
        for (String prompt : FIRST) {
            s.append("ask '").append(prompt).append("'\n");
        }
        for (String prompt : more) {
            s.append("ask '").append(prompt).append("'\n");
        }
        s.append(end);
        Path script = folder.resolve("ctffind");
        Files.writeString(script, s.toString());
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static final String RESULT = "cat > diag.txt <<'X'\n"
            + "# Output from CTFFind version 4.1.14, run on 2025-12-28 18:56:33\n"
            + "# Columns: #1 - micrograph number\n"
            + "1.000000 40864.138672 40575.676758 -11.716889 0.000000 0.131144 14.874623\n"
            + "2.000000 41864.1 41575.6 78.2 0.0 0.1 inf\nX\n";

    private List<DefocusRow> run(Path script, Duration timeout) {
        CtffindProgram standard = CtffindProgram.standard(script.toString(), CtfOptics.standard());
        CtffindProgram program = new CtffindProgram(
                standard.executable(),
                standard.optics(),
                standard.boxPx(),
                standard.lowestResolutionAngstrom(),
                standard.highestResolutionAngstrom(),
                standard.smallestDefocusAngstrom(),
                standard.largestDefocusAngstrom(),
                standard.stepAngstrom(),
                false,
                timeout);
        return program.run(
                folder.resolve("view.mrc"),
                folder.resolve("diag.mrc"),
                5.4,
                folder.resolve("log.txt"),
                Progress.SILENT);
    }

    @Test
    void answersVersion4() throws IOException {
        Path script = standIn(false, List.of("Do you want to set expert options? [No]            : "), RESULT);
        List<DefocusRow> rows = run(script, Duration.ofSeconds(60));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).defocusUAngstrom()).isCloseTo(40864.138672, within(1e-6));
        assertThat(rows.get(0).astigmatismDeg()).isCloseTo(168.283111, within(1e-6));
        assertThat(rows.get(1).resolutionAngstrom()).isNaN();
        List<String> answers = Files.readAllLines(folder.resolve("answers.txt"));
        assertThat(answers.get(0)).endsWith("view.mrc");
        assertThat(answers.get(1)).endsWith("diag.mrc");
        assertThat(answers.subList(2, 8)).containsExactly("5.4000", "300.0", "2.700", "0.070", "512", "30.00");
        assertThat(answers.get(8)).isEqualTo("11.07"); // not beyond the Nyquist frequency
        assertThat(Files.readString(folder.resolve("log.txt"))).contains("Welcome to Ctffind");
    }

    @Test
    void answersVersion5AndAStack() throws IOException {
        Path script = standIn(
                true,
                List.of(
                        "Determine sample tilt? [No]                        : ",
                        "Determine samnple thickness? [No]                  : ",
                        "Do you want to set expert options? [No]            : "),
                RESULT);
        assertThat(run(script, Duration.ofSeconds(60))).hasSize(2);
        assertThat(Files.readAllLines(folder.resolve("answers.txt")))
                .hasSize(20)
                .element(1)
                .isEqualTo("no");
    }

    @Test
    void anUnknownQuestionEndsInASentence() throws IOException {
        Path script = standIn(false, List.of("Favourite colour [blue]      : "), RESULT);
        assertThatThrownBy(() -> run(script, Duration.ofSeconds(60)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("asks 'Favourite colour'")
                .hasMessageContaining("log.txt");
    }

    @Test
    void itsOwnWordsAreQuotedWhenItFails() throws IOException {
        Path script = standIn(false, List.of(), "echo 'Error: box too small'; exit 3\n");
        assertThatThrownBy(() -> run(script, Duration.ofSeconds(60)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("status 3")
                .hasMessageContaining("box too small");
        assertThat(folder.resolve("log.txt")).content().contains("box too small");
    }

    @Test
    void itIsEndedWhenItTakesTooLong() throws IOException {
        Path script = standIn(false, List.of(), "sleep 60\n");
        assertThatThrownBy(() -> run(script, Duration.ofSeconds(3)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("longer than 3 s");
    }

    @Test
    void aMissingResultIsSaid() throws IOException {
        Path script = standIn(false, List.of(), "echo done\n");
        assertThatThrownBy(() -> run(script, Duration.ofSeconds(60)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("no result diag.txt");
    }

    @Test
    void aProgramThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> run(folder.resolve("nowhere"), Duration.ofSeconds(5)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("cannot be started");
    }

    @Test
    void ctfphaseflipGetsItsOptions() throws IOException {
        Path script = folder.resolve("ctfphaseflip");
        Files.writeString(script, "#!/bin/sh\necho \"$@\" > options.txt\ntouch out.mrc\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        CtfPhaseFlipProgram.standard(script.toString(), CtfOptics.standard())
                .run(
                        folder.resolve("ali.mrc"),
                        folder.resolve("out.mrc"),
                        folder.resolve("a.tlt"),
                        folder.resolve("a.defocus"),
                        5.4,
                        true,
                        folder.resolve("flip.log"),
                        Progress.SILENT);
        assertThat(folder.resolve("options.txt"))
                .content()
                .contains("-PixelSize 0.54000")
                .contains("-DefocusTol 250.0")
                .contains("-MaximumStripWidth 1024")
                .contains("-InvertTiltAngles");
    }
}
