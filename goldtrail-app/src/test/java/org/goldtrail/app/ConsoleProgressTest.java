package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private ConsoleProgress progress(boolean terminal, boolean quiet) {
        return new ConsoleProgress(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, quiet);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void believesTheLauncherOnTheTerminal() {
        assertThat(ConsoleProgress.isTerminal("bar")).isTrue();
        assertThat(ConsoleProgress.isTerminal("lines")).isFalse();
    }

    @Test
    void drawsABarOnATerminalOnly() {
        progress(true, false).step("detection", "detect peaks", 0.5);
        assertThat(text()).startsWith("\r[############............]  50 %");
    }

    @Test
    void writesALineForEachStepElsewhere() {
        ConsoleProgress lines = progress(false, false);
        lines.step("detection", "detect peaks", 0.5);
        lines.progress(0.6);
        lines.done();
        assertThat(text()).isEqualTo("[ 50 %] detection: detect peaks" + System.lineSeparator());
    }

    @Test
    void saysNothingWhenQuiet() {
        ConsoleProgress quiet = progress(true, true);
        quiet.step("detection", "detect peaks", 0.5);
        quiet.message("a line");
        assertThat(text()).isEmpty();
    }

    @Test
    void passesCancellingOn() {
        ConsoleProgress bar = progress(false, true);
        assertThat(bar.asProgress().isCancelled()).isFalse();
        bar.cancel();
        assertThat(bar.asProgress().isCancelled()).isTrue();
    }
}
