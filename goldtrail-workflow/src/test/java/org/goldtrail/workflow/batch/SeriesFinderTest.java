package org.goldtrail.workflow.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.formats.StackHalves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are series. */
class SeriesFinderTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        return Files.createFile(folder.resolve(name));
    }

    /** What goldtrail stack writes is one series, not three. */
    @Test
    void halvesOfTheFramesAreNoSeries() throws IOException {
        for (String name : new String[] {
            "A.mrc", "A_EVN.mrc", "A_ODD.mrc", "B.st", "B_even.mrc", "B_odd.mrc", "C_EVN.mrc", "D.mrc", "D_rec.mrc"
        }) {
            file(name);
        }
        // C has lost its whole: it is shown, rather than passed over in silence.
        assertThat(SeriesFinder.inFolder(folder)).extracting(BatchSeries::name).containsExactly("A", "B", "C_EVN", "D");
        assertThat(StackHalves.of(folder.resolve("A.mrc")))
                .contains(new StackHalves(folder.resolve("A_EVN.mrc"), folder.resolve("A_ODD.mrc")));
        assertThat(StackHalves.of(folder.resolve("B.st"))).isPresent();
        assertThat(StackHalves.of(folder.resolve("D.mrc"))).isEmpty();
    }
}
