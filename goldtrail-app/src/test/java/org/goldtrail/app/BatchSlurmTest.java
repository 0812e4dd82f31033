package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.goldtrail.app.guide.ThisProgram;
import org.goldtrail.task.CancelledException;
import org.goldtrail.workflow.batch.Batch;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchListener;
import org.goldtrail.workflow.batch.BatchOptions;
import org.goldtrail.workflow.batch.BatchTable;
import org.goldtrail.workflow.batch.SeriesFinder;
import org.goldtrail.workflow.batch.SeriesRow;
import org.goldtrail.workflow.batch.SeriesState;
import org.goldtrail.workflow.batch.slurm.SlurmCommands;
import org.goldtrail.workflow.batch.slurm.SlurmExecutor;
import org.goldtrail.workflow.batch.slurm.SlurmOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch on a real Slurm whose node loses its power. */
class BatchSlurmTest {
    private static final int SERIES = Boolean.getBoolean("goldtrail.full") ? 20 : 4;
    private static final long DARK_NANOS = Duration.ofSeconds(4).toNanos();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private SlurmExecutor executor(BatchFolder batch, SlurmCluster cluster) {
        return new SlurmExecutor(
                batch,
                ThisProgram.asProcess(),
                new SlurmOptions("test", "", "", OptionalInt.of(900), 1, List.of("--comment=test")),
                new SlurmCommands(cluster.environment()),
                new SlurmExecutor.Timing(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    }

    /** Crashes the node when the first series has ended, starts it again, and once leaves the batch alone. */
    private static final class Misfortune implements BatchListener {
        private final SlurmCluster cluster;
        private final String root;
        private final List<String> said = new ArrayList<>();
        private long darkSince;
        private boolean crashed;
        private boolean leave;

        Misfortune(SlurmCluster cluster, Path root) {
            this.cluster = cluster;
            this.root = root.toString();
        }

        @Override
        public void message(String line) {
            said.add(line);
        }

        @Override
        public void table(BatchTable now) {
            boolean second = now.states().getOrDefault(SeriesState.RUNNING, 0) > 0
                    && now.states().getOrDefault(SeriesState.DONE, 0) > 0;
            if (!crashed && second) {
                crashed = true;
                darkSince = System.nanoTime();
                cluster.crashNode(root);
            }
        }

        @Override
        public void ended(SeriesRow row) {}

        @Override
        public boolean isCancelled() {
            if (darkSince != 0 && System.nanoTime() - darkSince > DARK_NANOS) {
                darkSince = 0;
                leave = true;
                try {
                    cluster.startNode();
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return true; // as by Ctrl-C: the jobs go on without us
            }
            return false;
        }
    }

    @Test
    void aNodeIsLostAndNothingElse() throws Exception {
        String obstacle = SlurmCluster.obstacle().orElse("");
        assumeTrue(obstacle.isEmpty(), obstacle);
        Path in = temp.resolve("in");
        for (int i = 1; i <= SERIES; i++) {
            DiscSeries.of(i).write(in, "TS_" + i);
        }
        BatchFolder batch = new BatchFolder(temp.resolve("out"));
        try (SlurmCluster cluster = SlurmCluster.start(temp.resolve("slurm"))) {
            Misfortune misfortune = new Misfortune(cluster, batch.root());
            try (SlurmExecutor slurm = executor(batch, cluster)) {
                new Batch(batch, slurm, misfortune).run(SeriesFinder.find(List.of(in)), BatchOptions.DEFAULT);
            } catch (CancelledException e) {
                assertThat(misfortune.leave).isTrue();
            }
            assertThat(misfortune.crashed).as("the node was crashed").isTrue();
            assertThat(misfortune.said).anyMatch(s -> s.startsWith("the jobs go on without this program"));

            BatchTable table;
            try (SlurmExecutor slurm = executor(batch, cluster)) {
                assertThat(slurm.pending()).as("jobs that are taken up").isNotEmpty();
                table = new Batch(batch, slurm, BatchListener.SILENT).run(List.of(), BatchOptions.DEFAULT);
            }

            assertThat(table.line()).isEqualTo(SERIES + " series: " + SERIES + " good");
            assertThat(table.exitCode()).isZero();
            assertThat(Files.readAllLines(batch.root().resolve("summary.csv"))).hasSize(SERIES + 1);
            assertThat(batch.file("slurm/job-001.sh"))
                    .content()
                    .contains(
                            "#SBATCH --partition=test", "#SBATCH --array=0-" + (SERIES - 1), "#SBATCH --comment=test");
            assertThat(batch.attempt("TS_1").orElseThrow().job()).matches("[0-9]+_0");
        }
    }

    @Test
    void jobsAreCancelledAndSubmittedAgain() throws Exception {
        String obstacle = SlurmCluster.obstacle().orElse("");
        assumeTrue(obstacle.isEmpty(), obstacle);
        Path in = temp.resolve("in");
        for (int i = 1; i <= 3; i++) {
            DiscSeries.of(i).write(in, "TS_" + i);
        }
        BatchFolder batch = new BatchFolder(temp.resolve("out"));
        try (SlurmCluster cluster = SlurmCluster.start(temp.resolve("slurm"))) {
            BatchListener cancelling = new BatchListener() {
                private boolean asked;

                @Override
                public void message(String line) {}

                @Override
                public void table(BatchTable now) {
                    if (!asked && now.states().containsKey(SeriesState.RUNNING)) {
                        asked = true;
                        assertThat(SlurmExecutor.cancel(batch, new SlurmCommands(cluster.environment())))
                                .startsWith("cancelled: job ");
                    }
                }

                @Override
                public void ended(SeriesRow row) {}
            };
            BatchTable cancelled;
            try (SlurmExecutor slurm = executor(batch, cluster)) {
                cancelled =
                        new Batch(batch, slurm, cancelling).run(SeriesFinder.find(List.of(in)), BatchOptions.DEFAULT);
            }
            assertThat(cancelled.rows()).extracting(SeriesRow::state).doesNotContain(SeriesState.DONE);

            BatchTable done;
            try (SlurmExecutor slurm = executor(batch, cluster)) {
                done = new Batch(batch, slurm, BatchListener.SILENT).run(List.of(), BatchOptions.DEFAULT);
            }
            assertThat(done.line()).isEqualTo("3 series: 3 good");
        }
    }
}
