package org.goldtrail.server.images;

import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;

/**
 * Figures of an image from which a contrast follows.
 *
 * @param min smallest value; 0 where no pixel holds a number
 * @param max largest value
 * @param median of a sample of the pixels
 * @param sd robust standard deviation of the sample
 */
record PixelFigures(double min, double max, double median, double sd) {
    private static final int SAMPLE = 20_000;

    static PixelFigures of(Image image) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : image.pixels()) {
            if (Math.abs(value) <= Float.MAX_VALUE) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        double[] sample = Statistics.sample(image, SAMPLE);
        if (min > max || sample.length == 0) {
            return new PixelFigures(0, 0, 0, 0);
        }
        return new PixelFigures(min, max, Statistics.median(sample), Statistics.robustSd(sample));
    }
}
