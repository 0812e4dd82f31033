package org.goldtrail.reconstruction;

/**
 * Takes a tomogram band by band. Its sections are XY planes (fixed z, row after row of y upwards); a band is some rows of
 * one section. Each voxel comes exactly once; bands
 * come in no particular order and from several threads at once.
 */
@FunctionalInterface
public interface VolumeSink {
    /**
     * @param z section, 0-based
     * @param yFrom first row of the band
     * @param rows number of rows
     * @param voxels rows * width values, valid during the call only
     */
    void write(int z, int yFrom, int rows, float[] voxels);

    /** True if the sink rather takes whole slices (fixed y) by {@link #writeSlice}. */
    default boolean takesSlices() {
        return false;
    }

    /**
     * Takes a slice.
     *
     * @param y 0-based
     * @param voxels row after row of x, from the first z on; valid during the call only
     */
    default void writeSlice(int y, float[] voxels) {
        throw new UnsupportedOperationException("this sink takes bands of sections");
    }

    /** Hands some rows of all sections over, in the way the sink prefers. */
    static void deliver(VolumeSink sink, int width, int yFrom, int rows, float[][] sections) {
        if (!sink.takesSlices()) {
            for (int z = 0; z < sections.length; z++) {
                sink.write(z, yFrom, rows, sections[z]);
            }
            return;
        }
        float[] slice = new float[width * sections.length];
        for (int r = 0; r < rows; r++) {
            for (int z = 0; z < sections.length; z++) {
                System.arraycopy(sections[z], r * width, slice, z * width, width);
            }
            sink.writeSlice(yFrom + r, slice);
        }
    }
}
