package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MrcWriterTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;
    private static final int SECTIONS = 3;

    @TempDir
    Path folder;

    private static Image section(int s) {
        Image image = new Image(WIDTH, HEIGHT);
        Random random = new Random(s);
        for (int i = 0; i < image.pixels().length; i++) {
            image.pixels()[i] = 100 * random.nextFloat() + s;
        }
        return image;
    }

    private Path write(String name, MrcLayout layout) {
        Path file = folder.resolve(name);
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            for (int s = 0; s < SECTIONS; s++) {
                writer.writeSection(s, section(s));
            }
            writer.commit();
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"INT16", "FLOAT32", "UINT16", "FLOAT16"})
    void readsBackWhatItWrote(MrcMode mode) {
        MrcLayout layout = MrcLayout.stack(WIDTH, HEIGHT, SECTIONS)
                .withMode(mode)
                .withPixelSize(OptionalDouble.of(2.7))
                .withLabels(List.of("Goldtrail test", "second Å line"));
        double tolerance = mode == MrcMode.FLOAT32 ? 0 : mode == MrcMode.FLOAT16 ? 0.04 : 0.5;
        try (MrcStack stack = MrcStack.open(write("a.mrc", layout))) {
            MrcHeader header = stack.header();
            SectionStatistics all = SectionStatistics.NONE;
            for (int s = 0; s < SECTIONS; s++) {
                float[] expected = section(s).pixels();
                float[] found = stack.readView(s).pixels();
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) found[i]).isCloseTo(expected[i], within(tolerance));
                }
                all = all.and(stack.statistics(s));
            }
            assertThat(header.pixelSizeAngstrom().orElseThrow()).isCloseTo(2.7, within(1e-6));
            assertThat(header.pixelSizeDoubt()).isEmpty();
            assertThat(header.cellZ() / header.gridZ()).isCloseTo(2.7f, within(1e-5f));
            assertThat(header.spaceGroup()).isZero();
            assertThat(header.labels()).containsExactly("Goldtrail test", "second ? line");
            assertThat((double) header.min()).isCloseTo(all.min(), within(1e-4));
            assertThat((double) header.max()).isCloseTo(all.max(), within(1e-4));
            assertThat((double) header.mean()).isCloseTo(all.mean(), within(1e-4));
            assertThat((double) header.rms()).isCloseTo(all.standardDeviation(), within(1e-4));
        }
    }

    @Test
    void givesTheSameBytesInAnyOrderOfRowsAndThreads() throws IOException {
        MrcLayout layout = MrcLayout.volume(WIDTH, HEIGHT, SECTIONS);
        byte[] inOrder = Files.readAllBytes(write("ordered.mrc", layout));
        Path file = folder.resolve("shuffled.mrc");
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            IntStream.range(0, SECTIONS * HEIGHT).parallel().forEach(i -> {
                int s = i % SECTIONS;
                int row = HEIGHT - 1 - i / SECTIONS;
                float[] pixels = new float[WIDTH];
                System.arraycopy(section(s).pixels(), row * WIDTH, pixels, 0, WIDTH);
                writer.writeRows(s, row, 1, pixels);
            });
            writer.commit();
        }
        byte[] shuffled = Files.readAllBytes(file);
        // Sums over rows and over whole sections round differently in the last digits of mean and rms at most.
        for (int i = 1024; i < inOrder.length; i++) {
            assertThat(shuffled[i]).isEqualTo(inOrder[i]);
        }
        try (MrcStack a = MrcStack.open(file);
                MrcStack b = MrcStack.open(folder.resolve("ordered.mrc"))) {
            assertThat(a.header().spaceGroup()).isEqualTo(1);
            assertThat(a.header().mean()).isCloseTo(b.header().mean(), within(1e-5f));
        }
    }

    @Test
    void leavesNothingOrTheOldFileWithoutCommit() throws IOException {
        Path file = Files.writeString(folder.resolve("keep.mrc"), "old");
        try (MrcWriter writer = MrcWriter.create(file, MrcLayout.stack(WIDTH, HEIGHT, SECTIONS))) {
            writer.writeSection(0, section(0));
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> writer.writeSection(0, section(0))).hasMessageContaining("twice");
            assertThatThrownBy(() -> writer.writeRows(0, 5, 1, new float[WIDTH]))
                    .hasMessageContaining("not exist");
        }
        assertThat(Files.readString(file)).isEqualTo("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThatThrownBy(() ->
                        MrcWriter.create(folder.resolve("no/such/a.mrc"), MrcLayout.stack(WIDTH, HEIGHT, SECTIONS)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void clampsCountsAndRefuses() {
        MrcLayout layout = MrcLayout.stack(4, 1, 1).withMode(MrcMode.INT16).withScaling(2, 10);
        Path file = folder.resolve("clamped.mrc");
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            assertThatThrownBy(() -> writer.writeRows(0, 0, 1, new float[] {0, Float.NaN, 1, 1}))
                    .isInstanceOf(GoldtrailException.class)
                    .hasMessageContaining("not numbers");
        }
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            writer.writeRows(0, 0, 1, new float[] {-1e9f, 1.3f, 5, 1e9f});
            assertThat(writer.clampedPixels()).isEqualTo(2);
            assertThat(writer.commit().max()).isEqualTo(32767);
        }
        try (MrcStack stack = MrcStack.open(file)) {
            assertThat(stack.readView(0).pixels()).containsExactly(-32768, 13, 20, 32767);
        }
        MrcLayout spread = MrcLayout.stack(3, 1, 1).withMode(MrcMode.UINT16).withRange(-1, 1);
        try (MrcWriter writer = MrcWriter.create(file, spread)) {
            writer.writeRows(0, 0, 1, new float[] {-1, 0, 1});
            assertThat(writer.commit().max()).isEqualTo(65535);
            assertThat(writer.clampedPixels()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT16", "FLOAT32", "UINT16", "FLOAT16"})
    void isValidForAnIndependentReader(MrcMode mode) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                run("import mrcfile") == 0, "python3-mrcfile is not installed: files are not checked by it");
        MrcLayout stack = MrcLayout.stack(WIDTH, HEIGHT, SECTIONS)
                .withMode(mode)
                .withScaling(0.1, 0)
                .withPixelSize(OptionalDouble.of(2.7));
        MrcLayout volume = MrcLayout.volume(WIDTH, HEIGHT, SECTIONS)
                .withMode(mode)
                .withScaling(0.1, 3) // mrcfile sums half floats in half floats, which larger values overflow
                .withLabels(List.of("a", "b"));
        for (MrcLayout layout : List.of(stack, volume)) {
            Path file = write("checked.mrc", layout);
            String sum;
            try (MrcStack own = MrcStack.open(file)) {
                sum = String.valueOf((double) own.readView(1).get(2, 3));
            }
            assertThat(run("""
                    import mrcfile, sys, warnings
                    warnings.simplefilter('error')
                    name = sys.argv[1]
                    assert mrcfile.validate(name)
                    with mrcfile.open(name) as m:
                        assert m.data.shape == (3, 5, 7), m.data.shape
                        assert m.is_volume() == (sys.argv[2] == 'true')
                        assert float(m.data[1, 3, 2]) == float(sys.argv[3]), m.data[1, 3, 2]
                        h = m.header
                        d = m.data.astype('f8')
                        assert abs(h.dmean - d.mean()) < 1e-3 and abs(h.rms - d.std()) < 1e-3
                        assert abs(h.dmin - d.min()) < 1e-3 and abs(h.dmax - d.max()) < 1e-3
                        if not m.is_volume():
                            assert abs(m.voxel_size.x - 2.7) < 1e-5 and abs(m.voxel_size.z - 2.7) < 1e-5
                    """, file.toString(), String.valueOf(layout.volume()), sum))
                    .isZero();
        }
    }

    private static int run(String script, String... arguments) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/python3"))) {
            return -1;
        }
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("/usr/bin/python3", "-c", script), Stream.of(arguments))
                                .toList())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
