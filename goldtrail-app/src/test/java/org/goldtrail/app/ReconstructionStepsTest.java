package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.reconstruction.StoredTomogram;
import org.goldtrail.reconstruction.TomogramFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconstructions as a user asks for them, from the command line. */
class ReconstructionStepsTest {
    private static final String FULL = "reconstruction.fullReconstruction.";

    @TempDir
    Path folder;

    @Test
    void beadsOfBothTomogramsLieWhereTheSolutionSays() throws IOException {
        Path workflow = DoneWorkflow.copy(folder);
        // So thick that beads on the surfaces lie well inside, too.
        run("set", workflow, "reconstruction.binnedReconstruction.thickness=400px");
        run("run", workflow, "--step", "binnedReconstruction");
        List<double[]> beads = beads(workflow);
        List<double[]> off = new ArrayList<>();
        List<double[]> seen = new ArrayList<>();
        try (MrcStack stack = MrcStack.open(tomogram(workflow, "bin4_wbp"))) {
            StoredTomogram binned = new StoredTomogram(stack, TomogramFile.Order.XYZ);
            for (double[] b : beads) {
                double[] at = centre(binned, new double[] {b[0] / 4, b[1] / 4, b[2] / 4}, 3);
                if (at.length > 0) {
                    seen.add(b);
                    off.add(new double[] {4 * at[0] - b[0], 4 * at[1] - b[1], 4 * at[2] - b[2]});
                }
            }
        }
        assertThat(off).as("beads well inside the tomogram").hasSizeGreaterThan(9);
        // A twentieth of a voxel; along z, where the missing wedge draws beads out, an eighth.
        assertThat(median(off, 0)).isCloseTo(0, within(0.2));
        assertThat(median(off, 1)).isCloseTo(0, within(0.2));
        assertThat(median(off, 2)).isCloseTo(0, within(0.5));
        // A bead that stands alone, so that nothing else is dark in its window.
        double[] bead = seen.stream()
                .min((p, q) -> Double.compare(length(off.get(seen.indexOf(p))), length(off.get(seen.indexOf(q)))))
                .orElseThrow();
        run(
                "set",
                workflow,
                FULL + "reconstructionFullSizePx=72 64 60",
                FULL + "reconstructionShiftCenterPx="
                        + String.format(
                                Locale.ROOT,
                                "%d %d %d",
                                Math.round(bead[0]),
                                Math.round(bead[1]),
                                Math.round(bead[2])));
        run("run", workflow, "--step", "fullReconstruction");
        Path full = tomogram(workflow, "full_wbp");
        byte[] byShift = Files.readAllBytes(full);
        double[] expected = new double[3];
        Arrays.setAll(expected, axis -> bead[axis] - Math.round(bead[axis]));
        try (MrcStack stack = MrcStack.open(full)) {
            double[] at = centre(new StoredTomogram(stack, TomogramFile.Order.XYZ), expected, 13);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(at[axis]).as("axis %d", axis).isCloseTo(expected[axis], within(0.2));
            }
        }
        String voxel;
        try (MrcStack stack = MrcStack.open(tomogram(workflow, "bin4_wbp"))) {
            voxel = (stack.width() - 1) / 2.0 + Math.round(bead[0]) / 4.0
                    + " " + ((stack.height() - 1) / 2.0 + Math.round(bead[1]) / 4.0)
                    + " " + ((stack.sectionsPresent() - 1) / 2.0 + Math.round(bead[2]) / 4.0);
        }
        String next = "next: goldtrail run " + workflow + " --step reconstruction.fullReconstruction\n";
        assertThat(run(
                        "set",
                        workflow,
                        FULL + "useCenterOnBinnedCoordinates=true",
                        FULL + "centerBinnedCoordinates=" + voxel))
                .contains("outdated now: reconstruction.fullReconstruction\n" + next);
        assertThat(run("status", workflow)).contains(next);
        run("run", workflow, "--step", "fullReconstruction");
        assertThat(Files.readAllBytes(full)).as("the same box by a coordinate").isEqualTo(byShift);
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        Path workflow = DoneWorkflow.copy(folder);
        run("set", workflow, FULL + "halves=frames");
        CommandLineRun frames = CommandLineRun.of("run", workflow, "--step", "fullReconstruction");
        assertThat(frames.exitCode()).isEqualTo(2);
        assertThat(frames.err())
                .contains("no stacks of the halves of the frames")
                .contains("small_EVN.mrc");
        run("set", workflow, FULL + "halves=none", FULL + "reconstructFullWBP=false");
        CommandLineRun nothing = CommandLineRun.of("run", workflow, "--step", "fullReconstruction");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("no kind of reconstruction is chosen");
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    private static double median(List<double[]> values, int axis) {
        double[] sorted = values.stream().mapToDouble(v -> v[axis]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String run(Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
        return run.out();
    }

    private static Path tomogram(Path workflow, String kind) {
        return workflow.resolve("reconstruction/small_" + kind + ".mrc");
    }

    private static List<double[]> beads(Path workflow) {
        CsvTable table = CsvTable.read(workflow.resolve("alignment/small.beads.csv"));
        List<double[]> beads = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            beads.add(new double[] {
                row.number(table.column("x")), row.number(table.column("y")), row.number(table.column("z"))
            });
        }
        return beads;
    }

    /** Centre of the darkness near a place, from the middle of the volume; empty where the window leaves it. */
    private static double[] centre(ViewSource volume, double[] near, double reach) {
        double[] c = {(volume.width() - 1) / 2.0, (volume.height() - 1) / 2.0, (volume.viewCount() - 1) / 2.0};
        int[] sizes = {volume.width(), volume.height(), volume.viewCount()};
        double[] at = near.clone();
        for (int round = 0; round < 6; round++) {
            for (int axis = 0; axis < 3; axis++) {
                if (c[axis] + at[axis] - reach < 0 || c[axis] + at[axis] + reach > sizes[axis] - 1) {
                    return new double[0];
                }
            }
            double[] sum = new double[4];
            for (int z = (int) Math.ceil(c[2] + at[2] - reach); z <= c[2] + at[2] + reach; z++) {
                Image section = volume.view(z);
                for (int y = (int) Math.ceil(c[1] + at[1] - reach); y <= c[1] + at[1] + reach; y++) {
                    for (int x = (int) Math.ceil(c[0] + at[0] - reach); x <= c[0] + at[0] + reach; x++) {
                        double[] d = {x - c[0] - at[0], y - c[1] - at[1], z - c[2] - at[2]};
                        double r = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) / reach;
                        double w = Math.max(0, -section.get(x, y)) * Math.max(0, 1 - r * r);
                        for (int axis = 0; axis < 3; axis++) {
                            sum[axis] += w * d[axis];
                        }
                        sum[3] += w;
                    }
                }
            }
            for (int axis = 0; axis < 3; axis++) {
                at[axis] += sum[axis] / sum[3];
            }
        }
        return at;
    }
}
