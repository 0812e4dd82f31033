package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input through the command line: one clear sentence, exit code 2, and no half file. */
class BadInputTest {
    private static final int SIDE = 64;
    private static final int VIEWS = 11;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private Path stack = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void writeNoise() throws IOException {
        stack = temp.resolve("noise.st");
        out = temp.resolve("out");
        Random random = new Random(3);
        try (MrcWriter writer = MrcWriter.create(stack, MrcLayout.stack(SIDE, SIDE, VIEWS))) {
            for (int v = 0; v < VIEWS; v++) {
                Image image = new Image(SIDE, SIDE);
                for (int i = 0; i < image.pixels().length; i++) {
                    image.pixels()[i] = (float) (100 + 10 * random.nextGaussian());
                }
                writer.writeSection(v, image);
            }
            writer.commit();
        }
        writeAngles(VIEWS, 6);
    }

    private void writeAngles(int count, double step) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int v = 0; v < count; v++) {
            text.append(String.format(Locale.ROOT, "%.1f\n", (v - VIEWS / 2) * step));
        }
        Files.writeString(temp.resolve("noise.rawtlt"), text);
    }

    private void fill(float value) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(4 * SIDE * SIDE * VIEWS).order(ByteOrder.LITTLE_ENDIAN);
        while (pixels.hasRemaining()) {
            pixels.putFloat(value);
        }
        try (FileChannel channel = FileChannel.open(stack, StandardOpenOption.WRITE)) {
            channel.write(pixels.flip(), 1024);
        }
    }

    private CommandLineRun expectRefusal(CommandLineRun run, String... words) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        String last = run.err().strip().substring(run.err().strip().lastIndexOf('\n') + 1);
        assertThat(last).startsWith("goldtrail: ").endsWith(".").contains(words);
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
        assertThat(run.out()).doesNotContain("verdict");
        expectNothingThatLooksLikeAResult();
        return run;
    }

    private void expectNothingThatLooksLikeAResult() throws IOException {
        for (String area : List.of("alignment", "reconstruction", "markers", "unfinished")) {
            assertThat(out.resolve(area)).doesNotExist();
        }
        if (Files.exists(out)) {
            try (Stream<Path> files = Files.walk(out)) {
                assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.endsWith("tmp"));
            }
        }
    }

    private CommandLineRun run(Object... more) {
        Object[] words = new Object[4 + more.length];
        words[0] = "run";
        words[1] = stack;
        words[2] = "--out";
        words[3] = out;
        System.arraycopy(more, 0, words, 4, more.length);
        return CommandLineRun.of(words);
    }

    @Test
    void missing() throws IOException {
        stack = temp.resolve("none.st");
        expectRefusal(run(), "none.st", "does not exist");
        assertThat(out).doesNotExist();
    }

    @Test
    void truncated() throws IOException {
        byte[] bytes = Files.readAllBytes(stack);
        Files.write(stack, Arrays.copyOf(bytes, bytes.length - 5000));
        expectRefusal(run(), "noise.st", "truncated", "view 11 of 11");
        assertThat(out).doesNotExist();
    }

    @Test
    void empty() throws IOException {
        Files.write(stack, new byte[0]);
        expectRefusal(run(), "noise.st");
        assertThat(out).doesNotExist();
    }

    @Test
    void wrongNumberOfAngles() throws IOException {
        writeAngles(VIEWS - 1, 6);
        expectRefusal(run(), "noise.rawtlt", "10 tilt angles", "11 views");
        expectRefusal(run("--angles", temp.resolve("noise.rawtlt")), "noise.rawtlt", "10 tilt angles");
        assertThat(out).doesNotExist();
    }

    @Test
    void anglesThatCannotBe() throws IOException {
        writeAngles(VIEWS, 17.9);
        expectRefusal(run(), "noise.rawtlt", "view 1 (-89.5°)");
        assertThat(out).doesNotExist();
    }

    @Test
    void notANumber() throws IOException {
        fill(Float.NaN);
        expectRefusal(run(), "noise.st", "0 of 11 views", "view 1 (-30.0°)", "100 % of its pixels are no numbers");
    }

    @Test
    void constant() throws IOException {
        fill(7);
        expectRefusal(run(), "noise.st", "0 of 11 views", "view 1 (-30.0°)", "constant");
    }

    /** For root every file is readable, but a folder is not a file for anybody. */
    @Test
    void unreadable() throws IOException {
        Files.setPosixFilePermissions(stack, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(stack)) {
            Files.delete(stack);
            Files.createDirectory(stack);
        }
        expectRefusal(run(), "noise.st");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWritten() throws IOException {
        out = Files.writeString(temp.resolve("file"), "mine").resolve("out");
        expectRefusal(run(), "out", "(Not a directory)", "--out");
        assertThat(temp.resolve("file")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "30"})
    void impossibleBinning(String binning) throws IOException {
        expectRefusal(run("--binning", binning), "--binning");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"--exclude, 1-8", "--thickness, 12", "--bead-diameter, 9nm", "--pixel-size, -3", "--threads, 0"})
    void impossibleOptions(String option, String value) throws IOException {
        expectRefusal(run(option, value), option);
        assertThat(out).doesNotExist();
    }

    @Test
    void noiseIsNoBadInputButAFailure() {
        CommandLineRun run = run("--binning", "2");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.out().strip().lines().toList().getLast()).startsWith("verdict: failed, no beads found");
        assertThat(out.resolve("alignment")).doesNotExist();
        assertThat(out.resolve("failed/detection")).isDirectory();
    }
}
