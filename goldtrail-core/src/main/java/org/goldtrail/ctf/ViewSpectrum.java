package org.goldtrail.ctf;

import java.util.ArrayList;
import java.util.List;
import org.jtransforms.fft.FloatFFT_2D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * The power spectra of one view: tiles overlapping by half, a Hann window each, averaged over tiles of (nearly) the same
 * height, in the cells of a polar grid. Only what is used counts; each tile's spectrum is divided by a stiff curve through
 * it, so that tiles with strong structure do not outweigh the others where they are strong.
 *
 * @param grid the cells
 * @param heightsAngstrom mean height z' of each group of tiles above the specimen centre
 * @param power mean power by group and cell
 * @param modes independent frequencies averaged in a cell, by group; to be multiplied by the cell's count
 * @param level by what the powers of each ring were divided, up to a factor: white noise is left as 1 / level
 */
@SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
record ViewSpectrum(PolarGrid grid, double[] heightsAngstrom, float[][] power, double[] modes, double[] level) {
    static {
        ConcurrencyUtils.setNumberOfThreads(1); // views are the unit of parallel work
    }

    /** Tiles whose heights differ by less are averaged: the rings move by much less than their width. */
    private static final double GROUP_ANGSTROM = 150;

    /** Tiles with less of their weight in use are left out. */
    private static final double SMALLEST_USED = 0.25;

    /** What overlapping by half and windowing leave of the independence, against all pixels counted once. */
    private static final double EFFICIENCY = 0.95;

    static ViewSpectrum of(
            FlattenedView view, PolarGrid grid, double pixelSizeAngstrom, double[] heightGradient, double[] centre) {
        int side = grid.side();
        int[] xs = starts(view.width(), side);
        int[] ys = starts(view.height(), side);
        float[][] acrossX = windows(xs, side);
        float[][] acrossY = windows(ys, side);
        List<Tile> tiles = new ArrayList<>();
        for (int j = 0; j < ys.length; j++) {
            for (int i = 0; i < xs.length; i++) {
                int x = xs[i];
                int y = ys[j];
                Used used = used(view, acrossX[i], acrossY[j], x, y, side);
                if (used.part >= SMALLEST_USED) {
                    double height =
                            (heightGradient[0] * (used.x - centre[0]) + heightGradient[1] * (used.y - centre[1]))
                                    * pixelSizeAngstrom;
                    tiles.add(new Tile(x, y, acrossX[i], acrossY[j], used.part, height));
                }
            }
        }
        transform(view, grid, tiles);
        // half a taper is lost at each border of the view
        double lost = side / 8.0;
        double seen = (view.width() - lost) * (view.height() - lost);
        return grouped(grid, tiles, EFFICIENCY * seen / ((double) xs.length * ys.length * side * side));
    }

    private static final class Tile {
        final int x;
        final int y;
        final float[] acrossX;
        final float[] acrossY;
        final double weight;
        final double height;
        float[] power = new float[0];
        double[] level = new double[0];

        Tile(int x, int y, float[] acrossX, float[] acrossY, double weight, double height) {
            this.x = x;
            this.y = y;
            this.acrossX = acrossX;
            this.acrossY = acrossY;
            this.weight = weight;
            this.height = height;
        }
    }

    static int[] starts(int length, int side) {
        if (length <= side) {
            return new int[] {0};
        }
        int n = (int) Math.ceil((length - side) / (side / 2.0)) + 1;
        int[] starts = new int[n];
        for (int i = 0; i < n; i++) {
            starts[i] = (int) Math.rint((length - side) * i / (double) (n - 1));
        }
        return starts;
    }

    private static float[][] windows(int[] starts, int side) {
        float[][] windows = new float[starts.length][];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = window(side, i == 0, i == windows.length - 1);
        }
        return windows;
    }

    /** A Hann window whose halves towards the border of the view are flat but for a short taper. */
    private static float[] window(int side, boolean atLow, boolean atHigh) {
        float[] window = new float[side];
        int taper = Math.max(4, side / 8);
        for (int i = 0; i < side; i++) {
            int fromEnd = i < side / 2 ? i : side - 1 - i;
            boolean flat = i < side / 2 ? atLow : atHigh;
            double reach = flat ? taper : side / 2.0;
            double phase = Math.min(1, (fromEnd + 0.5) / reach);
            window[i] = (float) (0.5 - 0.5 * Math.cos(Math.PI * phase));
        }
        return window;
    }

    /** What of a tile's squared window lies on used pixels: which part of it, and its centre of gravity in the view. */
    private record Used(double part, double x, double y) {}

    private static Used used(FlattenedView view, float[] acrossX, float[] acrossY, int x0, int y0, int side) {
        double sum = 0;
        double all = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < side; y++) {
            double wy = acrossY[y] * acrossY[y];
            double row = 0;
            double rowX = 0;
            double rowAll = 0;
            int from = (y0 + y) * view.width() + x0;
            for (int x = 0; x < side; x++) {
                double wx = acrossX[x] * acrossX[x];
                rowAll += wx;
                if (view.isUsed(from + x)) {
                    row += wx;
                    rowX += wx * (x0 + x);
                }
            }
            sum += wy * row;
            sumX += wy * rowX;
            sumY += wy * row * (y0 + y);
            all += wy * rowAll;
        }
        return sum > 0 ? new Used(sum / all, sumX / sum, sumY / sum) : new Used(0, x0, y0);
    }

    private static void transform(FlattenedView view, PolarGrid grid, List<Tile> tiles) {
        int side = grid.side();
        // One of its own for each view: the transforms of this library are not safe to share at powers of two.
        FloatFFT_2D fft = new FloatFFT_2D(side, side);
        float[] work = new float[2 * side * side];
        for (int t = 0; t < tiles.size(); t += 2) {
            Tile first = tiles.get(t);
            Tile second = tiles.get(Math.min(t + 1, tiles.size() - 1));
            for (int y = 0; y < side; y++) {
                int a = (first.y + y) * view.width() + first.x;
                int b = (second.y + y) * view.width() + second.x;
                int to = 2 * y * side;
                for (int x = 0; x < side; x++) {
                    work[to + 2 * x] = first.acrossX[x] * first.acrossY[y] * view.value(a + x);
                    work[to + 2 * x + 1] = second.acrossX[x] * second.acrossY[y] * view.value(b + x);
                }
            }
            fft.complexForward(work);
            first.power = new float[grid.cells()];
            second.power = new float[grid.cells()];
            addPowers(work, grid, first.power, second.power);
            normalise(first, grid);
            if (second != first) {
                normalise(second, grid);
            }
        }
    }

    /** Two real tiles share one complex transform W: F1 = (W(k) + W*(-k)) / 2, F2 = (W(k) - W*(-k)) / 2i. */
    private static void addPowers(float[] work, PolarGrid grid, float[] first, float[] second) {
        int side = grid.side();
        for (int row = 0; row < side; row++) {
            int mirror = row == 0 ? 0 : side - row;
            for (int column = 0; column <= side / 2; column++) {
                int cell = grid.cell(column, row);
                if (cell < 0) {
                    continue;
                }
                int k = 2 * (row * side + column);
                int m = 2 * (mirror * side + (column == 0 ? 0 : side - column));
                float ar = work[k] + work[m];
                float ai = work[k + 1] - work[m + 1];
                float br = work[k + 1] + work[m + 1];
                float bi = work[m] - work[k];
                first[cell] += ar * ar + ai * ai;
                if (first != second) {
                    second[cell] += br * br + bi * bi;
                }
            }
        }
    }

    /** Divides the spectrum of a tile by a stiff curve through it. */
    private static void normalise(Tile tile, PolarGrid grid) {
        double[] profile = new double[grid.rings()];
        for (int r = 0; r < profile.length; r++) {
            int n = 0;
            for (int c = r * PolarGrid.SECTORS; c < (r + 1) * PolarGrid.SECTORS; c++) {
                profile[r] += tile.power[c];
                n += grid.count(c);
            }
            profile[r] /= Math.max(1, n);
        }
        double[] level = RoughBackground.of(profile, grid, 0, grid.rings());
        tile.level = level;
        for (int c = 0; c < grid.cells(); c++) {
            double power = tile.power[c] / Math.max(1, grid.count(c));
            double by = level[c / PolarGrid.SECTORS];
            tile.power[c] = by > 0 && Double.isFinite(by) ? (float) (power / by) : 0;
        }
    }

    private static ViewSpectrum grouped(PolarGrid grid, List<Tile> tiles, double independence) {
        List<Tile> sorted = new ArrayList<>(tiles);
        sorted.sort((a, b) -> Double.compare(a.height, b.height));
        List<Double> heights = new ArrayList<>();
        List<float[]> powers = new ArrayList<>();
        List<Double> modes = new ArrayList<>();
        for (int from = 0; from < sorted.size(); ) {
            int to = from;
            while (to < sorted.size() && sorted.get(to).height < sorted.get(from).height + GROUP_ANGSTROM) {
                to++;
            }
            double weight = 0;
            double height = 0;
            float[] power = new float[grid.cells()];
            for (Tile tile : sorted.subList(from, to)) {
                weight += tile.weight;
                height += tile.weight * tile.height;
                for (int c = 0; c < power.length; c++) {
                    power[c] += (float) tile.weight * tile.power[c];
                }
            }
            for (int c = 0; c < power.length; c++) {
                power[c] /= (float) weight;
            }
            heights.add(height / weight);
            powers.add(power);
            modes.add(weight * independence);
            from = to;
        }
        double[] weights = modes.stream().mapToDouble(Double::doubleValue).toArray();
        float[][] spectra = powers.toArray(new float[0][]);
        if (spectra.length > 0) {
            Anisotropy.remove(grid, spectra, weights);
        }
        return new ViewSpectrum(
                grid,
                heights.stream().mapToDouble(Double::doubleValue).toArray(),
                spectra,
                weights,
                level(grid, tiles));
    }

    /** The harmonic mean of the curves that the tiles were divided by, 1 in the geometric mean of the outer half. */
    private static double[] level(PolarGrid grid, List<Tile> tiles) {
        double[] inverse = new double[grid.rings()];
        double logarithm = 0;
        int outer = 0;
        for (int r = 0; r < inverse.length; r++) {
            for (Tile tile : tiles) {
                inverse[r] += tile.level[r] > 0 ? tile.weight / tile.level[r] : 0;
            }
            if (2 * r >= inverse.length && inverse[r] > 0) {
                logarithm += Math.log(inverse[r]);
                outer++;
            }
        }
        double scale = outer == 0 ? 1 : Math.exp(logarithm / outer);
        double[] level = new double[inverse.length];
        for (int r = 0; r < level.length; r++) {
            level[r] = inverse[r] > 0 ? scale / inverse[r] : 1;
        }
        return level;
    }

    /** True if no tile could be used. */
    boolean isEmpty() {
        return power.length == 0;
    }
}
