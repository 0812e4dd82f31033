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
}
