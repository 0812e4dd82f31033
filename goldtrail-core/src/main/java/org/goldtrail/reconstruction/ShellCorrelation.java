package org.goldtrail.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.jtransforms.fft.FloatFFT_3D;

/**
 * Fourier shell correlation of two volumes,
 *
 * <pre>  FSC(f) = Re sum F1 F2* / sqrt(sum |F1|^2 sum |F2|^2)</pre>
 *
 * over the shell of spatial frequency f (G. Harauz, M. van Heel, Optik 73, 1986, 146-156).
 *
 * @param frequencies middle of each shell, cycles per voxel
 * @param values FSC of each shell
 * @param compared what of the volumes was compared, and under what mask, in words
 */
public record ShellCorrelation(List<Double> frequencies, List<Double> values, String compared) {
    /** Longest side of the boxes that are compared, taken from the middle of the volumes. */
    private static final int LONGEST = 256;

    /** Share of each side over which the volume fades to its mean. */
    private static final double FADE = 0.15;

    public ShellCorrelation {
        frequencies = List.copyOf(frequencies);
        values = List.copyOf(values);
    }

    /**
     * Compares two volumes of one size, by their middle where they are large.
     *
     * @throws GoldtrailException if the sizes differ
     */
    public static ShellCorrelation of(ViewSource first, ViewSource second) {
        if (first.width() != second.width()
                || first.height() != second.height()
                || first.viewCount() != second.viewCount()) {
            throw new GoldtrailException(
                    String.format(
                            Locale.ROOT,
                            "volumes of %d x %d x %d and %d x %d x %d voxels cannot be compared",
                            first.width(),
                            first.height(),
                            first.viewCount(),
                            second.width(),
                            second.height(),
                            second.viewCount()),
                    "",
                    "make both with the same box");
        }
        int[] size = {side(first.viewCount()), side(first.height()), side(first.width())};
        float[] a = spectrum(first, size);
        float[] b = spectrum(second, size);
        int shells = Math.max(2, Math.max(size[0], Math.max(size[1], size[2])) / 2);
        double[][] sums = new double[3][shells];
        for (int z = 0; z < size[0]; z++) {
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[2]; x++) {
                    double f = Math.sqrt(square(z, size[0]) + square(y, size[1]) + square(x, size[2]));
                    int shell = (int) (f * 2 * shells + 0.5);
                    if (shell < shells) {
                        int at = 2 * ((z * size[1] + y) * size[2] + x);
                        sums[0][shell] += (double) a[at] * b[at] + (double) a[at + 1] * b[at + 1];
                        sums[1][shell] += (double) a[at] * a[at] + (double) a[at + 1] * a[at + 1];
                        sums[2][shell] += (double) b[at] * b[at] + (double) b[at + 1] * b[at + 1];
                    }
                }
            }
        }
        List<Double> frequencies = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int s = 1; s < shells; s++) {
            double norm = Math.sqrt(sums[1][s] * sums[2][s]);
            frequencies.add(s / (2.0 * shells));
            values.add(norm > 0 ? sums[0][s] / norm : 0);
        }
        String compared = String.format(
                Locale.ROOT,
                "the middle %d x %d x %d of %d x %d x %d voxels, faded to their mean over the outer %.0f %% of each side",
                size[2],
                size[1],
                size[0],
                first.width(),
                first.height(),
                first.viewCount(),
                100 * FADE);
        return new ShellCorrelation(frequencies, values, compared);
    }

    /**
     * The curve as a table, a row for each shell: frequency by voxel, by Å and as a fraction of Nyquist's, and the spacing that
     * it means; what was compared stands in a comment at the end.
     *
     * @param voxelAngstrom size of a voxel; without it, columns in Å are left out
     */
    public String table(OptionalDouble voxelAngstrom) {
        boolean known = voxelAngstrom.isPresent();
        StringBuilder text = new StringBuilder("frequencyPerVoxel,fractionOfNyquist");
        text.append(known ? ",frequencyPerAngstrom,spacingAngstrom,fsc\n" : ",fsc\n");
        for (int i = 0; i < frequencies.size(); i++) {
            double frequency = frequencies.get(i);
            text.append(String.format(Locale.ROOT, "%.5f,%.4f", frequency, 2 * frequency));
            if (known) {
                double voxel = voxelAngstrom.getAsDouble();
                text.append(String.format(Locale.ROOT, ",%.6f,%.3f", frequency / voxel, voxel / frequency));
            }
            text.append(String.format(Locale.ROOT, ",%.5f\n", values.get(i)));
        }
        return text.append("# compared: ").append(compared).append('\n').toString();
    }

    private static double square(int k, int size) {
        double f = (k <= size / 2 ? k : k - size) / (double) size;
        return f * f;
    }

    /** The largest fast even size that fits. */
    private static int side(int length) {
        int side = Math.min(length, LONGEST);
        while (side > 2 && (side % 2 != 0 || Fft2.fastSize(side) != side)) {
            side--;
        }
        return Math.max(1, side);
    }

    private static float[] spectrum(ViewSource volume, int[] size) {
        float[] data = new float[2 * size[0] * size[1] * size[2]];
        int[] first = {
            (volume.viewCount() - size[0]) / 2, (volume.height() - size[1]) / 2, (volume.width() - size[2]) / 2
        };
        double sum = 0;
        for (int z = 0; z < size[0]; z++) {
            Image section = volume.view(first[0] + z);
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[2]; x++) {
                    float value = section.get(first[2] + x, first[1] + y);
                    data[2 * ((z * size[1] + y) * size[2] + x)] = value;
                    sum += value;
                }
            }
        }
        float mean = (float) (sum / (data.length / 2));
        for (int z = 0; z < size[0]; z++) {
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[2]; x++) {
                    int at = 2 * ((z * size[1] + y) * size[2] + x);
                    data[at] = (float) ((data[at] - mean) * fade(z, size[0]) * fade(y, size[1]) * fade(x, size[2]));
                }
            }
        }
        new FloatFFT_3D(size[0], size[1], size[2]).complexForward(data);
        return data;
    }

    private static double fade(int i, int size) {
        double border = Math.min(i + 0.5, size - 0.5 - i) / (FADE * size);
        return border >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * border);
    }

    /**
     * The frequency at which the curve falls below a level for good (two shells in a row), in cycles per voxel, by linear
     * interpolation; empty if it never does.
     *
     * @param level such as 0.143 between halves, 0.5 against the truth
     */
    public OptionalDouble crossing(double level) {
        for (int i = 1; i < values.size(); i++) {
            boolean below = values.get(i) < level;
            boolean stays = i + 1 >= values.size() || values.get(i + 1) < level;
            if (below && stays) {
                double before = Math.max(values.get(i - 1), level);
                double t = (before - level) / Math.max(1e-12, before - values.get(i));
                return OptionalDouble.of(frequencies.get(i - 1) + t * (frequencies.get(i) - frequencies.get(i - 1)));
            }
        }
        return OptionalDouble.empty();
    }
}
