package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.goldtrail.phantom.TruthFiles;
import org.goldtrail.phantom.score.AlignmentFit;
import org.goldtrail.phantom.score.AlignmentScore;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the series of an independent simulator, of which the truth is known. */
class VlpRunTest {
    @TempDir
    private Path temporary;

    @Test
    void isAlignedToATenthOfAPixel() {
        Path sample = Samples.folder("vlp");
        RunResult run = RunResult.of(sample.resolve("TS_45.st"), temporary.resolve("run"));
        assertThat(run.verdict().grade()).as(run.verdict().line()).isEqualTo(Verdict.Grade.GOOD);
        AlignmentScore score = AlignmentScore.of(TruthFiles.read(sample), run.xf(), run.tiltDeg(), null, null);
        assertThat(run.excluded()).isEmpty();
        assertThat(score.views().goodUsed()).isEqualTo(41);
        AlignmentFit fit = Objects.requireNonNull(score.fit());
        assertThat(fit.px().rms()).isLessThan(0.15);
        assertThat(fit.isHandKept()).isTrue();
    }
}
