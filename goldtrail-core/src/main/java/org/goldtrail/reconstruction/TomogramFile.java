package org.goldtrail.reconstruction;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.SectionStatistics;

/**
 * A tomogram that is written to an MRC file while it is made. The file appears with {@link #commit}, whole; without it
 * nothing remains.
 */
public final class TomogramFile implements VolumeSink, AutoCloseable {
    private final MrcWriter writer;
    private final Order order;
    private final int width;
    private final int depth;

    /** How the axes are stored. */
    public enum Order {
        /** Sections are XY planes, z upwards: what most programs expect. */
        XYZ,
        /**
         * Sections are XZ slices with y counting the sections, rows from +z to -z: what IMOD's tilt writes. Turning it
         * about x by 90 degrees (trimvol -rx) gives the XYZ order, of the same hand.
         */
        XZY
    }

    /**
     * Begins a file.
     *
     * @param mode FLOAT32, FLOAT16, INT16 or INT8; the latter two need a range
     * @param range densities that an integer mode can tell apart, see {@link DensityRange}; not used by the others
     * @param pixelSizeAngstrom size of a voxel
     * @param labels for the header
     * @throws org.goldtrail.GoldtrailException if the folder cannot be written
     */
    public static TomogramFile create(
            Path file,
            TomogramBox box,
            Order order,
            MrcMode mode,
            DensityRange range,
            OptionalDouble pixelSizeAngstrom,
            List<String> labels) {
        MrcLayout layout = order == Order.XYZ
                ? MrcLayout.volume(box.width(), box.height(), box.depth())
                : MrcLayout.volume(box.width(), box.depth(), box.height());
        layout = layout.withMode(mode).withPixelSize(pixelSizeAngstrom).withLabels(labels);
        if (mode.isInteger()) {
            layout = layout.withRange(range.low(), range.high());
        }
        return new TomogramFile(MrcWriter.create(file, layout), order, box);
    }

    private TomogramFile(MrcWriter writer, Order order, TomogramBox box) {
        this.writer = writer;
        this.order = order;
        this.width = box.width();
        this.depth = box.depth();
    }

    @Override
    public boolean takesSlices() {
        return order == Order.XZY;
    }

    @Override
    public void write(int z, int yFrom, int rows, float[] voxels) {
        writer.writeRows(z, yFrom, rows, voxels);
    }

    @Override
    public void writeSlice(int y, float[] voxels) {
        float[] turned = new float[width * depth];
        for (int z = 0; z < depth; z++) {
            System.arraycopy(voxels, z * width, turned, (depth - 1 - z) * width, width);
        }
        writer.writeRows(y, 0, depth, turned);
    }

    /** Voxels so far that lay outside the range and were set to its end. */
    public long clampedVoxels() {
        return writer.clampedPixels();
    }

    /** Gives the file its name. */
    public SectionStatistics commit() {
        return writer.commit();
    }

    @Override
    public void close() {
        writer.close();
    }
}
