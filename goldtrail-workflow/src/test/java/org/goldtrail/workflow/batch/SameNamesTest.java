package org.goldtrail.workflow.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of the same name from two folders, as every session has a TS_01. */
class SameNamesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    /** Runs nothing. */
    private static final class Idle implements BatchExecutor {
        @Override
        public List<String> plan(List<BatchTask> tasks) {
            return List.of();
        }

        @Override
        public void submit(List<BatchTask> tasks) {
            throw new AssertionError("nothing is to be run");
        }

        @Override
        public void poll() {}

        @Override
        public Map<String, Waiting> pending() {
            return Map.of();
        }

        @Override
        public String interrupted() {
            return "";
        }

        @Override
        public void close() {}
    }

    private BatchFolder folder() {
        return new BatchFolder(temp.resolve("batch"));
    }

    private Batch batch() {
        return new Batch(folder(), new Idle(), BatchListener.SILENT);
    }

    private BatchSeries stack(String session, String content) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(session));
        return BatchSeries.of(Files.writeString(folder.resolve("TS_01.st"), content));
    }

    @Test
    void anotherSeriesOfTheNameIsRefusedAndTheFirstStays() throws IOException {
        BatchSeries first = stack("monday", "of monday");
        BatchSeries second = stack("tuesday", "of tuesday");
        batch().add(List.of(first));

        for (int again = 0; again < 2; again++) {
            List<BatchSeries> added = batch().add(List.of(second));

            assertThat(added).singleElement().satisfies(s -> {
                assertThat(s.name()).isEqualTo("TS_01 (2)");
                assertThat(s.problem().orElseThrow()).contains("is taken by " + first.stack(), "rename one of them");
            });
            assertThat(folder().series()).hasSize(2).first().isEqualTo(first);
        }
        assertThat(BatchTable.read(folder()).exitCode()).isEqualTo(2);
        Batch.writeSummary(folder());
        assertThat(folder().root().resolve("summary.html")).content().contains("href=\"TS_01%20%282%29.goldtrail/");
    }

    @Test
    void twoThatComeTogetherDoNotShareAFolder() throws IOException {
        BatchSeries first = stack("monday", "of monday");
        BatchSeries second = stack("tuesday", "of tuesday");
        BatchSeries copy = stack("archive", "of monday");

        List<BatchSeries> added = batch().add(List.of(first, second, copy));

        assertThat(added).extracting(BatchSeries::name).containsExactly("TS_01", "TS_01 (2)");
        assertThat(added.getFirst()).isEqualTo(copy);
        assertThat(added.getLast().problem()).isPresent();
    }

    @Test
    void dataThatHaveMovedOrWereCopiedAreTheSameSeries() throws IOException {
        BatchSeries first = stack("scratch", "the same");
        batch().add(List.of(first));
        BatchSeries copied = stack("archive", "the same");

        assertThat(batch().add(List.of(copied))).containsExactly(copied);

        Files.delete(copied.stack());
        BatchSeries other = stack("elsewhere", "moved, and motion-corrected anew");
        assertThat(batch().add(List.of(other))).containsExactly(other);
        assertThat(folder().series()).containsExactly(other);
    }
}
