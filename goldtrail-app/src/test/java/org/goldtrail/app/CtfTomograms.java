package org.goldtrail.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.ViewSource;
import org.goldtrail.phantom.OpticsParameters;
import org.goldtrail.phantom.Phantom;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.TrueDensity;
import org.goldtrail.phantom.Truth;
import org.goldtrail.reconstruction.MemoryVolume;
import org.goldtrail.reconstruction.ShellCorrelation;
import org.goldtrail.reconstruction.StoredTomogram;
import org.goldtrail.reconstruction.TomogramFile;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.Workflow;

/**
 * A series simulated by wave optics, and how well boxes of its tomograms, made through the workflow, agree with the true
 * density: uncorrected, corrected by strips, and slab by slab.
 */
final class CtfTomograms {
    private static final String FULL = "reconstruction.fullReconstruction.";
    private static final List<String> KINDS = List.of("wbp", "wbp_ctf", "wbp_3dctf");

    /** Nearer to the Nyquist frequency interpolation and noise are all that differs. */
    private static final double HIGHEST_PER_VOXEL = 0.4;

    /** A cube of the specimen: its side and where its centre lies, in voxels of full size. */
    record Cube(String name, int side, int x, int y, int z) {}

    /** Mean shell correlation of each kind with the truth, from the first zero of the CTF on, and of the upper half of that. */
    record Agreement(Cube cube, Map<String, Double> beyondFirstZero, Map<String, Double> finest) {
        /** Of one kind, from the first zero on; NaN where it was not made. */
        double all(String kind) {
            return beyondFirstZero.getOrDefault(kind, Double.NaN);
        }

        /** Of one kind, in the upper half of that. */
        double fine(String kind) {
            return finest.getOrDefault(kind, Double.NaN);
        }

        String line(String what) {
            StringBuilder line = new StringBuilder("| " + what + " | " + cube.name + " |");
            for (String kind : KINDS) {
                line.append(String.format(Locale.ROOT, " %.3f, %.3f |", all(kind), fine(kind)));
            }
            return line.toString();
        }
    }

    final Workflow workflow;
    final Truth truth;
    private final PhantomParameters parameters;
    private final TrueDensity density;
    private List<String> kinds = KINDS;

    CtfTomograms(PhantomParameters parameters, long seed, Path folder) {
        this.parameters = parameters;
        this.truth = Phantom.simulate(parameters, seed, folder.resolve("data"), Progress.SILENT);
        this.density = TrueDensity.of(parameters, seed);
        Path stack = folder.resolve("data").resolve(truth.stack());
        this.workflow = Workflow.create(stack, folder.resolve("series.goldtrail"));
        workflow.set("settings.general.amplitudeContrast", parameters.optics().amplitudeContrast())
                .set("alignment.alignFull.eraseGold", true)
                .set(FULL + "fullSource", "alignedStack")
                .set(FULL + "reconstructFullWBPCTF", true)
                .set(FULL + "reconstructFullWBP3DCTF", true);
    }

    /** Finds the alignment by the beads. */
    void solve() {
        workflow.run().upTo("alignment.alignFull");
    }

    /** Takes the true geometry for the alignment, as if another program had found it. */
    void takeTrueGeometry() {
        if (!truth.hasGold()) {
            workflow.set("detection.measureBeads.beadDiameter", "10nm").run().step("detection.measureBeads");
        }
        workflow.exchange()
                .importAlignment(workflow.stack().resolveSibling("truth").resolve("ideal.xf"), false);
    }

    /** Takes the true CTF of all views for the estimated one. */
    void takeTrueCtf() {
        takeTrueCtf(0);
        takeTrueHand();
    }

    /** Leaves the correction slab by slab out from now on, or not. */
    void byStripsAlone(boolean alone) {
        workflow.set(FULL + "reconstructFullWBP3DCTF", !alone);
        kinds = alone ? KINDS.subList(0, 2) : KINDS;
    }

    /** Small fields do not tell it. */
    void takeTrueHand() {
        workflow.set("ctf.correctCTF.defocusHand", parameters.optics().hand() > 0 ? "plus" : "minus");
    }

    /** The same with the direction of the astigmatism turned. */
    void takeTrueCtf(double turnedDeg) {
        for (Truth.TiltTruth t : truth.tilts()) {
            double half = 1e4 * t.astigUm();
            workflow.ctf()
                    .set(
                            t.index(),
                            new CtfModel(
                                    1e4 * t.defocusUm() + half,
                                    1e4 * t.defocusUm() - half,
                                    t.astigDeg() + turnedDeg,
                                    0));
        }
    }

    /** Corrects the aligned stack as the CTF says now, makes the cubes and compares them with the truth. */
    List<Agreement> agreement(String size, List<Cube> cubes) {
        if (!workflow.status("alignment.alignFull").isDone()) {
            workflow.run().step("alignment.alignFull");
        }
        workflow.run().step("ctf.correctCTF");
        workflow.set(FULL + "reconstructionFullSizePx", size);
        workflow.run().step("reconstruction.fullReconstruction");
        double[][] frame = TrueFrame.of(truth, workflow.fit());
        List<Agreement> out = new ArrayList<>();
        for (Cube cube : cubes) {
            int n = cube.side;
            MemoryVolume expected = density.box(n, n, n, moved(frame, cube));
            Map<String, Double> all = new TreeMap<>();
            Map<String, Double> finest = new TreeMap<>();
            for (String kind : kinds) {
                Path file = workflow.folder().resolve("reconstruction/" + workflow.name() + "_full_" + kind + ".mrc");
                try (MrcStack stack = MrcStack.open(file)) {
                    ShellCorrelation fsc =
                            ShellCorrelation.of(expected, cut(new StoredTomogram(stack, TomogramFile.Order.XYZ), cube));
                    double first = 1.1 * firstZero();
                    all.put(kind, mean(fsc, first, HIGHEST_PER_VOXEL));
                    finest.put(kind, mean(fsc, (first + HIGHEST_PER_VOXEL) / 2, HIGHEST_PER_VOXEL));
                }
            }
            out.add(new Agreement(cube, new LinkedHashMap<>(all), new LinkedHashMap<>(finest)));
        }
        return out;
    }

    /** A cube of a box whose centre is that of the tomogram; sides are even, as all are here. */
    private static MemoryVolume cut(ViewSource box, Cube cube) {
        int n = cube.side;
        int fromX = (box.width() - n) / 2 + cube.x;
        int fromY = (box.height() - n) / 2 + cube.y;
        int fromZ = (box.viewCount() - n) / 2 + cube.z;
        MemoryVolume out = new MemoryVolume(n, n, n);
        for (int z = 0; z < n; z++) {
            float[] section = box.view(fromZ + z).pixels();
            float[] part = new float[n * n];
            for (int y = 0; y < n; y++) {
                System.arraycopy(section, (fromY + y) * box.width() + fromX, part, y * n, n);
            }
            out.write(z, 0, n, part);
        }
        return out;
    }

    private static double[][] moved(double[][] frame, Cube cube) {
        double[] centre = {cube.x, cube.y, cube.z};
        double[][] out = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            out[axis] = frame[axis].clone();
            out[axis][3] -= centre[axis];
        }
        return out;
    }

    /** First zero of the CTF at the mean defocus, cycles per voxel; of a plain lens, Cs and amplitude contrast left aside. */
    double firstZero() {
        OpticsParameters optics = parameters.optics();
        return parameters.field().pixelSizeAngstrom()
                / Math.sqrt(optics.wavelengthAngstrom() * optics.defocusAngstrom());
    }

    private static double mean(ShellCorrelation fsc, double from, double to) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < fsc.frequencies().size(); i++) {
            double k = fsc.frequencies().get(i);
            if (k >= from && k <= to) {
                sum += fsc.values().get(i);
                n++;
            }
        }
        return sum / n;
    }
}
