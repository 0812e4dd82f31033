package org.goldtrail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.alignment.MaskSource;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.kernel.Kernels;

/** {@code bench resample}: views turned by three shears, from memory to memory. */
final class ResampleBench {
    private static final int WIDTH = 1919;
    private static final int HEIGHT = 1855;
    private static final int VIEWS = 41;

    private final Consumer<String> out;

    ResampleBench(Consumer<String> out) {
        this.out = out;
    }

    void run(int threads) {
        out.accept(String.format(
                Locale.ROOT,
                "resampling of %d x %d x %d pixels, eight taps along each axis, with copying; Mpx/s = 10^6 pixels made per second",
                WIDTH,
                HEIGHT,
                VIEWS));
        for (double axisDeg : new double[] {5.3, 45, 85.3}) {
            time(axisDeg, 1);
            if (threads > 1) {
                time(axisDeg, threads);
            }
        }
    }

    private void time(double axisDeg, int threads) {
        Image noise = new Image(WIDTH, HEIGHT);
        Random random = new Random(1);
        for (int i = 0; i < noise.pixels().length; i++) {
            noise.pixels()[i] = random.nextFloat();
        }
        List<ViewGeometry> geometry = new ArrayList<>();
        List<Image> views = new ArrayList<>();
        for (int i = 0; i < VIEWS; i++) {
            geometry.add(new ViewGeometry(axisDeg, -60 + 3 * i, 0, 1.001, 3.2, -7.4));
            views.add(noise);
        }
        AlignedFrame frame = AlignedFrame.of(WIDTH, HEIGHT, axisDeg);
        AlignedStack stack = new AlignedStack(ViewSource.of(views), geometry, Set.of(), MaskSource.ALL_VALID, frame);
        Timing time = Timing.of(threads, VIEWS, 1, i -> {
            if (Float.isNaN(stack.view(i, 1).pixels()[WIDTH])) {
                throw new IllegalStateException("not a number");
            }
        });
        double pixels = 1e-6 * WIDTH * HEIGHT * VIEWS;
        String name = String.format(
                Locale.ROOT, "axis at %.1f degrees, %s", axisDeg, Kernels.best().name());
        out.accept(time.line(name, pixels, "Mpx/s"));
    }
}
