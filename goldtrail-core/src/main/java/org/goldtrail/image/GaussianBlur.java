package org.goldtrail.image;

/** Separable Gaussian smoothing, edges continued by their last pixel. */
public final class GaussianBlur {
    private GaussianBlur() {}

    /** The image convolved with a Gaussian of the given standard deviation in pixels. Not modified. */
    public static Image blur(Image image, double sigmaPx) {
        float[] kernel = kernel(sigmaPx);
        int radius = kernel.length / 2;
        int w = image.width();
        int h = image.height();
        float[] in = image.pixels();
        float[] rows = new float[w * h];
        float[] padded = new float[w + 2 * radius];
        for (int y = 0; y < h; y++) {
            int from = y * w;
            for (int x = 0; x < padded.length; x++) {
                padded[x] = in[from + Math.clamp(x - radius, 0, w - 1)];
            }
            for (int k = 0; k < kernel.length; k++) {
                float weight = kernel[k];
                for (int x = 0; x < w; x++) {
                    rows[from + x] += weight * padded[x + k];
                }
            }
        }
        float[] out = new float[w * h];
        for (int y = 0; y < h; y++) {
            int to = y * w;
            for (int k = 0; k < kernel.length; k++) {
                float weight = kernel[k];
                int from = Math.clamp(y + k - radius, 0, h - 1) * w;
                for (int x = 0; x < w; x++) {
                    out[to + x] += weight * rows[from + x];
                }
            }
        }
        return new Image(w, h, out);
    }

    private static float[] kernel(double sigmaPx) {
        int radius = Math.max(1, (int) Math.ceil(3 * sigmaPx));
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            weights[k + radius] = Math.exp(-0.5 * k * k / (sigmaPx * sigmaPx));
            sum += weights[k + radius];
        }
        float[] kernel = new float[weights.length];
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = (float) (weights[k] / sum);
        }
        return kernel;
    }
}
