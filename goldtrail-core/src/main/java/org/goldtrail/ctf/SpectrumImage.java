package org.goldtrail.ctf;

import java.util.Arrays;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.jspecify.annotations.Nullable;
import org.jtransforms.fft.FloatFFT_2D;

/**
 * The power spectrum of one view, to be looked at, and what a CTF makes of it. Both are square images of 2 n pixels with
 * frequency 0 at pixel (n, n) and +y upwards. Each tile's spectrum is stretched to the defocus of the specimen centre, so that
 * the rings of a tilted view are as sharp as those of an untilted one; the background is divided out.
 *
 * @param measured power / background - 1
 * @param model the same as fitted; null where there is no CTF. Between 0 and 1, so that outer rings can be seen
 * @param averaged measured, averaged along the lines of equal phase, or along circles where there is no CTF
 * @param frequencyStep 1/Å for each pixel
 */
public record SpectrumImage(Image measured, @Nullable Image model, Image averaged, double frequencyStep) {
    private static final double HIGHEST = 1.0 / 4;
    private static final double TILE_ANGSTROM = 1400;
    private static final int SMALLEST_TILE = 128;
    private static final int LARGEST_TILE = 512;
    private static final double SMALLEST_USED = 0.25;

    /**
     * Takes the spectrum of a raw view.
     *
     * @param raw not modified
     * @param mask valid pixels; beads, where they are known, may be taken out here, too
     * @param hand of the defocus gradient, 0 if it is not known
     * @param model its CTF, or null if there is none
     */
    public static SpectrumImage of(
            Image raw,
            ValidMask mask,
            double pixelSizeAngstrom,
            ViewGeometry geometry,
            SpecimenPlane plane,
            CtfOptics optics,
            int hand,
            @Nullable CtfModel model) {
        int bin = (int) Math.max(1, Math.floor(0.5 / HIGHEST / pixelSizeAngstrom));
        double pixel = pixelSizeAngstrom * bin;
        FlattenedView flat = FlattenedView.of(Binning.bin(raw, bin), mask.binned(bin), pixel);
        int smaller = Math.min(flat.width(), flat.height());
        int wanted = (int) Math.clamp(TILE_ANGSTROM / pixel, SMALLEST_TILE, LARGEST_TILE);
        int side = Math.min(Fft2.fastSize(wanted), smaller);
        side -= side % 2;
        double[] gradient = plane.heightGradient(geometry);
        double[] centre = {
            Binning.toBinned(raw.centreX() + geometry.shiftXPx(), bin),
            Binning.toBinned(raw.centreY() + geometry.shiftYPx(), bin)
        };
        double defocus = model == null ? Double.NaN : model.meanAngstrom();
        Sum sum = new Sum(side);
        int[] xs = ViewSpectrum.starts(flat.width(), side);
        int[] ys = ViewSpectrum.starts(flat.height(), side);
        FloatFFT_2D fft = new FloatFFT_2D(side, side);
        for (int y : ys) {
            for (int x : xs) {
                double height = gradient[0] * (x + (side - 1) / 2.0 - centre[0])
                        + gradient[1] * (y + (side - 1) / 2.0 - centre[1]);
                double there = defocus - hand * height * pixel;
                // the rings at k here are those at k sqrt(there / defocus) of the centre, but for Cs
                double stretch = there > 0 && defocus > 0 ? Math.sqrt(defocus / there) : 1;
                sum.add(flat, x, y, stretch, fft);
            }
        }
        double step = 1 / (side * pixel);
        int half = (int) Math.min(side / 2.0 - 1, Math.floor(HIGHEST / step));
        Image measured = sum.image(half);
        return new SpectrumImage(
                measured, model == null ? null : fitted(half, step, optics, model), averaged(measured, model), step);
    }

    private static Image fitted(int half, double step, CtfOptics optics, CtfModel model) {
        ContrastTransferFunction ctf = new ContrastTransferFunction(optics, model);
        Image image = new Image(2 * half, 2 * half);
        for (int y = 0; y < 2 * half; y++) {
            for (int x = 0; x < 2 * half; x++) {
                double value = ctf.value((x - half) * step, (y - half) * step);
                image.set(x, y, (float) (value * value));
            }
        }
        return image;
    }

    /** Each pixel gets the mean of all whose rings have the same phase: ellipses under astigmatism. */
    private static Image averaged(Image measured, @Nullable CtfModel model) {
        int n = measured.width();
        int half = n / 2;
        double[] sum = new double[2 * n];
        int[] count = new int[2 * n];
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                int r = (int) Math.min(2 * n - 2, Math.floor(radius(x - half, y - half, model)));
                sum[r] += measured.get(x, y);
                count[r]++;
            }
        }
        Image out = new Image(n, n);
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                int r = (int) Math.min(2 * n - 2, Math.floor(radius(x - half, y - half, model)));
                double value = 0;
                int modes = 0;
                for (int k = Math.max(0, r - 1); k <= r + 1; k++) {
                    value += sum[k];
                    modes += count[k];
                }
                out.set(x, y, (float) (value / modes));
            }
        }
        return out;
    }

    /** Where the mean defocus has the phase of this frequency, but for Cs; pixels. */
    private static double radius(int x, int y, @Nullable CtfModel model) {
        double r = Math.hypot(x, y);
        if (model == null || !(model.meanAngstrom() > 0)) {
            return r;
        }
        double part = model.defocusAlong(Math.atan2(y, x)) / model.meanAngstrom();
        return r * Math.sqrt(Math.clamp(part, 0.1, 4));
    }

    /** Model on the left, measured at the upper right, and averaged at the lower right; all between -1 and 1. */
    public Image halfAndHalf() {
        int n = measured.width();
        Image out = new Image(n, n);
        Image equal = equalised(smoothed(smoothed(measured)));
        Image mean = equalised(averaged);
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                // -1 to 1 like the rings of the measured half
                boolean left = model != null && x < n / 2;
                out.set(x, y, left && model != null ? 2 * model.get(x, y) - 1 : (y < n / 2 ? mean : equal).get(x, y));
            }
        }
        return out;
    }

    /** Divided by what it varies along and across rings of about the same frequency, about the mean of these. */
    private static Image equalised(Image smooth) {
        int n = smooth.width();
        int half = n / 2;
        double[] means = new double[half + 2];
        double[] squares = new double[half + 2];
        int[] count = new int[half + 2];
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                int r = (int) Math.rint(Math.hypot(x - half, y - half));
                if (r <= half) {
                    squares[r] += smooth.get(x, y) * smooth.get(x, y);
                    means[r] += smooth.get(x, y);
                    count[r]++;
                }
            }
        }
        double[] deviation = new double[half + 2];
        double[] level = new double[half + 2];
        int reach = Math.max(4, half / 8);
        for (int r = 0; r < deviation.length; r++) {
            double sum = 0;
            double total = 0;
            double all = 0;
            for (int k = Math.max(2, r - reach); k <= Math.min(half, r + reach); k++) {
                sum += squares[k];
                total += means[k];
                all += count[k];
            }
            level[r] = all > 0 ? total / all : 0;
            deviation[r] = all > 0 ? Math.sqrt(Math.max(0, sum / all - level[r] * level[r])) : 1;
        }
        Image out = new Image(n, n);
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                int r = (int) Math.min(half + 1, Math.rint(Math.hypot(x - half, y - half)));
                double d = deviation[r] > 0 ? deviation[r] : 1;
                out.set(x, y, r < 2 ? 0 : (float) Math.clamp((smooth.get(x, y) - level[r]) / (1.5 * d), -1, 1));
            }
        }
        return out;
    }

    /** Means over 3 x 3 pixels. */
    private static Image smoothed(Image image) {
        int n = image.width();
        Image out = new Image(n, n);
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                double sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += image.get(Math.clamp(x + dx, 0, n - 1), Math.clamp(y + dy, 0, n - 1));
                    }
                }
                out.set(x, y, (float) (sum / 9));
            }
        }
        return out;
    }

    /** The sum of the spectra of tiles, half a plane. */
    private static final class Sum {
        private final int side;
        private final double[] power;
        private final float[] window;
        private final float[] work;
        private double weight;

        Sum(int side) {
            this.side = side;
            this.power = new double[(side / 2 + 1) * side];
            this.work = new float[2 * side * side];
            this.window = new float[side];
            for (int i = 0; i < side; i++) {
                window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / side));
            }
        }

        void add(FlattenedView view, int x0, int y0, double stretch, FloatFFT_2D fft) {
            int used = 0;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int i = (y0 + y) * view.width() + x0 + x;
                    used += view.isUsed(i) ? 1 : 0;
                    work[2 * (y * side + x)] = window[x] * window[y] * view.value(i);
                    work[2 * (y * side + x) + 1] = 0;
                }
            }
            double part = used / (double) (side * side);
            if (part < SMALLEST_USED) {
                return;
            }
            fft.complexForward(work);
            float[] tile = new float[power.length];
            double[] level = level(tile);
            weight += part;
            for (int row = 0; row < side; row++) {
                double fy = (row <= side / 2 ? row : row - side) / stretch;
                for (int column = 0; column <= side / 2; column++) {
                    power[row * (side / 2 + 1) + column] += part * at(tile, level, column / stretch, fy);
                }
            }
        }

        /** Fills the powers of the present tile and returns a stiff curve through them, by frequency. */
        private double[] level(float[] tile) {
            int columns = side / 2 + 1;
            double[] sum = new double[side / 2 + 1];
            int[] count = new int[side / 2 + 1];
            for (int row = 0; row < side; row++) {
                int fy = row <= side / 2 ? row : row - side;
                for (int column = 0; column < columns; column++) {
                    int i = 2 * (row * side + column);
                    float p = work[i] * work[i] + work[i + 1] * work[i + 1];
                    tile[row * columns + column] = p;
                    int r = (int) Math.rint(Math.hypot(column, fy));
                    if (r <= side / 2) {
                        sum[r] += p;
                        count[r]++;
                    }
                }
            }
            for (int r = 0; r < sum.length; r++) {
                sum[r] /= Math.max(1, count[r]);
            }
            PolarGrid grid = new PolarGrid(side, 1, 2.0 / side, 0.5);
            double[] curve = RoughBackground.of(Arrays.copyOfRange(sum, 2, 2 + grid.rings()), grid, 0, grid.rings());
            double[] level = new double[sum.length];
            for (int r = 0; r < level.length; r++) {
                level[r] = curve[Math.clamp(r - 2, 0, curve.length - 1)];
            }
            return level;
        }

        /** Power beside its level at a frequency, bilinear; fx is not negative. */
        private double at(float[] tile, double[] level, double fx, double fy) {
            int columns = side / 2 + 1;
            int x = (int) Math.min(Math.floor(fx), columns - 2);
            int y = (int) Math.floor(fy);
            double dx = Math.min(1, fx - x);
            double dy = fy - y;
            int low = Math.floorMod(y, side) * columns;
            int high = Math.floorMod(y + 1, side) * columns;
            double value = (1 - dy) * ((1 - dx) * tile[low + x] + dx * tile[low + x + 1])
                    + dy * ((1 - dx) * tile[high + x] + dx * tile[high + x + 1]);
            int r = (int) Math.min(level.length - 1, Math.rint(Math.hypot(fx, fy)));
            return level[r] > 0 ? value / level[r] : 1;
        }

        Image image(int half) {
            int columns = side / 2 + 1;
            Image image = new Image(2 * half, 2 * half);
            for (int y = 0; y < 2 * half; y++) {
                for (int x = 0; x < 2 * half; x++) {
                    int fx = x - half;
                    int fy = y - half;
                    if (fx < 0) {
                        fx = -fx;
                        fy = -fy;
                    }
                    double p = power[Math.floorMod(fy, side) * columns + fx];
                    image.set(x, y, weight > 0 ? (float) (p / weight - 1) : 0);
                }
            }
            return image;
        }
    }
}
