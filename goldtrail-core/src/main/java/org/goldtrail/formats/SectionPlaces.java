package org.goldtrail.formats;

/**
 * Where the pixels of a stack lie in its file.
 *
 * @param starts first byte of each section
 * @param rowBytes length of a row
 * @param height of a section, rows
 * @param topDown whether the first row in the file is the top one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SectionPlaces(long[] starts, long rowBytes, int height, boolean topDown) {
    /** Sections that follow each other, the bottom row first, as in MRC files. */
    static SectionPlaces following(long first, long rowBytes, int height, int sections) {
        long[] starts = new long[sections];
        for (int s = 0; s < sections; s++) {
            starts[s] = first + s * rowBytes * height;
        }
        return new SectionPlaces(starts, rowBytes, height, false);
    }

    /** First byte of a row, 0 being the bottom one. */
    long row(int section, int row) {
        return starts[section] + (topDown ? height - 1 - row : row) * rowBytes;
    }

    /** First byte of a section. */
    long section(int section) {
        return starts[section];
    }

    /** Length of a section. */
    long sectionBytes() {
        return rowBytes * height;
    }
}
