package org.goldtrail.reconstruction;

/** Rows read by somebody else; see {@link RowSource#of(int, int, int, RowSource.Reader)}. */
record ReadRows(int viewCount, int width, int height, RowSource.Reader reader) implements RowSource {
    @Override
    public void readRows(int section, int yFrom, int rows, float[] out) {
        reader.readRows(section, yFrom, rows, out);
    }
}
