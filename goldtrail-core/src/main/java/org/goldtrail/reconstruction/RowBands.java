package org.goldtrail.reconstruction;

import java.util.Arrays;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Where the rows come from before they are filtered: at any height, whole pixels or not. Thread-safe. */
interface RowBands {
    int viewCount();

    /** Pixels of a row. */
    int width();

    /** Rows of a view. */
    int height();

    /** Samples for each pixel. */
    int samplesPerPixel();

    /** How the views are to be scaled, where that is known without reading all their rows; null where not. */
    default double @Nullable [] meanAndSd(int section) {
        return null;
    }

    /**
     * Rows of a view, each of width * samplesPerPixel samples, constant where the view has none.
     *
     * @param firstRow y of the first, pixels from the centre of the view
     */
    void read(int section, double firstRow, int rows, float[] out);

    /** The rows of an aligned stack; those between whole rows by interpolation from six. */
    static RowBands of(RowSource source, Kernels kernels) {
        return new StackBands(source, kernels);
    }

    /** Rows made from the raw views, between whole rows as well as on them. */
    static RowBands of(AlignedRows rows) {
        return new RowBands() {
            @Override
            public int viewCount() {
                return rows.viewCount();
            }

            @Override
            public int width() {
                return rows.width();
            }

            @Override
            public int height() {
                return rows.height();
            }

            @Override
            public int samplesPerPixel() {
                return rows.samplesPerPixel();
            }

            @Override
            public double[] meanAndSd(int section) {
                return new double[] {rows.mean(section), rows.standardDeviation(section)};
            }

            @Override
            public void read(int section, double firstRow, int count, float[] out) {
                rows.rows(section, firstRow, count, out);
            }
        };
    }

    /** Rows of a stack. */
    record StackBands(RowSource source, Kernels kernels) implements RowBands {
        @Override
        public int viewCount() {
            return source.viewCount();
        }

        @Override
        public int width() {
            return source.width();
        }

        @Override
        public int height() {
            return source.height();
        }

        @Override
        public int samplesPerPixel() {
            return 1;
        }

        @Override
        public void read(int section, double firstRow, int rows, float[] out) {
            int width = source.width();
            double first = firstRow + (source.height() - 1) / 2.0;
            int whole = (int) Math.floor(first + 1e-6);
            double t = first - whole;
            boolean between = Math.abs(t) > 1e-6;
            int before = between ? LagrangeTaps.BEFORE : 0;
            int from = Math.clamp(whole - before, 0, source.height() - 1);
            int after = between ? LagrangeTaps.COUNT - 1 - before : 0;
            int to = Math.clamp(whole + rows + after, from + 1, source.height());
            if (!between && from == whole && to == whole + rows) {
                source.readRows(section, from, rows, out);
                return;
            }
            float[] read = new float[(to - from) * width];
            source.readRows(section, from, to - from, read);
            float[] weights = new float[LagrangeTaps.COUNT];
            LagrangeTaps.weights(t, weights, 0);
            int[] offsets = new int[LagrangeTaps.COUNT];
            for (int r = 0; r < rows; r++) {
                double row = first + r;
                if (row < -1e-6 || row > source.height() - 1 + 1e-6) {
                    Arrays.fill(out, r * width, (r + 1) * width, 0);
                } else if (between) {
                    for (int k = 0; k < offsets.length; k++) {
                        offsets[k] = (Math.clamp(whole + r - before + k, from, to - 1) - from) * width;
                    }
                    kernels.weightedSum(read, offsets, weights, offsets.length, out, r * width, width);
                } else {
                    System.arraycopy(read, (whole + r - from) * width, out, r * width, width);
                }
            }
        }
    }
}
