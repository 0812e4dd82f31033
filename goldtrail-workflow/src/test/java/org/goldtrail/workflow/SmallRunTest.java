package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.judgement.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs a small series and looks at what is left of it where it cannot be aligned. */
abstract class SmallRunTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    protected Path temp;

    protected final TinySeries series = new TinySeries();
    protected Path out = Path.of("");

    @BeforeEach
    void setOut() {
        out = temp.resolve("out");
    }

    protected Verdict run(TestOptions options) {
        return SeriesRun.run(options.make(), RunListener.SILENT).verdict();
    }

    protected TestOptions options() {
        return new TestOptions(series.write(temp, "tiny"), out);
    }

    /** A refusal before anything is written. */
    protected void expectRefusal(TestOptions options, String... words) {
        assertThatThrownBy(() -> run(options))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll(words)
                .hasMessageMatching("[^\\n]+\\.");
        assertThat(out).doesNotExist();
    }

    /** A refusal that only reading the views could bring about. */
    protected void expectRefusalOfViews(TestOptions options, String... words) {
        assertThatThrownBy(() -> run(options))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll(words)
                .hasMessageMatching("[^\\n]+\\.");
        expectNoResults();
        assertThat(out.resolve("markers")).doesNotExist();
        assertThat(out.resolve("workflow.json")).content().contains("\"error\"").doesNotContain("\"verdict\"");
    }

    protected void expectFailure(TestOptions options) {
        Verdict verdict = run(options);

        assertThat(verdict.grade()).isEqualTo(Verdict.Grade.FAILED);
        assertThat(verdict.grade().exitCode()).isEqualTo(4);
        assertThat(verdict.line()).startsWith("verdict: failed, no beads found").doesNotContain("\n");
        expectNoResults();
        assertThat(out.resolve("failed")).isDirectory();
        assertThat(out.resolve("workflow.json")).content().contains("\"finished\"", "\"failed\"");
        assertThat(Workflow.open(out).verdict()).contains(verdict);
    }

    /** No alignment, no stack, no tomogram, and no half file. */
    protected void expectNoResults() {
        assertThat(out.resolve("alignment")).doesNotExist();
        assertThat(out.resolve("reconstruction")).doesNotExist();
        assertThat(out.resolve("unfinished")).doesNotExist();
        assertThat(out.resolve("running.json")).doesNotExist();
        assertThat(names(out)).noneMatch(n -> n.endsWith("tmp") || n.endsWith(".xf") || n.endsWith("_aligned.mrc"));
    }

    /** Names of the files and folders below a folder, but for what was set aside. */
    protected static List<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> !folder.relativize(f).startsWith("previous"))
                    .map(f -> f.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
