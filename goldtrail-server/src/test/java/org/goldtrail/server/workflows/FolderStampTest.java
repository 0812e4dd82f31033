package org.goldtrail.server.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStampTest {
    @TempDir
    Path temp;

    private Path folder;
    private Path elsewhere;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(temp.resolve("a.goldtrail"));
        elsewhere = Files.createDirectory(temp.resolve("scratch"));
        Files.createDirectory(folder.resolve("markers"));
        Files.createSymbolicLink(folder.resolve("reconstruction"), elsewhere);
        Files.writeString(folder.resolve("workflow.json"), "{}");
        for (Path path : new Path[] {folder.resolve("workflow.json"), folder.resolve("markers"), elsewhere, folder}) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
    }

    @Test
    void nothingHasHappened() {
        FolderStamp stamp = FolderStamp.of(folder);
        assertThat(stamp.isStillTrue()).isTrue();
        assertThat(FolderStamp.of(folder).value()).isEqualTo(stamp.value());
    }

    @Test
    void whatIsMadeIsSeen() throws IOException {
        FolderStamp stamp = FolderStamp.of(folder);
        Files.writeString(folder.resolve("markers/working.csv"), "1");
        assertThat(stamp.isStillTrue()).isFalse();
        assertThat(FolderStamp.of(folder).value()).isNotEqualTo(stamp.value());
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link.goldtrail"), folder);
        FolderStamp through = FolderStamp.of(link);
        assertThat(through.isStillTrue()).isTrue();
        Files.writeString(elsewhere.resolve("tomogram.mrc"), "1");
        assertThat(through.isStillTrue())
                .as("a linked folder in a linked workflow")
                .isFalse();
        assertThat(FolderStamp.of(link).value()).isNotEqualTo(through.value());
    }

    @Test
    void aFolderThatIsGoneHasNone() throws IOException {
        Files.createDirectory(temp.resolve("b.goldtrail"));
        Files.delete(temp.resolve("b.goldtrail"));
        assertThat(FolderStamp.of(temp.resolve("b.goldtrail")).value()).isZero();
    }
}
