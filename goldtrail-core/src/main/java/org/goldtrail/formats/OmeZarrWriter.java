package org.goldtrail.formats;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;

/**
 * Writes a volume as OME-Zarr 0.5 (Zarr version 3): float32 chunks compressed by gzip and levels of half the size each,
 * made on the way, so that viewers such as Neuroglancer and napari show any part at once. Axes are z, y, x in angstrom;
 * each level says where the centre of its first voxel lies.
 *
 * <p>The folder appears under its name with {@link #commit}, whole and on the disk, in place of an older one.
 */
public final class OmeZarrWriter implements AutoCloseable {
    /** A level no side of which is longer is the last. */
    private static final int SMALLEST = 64;

    /** What the rows of chunks of the first level may take while they wait to be full. */
    private static final long WAITING_BYTES = 256L << 20;

    private final Path target;
    private final Path temporary;
    private final ZarrArray first;
    private final AtomicLong rowsMissing;
    private boolean committed;

    private OmeZarrWriter(Path target, Path temporary, ZarrArray first, long rows) {
        this.target = target;
        this.temporary = temporary;
        this.first = first;
        this.rowsMissing = new AtomicLong(rows);
    }

    private record Level(int width, int height, int depth) {
        Level half() {
            return new Level(Math.ceilDiv(width, 2), Math.ceilDiv(height, 2), Math.ceilDiv(depth, 2));
        }

        boolean isSmall() {
            return Math.max(width, Math.max(height, depth)) <= SMALLEST;
        }
    }

    /**
     * Begins a volume.
     *
     * @param target a folder, by custom named {@code *.zarr}
     * @param pixelSizeAngstrom size of a voxel; where it is not known, lengths are in voxels and have no unit
     * @throws GoldtrailException if the folder above cannot be written
     */
    public static OmeZarrWriter create(
            Path target, int width, int height, int depth, OptionalDouble pixelSizeAngstrom, String name) {
        Path absolute = target.toAbsolutePath();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
        List<Level> levels = new ArrayList<>();
        levels.add(new Level(width, height, depth));
        while (!levels.getLast().isSmall()) {
            levels.add(levels.getLast().half());
        }
        int rows = 64;
        while (rows > 8 && 4L * width * depth * rows > WAITING_BYTES) {
            rows /= 2;
        }
        int[] chunk = {64, rows, 64 * 64 / rows};
        try {
            Files.createDirectory(temporary);
            Files.writeString(temporary.resolve("zarr.json"), metadata(levels.size(), pixelSizeAngstrom, name));
            ZarrArray array = null;
            for (int i = levels.size() - 1; i >= 0; i--) {
                Level l = levels.get(i);
                array = new ZarrArray(temporary.resolve(String.valueOf(i)), l.width, l.height, l.depth, chunk, array);
            }
            return new OmeZarrWriter(target, temporary, java.util.Objects.requireNonNull(array), (long) height * depth);
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    private static String metadata(int levels, OptionalDouble pixelSize, String name) {
        String unit = pixelSize.isPresent() ? ", \"unit\": \"angstrom\"" : "";
        StringBuilder axes = new StringBuilder();
        for (String axis : List.of("z", "y", "x")) {
            axes.append(axes.isEmpty() ? "" : ", ")
                    .append("{\"name\": \"")
                    .append(axis)
                    .append("\", \"type\": \"space\"")
                    .append(unit)
                    .append('}');
        }
        StringBuilder datasets = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            double scale = pixelSize.orElse(1) * (1 << i);
            // The mean of 2^i voxels stands at the middle of their centres.
            double shift = pixelSize.orElse(1) * ((1 << i) - 1) / 2.0;
            datasets.append(
                    String.format(Locale.ROOT, """
                    %s          {"path": "%d", "coordinateTransformations": [
                                {"type": "scale", "scale": [%4$s, %4$s, %4$s]},
                                {"type": "translation", "translation": [%5$s, %5$s, %5$s]}]}%3$s""", i == 0 ? "" : "\n", i, i == levels - 1 ? "" : ",", scale, shift));
        }
        return String.format(Locale.ROOT, """
                {
                  "zarr_format": 3,
                  "node_type": "group",
                  "attributes": {
                    "ome": {
                      "version": "0.5",
                      "multiscales": [{
                        "name": "%s",
                        "axes": [%s],
                        "type": "mean",
                        "metadata": {"description": "each level holds the means of 2 x 2 x 2 voxels of the one before"},
                        "datasets": [
                %s
                        ]
                      }]
                    }
                  }
                }
                """, name.replace("\\", "/").replace("\"", "'"), axes, datasets);
    }

    /**
     * Takes rows of one section, each exactly once, in any order and from any thread.
     *
     * @param z section, 0-based
     * @param voxels rows * width values; not modified
     */
    public void writeRows(int z, int yFrom, int rows, float[] voxels) {
        first.write(z, yFrom, rows, voxels);
        rowsMissing.addAndGet(-rows);
    }

    /**
     * Gives the folder its name.
     *
     * @throws IllegalStateException if rows are missing
     * @throws GoldtrailException if the folder cannot be renamed
     */
    public void commit() {
        if (rowsMissing.get() != 0 || !first.isComplete()) {
            throw new IllegalStateException(rowsMissing.get() + " rows of " + target + " were never written");
        }
        try {
            flush(temporary);
            Path old = temporary.resolveSibling(temporary.getFileName() + ".old");
            boolean replaces = Files.exists(target);
            if (replaces) {
                Files.move(target, old);
            }
            Files.move(temporary, target.toAbsolutePath());
            committed = true;
            if (replaces) {
                delete(old);
            }
        } catch (IOException e) {
            throw cannotWrite(target, e);
        }
    }

    /** Waits until all files below a folder, and the folders' own entries, are on the disk. */
    private static void flush(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.toList();
        }
        for (Path path : all) {
            boolean isFolder = Files.isDirectory(path);
            try (FileChannel channel =
                    FileChannel.open(path, isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                if (!isFolder) { // not every system lets a folder be flushed
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            delete(temporary);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "an unfinished temporary folder could not be removed (" + AtomicFile.reason(e) + ")",
                    temporary.toString(),
                    "");
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private static GoldtrailException cannotWrite(Path target, IOException cause) {
        return new GoldtrailException(
                "the volume cannot be written (" + AtomicFile.reason(cause) + ")",
                target.toString(),
                "check that the folder exists, may be written and has space left",
                cause);
    }
}
