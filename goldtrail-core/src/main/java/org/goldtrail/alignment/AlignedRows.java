package org.goldtrail.alignment;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * Rows of aligned views made on demand straight from the raw ones, at any height and without a stack in between: the same
 * mapping as {@link AlignedStack}. Unbinned rows come with two samples for each pixel, so that nothing but the one
 * interpolation in the raw view stands between its pixels and a reconstruction.
 *
 * <p>A view whose rows would run along the columns of the raw image is turned first, so that a band of rows needs a band
 * of the stored view. Thread-safe.
 */
public final class AlignedRows implements AutoCloseable {
    /** Rows of the raw view kept beyond those that are sampled: the spline filter has faded to 1e-9 there. */
    private static final int MARGIN = 20;

    private final AlignedFrame frame;
    private final int bin;
    private final int samples;
    private final Kernels kernels;
    private final SplineStore store;
    private final @Nullable Sampling[] samplings;

    /**
     * How positions of one view are found: {@code (x, y) = (x0 + a11 u + a12 v, y0 + a21 u + a22 v)} in the stored view
     * for (u, v) in unbinned aligned pixels from the centre.
     */
    private record Sampling(
            double a11,
            double a12,
            double a21,
            double a22,
            double x0,
            double y0,
            int firstRow,
            float mean,
            double sd) {}

    /** Which part of the aligned views is going to be asked for, in binned rows from the centre. */
    public record Range(double from, double to) {}

    /** Where the views are kept: so many bytes of memory, else a temporary file in the folder. */
    public record Room(long memoryBytes, Path folder) {}

    /**
     * Reads the raw views once and keeps of each what the range of rows needs.
     *
     * @param transforms from raw to aligned, one for each section
     * @param bin true binning factor of the rows
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public AlignedRows(
            ViewSource raw,
            List<XfTransform> transforms,
            Set<Integer> excluded,
            MaskSource masks,
            AlignedFrame frame,
            int bin,
            Range range,
            Room room,
            WorkerPool pool,
            Progress progress) {
        this.frame = frame;
        this.bin = bin;
        this.samples = bin == 1 ? 2 : 1;
        this.kernels = Kernels.best();
        int views = raw.viewCount();
        samplings = new Sampling[views];
        int[] widths = new int[views];
        int[] heights = new int[views];
        for (int i = 0; i < views; i++) {
            if (!excluded.contains(i)) {
                Sampling s = place(transforms.get(i), range);
                int storedHeight = turned(transforms.get(i)) ? frame.rawWidth() : frame.rawHeight();
                int[] rows = reach(s, range, storedHeight);
                widths[i] = turned(transforms.get(i)) ? frame.rawHeight() : frame.rawWidth();
                heights[i] = rows[1] - rows[0];
                samplings[i] = new Sampling(s.a11, s.a12, s.a21, s.a22, s.x0, s.y0 - rows[0], rows[0], Float.NaN, 0);
            }
        }
        store = new SplineStore(widths, heights, room.memoryBytes(), room.folder(), kernels);
        boolean made = false;
        try {
            pool.forEach(views, progress, i -> {
                Sampling s = samplings[i];
                if (s != null) {
                    keep(i, s, raw.view(i), masks.mask(i), turned(transforms.get(i)), heights[i]);
                }
            });
            made = true;
        } finally {
            if (!made) {
                store.close();
            }
        }
    }

    /** True if the aligned rows run rather along the columns of the raw view. */
    private static boolean turned(XfTransform transform) {
        XfTransform back = transform.inverse();
        return Math.abs(back.a21()) > Math.abs(back.a11());
    }

    private Sampling place(XfTransform transform, Range range) {
        XfTransform back = transform.inverse();
        double x0 = (frame.rawWidth() - 1) / 2.0 + back.dx();
        double y0 = (frame.rawHeight() - 1) / 2.0 + back.dy();
        return turned(transform)
                ? new Sampling(back.a21(), back.a22(), back.a11(), back.a12(), y0, x0, 0, 0, 0)
                : new Sampling(back.a11(), back.a12(), back.a21(), back.a22(), x0, y0, 0, 0, 0);
    }

    /** First and last + 1 row of the stored view that rows of the range can need. */
    private int[] reach(Sampling s, Range range, int storedHeight) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double side = (frame.width() + 8.0 * bin) / 2;
        for (double u : new double[] {-side, side}) {
            for (double v : new double[] {bin * (range.from() - 4), bin * (range.to() + 4)}) {
                double y = s.y0 + s.a21 * u + s.a22 * v;
                low = Math.min(low, y);
                high = Math.max(high, y);
            }
        }
        int from = (int) Math.clamp(Math.floor(low) - MARGIN, 0, storedHeight - 1.0);
        int to = (int) Math.clamp(Math.ceil(high) + MARGIN + 1, from + 1.0, storedHeight);
        return new int[] {from, to};
    }

    private void keep(int view, Sampling s, Image image, boolean @Nullable [] valid, boolean turned, int rows) {
        float[] pixels = image.pixels();
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int i = 0; i < pixels.length; i++) {
            if ((valid == null || valid[i]) && Float.isFinite(pixels[i])) {
                sum += pixels[i];
                squares += (double) pixels[i] * pixels[i];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double sd = count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
        int width = turned ? image.height() : image.width();
        Image part = new Image(width, rows);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                int at = turned ? x * image.width() + s.firstRow + y : (s.firstRow + y) * image.width() + x;
                boolean good = (valid == null || valid[at]) && Float.isFinite(pixels[at]);
                part.pixels()[y * width + x] = good ? pixels[at] : (float) mean;
            }
        }
        store.put(view, new SplineImage(part, kernels));
        samplings[view] =
                new Sampling(s.a11, s.a12, s.a21, s.a22, s.x0, s.y0, s.firstRow, (float) mean, sd < 1e-9 ? 0 : sd);
    }

    /** Number of views. */
    public int viewCount() {
        return samplings.length;
    }

    /** Binned pixels of a row. */
    public int width() {
        return frame.binnedWidth(bin);
    }

    /** Binned rows of a view. */
    public int height() {
        return frame.binnedHeight(bin);
    }

    /** Samples that a row has for each pixel: sample j stands at pixel j / samplesPerPixel. */
    public int samplesPerPixel() {
        return samples;
    }

    /** True if the views are kept in a temporary file because they are too large for the memory given. */
    public boolean onDisk() {
        return store.onDisk();
    }

    /** Mean of the valid pixels of the raw view; 0 for an excluded one. */
    public double mean(int section) {
        Sampling s = samplings[section];
        return s == null ? 0 : s.mean;
    }

    /** Standard deviation of the valid pixels of the raw view; 0 for an excluded or blank one. */
    public double standardDeviation(int section) {
        Sampling s = samplings[section];
        return s == null ? 0 : s.sd;
    }

    /**
     * Makes rows: {@code out[(r width + x) ...]}, each of width * samplesPerPixel samples, at {@code firstRow + r} binned
     * pixels from the centre. Where the raw view does not reach stands its mean.
     */
    public void rows(int section, double firstRow, int rows, float[] out) {
        Sampling s = samplings[section];
        if (s == null) {
            throw new IllegalArgumentException("section " + section + " is excluded");
        }
        int width = width();
        if (bin == 1) {
            float[] row = new float[samples * width];
            SplineStore.Rows part = part(section, s, firstRow, firstRow + rows);
            for (int r = 0; r < rows; r++) {
                sample(part, s, -(width - 1) / 2.0, firstRow + r, 1.0 / samples, row);
                System.arraycopy(row, 0, out, r * row.length, row.length);
            }
            return;
        }
        Decimation decimation = new Decimation(bin, kernels);
        float[] row = new float[decimation.fineLength(width)];
        float[] sums = new float[Math.multiplyExact(row.length, rows)];
        int fineRows = decimation.fineLength(rows);
        double bottom = bin * (firstRow + (rows - 1) / 2.0) - (fineRows - 1) / 2.0;
        SplineStore.Rows part = part(section, s, bottom, bottom + fineRows);
        for (int y = 0; y < fineRows; y++) {
            sample(part, s, decimation.firstFine(width), bottom + y, 1, row);
            decimation.addRow(row, y, sums, rows);
        }
        for (int r = 0; r < rows; r++) {
            decimation.reduceRow(sums, r * row.length, row.length, out, r * width, width);
        }
    }

    /** The part of a stored view that rows from one height to another, in unbinned pixels from the centre, need. */
    private SplineStore.Rows part(int section, Sampling s, double from, double to) {
        double side = (frame.width() + 8.0 * bin) / 2 * Math.abs(s.a21);
        double low = s.y0 - side + Math.min(s.a22 * from, s.a22 * to);
        double high = s.y0 + side + Math.max(s.a22 * from, s.a22 * to);
        return store.rows(section, (int) Math.floor(low) - 2, (int) Math.ceil(high) + 3);
    }

    private static void sample(SplineStore.Rows part, Sampling s, double u, double v, double step, float[] row) {
        double x = s.x0 + s.a11 * u + s.a12 * v;
        double y = s.y0 + s.a21 * u + s.a22 * v - part.from();
        part.image().sample(x, y, s.a11 * step, s.a21 * step, s.mean, row);
    }

    @Override
    public void close() {
        store.close();
    }
}
