package org.goldtrail.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernels give what the plain ones give, for every vector width and for lengths with and without a tail. */
class KernelsTest {
    private final Random random = new Random(7);
    private final Kernels plain = new PlainKernels();

    @AfterEach
    void forgetWidth() {
        System.clearProperty(KernelLookup.BITS_PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void vectorEqualsPlain(int bits) {
        Kernels vector = vectorKernels(bits);
        assertThat(vector.name()).isEqualTo("vector " + bits);
        for (int count : new int[] {0, 1, 3, 8, 16, 17, 64, 100, 257}) {
            sameWeightedSum(vector, count);
            sameSimpleLoops(vector, count);
            sameSumRows(vector, count);
            sameEightTaps(vector, count);
            for (double angleDeg : new double[] {0, 5, 85.3, 90, 179, -94}) {
                sameCubicRow(vector, count, angleDeg);
            }
        }
    }

    private void sameCubicRow(Kernels vector, int count, double angleDeg) {
        int stride = 700;
        float[] coefficients = randomFloats(stride * 700);
        double stepX = 1.01 * Math.cos(Math.toRadians(angleDeg));
        double stepY = 1.01 * Math.sin(Math.toRadians(angleDeg));
        double x = 350.3 - stepX * count / 2;
        double y = 349.6 - stepY * count / 2;
        float[] expected = new float[count + 5];
        float[] actual = new float[count + 5];
        plain.cubicRow(coefficients, stride, x, y, stepX, stepY, expected, 5, count);
        vector.cubicRow(coefficients, stride, x, y, stepX, stepY, actual, 5, count);
        assertThat(actual).containsExactly(expected, within(2e-5f));
    }

    private void sameEightTaps(Kernels vector, int count) {
        float[] data = randomFloats(5000);
        for (double step : new double[] {1, 1.004, 0.97, 1.03}) {
            float[] expected = new float[count + 3];
            float[] actual = new float[count + 3];
            plain.interpolateRow(data, 20, 7.4, step, expected, 3, count);
            vector.interpolateRow(data, 20, 7.4, step, actual, 3, count);
            assertThat(actual).containsExactly(expected, within(2e-5f));
        }
        int[] rows = random.ints(9, 0, 4700).toArray();
        float[] places = new float[count + 3];
        for (int i = 0; i < places.length; i++) {
            places[i] = random.nextFloat();
        }
        float[] expected = new float[count + 3];
        float[] actual = new float[count + 3];
        plain.interpolateColumns(data, rows, places, 0.7f, expected, 3, count + 3);
        vector.interpolateColumns(data, rows, places, 0.7f, actual, 3, count + 3);
        assertThat(actual).containsExactly(expected, within(2e-5f));
    }

    @Test
    void aShortRowFarIntoALargeArrayNeedsLittleMemory() {
        float[] out = new float[5_000_000];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Kernels.best().interpolateRow(randomFloats(200), 20, 7.4, 1.004, out, out.length - 100, 100);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000_000);
    }

    private void sameWeightedSum(Kernels vector, int count) {
        int terms = 83;
        float[] data = randomFloats(5000);
        float[] weights = randomFloats(terms);
        int[] offsets = random.ints(terms, 0, 4700).toArray();
        float[] expected = new float[count + 3];
        float[] actual = new float[count + 3];
        plain.weightedSum(data, offsets, weights, terms, expected, 3, count);
        vector.weightedSum(data, offsets, weights, terms, actual, 3, count);
        assertThat(actual).containsExactly(expected, within(1e-5f));
    }

    private void sameSumRows(Kernels vector, int count) {
        float[] data = randomFloats(5000);
        int[] offsets = random.ints(41, 0, 4700).toArray();
        float[] expected = new float[count + 3];
        float[] actual = new float[count + 3];
        plain.sumRows(data, offsets, 41, expected, 3, count);
        vector.sumRows(data, offsets, 41, actual, 3, count);
        assertThat(actual).containsExactly(expected); // to the last bit
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void stagesOfTheFourierTransformAreTheSame(int bits) {
        Kernels vector = vectorKernels(bits);
        for (int[] shape : new int[][] {{1, 16}, {4, 16}, {3, 64}, {16, 256}}) {
            int m = shape[0];
            int run = shape[1];
            float[] re = randomFloats(4 * m * run);
            float[] im = randomFloats(4 * m * run);
            float[] twiddles = randomFloats(2 * m);
            float[][] out = new float[4][4 * m * run];
            plain.fftRadix4(re, im, out[0], out[1], m, run, twiddles);
            vector.fftRadix4(re, im, out[2], out[3], m, run, twiddles);
            assertThat(out[2]).containsExactly(out[0], within(1e-4f));
            assertThat(out[3]).containsExactly(out[1], within(1e-4f));
            plain.fftRadix2(re, im, out[0], out[1], run);
            vector.fftRadix2(re, im, out[2], out[3], run);
            assertThat(out[2]).containsExactly(out[0]);
            assertThat(out[3]).containsExactly(out[1]);
        }
        int[] index = random.ints(50, 0, 90).toArray();
        float[] weights = randomFloats(300);
        float[] data = randomFloats(1600);
        float[] expected = new float[800];
        float[] actual = new float[800];
        plain.interpolateLanes(data, index, weights, 6, expected, 50);
        vector.interpolateLanes(data, index, weights, 6, actual, 50);
        assertThat(actual).containsExactly(expected, within(1e-5f));
    }

    private void sameSimpleLoops(Kernels vector, int count) {
        float[] x = randomFloats(count + 4);
        float[] expected = randomFloats(count + 9);
        float[] actual = expected.clone();
        plain.addScaled(0.3f, x, 4, expected, 2, count);
        vector.addScaled(0.3f, x, 4, actual, 2, count);
        assertThat(actual).containsExactly(expected, within(1e-6f));
        assertThat(vector.sum(x, 4, count, 0.1)).isCloseTo(plain.sum(x, 4, count, 0.1), within(1e-9));
        assertThat(vector.sumOfSquares(x, 4, count, 0.1)).isCloseTo(plain.sumOfSquares(x, 4, count, 0.1), within(1e-9));
    }

    @Test
    void fallsBackToPlainWithoutTheModule() {
        ClassLoader loader = KernelsTest.class.getClassLoader();
        assertThat(KernelLookup.choose("auto", false, loader)).isInstanceOf(PlainKernels.class);
        assertThat(KernelLookup.choose("plain", true, loader)).isInstanceOf(PlainKernels.class);
        assertThat(KernelLookup.choose("auto", true, loader).name()).startsWith("vector");
        assertThat(KernelLookup.choose("auto", true, ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(PlainKernels.class);
        assertThatThrownBy(() -> KernelLookup.choose("fast", true, loader))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fast");
    }

    private float[] randomFloats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** A copy of the vector kernels of the given width: their species are constants of the class. */
    private static Kernels vectorKernels(int bits) {
        System.setProperty(KernelLookup.BITS_PROPERTY, Integer.toString(bits));
        return KernelLookup.choose("vector", true, new OwnVectorKernels());
    }

    /** Loads the classes of the vector kernels anew and everything else from the usual place. */
    private static final class OwnVectorKernels extends ClassLoader {
        private static final String PREFIX = "org.goldtrail.kernel.Vector";

        OwnVectorKernels() {
            super(KernelsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PREFIX)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
