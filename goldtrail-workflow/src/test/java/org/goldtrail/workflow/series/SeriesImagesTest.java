package org.goldtrail.workflow.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.refinement.RefinementViews;
import org.goldtrail.workflow.TinySeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesImagesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    /** Views of 100 x 90 binned pixels in memory for ten and a half of them. */
    @Test
    void keepsNoMoreThanFitsAndReadsTheOthersAnew() {
        try (MrcStack stack = MrcStack.open(new TinySeries().write(temp, "tiny"))) {
            SeriesImages images = new SeriesImages(new RawViews(stack), (long) (10.5 * 4 * 100 * 90));
            for (int v = 0; v < 21; v++) {
                images.prepare(v, images.raw().read(v), 2);
            }

            assertThat(images.view(9, 2)).isSameAs(images.view(9, 2));
            RefinementView tenth = images.view(10, 2);
            assertThat(images.view(10, 2)).isNotSameAs(tenth);
            assertThat(images.view(10, 2).image().pixels())
                    .isEqualTo(tenth.image().pixels())
                    .hasSize(100 * 90);
        }
    }

    @Test
    void givesNoViewThatHoldsNoData() {
        try (MrcStack stack = MrcStack.open(new TinySeries().write(temp, "tiny"))) {
            boolean[] hasData = new boolean[21];
            Arrays.fill(hasData, true);
            hasData[3] = false;
            RefinementViews views = new SeriesImages(new RawViews(stack), 1 << 20).views(2, hasData);
            hasData[4] = false;

            assertThat(views.viewCount()).isEqualTo(21);
            assertThat(views.view(3)).isNull();
            assertThat(Objects.requireNonNull(views.view(4)).image().width()).isEqualTo(100);
        }
    }
}
