package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.goldtrail.ctf.CorrectCtf;
import org.goldtrail.ctf.CorrectionParameters;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.CtfOptics;
import org.goldtrail.ctf.SpecimenPlane;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jtransforms.fft.DoubleFFT_2D;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slab of blobs, each imaged with the defocus of its own height by code of this test, comes back better when the CTF is
 * corrected, and better still when it is corrected slab by slab. Measured by the shell correlation with the truth.
 */
class CtfSlabsTest {
    private static final int SIZE = 160;
    private static final int DEPTH = 48;
    private static final double PIXEL = 1;
    private static final double BLOB_SD = 0.9;
    private static final int BLOBS = 1000;
    private static final double DEFOCUS = 3_000;
    private static final int HAND = -1;
    private static final double LAMBDA = 0.0196875; // 300 kV
    private static final double FIRST_ZERO = Math.sqrt(1 / (LAMBDA * DEFOCUS));
    private static final CtfOptics OPTICS = new CtfOptics(300, 2.7, 0);

    private static MemoryVolume truth = new MemoryVolume(1, 1, 1);
    private static List<Image> images = List.of();
    private static final List<ViewGeometry> GEOMETRY = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void makeViews() {
        Random random = new Random(7);
        double[][] blobs = new double[BLOBS][3];
        for (double[] b : blobs) {
            b[0] = (random.nextDouble() - 0.5) * SIZE;
            b[1] = (random.nextDouble() - 0.5) * SIZE;
            b[2] = (random.nextDouble() - 0.5) * DEPTH;
        }
        truth = volume(blobs);
        List<Image> views = new ArrayList<>();
        GEOMETRY.clear();
        for (int tilt = -60; tilt <= 60; tilt += 8) {
            GEOMETRY.add(ViewGeometry.of(0, tilt));
            views.add(view(blobs, Math.toRadians(tilt), random));
        }
        images = views;
    }

    private static MemoryVolume volume(double[][] blobs) {
        MemoryVolume volume = new MemoryVolume(SIZE, SIZE, DEPTH);
        float[][] sections = new float[DEPTH][SIZE * SIZE];
        for (double[] b : blobs) {
            double[] c = {b[0] + (SIZE - 1) / 2.0, b[1] + (SIZE - 1) / 2.0, b[2] + (DEPTH - 1) / 2.0};
            for (int z = (int) c[2] - 4; z <= c[2] + 5; z++) {
                for (int y = (int) c[1] - 4; y <= c[1] + 5; y++) {
                    for (int x = (int) c[0] - 4; x <= c[0] + 5; x++) {
                        if (x >= 0 && y >= 0 && z >= 0 && x < SIZE && y < SIZE && z < DEPTH) {
                            double d = (x - c[0]) * (x - c[0]) + (y - c[1]) * (y - c[1]) + (z - c[2]) * (z - c[2]);
                            sections[z][y * SIZE + x] += (float) Math.exp(-0.5 * d / (BLOB_SD * BLOB_SD));
                        }
                    }
                }
            }
        }
        for (int z = 0; z < DEPTH; z++) {
            volume.write(z, 0, SIZE, sections[z]);
        }
        return volume;
    }

    /** Blobs of nearly the same height share a transform; each group gets its own defocus. */
    private static Image view(double[][] blobs, double tilt, Random random) {
        TreeMap<Integer, double[]> layers = new TreeMap<>();
        double layer = 4; // px
        for (double[] b : blobs) {
            double x = b[0] * Math.cos(tilt) + b[2] * Math.sin(tilt) + (SIZE - 1) / 2.0;
            double y = b[1] + (SIZE - 1) / 2.0;
            double z = -b[0] * Math.sin(tilt) + b[2] * Math.cos(tilt);
            double[] map = layers.computeIfAbsent((int) Math.rint(z / layer), k -> new double[2 * SIZE * SIZE]);
            for (int j = (int) y - 4; j <= y + 5; j++) {
                for (int i = (int) x - 4; i <= x + 5; i++) {
                    if (i >= 0 && j >= 0 && i < SIZE && j < SIZE) {
                        double d = (i - x) * (i - x) + (j - y) * (j - y);
                        map[2 * (j * SIZE + i)] += Math.exp(-0.5 * d / (BLOB_SD * BLOB_SD));
                    }
                }
            }
        }
        DoubleFFT_2D fft = new DoubleFFT_2D(SIZE, SIZE);
        double[] sum = new double[2 * SIZE * SIZE];
        layers.forEach((k, map) -> {
            fft.complexForward(map);
            double defocus = DEFOCUS - HAND * k * layer * PIXEL;
            for (int j = 0; j < SIZE; j++) {
                for (int i = 0; i < SIZE; i++) {
                    double fx = (i <= SIZE / 2 ? i : i - SIZE) / (SIZE * PIXEL);
                    double fy = (j <= SIZE / 2 ? j : j - SIZE) / (SIZE * PIXEL);
                    double k2 = fx * fx + fy * fy;
                    double chi = Math.PI * LAMBDA * defocus * k2
                            - 0.5 * Math.PI * 2.7e7 * LAMBDA * LAMBDA * LAMBDA * k2 * k2;
                    int at = 2 * (j * SIZE + i);
                    sum[at] += map[at] * Math.sin(chi);
                    sum[at + 1] += map[at + 1] * Math.sin(chi);
                }
            }
        });
        fft.complexInverse(sum, true);
        Image image = new Image(SIZE, SIZE);
        for (int i = 0; i < SIZE * SIZE; i++) {
            image.pixels()[i] = (float) (100 + sum[2 * i] + 0.3 * random.nextGaussian());
        }
        return image;
    }

    private MemoryVolume reconstructed(List<Image> views) {
        MemoryVolume volume = new MemoryVolume(SIZE, SIZE, DEPTH);
        new BackProjection(RowSource.of(ViewSource.of(views)), GEOMETRY, Set.of(), DEPTH, RadialFilter.USUAL)
                .run(volume, 64 << 20, WorkerPool.shared(), Progress.SILENT);
        return volume;
    }

    private static List<Image> strips(int hand) {
        CorrectCtf corrector = new CorrectCtf(OPTICS, hand, PIXEL, parameters());
        List<Image> out = new ArrayList<>();
        for (int v = 0; v < images.size(); v++) {
            out.add(corrector.correct(images.get(v), CtfModel.of(DEFOCUS), GEOMETRY.get(v), SpecimenPlane.FLAT));
        }
        return out;
    }

    private static CorrectionParameters parameters() {
        return new CorrectionParameters(CorrectionParameters.Method.PHASE_FLIP, 1, 4, 1024, 10);
    }

    private MemoryVolume slabs(double slabPx) {
        MemoryVolume volume = new MemoryVolume(SIZE, SIZE, DEPTH);
        List<CtfModel> models = new ArrayList<>();
        images.forEach(i -> models.add(CtfModel.of(DEFOCUS)));
        new CtfSlabs(
                        ViewSource.of(images),
                        GEOMETRY,
                        Set.of(),
                        models,
                        new CorrectCtf(OPTICS, HAND, PIXEL, parameters()),
                        BackProjection.noFactors(images.size()),
                        RadialFilter.USUAL)
                .run(
                        TomogramBox.centred(SIZE, SIZE, DEPTH),
                        DEPTH,
                        slabPx,
                        folder,
                        volume,
                        64 << 20,
                        WorkerPool.shared(),
                        Progress.SILENT);
        return volume;
    }

    /** Mean shell correlation from the first zero to eight tenths of the Nyquist frequency. */
    private static double beyondFirstZero(MemoryVolume volume) {
        ShellCorrelation fsc = ShellCorrelation.of(truth, volume);
        double sum = 0;
        int n = 0;
        for (int i = 0; i < fsc.frequencies().size(); i++) {
            double k = fsc.frequencies().get(i) / PIXEL;
            if (k > 1.1 * FIRST_ZERO && k < 0.4 / PIXEL) {
                sum += fsc.values().get(i);
                n++;
            }
        }
        return sum / n;
    }

    @Test
    void correctionHelpsAndSlabsAreBest() {
        double uncorrected = beyondFirstZero(reconstructed(images));
        double flipped = beyondFirstZero(reconstructed(strips(HAND)));
        double wrongHand = beyondFirstZero(reconstructed(strips(-HAND)));
        double slabs = beyondFirstZero(slabs(8 / PIXEL));
        String figures = "uncorrected " + uncorrected + ", strips " + flipped + ", strips of the wrong hand "
                + wrongHand + ", slabs " + slabs;
        assertThat(Math.abs(uncorrected)).as(figures).isLessThan(0.15);
        assertThat(flipped).as(figures).isGreaterThan(0.35).isGreaterThan(wrongHand);
        assertThat(slabs).as(figures).isGreaterThan(flipped);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void slabsCoverEverySectionOnce() {
        for (int depth : new int[] {1, 7, 100, 101}) {
            int next = 0;
            for (int[] slab : CtfSlabs.slabs(depth, 8.3)) {
                assertThat(slab[0]).isEqualTo(next);
                assertThat(slab[1]).isBetween(1, 9);
                next += slab[1];
            }
            assertThat(next).isEqualTo(depth);
        }
    }
}
