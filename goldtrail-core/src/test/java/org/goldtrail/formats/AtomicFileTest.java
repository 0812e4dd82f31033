package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    @Test
    void removesWhatAKilledProcessLeftAndNothingElse() throws IOException {
        Path target = temp.resolve("a.xf");
        Path left;
        try (AtomicFile file = AtomicFile.create(target)) {
            file.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            try (var files = Files.list(temp)) {
                left = files.findFirst().orElseThrow();
            }
            // As a killed process leaves it: a copy that nobody will remove.
            Files.copy(left, left.resolveSibling(left.getFileName().toString().replaceFirst("[0-9a-f]{4}", "0000")));
        }
        Files.writeString(temp.resolve(".a.xf.tmp"), "mine");
        Files.writeString(temp.resolve("notes.tmp"), "mine");

        assertThat(AtomicFile.removeLeftovers(temp)).isEqualTo(1);

        try (var files = Files.list(temp)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder(".a.xf.tmp", "notes.tmp");
        }
        assertThat(AtomicFile.removeLeftovers(temp.resolve("none"))).isZero();
    }

    @Test
    void largeFilesAreFlushedWhileTheyAreWrittenAndComeOutWhole() throws IOException {
        Path target = temp.resolve("large");
        ByteBuffer piece = ByteBuffer.allocateDirect(1 << 24);
        try (AtomicFile file = AtomicFile.create(target)) {
            for (int i = 0; i < 9; i++) { // 144 MiB
                piece.clear().putInt(0, i);
                file.write((long) i << 24, piece);
            }
            file.commit();
        }

        assertThat(target).hasSize(9L << 24);
        try (var channel = java.nio.channels.FileChannel.open(target)) {
            for (int i = 0; i < 9; i++) {
                ByteBuffer number = ByteBuffer.allocate(4);
                channel.read(number, (long) i << 24);
                assertThat(number.getInt(0)).isEqualTo(i);
            }
        }
        AtomicFile abandoned = AtomicFile.create(target);
        for (int i = 0; i < 9; i++) {
            abandoned.write((long) i << 24, piece.clear());
        }
        abandoned.close(); // in the middle of a flush

        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void saysWhyAFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");

        assertThatThrownBy(() -> AtomicFile.writeText(file.resolve("a.xf"), "1"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("(Not a directory)")
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> AtomicFile.writeText(temp.resolve("none/a.xf"), "1"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("(no such folder or file)");
    }
}
