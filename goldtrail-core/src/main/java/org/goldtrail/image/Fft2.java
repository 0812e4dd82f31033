package org.goldtrail.image;

import java.util.concurrent.ConcurrentHashMap;
import org.jtransforms.fft.FloatFFT_2D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * Two-dimensional real Fourier transform of one fixed size, for correlations by products of spectra. A spectrum is
 * an array of rows * columns interleaved complex numbers. Thread-safe.
 */
public final class Fft2 {
    private static final ConcurrentHashMap<Long, Fft2> CACHE = new ConcurrentHashMap<>();

    static {
        // Views are spread over our own pool; a transform that starts threads of its own would only get in the way.
        ConcurrencyUtils.setNumberOfThreads(1);
    }

    private final int rows;
    private final int columns;
    private final FloatFFT_2D fft;

    private Fft2(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.fft = new FloatFFT_2D(rows, columns);
    }

    /** A transform of at least this size, rounded up to sizes that are fast (even columns, small prime factors). */
    public static Fft2 atLeast(int columns, int rows) {
        int r = fastSize(rows);
        int c = fastSize(columns);
        // Where both sides are powers of two JTransforms changes its own fields while it works, so that threads which
        // share a transform spoil each other's results.
        while (isPowerOfTwo(c) && isPowerOfTwo(r)) {
            c = fastSize(c + 1);
        }
        int width = c;
        return CACHE.computeIfAbsent(((long) r << 32) | width, k -> new Fft2(r, width));
    }

    private static boolean isPowerOfTwo(int n) {
        return Integer.bitCount(n) == 1;
    }

    /** The smallest even number not below n whose prime factors are 2, 3 and 5. */
    public static int fastSize(int n) {
        for (int size = n + (n & 1); ; size += 2) {
            int rest = size;
            for (int p : new int[] {2, 3, 5}) {
                while (rest % p == 0) {
                    rest /= p;
                }
            }
            if (rest == 1) {
                return size;
            }
        }
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Spectra of two real images (rows of {@code width}) placed at the lower left of a field of zeros. */
    public Pair forward(float[] first, float[] second, int width, int height) {
        float[] work = new float[2 * rows * columns];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to = 2 * (y * columns + x);
                work[to] = first[y * width + x];
                work[to + 1] = second[y * width + x];
            }
        }
        fft.complexForward(work);
        // Two real fields share one complex transform: F1 = (W(k) + W*(-k)) / 2, F2 = (W(k) - W*(-k)) / 2i.
        float[] a = new float[work.length];
        float[] b = new float[work.length];
        for (int y = 0; y < rows; y++) {
            int mirroredRow = y == 0 ? 0 : rows - y;
            for (int x = 0; x < columns; x++) {
                int k = 2 * (y * columns + x);
                int m = 2 * (mirroredRow * columns + (x == 0 ? 0 : columns - x));
                a[k] = 0.5f * (work[k] + work[m]);
                a[k + 1] = 0.5f * (work[k + 1] - work[m + 1]);
                b[k] = 0.5f * (work[k + 1] + work[m + 1]);
                b[k + 1] = 0.5f * (work[m] - work[k]);
            }
        }
        return new Pair(a, b);
    }

    /**
     * Two correlations {@code c(s) = sum_x a(x + s) b(x)} by the inverse transform of A conj(B), the first width x
     * height values of each. Spectra are not modified.
     */
    public Pair correlate(float[] a1, float[] b1, float[] a2, float[] b2, int width, int height) {
        float[] work = new float[2 * rows * columns];
        for (int k = 0; k < work.length; k += 2) {
            float re1 = a1[k] * b1[k] + a1[k + 1] * b1[k + 1];
            float im1 = a1[k + 1] * b1[k] - a1[k] * b1[k + 1];
            float re2 = a2[k] * b2[k] + a2[k + 1] * b2[k + 1];
            float im2 = a2[k + 1] * b2[k] - a2[k] * b2[k + 1];
            work[k] = re1 - im2;
            work[k + 1] = im1 + re2;
        }
        fft.complexInverse(work, true);
        float[] c1 = new float[width * height];
        float[] c2 = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                c1[y * width + x] = work[2 * (y * columns + x)];
                c2[y * width + x] = work[2 * (y * columns + x) + 1];
            }
        }
        return new Pair(c1, c2);
    }

    /**
     * Multiplies the spectrum of a field of complex numbers by a real, symmetric function. Two real images in the real and
     * imaginary parts are filtered independently of each other.
     *
     * @param field rows * columns interleaved complex numbers, changed
     * @param factors what each frequency is multiplied by
     */
    void multiplySpectrum(float[] field, Factors factors) {
        fft.complexForward(field);
        for (int y = 0; y < rows; y++) {
            double fy = (y <= rows / 2 ? y : y - rows) / (double) rows;
            for (int x = 0; x < columns; x++) {
                double fx = (x <= columns / 2 ? x : x - columns) / (double) columns;
                float factor = factors.at(fx, fy);
                int k = 2 * (y * columns + x);
                field[k] *= factor;
                field[k + 1] *= factor;
            }
        }
        fft.complexInverse(field, true);
    }

    /** A real factor for each frequency. */
    interface Factors {
        /** The factor at a frequency in cycles per pixel, -0.5 to 0.5; the same at the opposite frequency. */
        float at(double fx, double fy);
    }

    /** Two arrays that were transformed together. */
    @SuppressWarnings("ArrayRecordComponent") // a plain pair of buffers, compared by identity
    public record Pair(float[] first, float[] second) {}
}
