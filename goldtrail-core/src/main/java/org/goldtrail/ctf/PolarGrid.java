package org.goldtrail.ctf;

/**
 * The half plane of spatial frequencies of a square tile, divided into rings one frequency step wide and sectors. Cells
 * are counted ring by ring; each knows the mean over its frequencies of k^2, k^2 cos 2a and k^2 sin 2a (a: direction
 * from +x).
 */
final class PolarGrid {
    /** Sectors of a half turn. */
    static final int SECTORS = 18;

    private final int side;
    private final int firstRing;
    private final int rings;
    private final double step;
    private final int[] cellOf;
    private final double[] k2;
    private final double[] cosine;
    private final double[] sine;
    private final int[] count;

    /**
     * @param side of the tile in pixels
     * @param pixelSizeAngstrom of the tile
     * @param lowest lowest frequency, 1/Å
     * @param highest highest frequency, 1/Å
     */
    PolarGrid(int side, double pixelSizeAngstrom, double lowest, double highest) {
        this.side = side;
        this.step = 1 / (side * pixelSizeAngstrom);
        this.firstRing = Math.max(2, (int) Math.ceil(lowest / step));
        int last = Math.min(side / 2 - 1, (int) Math.floor(highest / step));
        this.rings = Math.max(1, last - firstRing + 1);
        int columns = side / 2 + 1;
        cellOf = new int[columns * side];
        int cells = rings * SECTORS;
        k2 = new double[cells];
        cosine = new double[cells];
        sine = new double[cells];
        count = new int[cells];
        for (int row = 0; row < side; row++) {
            int fy = row <= side / 2 ? row : row - side;
            for (int column = 0; column < columns; column++) {
                cellOf[row * columns + column] = -1;
                int ring = (int) Math.rint(Math.hypot(column, fy)) - firstRing;
                // the axis x = 0 holds each frequency twice
                if (ring < 0 || ring >= rings || (column == 0 && fy < 0)) {
                    continue;
                }
                double angle = Math.atan2(fy, column);
                int sector = (int) Math.floor((angle + Math.PI / 2) / Math.PI * SECTORS);
                int cell = ring * SECTORS + Math.floorMod(sector, SECTORS);
                cellOf[row * columns + column] = cell;
                double f2 = step * step * ((double) column * column + (double) fy * fy);
                k2[cell] += f2;
                cosine[cell] += f2 * Math.cos(2 * angle);
                sine[cell] += f2 * Math.sin(2 * angle);
                count[cell]++;
            }
        }
        for (int c = 0; c < cells; c++) {
            if (count[c] > 0) {
                k2[c] /= count[c];
                cosine[c] /= count[c];
                sine[c] /= count[c];
            }
        }
    }

    int side() {
        return side;
    }

    int rings() {
        return rings;
    }

    int cells() {
        return rings * SECTORS;
    }

    /** Middle of a ring, 1/Å. */
    double frequency(int ring) {
        return (firstRing + ring) * step;
    }

    double step() {
        return step;
    }

    /** Cell of a frequency (column 0 to side / 2, row 0 to side - 1), or -1. */
    int cell(int column, int row) {
        return cellOf[row * (side / 2 + 1) + column];
    }

    double kSquared(int cell) {
        return k2[cell];
    }

    double cosine(int cell) {
        return cosine[cell];
    }

    double sine(int cell) {
        return sine[cell];
    }

    int count(int cell) {
        return count[cell];
    }
}
