package org.goldtrail.image;

/**
 * Keeps the structures of an image that are neither too coarse nor too fine. The limits are smooth: a raised cosine falls from 1
 * to 0 between 0.8 and 1.2 times a cut-off and is one half at it, so that edges and beads get little ringing. The mean of the
 * image stays, so that grey values stay comparable.
 *
 * @param low cut-off below which structures go, as a fraction of the Nyquist frequency (half a cycle per pixel); 0 keeps all
 * @param high cut-off above which structures go, likewise; 1 or more keeps all
 */
public record BandPass(double low, double high) {
    /** Changes nothing. */
    public static final BandPass ALL = new BandPass(0, 1);

    private static final double EDGE = 0.2;
    private static final double NYQUIST = 0.5;
    private static final int TABLE = 4096;

    /** @throws IllegalArgumentException if the limits leave nothing or are no numbers */
    public BandPass {
        if (!(low >= 0) || !(high > low)) {
            throw new IllegalArgumentException("a band from " + low + " to " + high);
        }
    }

    /** True if it changes nothing. */
    public boolean isAll() {
        return low == 0 && high >= 1;
    }

    /** The same band for an image whose pixels are so many times as wide. */
    public BandPass binned(int factor) {
        return new BandPass(low * factor, high * factor);
    }

    /** The factor for structures of a frequency given as a fraction of the Nyquist frequency. */
    public double transfer(double nyquistFraction) {
        double lower = low == 0 ? 1 : 1 - fall(nyquistFraction / low);
        double upper = high >= 1 ? 1 : fall(nyquistFraction / high);
        return lower * upper;
    }

    private static double fall(double ratio) {
        double t = Math.clamp((ratio - (1 - EDGE)) / (2 * EDGE), 0, 1);
        return 0.5 * (1 + Math.cos(Math.PI * t));
    }

    /**
     * The filtered image. The image is not modified. Beyond its borders it is thought to go on mirrored, so that opposite borders
     * do not show in each other.
     */
    public Image apply(Image image) {
        if (isAll()) {
            return image;
        }
        int w = image.width();
        int h = image.height();
        Fft2 fft = Fft2.atLeast(w + margin(w), h + margin(h));
        float mean = (float) meanOf(image.pixels());
        float[] field = new float[2 * fft.rows() * fft.columns()];
        for (int y = 0; y < fft.rows(); y++) {
            int fromRow = mirrored(y, h, fft.rows()) * w;
            for (int x = 0; x < fft.columns(); x++) {
                float value = image.pixels()[fromRow + mirrored(x, w, fft.columns())] - mean;
                field[2 * (y * fft.columns() + x)] = Float.isFinite(value) ? value : 0;
            }
        }
        float[] table = table();
        fft.multiplySpectrum(field, (fx, fy) -> {
            double position = Math.sqrt(fx * fx + fy * fy) * TABLE;
            int i = (int) position;
            return table[i] + (float) (position - i) * (table[i + 1] - table[i]);
        });
        Image out = new Image(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                out.pixels()[y * w + x] = field[2 * (y * fft.columns() + x)] + mean;
            }
        }
        return out;
    }

    private static int margin(int size) {
        return Math.clamp(size / 4, 1, 200);
    }

    /** Index in the image of a place in the padded field: the margin mirrors both borders, each on its side. */
    private static int mirrored(int at, int size, int padded) {
        if (at < size) {
            return at;
        }
        int beyond = at - size;
        int before = padded - 1 - at;
        return beyond <= before ? Math.max(0, size - 1 - beyond) : Math.min(size - 1, before);
    }

    private float[] table() {
        // Frequencies go to half a cycle along the axes and to 0.71 along the diagonals.
        float[] table = new float[TABLE + 2];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) transfer(i / (NYQUIST * TABLE));
        }
        return table;
    }

    private static double meanOf(float[] pixels) {
        double sum = 0;
        int count = 0;
        for (float value : pixels) {
            if (Float.isFinite(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
