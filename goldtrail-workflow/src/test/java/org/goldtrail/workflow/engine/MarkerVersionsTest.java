package org.goldtrail.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.workflow.solution.SolutionOptions;
import org.goldtrail.workflow.solution.SyntheticSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkerVersionsTest {
    private static final int TILTS = 31;
    private static final String ROUGH = "indexing.roughAlignment";
    private static final String STABLE = "indexing.stableTrails";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path root;

    private static MarkerSet markers(int count) {
        List<Observation> all = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            all.add(new Observation(m, 3, 10 + m, 20));
            all.add(new Observation(m, 4, 11 + m, 20));
        }
        return new MarkerSet(TILTS, all);
    }

    private MarkerVersions read() {
        return MarkerVersions.read(root, TILTS);
    }

    private int head() {
        return read().head().orElseThrow().version();
    }

    private MarkerVersion add(String step, OptionalInt parent, int count) {
        return read().add(parent, step, "a note", markers(count), Optional.empty());
    }

    private Path working() {
        return root.resolve("markers/working.csv");
    }

    private void expectWorking(int count) {
        assertThat(read().markers(read().head().orElseThrow()).markerCount()).isEqualTo(count);
        assertThat(working()).content().hasLineCount(1 + 2 * count);
    }

    @Test
    void thereAreNoneAtFirst() {
        assertThat(read().head()).isEmpty();
        assertThat(read().all()).isEmpty();
        assertThat(read().undo()).isEmpty();
        assertThat(read().redo()).isEmpty();
        assertThat(read().adoptWorkingFile()).isEmpty();
        assertThat(working()).doesNotExist();
        assertThatThrownBy(() -> read().version(1))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("no version 1");
    }

    @Test
    void eachStepAndEachEditAddsAVersion() {
        add(ROUGH, OptionalInt.empty(), 5);
        add(STABLE, OptionalInt.of(1), 4);
        MarkerVersion edit = read().edit(markers(3), "removed one");

        assertThat(edit.parent()).hasValue(2);
        assertThat(edit.isOfStep()).isFalse();
        assertThat(read().all()).extracting(MarkerVersion::version).containsExactly(1, 2, 3);
        assertThat(read().all()).extracting(MarkerVersion::markers).containsExactly(5, 4, 3);
        assertThat(read().all()).extracting(MarkerVersion::observations).containsExactly(10, 8, 6);
        assertThat(read().lastOf(STABLE)).map(MarkerVersion::version).contains(2);
        assertThat(read().stepAncestor(edit)).map(MarkerVersion::version).contains(2);
        assertThat(read().follows(edit, 1)).isTrue();
        assertThat(read().follows(read().version(1), 3)).isFalse();
        expectWorking(3);
    }

    @Test
    void theSameResultOfTheSameStepIsNotAddedAgain() {
        add(ROUGH, OptionalInt.empty(), 5);
        add(STABLE, OptionalInt.of(1), 4);

        assertThat(add(ROUGH, OptionalInt.empty(), 5).version()).isEqualTo(1);
        assertThat(head()).as("what is there now follows from it").isEqualTo(2);
        assertThat(add(STABLE, OptionalInt.of(1), 3).version()).isEqualTo(3);
        assertThat(add(STABLE, OptionalInt.of(1), 4).version()).isEqualTo(2);
        assertThat(head()).isEqualTo(2);
        assertThat(read().all()).hasSize(3);
        assertThat(root.resolve("markers/versions/0004.csv")).doesNotExist();
    }

    @Test
    void undoAndRedoWalkThroughTheVersions() {
        add(ROUGH, OptionalInt.empty(), 5);
        read().edit(markers(4), "one");
        read().edit(markers(3), "two");

        assertThat(read().undo()).map(MarkerVersion::version).contains(2);
        expectWorking(4);
        assertThat(read().undo()).map(MarkerVersion::version).contains(1);
        assertThat(read().undo()).isEmpty();
        expectWorking(5);
        assertThat(read().redo()).map(MarkerVersion::version).contains(2);
        assertThat(read().redo()).map(MarkerVersion::version).contains(3);
        assertThat(read().redo()).isEmpty();
        expectWorking(3);
        read().undo();
        read().edit(markers(2), "another way");
        assertThat(read().redo()).as("nothing to redo after an edit").isEmpty();
        assertThat(read().undo()).map(MarkerVersion::version).contains(2);
        assertThat(read().all()).hasSize(4);
    }

    @Test
    void anEarlierVersionIsRestoredWithItsSolution() {
        SyntheticSeries series = new SyntheticSeries(8, 0, 0, 0, 60);
        Fit fit = series.solve(SolutionOptions.AUTO).fit();
        read().add(OptionalInt.empty(), STABLE, "", series.input.markers(), Optional.of(fit));
        MarkerVersion edit = read().edit(markers(3), "");

        assertThat(read().fit(edit, series.tiltsDeg, SyntheticSeries.WIDTH, SyntheticSeries.HEIGHT))
                .isEmpty();
        assertThat(read().nearestWithFit(edit)).map(MarkerVersion::version).contains(1);
        MarkerVersion restored = read().restore(read().version(1));

        assertThat(restored.version()).isEqualTo(3);
        assertThat(restored.hash()).isEqualTo(read().version(1).hash());
        assertThat(read().fit(restored, series.tiltsDeg, SyntheticSeries.WIDTH, SyntheticSeries.HEIGHT)
                        .orElseThrow()
                        .views())
                .isEqualTo(fit.views());
        assertThat(read().undo()).map(MarkerVersion::version).contains(1);
    }

    @Test
    void aFileChangedOutsideBecomesAVersion() throws IOException {
        add(ROUGH, OptionalInt.empty(), 5);
        List<String> lines = Files.readAllLines(working());
        Files.write(working(), lines.subList(0, 5));

        MarkerVersion adopted = read().adoptWorkingFile().orElseThrow();

        assertThat(adopted.origin()).isEqualTo("edit");
        assertThat(adopted.note()).contains("outside of Goldtrail");
        assertThat(adopted.parent()).hasValue(1);
        expectWorking(2);
        assertThat(read().adoptWorkingFile()).isEmpty();
        assertThat(read().all()).hasSize(2);
    }

    @Test
    void anOldVersionCopiedOverTheFileIsRestored() throws IOException {
        add(ROUGH, OptionalInt.empty(), 5);
        add(STABLE, OptionalInt.of(1), 4);
        read().edit(markers(3), "");
        for (int version : new int[] {1, 2}) {
            Path csv = root.resolve("markers/versions/000" + version + ".csv");
            Files.write(working(), Files.readAllBytes(csv));
            Files.setLastModifiedTime(working(), FileTime.from(Instant.now().plusSeconds(5)));

            MarkerVersion adopted = read().adoptWorkingFile().orElseThrow();

            assertThat(adopted.origin()).isEqualTo("restore");
            assertThat(adopted.parent()).hasValue(version);
            expectWorking(6 - version);
        }
    }

    /** A run writes the event, and then the file. */
    @Test
    void aFileThatAKilledRunLeftBehindIsWrittenAnew() throws IOException {
        add(ROUGH, OptionalInt.empty(), 5);
        byte[] before = Files.readAllBytes(working());
        FileTime time = Files.getLastModifiedTime(working());
        add(STABLE, OptionalInt.of(1), 4);
        Files.write(working(), before);
        Files.setLastModifiedTime(working(), time);

        assertThat(read().adoptWorkingFile()).isEmpty();

        assertThat(head()).isEqualTo(2);
        expectWorking(4);
        Files.delete(working());
        assertThat(read().adoptWorkingFile()).isEmpty();
        expectWorking(4);
    }

    @Test
    void aFileThatIsNoTableOfMarkersIsRefusedWithItsLine() throws IOException {
        add(ROUGH, OptionalInt.empty(), 5);
        Files.writeString(working(), "marker,tilt,x,y\n0,3,ten,20\n");

        assertThatThrownBy(() -> read().adoptWorkingFile())
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContainingAll("working.csv", "line 2");
        assertThat(head()).isEqualTo(1);
    }

    /** Wherever a killed run has torn the last line, also in the middle of a letter. */
    @Test
    void aTornLastLineIsAsIfItHadNotBeenWritten() throws IOException {
        add(ROUGH, OptionalInt.empty(), 5);
        Path events = root.resolve("markers/versions.jsonl");
        byte[] one = Files.readAllBytes(events);
        read().edit(markers(4), "größer");
        byte[] two = Files.readAllBytes(events);
        assertThat(new String(two, StandardCharsets.UTF_8)).contains("größer");
        for (int length = one.length; length < two.length - 1; length++) {
            Files.write(events, Arrays.copyOf(two, length));

            assertThat(head()).as("of %d bytes", length).isEqualTo(1);
            if (length % 9 == 0) {
                assertThat(read().edit(markers(3), "next").version()).isEqualTo(2);
                assertThat(head()).isEqualTo(2);
                assertThat(read().head().orElseThrow().note()).isEqualTo("next");
                expectWorking(3);
            }
        }
        Files.write(events, Arrays.copyOf(two, two.length - 1));
        assertThat(head()).as("only the end of the line is missing").isEqualTo(2);
        Files.writeString(events, "\n\n", StandardOpenOption.APPEND);
        assertThat(head()).isEqualTo(2);
    }
}
