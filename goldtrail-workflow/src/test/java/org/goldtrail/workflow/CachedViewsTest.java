package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.workflow.series.RawViews;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedViewsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    /** Views of 100 x 90 binned pixels in memory for ten and a half of them. */
    @Test
    void keepsNoMoreThanFitsAndReadsTheOthersAnew() {
        try (MrcStack stack = MrcStack.open(new TinySeries().write(temp, "tiny"))) {
            RawViews raw = new RawViews(stack);
            CachedViews views = new CachedViews(raw, 2, (long) (10.5 * 4.125 * 100 * 90));
            for (int v = 0; v < raw.viewCount(); v++) {
                views.keep(v, raw.read(v));
            }
            views.remove(3);
            views.remove(15);

            assertThat(views.keptViews()).isEqualTo(10);
            assertThat(views.view(9)).isSameAs(views.view(9));
            assertThat(views.view(10)).isNotSameAs(views.view(10));
            assertThat(views.view(3)).isNull();
            assertThat(views.view(15)).isNull();
            List<DetectPeaks.@Nullable BinnedView> detection = views.forDetection();
            assertThat(detection).hasSize(21);
            assertThat(detection.get(3)).isNull();
            assertThat(Objects.requireNonNull(detection.get(20)).image().pixels())
                    .isEqualTo(Objects.requireNonNull(views.view(20)).image().pixels())
                    .hasSize(100 * 90);
        }
    }
}
