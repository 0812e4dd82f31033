package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.goldtrail.app.BatchConsole.Terminal;
import org.goldtrail.workflow.batch.BatchTable;
import org.goldtrail.workflow.batch.SeriesFigures;
import org.goldtrail.workflow.batch.SeriesRow;
import org.goldtrail.workflow.batch.SeriesState;
import org.junit.jupiter.api.Test;

/** The table of a batch on a terminal. */
class BatchConsoleTest {
    private static SeriesRow row(int i) {
        SeriesState state = i == 49 ? SeriesState.BROKEN : SeriesState.WAITING;
        return new SeriesRow(
                "TS_" + i,
                Path.of("TS_" + i + ".st"),
                Path.of("TS_" + i + ".goldtrail"),
                state,
                "",
                "",
                List.of(),
                0,
                0,
                Double.NaN,
                -1,
                -1,
                SeriesFigures.UNKNOWN,
                List.of());
    }

    @Test
    void aDrawnTableFitsItsTerminalSoThatItCanBeTakenBack() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        BatchConsole console = new BatchConsole(out, true, false, () -> false, new Terminal(20, 60));

        console.table(BatchTable.of(
                IntStream.range(0, 50).mapToObj(BatchConsoleTest::row).toList()));

        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSizeLessThan(20).allMatch(l -> l.length() < 60);
        assertThat(lines).anyMatch(l -> l.startsWith("TS_49")).contains("... and 34 more");
        bytes.reset();
        console.erase();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\033[" + lines.size() + "A\033[J");
    }

    @Test
    void aTerminalOfUnknownSizeIsAsMostAre() {
        assertThat(Terminal.of("50 132")).isEqualTo(new Terminal(50, 132));
        assertThat(Terminal.of("")).isEqualTo(new Terminal(24, 80));
        assertThat(Terminal.of("0 0")).isEqualTo(new Terminal(24, 80));
    }
}
