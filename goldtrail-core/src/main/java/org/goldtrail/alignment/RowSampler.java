package org.goldtrail.alignment;

/** Rows of an image seen through a linear map, from the first on. */
@FunctionalInterface
interface RowSampler {
    /** Makes the next row. */
    void next(float[] out);
}
