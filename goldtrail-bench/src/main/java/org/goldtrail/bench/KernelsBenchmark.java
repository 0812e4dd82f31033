package org.goldtrail.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.kernel.PlainKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one row of 960 pixels through each kernel, plain against vector; the width comes from the forked JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelsBenchmark {
    private static final int ROW = 960;
    private static final int SIDE = 1600;
    private static final int TERMS = 82;

    @Param({"plain", "vector"})
    public String version = "plain";

    private Kernels kernels = new PlainKernels(); // replaced before each trial
    private final float[] image = new float[SIDE * SIDE];
    private final float[] row = new float[ROW];
    private final int[] offsets = new int[TERMS];
    private final float[] weights = new float[TERMS];
    private int line;

    @Setup(Level.Trial)
    public void fill() {
        // Kernels are chosen once for each JVM; each parameter value runs in a fork of its own.
        System.setProperty("goldtrail.kernels", version);
        kernels = Kernels.best();
        Random random = new Random(1);
        for (int i = 0; i < image.length; i++) {
            image[i] = random.nextFloat();
        }
        for (int t = 0; t < TERMS; t++) {
            offsets[t] = 2000 * t + random.nextInt(900);
            weights[t] = random.nextFloat();
        }
    }

    @Benchmark
    public float[] cubicRowAlongX() {
        return cubicRow(5);
    }

    @Benchmark
    public float[] cubicRowAlongY() {
        return cubicRow(85);
    }

    private float[] cubicRow(double angleDeg) {
        double stepX = Math.cos(Math.toRadians(angleDeg));
        double stepY = Math.sin(Math.toRadians(angleDeg));
        line = (line + 1) % 500;
        double x = 550 - 480 * stepX - (line - 250) * stepY + 250;
        double y = 550 - 480 * stepY + (line - 250) * stepX + 250;
        kernels.cubicRow(image, SIDE, x, y, stepX, stepY, row, 0, ROW);
        return row;
    }

    /** One voxel row of a back-projection from 41 views. */
    @Benchmark
    public float[] weightedSum() {
        kernels.weightedSum(image, offsets, weights, TERMS, row, 0, ROW);
        return row;
    }

    @Benchmark
    public float[] addScaled() {
        kernels.addScaled(1e-9f, image, 0, row, 0, ROW);
        return row;
    }

    @Benchmark
    public double sumOfSquares() {
        return kernels.sumOfSquares(image, 0, ROW, 0.5);
    }
}
