package org.goldtrail.alignment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.goldtrail.GoldtrailException;
import org.goldtrail.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The spline coefficients of all views of a series: in memory where they fit, else in a temporary file that nobody sees
 * and that is gone when the store is closed. Thread-safe once a view has been put.
 */
final class SplineStore implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Kernels kernels;
    private final int[] widths;
    private final int[] heights;
    private final @Nullable SplineImage[] kept;
    private final long[] starts;
    private final @Nullable Path file;
    private final @Nullable FileChannel channel;

    /**
     * @param widths of the views
     * @param heights of the views, 0 for one that is not needed
     * @param memoryBytes that may be used; beyond it a file is made
     * @param folder for the file
     * @throws GoldtrailException if the file cannot be made
     */
    SplineStore(int[] widths, int[] heights, long memoryBytes, Path folder, Kernels kernels) {
        this.kernels = kernels;
        this.widths = widths.clone();
        this.heights = heights.clone();
        kept = new SplineImage[widths.length];
        starts = new long[widths.length + 1];
        for (int i = 0; i < widths.length; i++) {
            starts[i + 1] = starts[i] + (heights[i] == 0 ? 0 : 4 * SplineImage.size(widths[i], heights[i]));
        }
        if (starts[widths.length] <= memoryBytes) {
            file = null;
            channel = null;
            return;
        }
        try {
            file = Files.createTempFile(folder, ".goldtrail-views-", ".tmp");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw cannot("made", folder, e);
        }
    }

    void put(int view, SplineImage image) {
        if (channel == null) {
            kept[view] = image;
            return;
        }
        float[] all = image.coefficients();
        ByteBuffer chunk = ByteBuffer.allocateDirect(4 * CHUNK).order(ByteOrder.nativeOrder());
        try {
            for (int done = 0; done < all.length; done += CHUNK) {
                int count = Math.min(CHUNK, all.length - done);
                chunk.clear();
                chunk.asFloatBuffer().put(all, done, count);
                chunk.limit(4 * count);
                while (chunk.hasRemaining()) {
                    channel.write(chunk, starts[view] + 4L * done + chunk.position());
                }
            }
        } catch (IOException e) {
            throw cannot("written", file, e);
        }
    }

    /** Some rows of a view, and which is the first of them: at least those asked for. */
    record Rows(SplineImage image, int from) {}

    Rows rows(int view, int from, int to) {
        SplineImage whole = kept[view];
        if (whole != null) {
            return new Rows(whole, 0);
        }
        if (channel == null) {
            throw new IllegalStateException("view " + view + " was not put");
        }
        int first = Math.clamp(from, 0, heights[view] - 1);
        int last = Math.clamp(to, first + 1, heights[view]);
        int width = widths[view];
        long stride = SplineImage.size(width, 1) - SplineImage.size(width, 0);
        float[] part = new float[Math.toIntExact(SplineImage.size(width, last - first))];
        ByteBuffer chunk = ByteBuffer.allocateDirect(4 * CHUNK).order(ByteOrder.nativeOrder());
        try {
            for (int done = 0; done < part.length; done += CHUNK) {
                int count = Math.min(CHUNK, part.length - done);
                chunk.clear().limit(4 * count);
                while (chunk.hasRemaining()) {
                    if (channel.read(chunk, starts[view] + 4 * (first * stride + done) + chunk.position()) < 0) {
                        throw new IOException("it has become shorter");
                    }
                }
                chunk.flip().asFloatBuffer().get(part, done, count);
            }
        } catch (IOException e) {
            throw cannot("read", file, e);
        }
        return new Rows(SplineImage.ofRows(width, last - first, part, kernels), first);
    }

    /** True if the views lie in a temporary file. */
    boolean onDisk() {
        return channel != null;
    }

    private static GoldtrailException cannot(String what, @Nullable Path where, IOException e) {
        return new GoldtrailException(
                "the temporary file for the views could not be " + what + " (" + e.getMessage() + ")",
                String.valueOf(where),
                "check that the folder may be written and has space left, or give more memory",
                e);
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw cannot("removed", file, e);
        }
    }
}
