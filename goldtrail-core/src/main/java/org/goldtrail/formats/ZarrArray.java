package org.goldtrail.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.goldtrail.GoldtrailException;
import org.jspecify.annotations.Nullable;

/**
 * One level of a Zarr version 3 volume (z, y, x) in float32, chunks compressed by gzip. It is given in bands of rows; a
 * row of chunks is held until it is full, then written, and handed on at half the size to the next level.
 */
final class ZarrArray {
    private static final int FAST = 1;

    private final Path folder;
    private final int width;
    private final int height;
    private final int depth;
    private final int[] chunk;
    private final @Nullable ZarrArray next;
    private final Map<Integer, ChunkRow> open = new HashMap<>();

    /** Rows {@code y0 ...} of all sections until all have come. */
    private static final class ChunkRow {
        final float[][] sections;
        long missing;

        ChunkRow(int depth, int size, long missing) {
            sections = new float[depth][size];
            this.missing = missing;
        }
    }

    /**
     * @param chunk sizes in z, y and x; that in y even
     * @param next the level of half the size, if there is one
     */
    ZarrArray(Path folder, int width, int height, int depth, int[] chunk, @Nullable ZarrArray next) throws IOException {
        this.folder = folder;
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.chunk = chunk.clone();
        this.next = next;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("zarr.json"), metadata());
    }

    private String metadata() {
        return String.format(Locale.ROOT, """
                {
                  "zarr_format": 3,
                  "node_type": "array",
                  "shape": [%d, %d, %d],
                  "data_type": "float32",
                  "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [%d, %d, %d]}},
                  "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
                  "fill_value": 0.0,
                  "codecs": [
                    {"name": "bytes", "configuration": {"endian": "little"}},
                    {"name": "gzip", "configuration": {"level": %d}}
                  ],
                  "dimension_names": ["z", "y", "x"],
                  "attributes": {}
                }
                """, depth, height, width, chunk[0], chunk[1], chunk[2], FAST);
    }

    /** Takes rows {@code yFrom ... yFrom + rows - 1} of section z. Thread-safe. */
    void write(int z, int yFrom, int rows, float[] voxels) {
        int done = 0;
        while (done < rows) {
            int y = yFrom + done;
            int row = y / chunk[1];
            int count = Math.min(rows - done, (row + 1) * chunk[1] - y);
            ChunkRow full;
            synchronized (open) {
                int rowsHere = Math.min(chunk[1], height - row * chunk[1]);
                ChunkRow target =
                        open.computeIfAbsent(row, r -> new ChunkRow(depth, rowsHere * width, (long) depth * rowsHere));
                System.arraycopy(voxels, done * width, target.sections[z], (y - row * chunk[1]) * width, count * width);
                target.missing -= count;
                full = target.missing == 0 ? open.remove(row) : null;
            }
            if (full != null) {
                finish(row, full);
            }
            done += count;
        }
    }

    private void finish(int row, ChunkRow full) {
        for (int cz = 0; cz * chunk[0] < depth; cz++) {
            for (int cx = 0; cx * chunk[2] < width; cx++) {
                writeChunk(cz, row, cx, full.sections);
            }
        }
        if (next != null) {
            reduce(row, full, next);
        }
    }

    private void writeChunk(int cz, int row, int cx, float[][] sections) {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * chunk[0] * chunk[1] * chunk[2]).order(ByteOrder.LITTLE_ENDIAN);
        var floats = bytes.asFloatBuffer();
        int x = cx * chunk[2];
        int columns = Math.min(chunk[2], width - x);
        int rows = Math.min(chunk[1], height - row * chunk[1]);
        for (int z = cz * chunk[0]; z < Math.min(depth, (cz + 1) * chunk[0]); z++) {
            for (int y = 0; y < rows; y++) {
                floats.put(((z - cz * chunk[0]) * chunk[1] + y) * chunk[2], sections[z], y * width + x, columns);
            }
        }
        Path file = folder.resolve("c").resolve(String.valueOf(cz)).resolve(String.valueOf(row));
        try {
            Files.createDirectories(file);
            ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.capacity());
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 1 << 16) {
                {
                    def.setLevel(FAST);
                }
            }) {
                gzip.write(bytes.array());
            }
            Files.write(file.resolve(String.valueOf(cx)), packed.toByteArray());
        } catch (IOException e) {
            throw new GoldtrailException(
                    "a piece of the volume cannot be written (" + AtomicFile.reason(e) + ")",
                    file.toString(),
                    "check that the folder may be written and has space left",
                    e);
        }
    }

    /** Hands the mean of each 2 x 2 x 2 voxels on; at odd ends that of those that are there. */
    private void reduce(int row, ChunkRow full, ZarrArray half) {
        int rows = full.sections[0].length / width;
        int halfRows = Math.ceilDiv(rows, 2);
        float[] out = new float[halfRows * half.width];
        int[] counts = new int[out.length];
        for (int z = 0; z < half.depth; z++) {
            Arrays.fill(out, 0);
            Arrays.fill(counts, 0);
            for (int s = 2 * z; s < Math.min(depth, 2 * z + 2); s++) {
                float[] section = full.sections[s];
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < width; x++) {
                        int to = y / 2 * half.width + x / 2;
                        out[to] += section[y * width + x];
                        counts[to]++;
                    }
                }
            }
            for (int i = 0; i < out.length; i++) {
                out[i] /= counts[i];
            }
            half.write(z, row * chunk[1] / 2, halfRows, out);
        }
    }

    /** True once every row has come. */
    boolean isComplete() {
        synchronized (open) {
            return open.isEmpty() && (next == null || next.isComplete());
        }
    }
}
