package org.goldtrail.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.GoldtrailException;
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
            Files.writeString(folder.file("alignment", "c.xf"), "old");
            folder.moveToFailed();
            Files.writeString(folder.file("detection", "peaks.csv"), "new");
            Files.writeString(folder.root().resolve("workflow.json"), "{}");
            folder.moveToFailed();

            assertThat(folder.root().resolve("detection")).doesNotExist();
            assertThat(folder.root().resolve("failed/detection/peaks.csv")).hasContent("new");
            assertThat(folder.root().resolve("failed/alignment")).doesNotExist();
            assertThat(folder.root().resolve("workflow.json")).exists();
        }
    }

    @Test
    void keepsTheLastResultsUntilNewOnesAreComplete() throws IOException {
        Path root = temp.resolve("d.goldtrail");
        try (WorkflowFolder folder = WorkflowFolder.open(root, "d")) {
            Files.writeString(folder.file("alignment", "d.xf"), "old");
            folder.beginResults();
            Files.writeString(folder.file("alignment", "d.xf"), "half");
        }
        assertThat(root.resolve("alignment/d.xf")).hasContent("old");
        assertThat(root.resolve("unfinished")).doesNotExist();
        try (WorkflowFolder folder = WorkflowFolder.open(root, "d")) {
            folder.beginResults();
            Files.writeString(folder.file("alignment", "d.xf"), "new");
            Files.writeString(folder.file("reconstruction", "d.mrc"), "new");
            folder.publishResults();

            assertThat(root.resolve("alignment/d.xf")).hasContent("new");
            assertThat(root.resolve("reconstruction/d.mrc")).hasContent("new");
            assertThat(root.resolve("unfinished")).doesNotExist();
        }
    }

    @Test
    void saysThatItCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertThatThrownBy(() -> WorkflowFolder.open(file, "e"))
                .isExactlyInstanceOf(GoldtrailException.class)
                .hasMessageContaining("--out");
        assertThat(file).hasContent("x");
    }
}
