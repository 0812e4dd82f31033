package org.goldtrail.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Image;

/**
 * Writes an MRC file piece by piece: sections or bands of rows, in any order, from several threads. The file appears
 * under its name with {@link #commit}, when every row has been written; without it, nothing remains.
 *
 * <p>Statistics are those of the pixels as stored and do not depend on the order of writing.
 */
public final class MrcWriter implements AutoCloseable {
    private static final int VERSION = 20141;
    private static final int BLOCK_PIXELS = 1 << 20;

    private final Path target;
    private final MrcLayout layout;
    private final AtomicFile file;
    private final RowLedger ledger;
    private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();
    private final AtomicLong clampedPixels = new AtomicLong();

    private MrcWriter(Path target, MrcLayout layout, AtomicFile file) {
        this.target = target;
        this.layout = layout;
        this.file = file;
        this.ledger = new RowLedger(layout.sections(), layout.height());
    }

    /**
     * Begins a file.
     *
     * @throws GoldtrailException if the folder cannot be written
     */
    public static MrcWriter create(Path target, MrcLayout layout) {
        return new MrcWriter(target, layout, AtomicFile.create(target));
    }

    /** Writes a whole section. */
    public void writeSection(int section, Image image) {
        if (image.width() != layout.width() || image.height() != layout.height()) {
            throw new IllegalArgumentException("an image of " + image.width() + " x " + image.height()
                    + " is no section of " + layout.width() + " x " + layout.height());
        }
        writeRows(section, 0, layout.height(), image.pixels());
    }

    /**
     * Writes rows of one section.
     *
     * @param section 0-based
     * @param firstRow 0 is the bottom row
     * @param rows rowCount * width pixels from index 0 on; not modified
     * @throws GoldtrailException if a pixel is not finite or the disk is full
     * @throws IllegalArgumentException if a row does not exist or was written before
     */
    public void writeRows(int section, int firstRow, int rowCount, float[] rows) {
        int width = layout.width();
        int rowsPerBlock = Math.clamp(BLOCK_PIXELS / width, 1, Math.max(1, rowCount));
        int blockPixels = Math.multiplyExact(rowsPerBlock, width);
        boolean asTheyAre = layout.mode() == MrcMode.FLOAT32 && layout.scale() == 1 && layout.offset() == 0;
        float[] stored = asTheyAre ? rows : new float[blockPixels];
        ByteBuffer bytes = buffer(Math.toIntExact(layout.mode().rowBytes(blockPixels)));
        SectionStatistics sum = SectionStatistics.NONE;
        ledger.claim(section, firstRow, rowCount);
        for (int done = 0; done < rowCount; done += rowsPerBlock) {
            int count = Math.min(rowsPerBlock, rowCount - done) * width;
            bytes.clear();
            if (asTheyAre) {
                bytes.asFloatBuffer().put(rows, done * width, count);
                bytes.limit(4 * count);
            } else {
                encode(rows, done * width, stored, bytes, count);
            }
            SectionStatistics block = SectionStatistics.of(stored, asTheyAre ? done * width : 0, count);
            if (block.notFinite() > 0) {
                throw new GoldtrailException(
                        "section " + (section + 1) + " has " + block.notFinite()
                                + " pixels that are not numbers, which are never written",
                        target.toString(),
                        "look at that view of the input for damage");
            }
            sum = sum.and(block);
            long row = section * (long) layout.height() + firstRow + done;
            file.write(MrcHeader.BYTES + row * layout.mode().rowBytes(width), bytes);
        }
        ledger.record(section, firstRow, sum);
        buffers.add(bytes);
    }

    /** A buffer that was used before, if it is large enough: new ones for every call would be most of a program's memory. */
    private ByteBuffer buffer(int size) {
        ByteBuffer used = buffers.poll();
        return used != null && used.capacity() >= size
                ? used
                : ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Encodes pixels, and leaves in {@code stored} the values a reader will find. */
    private void encode(float[] rows, int from, float[] stored, ByteBuffer bytes, int count) {
        MrcMode mode = layout.mode();
        double scale = layout.scale();
        double offset = layout.offset();
        boolean plain = scale == 1 && offset == 0;
        for (int i = 0; i < count; i++) {
            stored[i] = plain ? rows[from + i] : (float) (scale * rows[from + i] + offset);
        }
        if (mode == MrcMode.FLOAT32) {
            bytes.asFloatBuffer().put(stored, 0, count);
            bytes.limit(4 * count);
            return;
        }
        boolean single = mode == MrcMode.INT8;
        ShortBuffer shorts = bytes.asShortBuffer();
        float low = (float) mode.lowest();
        float high = (float) mode.highest();
        int clamped = 0;
        for (int i = 0; i < count; i++) {
            float value = stored[i];
            if (value < low || value > high) {
                clamped += Float.isFinite(value) ? 1 : 0;
                value = Float.isFinite(value) ? Math.clamp(value, low, high) : Float.NaN;
            }
            if (mode == MrcMode.FLOAT16) {
                short half = Float.floatToFloat16(value);
                shorts.put(i, half);
                stored[i] = Float.float16ToFloat(half);
            } else {
                float rounded = (float) Math.rint(value);
                if (single) {
                    bytes.put(i, (byte) (int) rounded);
                } else {
                    shorts.put(i, (short) (int) rounded);
                }
                stored[i] = rounded;
            }
        }
        clampedPixels.addAndGet(clamped);
        bytes.limit(single ? count : 2 * count);
    }

    /** Number of pixels so far that lay outside the range of the mode and were set to its end. */
    public long clampedPixels() {
        return clampedPixels.get();
    }

    /**
     * Writes the header, flushes the file and gives it its name.
     *
     * @return figures of all pixels
     * @throws IllegalStateException if rows are missing
     * @throws GoldtrailException if the disk is full
     */
    public SectionStatistics commit() {
        SectionStatistics all = ledger.total();
        if (all.count() != (long) layout.width() * layout.height() * layout.sections()) {
            throw new IllegalStateException("an earlier piece of " + target + " could not be written");
        }
        file.write(0, header(all).toBytes().clear());
        file.commit();
        return all;
    }

    private MrcHeader header(SectionStatistics all) {
        double pixel = layout.pixelSizeAngstrom().orElse(0);
        return new MrcHeader(
                ByteOrder.LITTLE_ENDIAN,
                layout.width(),
                layout.height(),
                layout.sections(),
                layout.mode().code(),
                layout.width(),
                layout.height(),
                layout.sections(),
                (float) (layout.width() * pixel),
                (float) (layout.height() * pixel),
                (float) (layout.sections() * pixel),
                (float) all.min(),
                (float) all.max(),
                (float) all.mean(),
                (float) all.standardDeviation(),
                layout.volume() ? 1 : 0,
                0,
                "",
                VERSION,
                0,
                0,
                MrcHeader.IMOD_STAMP,
                MrcHeader.FLAG_ORIGIN_AS_MRC2014 | (layout.mode() == MrcMode.INT8 ? MrcHeader.FLAG_SIGNED_BYTES : 0),
                0,
                0,
                0,
                layout.labels());
    }

    @Override
    public void close() {
        file.close();
    }
}
