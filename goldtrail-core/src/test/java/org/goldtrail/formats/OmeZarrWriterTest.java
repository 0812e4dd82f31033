package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written can be read again by what the specification says, not by the code that wrote it. */
class OmeZarrWriterTest {
    private static final int WIDTH = 150;
    private static final int HEIGHT = 131;
    private static final int DEPTH = 70;

    @TempDir
    Path folder;

    @Test
    void chunksHoldTheVoxelsAndLevelsTheirMeans() throws IOException {
        Path target = folder.resolve("volume.zarr");
        Files.createDirectories(target.resolve("older"));
        write(target);
        assertThat(target.resolve("older")).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
        String array = Files.readString(target.resolve("0/zarr.json"));
        assertThat(array).contains("\"shape\": [70, 131, 150]").contains("\"chunk_shape\": [64, 64, 64]");
        for (int[] at : new int[][] {{0, 0, 0}, {69, 130, 149}, {64, 63, 64}, {13, 100, 77}}) {
            assertThat(voxel(target, 0, at[0], at[1], at[2])).isEqualTo(value(at[0], at[1], at[2]));
        }
        assertThat(Files.readString(target.resolve("1/zarr.json"))).contains("\"shape\": [35, 66, 75]");
        assertThat(voxel(target, 1, 3, 20, 40)).isCloseTo(mean(6, 40, 80, 2), within(1e-4f));
        assertThat(voxel(target, 1, 34, 65, 74)).isCloseTo(mean(68, 130, 148, 2), within(1e-4f));
        assertThat(voxel(target, 2, 5, 7, 9)).isCloseTo(mean(20, 28, 36, 4), within(1e-4f));
        assertThat(target.resolve("3")).doesNotExist();
    }

    @Test
    void axesUnitsAndScalesAreThoseOfTheSpecification() throws IOException {
        Path target = folder.resolve("volume.zarr");
        write(target);
        String group = Files.readString(target.resolve("zarr.json"));
        assertThat(group)
                .contains("\"zarr_format\": 3")
                .contains("\"version\": \"0.5\"")
                .contains("{\"name\": \"z\", \"type\": \"space\", \"unit\": \"angstrom\"}, {\"name\": \"y\"")
                .contains("\"scale\": [5.4, 5.4, 5.4]")
                .contains("\"scale\": [21.6, 21.6, 21.6]")
                .contains("\"translation\": [2.7, 2.7, 2.7]");
        assertThat(group.chars().filter(c -> c == '{').count())
                .isEqualTo(group.chars().filter(c -> c == '}').count());
    }

    @Test
    void nothingRemainsOfAnUnfinishedVolume() throws IOException {
        Path target = folder.resolve("volume.zarr");
        try (OmeZarrWriter writer = OmeZarrWriter.create(target, 10, 10, 10, OptionalDouble.empty(), "x")) {
            writer.writeRows(0, 0, 10, new float[100]);
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static void write(Path target) {
        List<int[]> bands = new ArrayList<>();
        for (int z = 0; z < DEPTH; z++) {
            for (int y = 0; y < HEIGHT; y += 30) {
                bands.add(new int[] {z, y, Math.min(30, HEIGHT - y)});
            }
        }
        Collections.shuffle(bands, new Random(1));
        try (OmeZarrWriter writer =
                        OmeZarrWriter.create(target, WIDTH, HEIGHT, DEPTH, OptionalDouble.of(5.4), "a \"name\"");
                WorkerPool pool = new WorkerPool(2)) {
            pool.forEach(bands.size(), i -> {
                int[] b = bands.get(i);
                float[] voxels = new float[b[2] * WIDTH];
                for (int k = 0; k < voxels.length; k++) {
                    voxels[k] = value(b[0], b[1] + k / WIDTH, k % WIDTH);
                }
                writer.writeRows(b[0], b[1], b[2], voxels);
            });
            writer.commit();
        }
    }

    private static float value(int z, int y, int x) {
        return (float) Math.sin(z * 0.7 + y * 1.3 + x * 0.37) + z;
    }

    private static float mean(int z0, int y0, int x0, int size) {
        double sum = 0;
        int count = 0;
        for (int z = z0; z < Math.min(DEPTH, z0 + size); z++) {
            for (int y = y0; y < Math.min(HEIGHT, y0 + size); y++) {
                for (int x = x0; x < Math.min(WIDTH, x0 + size); x++) {
                    sum += value(z, y, x);
                    count++;
                }
            }
        }
        return (float) (sum / count);
    }

    private static float voxel(Path target, int level, int z, int y, int x) throws IOException {
        Path chunk = target.resolve(level + "/c/" + z / 64 + "/" + y / 64 + "/" + x / 64);
        byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(chunk))).readAllBytes();
        assertThat(bytes).hasSize(4 * 64 * 64 * 64);
        return ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat(4 * (((z % 64) * 64 + y % 64) * 64 + x % 64));
    }
}
