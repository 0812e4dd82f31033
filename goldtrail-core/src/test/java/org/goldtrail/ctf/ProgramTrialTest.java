package org.goldtrail.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trials of other programs judge stand-ins rightly. */
class ProgramTrialTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsAShell() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: test skipped");
    }

    private String script(String text) throws IOException {
        Path script = folder.resolve("program");
        Files.writeString(script, "#!/bin/sh\n" + text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script.toString();
    }

    private String ctffind(int defocus) throws IOException {
        return script("printf 'Output diagnostic image file name [d.mrc] : '; read -r out\n" + "echo '1.0 " + defocus
                + " " + (defocus - 100) + " 0 0 0.1 5.0' > \"${out%.mrc}.txt\"\n");
    }

    @Test
    void aProgramThatFindsTheDefocusIsFine() throws IOException {
        assertThat(ProgramTrial.ctffind(ctffind(20_050), folder)).isEqualTo("found 2.00 µm of 2.00");
    }

    @Test
    void aProgramThatDoesNotIsNot() throws IOException {
        String wrong = ctffind(31_000);
        assertThatThrownBy(() -> ProgramTrial.ctffind(wrong, folder))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("found 3.10 µm");
    }

    @Test
    void aStackThatWasNotCorrectedIsNoticed() throws IOException {
        String copies = script("cp \"$2\" \"$4\"\n");
        assertThatThrownBy(() -> ProgramTrial.ctfPhaseFlip(copies, folder))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("its trial went wrong");
    }
}
