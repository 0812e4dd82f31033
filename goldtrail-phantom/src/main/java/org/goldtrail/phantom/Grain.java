package org.goldtrail.phantom;

import java.util.SplittableRandom;

/** A periodic square of white noise with mean 0 and standard deviation 1, read between its points bilinearly. */
final class Grain {
    private static final int SIZE = 1024;
    private static final int MASK = SIZE - 1;

    private final float[] noise = new float[SIZE * SIZE];

    Grain(SplittableRandom random) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
    }

    float at(double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        float fx = (float) (x - x0);
        float fy = (float) (y - y0);
        int row0 = (y0 & MASK) * SIZE;
        int row1 = ((y0 + 1) & MASK) * SIZE;
        int col0 = x0 & MASK;
        int col1 = (x0 + 1) & MASK;
        float low = noise[row0 + col0] + fx * (noise[row0 + col1] - noise[row0 + col0]);
        float high = noise[row1 + col0] + fx * (noise[row1 + col1] - noise[row1 + col0]);
        return low + fy * (high - low);
    }
}
