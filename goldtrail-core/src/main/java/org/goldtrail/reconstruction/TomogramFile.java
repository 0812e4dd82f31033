package org.goldtrail.reconstruction;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.OmeZarrWriter;
import org.goldtrail.formats.SectionStatistics;
import org.jspecify.annotations.Nullable;

/**
 * A tomogram that is written to an MRC file while it is made, and to an OME-Zarr volume beside it where that is wanted.
 * Both appear with {@link #commit}, whole; without it nothing remains.
 */
public final class TomogramFile implements VolumeSink, AutoCloseable {
    private final MrcWriter writer;
    private final Order order;
    private final TomogramBox box;
    private final @Nullable OmeZarrWriter pyramid;

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
        return new TomogramFile(MrcWriter.create(file, layout), order, box, null);
    }

    private TomogramFile(MrcWriter writer, Order order, TomogramBox box, @Nullable OmeZarrWriter pyramid) {
        this.pyramid = pyramid;
        this.writer = writer;
        this.order = order;
        this.box = box;
    }

    /**
     * The same tomogram written as OME-Zarr, too: always float32, sections being XY planes. To be called before anything is
     * written.
     *
     * @param folder of the volume, by custom named {@code *.zarr}
     * @throws org.goldtrail.GoldtrailException if the folder above cannot be written
     */
    public TomogramFile withPyramid(Path folder, OptionalDouble pixelSizeAngstrom, String name) {
        return new TomogramFile(
                writer,
                order,
                box,
                OmeZarrWriter.create(folder, box.width(), box.height(), box.depth(), pixelSizeAngstrom, name));
    }

    @Override
    public boolean takesSlices() {
        return order == Order.XZY;
    }

    @Override
    public void write(int z, int yFrom, int rows, float[] voxels) {
        writer.writeRows(z, yFrom, rows, voxels);
        if (pyramid != null) {
            pyramid.writeRows(z, yFrom, rows, voxels);
        }
    }

    @Override
    public void writeSlice(int y, float[] voxels) {
        int width = box.width();
        int depth = box.depth();
        float[] turned = new float[width * depth];
        for (int z = 0; z < depth; z++) {
            System.arraycopy(voxels, z * width, turned, (depth - 1 - z) * width, width);
        }
        writer.writeRows(y, 0, depth, turned);
        if (pyramid != null) {
            for (int z = 0; z < depth; z++) {
                pyramid.writeRows(z, y, 1, Arrays.copyOfRange(voxels, z * width, (z + 1) * width));
            }
        }
    }

    /** Voxels so far that lay outside the range and were set to its end. */
    public long clampedVoxels() {
        return writer.clampedPixels();
    }

    /** Gives the files their names. */
    public SectionStatistics commit() {
        if (pyramid != null) {
            pyramid.commit();
        }
        return writer.commit();
    }

    @Override
    public void close() {
        try {
            if (pyramid != null) {
                pyramid.close();
            }
        } finally {
            writer.close();
        }
    }
}
