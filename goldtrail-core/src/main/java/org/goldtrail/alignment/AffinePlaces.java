package org.goldtrail.alignment;

/**
 * Where the pixels of an image that is made lie in the one it is made from: {@code x = x0 + a11 u + a12 v, y = y0 + a21 u +
 * a22 v}, in pixel-index coordinates of both.
 *
 * @param sourceWidth pixels of the image it is made from
 * @param sourceHeight rows of the image it is made from
 */
record AffinePlaces(
        double x0, double y0, double a11, double a12, double a21, double a22, int sourceWidth, int sourceHeight) {
    private static final double HAIR = 1e-9;

    double x(double u, double v) {
        return x0 + a11 * u + a12 * v;
    }

    double y(double u, double v) {
        return y0 + a21 * u + a22 * v;
    }

    /**
     * The first and last u of row v whose place is no more than half a pixel outside the outermost pixel centres; the
     * first is beyond the last if there is none.
     */
    int[] inside(int v, int width) {
        double[] inX = interval(x(0, v), a11, sourceWidth);
        double[] inY = interval(y(0, v), a21, sourceHeight);
        double from = Math.ceil(Math.max(0, Math.max(inX[0], inY[0])));
        double to = Math.floor(Math.min(width - 1.0, Math.min(inX[1], inY[1])));
        return to < from ? new int[] {width, -1} : new int[] {(int) from, (int) to};
    }

    private static double[] interval(double p, double step, int size) {
        double low = -0.5 + HAIR - p;
        double high = size - 0.5 - HAIR - p;
        if (Math.abs(step) < 1e-12) {
            return low <= 0 && high >= 0
                    ? new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}
                    : new double[] {1, 0};
        }
        return step > 0 ? new double[] {low / step, high / step} : new double[] {high / step, low / step};
    }
}
