package org.goldtrail.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    @Test
    void isGivenToOneAtATimeAndNamesTheHolder() {
        Path root = temp.resolve("a.goldtrail");
        try (FolderLock lock = FolderLock.take(root)) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.holder(root).orElseThrow())
                    .matches("process " + ProcessHandle.current().pid() + " on \\S+ since \\S+Z");
            assertThatThrownBy(() -> FolderLock.take(root))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining(root.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ")
                    .hasMessageMatching("[^\n]+");
        }
        assertThat(FolderLock.holder(root)).isEmpty();
        FolderLock.take(root).close();
        assertThat(root).isDirectory();
    }

    @Test
    void refusesAnotherProcessAndFollowsOneThatWasKilled() throws Exception {
        Path root = temp.resolve("p.goldtrail");
        Process first = LockHolder.start(root);
        try {
            assertThat(LockHolder.answer(first)).isEqualTo("held");
            assertThat(FolderLock.holder(root).orElseThrow()).startsWith("process " + first.pid() + " on ");
            assertThatThrownBy(() -> FolderLock.take(root))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContainingAll("in use by process " + first.pid() + " on ", " since ");
        } finally {
            first.destroyForcibly();
        }
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(root.resolve("lock")).content().as("what it left").contains("process " + first.pid());
        assertThat(FolderLock.holder(root)).isEmpty();
        try (FolderLock lock = FolderLock.take(root)) {
            assertThat(lock).isNotNull();
            Process second = LockHolder.start(root);
            assertThat(LockHolder.answer(second))
                    .contains("in use by process " + ProcessHandle.current().pid() + " on ");
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** POSIX drops all locks of a process on a file as soon as it closes any of its channels to it. */
    @Test
    void staysLockedForOtherProcessesAfterASecondOneWasRefused() throws IOException {
        Path locks = Path.of("/proc/locks");
        Assumptions.assumeTrue(Files.isReadable(locks), "no /proc/locks to look at: test skipped");
        Path root = temp.resolve("b.goldtrail");
        try (FolderLock lock = FolderLock.take(root)) {
            assertThat(lock).isNotNull();
            String inode = ":" + Files.getAttribute(root.resolve("lock"), "unix:ino") + " ";
            Assumptions.assumeTrue(Files.readString(locks).contains(inode), "locks are not shown here: test skipped");

            assertThatThrownBy(() -> FolderLock.take(root)).isInstanceOf(FolderInUseException.class);
            assertThat(FolderLock.holder(root)).isPresent();

            assertThat(Files.readString(locks)).contains(inode);
        }
    }

    /** Numbers of processes are given again, above all in containers and after a restart. */
    @Test
    void isNotHeldByAnotherProgramThatGotTheNumber() throws Exception {
        Path root = temp.resolve("c.goldtrail");
        FolderLock.take(root).close();
        Process other = LockHolder.start(temp.resolve("elsewhere"));
        try {
            assertThat(LockHolder.answer(other)).isEqualTo("held");
            String text = Files.readString(temp.resolve("elsewhere/lock"));
            Files.writeString(root.resolve("lock"), text);
            assertThat(FolderLock.holder(root)).as("a process of that time").isPresent();

            Files.writeString(root.resolve("lock"), text.replaceFirst("since \\S+", "since 2001-01-01T00:00:00Z"));
            assertThat(FolderLock.holder(root)).as("one that began later").isEmpty();
            FolderLock.take(root).close();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void believesAnotherHostAsLongAsItIsHeardOf() throws IOException {
        Path root = temp.resolve("d.goldtrail");
        FolderLock.take(root).close();
        Path file = root.resolve("lock");
        Files.writeString(file, "process 1 on a-node-far-away since 2026-01-01T00:00:00Z\n");

        assertThatThrownBy(() -> FolderLock.take(root))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining("process 1 on a-node-far-away");
        assertThat(file).content().as("nothing is changed").contains("a-node-far-away");

        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(130)));
        assertThat(FolderLock.holder(root)).isEmpty();
        FolderLock.take(root).close();
    }

    @Test
    void isNotHeldByWhoeverWroteSomethingElseIntoTheFile() throws IOException {
        Path root = Files.createDirectory(temp.resolve("e.goldtrail"));
        Files.writeString(root.resolve("lock"), "process one\n\0\0");

        assertThat(FolderLock.holder(root)).isEmpty();
        FolderLock.take(root).close();
        assertThat(FolderLock.holder(temp.resolve("none"))).isEmpty();
    }

    @Test
    void neverHidesAnEarlierErrorAndFreesTheFolder() {
        Path root = temp.resolve("g.goldtrail");
        assertThatThrownBy(() -> {
                    try (FolderLock lock = FolderLock.take(root)) {
                        lock.close();
                        throw new IllegalStateException("the real one");
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the real one");
        FolderLock.take(root).close();
        assertThat(root).isDirectory();
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertThatThrownBy(() -> FolderLock.take(file))
                .isExactlyInstanceOf(GoldtrailException.class)
                .hasMessageContaining("(something else of this name is in the way)")
                .hasMessageContaining("--out");
        assertThat(file).hasContent("x");
    }
}
