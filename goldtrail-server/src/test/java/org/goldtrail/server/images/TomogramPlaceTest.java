package org.goldtrail.server.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place of a tomogram is the one its step has written; axes in another order are not taken for x, y, z. */
class TomogramPlaceTest {
    @TempDir
    Path folder;

    @Test
    void placeOfEachFile() throws Exception {
        Files.writeString(folder.resolve("S_bin2_tomograms.json"), """
                {"binning": 2, "centreXPx": 4.5, "centreYPx": -3, "centreZPx": 8, "volumes": [
                 {"kind": "wbp", "file": "reconstruction/S_bin2_wbp.mrc", "binning": 2, "axisOrder": "XZY"},
                 {"kind": "preview", "file": "reconstruction/S_bin2_preview.mrc", "binning": 8, "axisOrder": "XYZ"}]}
                """);
        TomogramPlace preview =
                TomogramPlace.of(folder.resolve("S_bin2_preview.mrc")).orElseThrow();
        assertThat(preview.binning()).isEqualTo(8);
        assertThat(preview.isXyz()).isTrue();
        assertThat(preview.centrePx()).containsExactly(4.5, -3, 8);
        assertThat(TomogramPlace.of(folder.resolve("S_bin2_wbp.mrc"))
                        .orElseThrow()
                        .isXyz())
                .isFalse();
        assertThat(TomogramPlace.of(folder.resolve("S_bin4_wbp.mrc"))).isEmpty();
    }
}
