package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The STAR files of RELION 5 that we write, as gemmi reads them (Debian's python3-gemmi). */
class StarByOthersTest {
    private static final String PROGRAM = """
            import sys
            from gemmi import cif
            tomo = cif.read(sys.argv[1]).sole_block()
            series = cif.read(sys.argv[2]).sole_block()
            print(tomo.name, tomo.find_values('_rlnTomoTiltSeriesPixelSize')[0], series.name)
            for row in series.find(['_rlnMicrographName', '_rlnTomoYTilt', '_rlnTomoZRot', '_rlnDefocusU']):
                print(row.str(0), row[1], row[2], row[3])
            """;

    @TempDir
    Path folder;

    @Test
    void gemmiReadsWhatWeWrite() throws IOException, InterruptedException {
        assumeTrue(python("import gemmi").startsWith("0 "), "no python3-gemmi on this machine");
        SeriesAlignment own = Series.of(3710, 3838, 84.9, false, 0.5);
        Exported exported = Alignments.format("relion5").write(own, ExportOptions.DEFAULT, folder);
        String said = python(
                PROGRAM,
                exported.files().get(0).toString(),
                exported.files().get(1).toString());
        assertThat(said).startsWith("0 global 1.350000 TS_01\n");
        assertThat(said.lines().count()).isEqualTo(1 + own.usedSections().size());
        assertThat(said).containsPattern("\n000001@TS_01.mrcs 0\\.\\d+ 8\\d\\.\\d+ 30000\\.000\n");
    }

    /** Exit code and standard output of a Python program. */
    private static String python(String program, String... arguments) throws IOException, InterruptedException {
        java.util.List<String> command =
                new java.util.ArrayList<>(java.util.List.of("/usr/bin/python3", "-c", program));
        command.addAll(java.util.List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "-1 no Python of the system";
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + out;
    }
}
