package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.FolderInUseException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    @Test
    void isOpenToOneAtATimeAndNamesTheHolder() {
        Path root = temp.resolve("a.goldtrail");
        try (WorkflowFolder folder = WorkflowFolder.open(root, "a")) {
            assertThat(folder.root()).isDirectory();
            assertThatThrownBy(() -> WorkflowFolder.open(root, "a"))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining(root.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }

        WorkflowFolder again = WorkflowFolder.open(root, "a");
        again.close();
        assertThat(root).isDirectory();
    }

    /** POSIX drops all locks of a process on a file as soon as it closes any of its channels to it. */
    @Test
    void staysLockedForOtherProcessesAfterASecondOneWasRefused() throws IOException {
        Path locks = Path.of("/proc/locks");
        Assumptions.assumeTrue(Files.isReadable(locks), "no /proc/locks to look at: test skipped");
        Path root = temp.resolve("b.goldtrail");
        try (WorkflowFolder folder = WorkflowFolder.open(root, "b")) {
            String inode = ":" + Files.getAttribute(root.resolve("lock"), "unix:ino") + " ";
            Assumptions.assumeTrue(Files.readString(locks).contains(inode), "locks are not shown here: test skipped");

            assertThatThrownBy(() -> WorkflowFolder.open(root, "b")).isInstanceOf(FolderInUseException.class);

            assertThat(Files.readString(locks)).contains(inode);
            assertThat(folder.name()).isEqualTo("b");
        }
    }

    @Test
    void movesAFailedAttemptAsideAndReplacesTheOneBefore() throws IOException {
        try (WorkflowFolder folder = WorkflowFolder.open(temp.resolve("c.goldtrail"), "c")) {
            Files.writeString(folder.file("detection", "peaks.csv"), "old");
            Files.writeString(folder.file("markers", "old.csv"), "old");
            folder.moveToFailed();
            Files.writeString(folder.file("detection", "peaks.csv"), "new");
            Files.writeString(folder.root().resolve("workflow.json"), "{}");
            folder.moveToFailed();

            assertThat(folder.root().resolve("detection")).doesNotExist();
            assertThat(folder.root().resolve("failed/detection/peaks.csv")).hasContent("new");
            assertThat(folder.root().resolve("failed/markers")).doesNotExist();
            assertThat(folder.root().resolve("workflow.json")).exists();
        }
    }

    @Test
    void keepsTheLastResultsApartUntilNewOnesAreComplete() throws IOException {
        Path root = temp.resolve("d.goldtrail");
        try (WorkflowFolder folder = WorkflowFolder.open(root, "d")) {
            leave(folder, "finished", "old");
        }
        try (WorkflowFolder folder = WorkflowFolder.open(root, "d")) {
            folder.beginRun();
            assertThat(root.resolve("workflow.json")).doesNotExist();
            Files.writeString(root.resolve("workflow.json"), "{\"state\": \"running\"}");
            folder.beginResults();
            Files.writeString(folder.file("alignment", "d.xf"), "half");
        }
        assertThat(root.resolve("alignment")).doesNotExist();
        assertThat(root.resolve("unfinished")).doesNotExist();
        try (WorkflowFolder folder = WorkflowFolder.open(root, "d")) {
            folder.beginRun();
            assertThat(root.resolve("previous/alignment/d.xf")).hasContent("old");
            assertThat(root.resolve("previous/workflow.json")).content().contains("finished");
            folder.beginResults();
            Files.writeString(folder.file("alignment", "d.xf"), "new");
            Files.writeString(folder.file("reconstruction", "d.mrc"), "new");
            folder.publishResults();

            assertThat(root.resolve("alignment/d.xf")).hasContent("new");
            assertThat(root.resolve("reconstruction/d.mrc")).hasContent("new");
            assertThat(root.resolve("unfinished")).doesNotExist();
            assertThat(root.resolve("previous")).doesNotExist();
        }
    }

    private static void leave(WorkflowFolder folder, String state, String content) throws IOException {
        for (String area : List.of("detection", "markers", "alignment")) {
            Files.writeString(folder.file(area, area.equals("alignment") ? "d.xf" : "a.csv"), content);
        }
        Files.writeString(folder.root().resolve("workflow.json"), "{\"state\": \"" + state + "\"}");
    }

    @Test
    void takesWhatAKilledRunLeftForAFailedAttempt() throws IOException {
        Path root = temp.resolve("d.goldtrail");
        try (WorkflowFolder folder = WorkflowFolder.open(root, "d")) {
            leave(folder, "finished", "good");
            folder.beginRun();
            leave(folder, "running", "killed");
            folder.beginRun();
        }

        assertThat(root.resolve("previous/alignment/d.xf")).hasContent("good");
        assertThat(root.resolve("failed/alignment/d.xf")).hasContent("killed");
        assertThat(root.resolve("failed/workflow.json")).content().contains("running");
        assertThat(root.resolve("alignment")).doesNotExist();
        assertThat(root.resolve("workflow.json")).doesNotExist();
    }

    @Test
    void completesASettingAsideThatWasKilled() throws IOException {
        Path root = temp.resolve("d.goldtrail");
        try (WorkflowFolder folder = WorkflowFolder.open(root, "d")) {
            leave(folder, "finished", "good");
            Files.createDirectories(root.resolve("setting-aside"));
            Files.move(root.resolve("alignment"), root.resolve("setting-aside/alignment"));
            Files.createDirectories(root.resolve("previous/alignment"));
            folder.beginRun();
        }

        assertThat(root.resolve("previous/alignment/d.xf")).hasContent("good");
        assertThat(root.resolve("previous/markers/a.csv")).hasContent("good");
        assertThat(root.resolve("previous/workflow.json")).exists();
        assertThat(root.resolve("setting-aside")).doesNotExist();
    }

    @Test
    void removesTemporaryFilesOfAKilledRunAndNoOthers() throws IOException {
        Path root = temp.resolve("f.goldtrail");
        try (WorkflowFolder folder = WorkflowFolder.open(root, "f")) {
            String random = UUID.randomUUID().toString();
            Path inRoot = Files.writeString(root.resolve(".workflow.json." + random + ".tmp"), "half");
            Path inArea = Files.writeString(folder.file("alignment", ".f.xf." + random + ".tmp"), "half");
            Path hidden = Files.writeString(root.resolve(".mine.tmp"), "mine");
            Path foreign = Files.createDirectory(root.resolve("notes")).resolve(".f.xf." + random + ".tmp");
            Files.writeString(foreign, "mine");

            folder.beginRun();

            assertThat(inRoot).doesNotExist();
            assertThat(root.resolve("previous/alignment")).isEmptyDirectory();
            assertThat(inArea).doesNotExist();
            assertThat(hidden).exists();
            assertThat(foreign).exists();
        }
    }

    /** What fails in closing is told beside what went wrong before, and the folder is free for others. */
    @Test
    void neverHidesAnEarlierError() {
        Path root = temp.resolve("g.goldtrail");
        assertThatThrownBy(() -> {
                    try (WorkflowFolder folder = WorkflowFolder.open(root, "g")) {
                        folder.close();
                        throw new IllegalStateException("the real one");
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the real one");
        WorkflowFolder again = WorkflowFolder.open(root, "g");
        again.close();
        assertThat(root).isDirectory();
    }

    @Test
    void saysThatItCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertThatThrownBy(() -> WorkflowFolder.open(file, "e"))
                .isExactlyInstanceOf(GoldtrailException.class)
                .hasMessageContaining("(something else of this name is in the way)")
                .hasMessageContaining("--out");
        assertThat(file).hasContent("x");
    }
}
