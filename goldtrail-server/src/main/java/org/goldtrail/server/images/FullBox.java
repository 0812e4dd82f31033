package org.goldtrail.server.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.RunRequest;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/**
 * The full-sized reconstruction about a place of the specimen: what it costs, and the parameters that make it.
 *
 * @param centrePx unbinned pixels from the centre of the specimen: x, y, z
 * @param sizePx sides of the box, unbinned pixels
 */
record FullBox(double[] centrePx, int[] sizePx) {
    private static final String FULL = "reconstruction.fullReconstruction";
    private static final String BINNED = "reconstruction.binnedReconstruction";
    private static final int BYTES_PER_VOXEL = 4;

    FullBox {
        if (centrePx == null || sizePx == null || centrePx.length != 3 || sizePx.length != 3) {
            throw new GoldtrailException("a box needs a centre and a size", "", "give three numbers for each");
        }
        for (int i = 0; i < 3; i++) {
            if (!Double.isFinite(centrePx[i]) || sizePx[i] < 1 || sizePx[i] > 100_000) {
                throw new GoldtrailException(
                        "the box is impossible", centrePx[i] + ", " + sizePx[i], "give sides from 1 to 100000 px");
            }
        }
    }

    long voxels() {
        return (long) sizePx[0] * sizePx[1] * sizePx[2];
    }

    /** What it will take, as far as that can be known before. */
    Map<String, Object> plan(Workflow workflow) {
        Map<String, Object> plan = new LinkedHashMap<>();
        long bytes = voxels() * BYTES_PER_VOXEL;
        plan.put("fileBytes", bytes);
        plan.put("freeBytes", freeBytes(workflow.folder()));
        plan.put(
                "memoryBytes",
                workflow.settings()
                        .of(ComputingSettings.GROUP, ComputingSettings.DEFAULT)
                        .memoryBytes());
        OptionalDouble seconds = seconds(workflow);
        seconds.ifPresent(s -> plan.put("seconds", s));
        plan.put("alignedStackIsThere", workflow.item(Item.ALIGNED_STACK.id()).exists());
        return plan;
    }

    private static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new GoldtrailException(
                    "its disk cannot be asked for free space", folder.toString(), "check its rights", e);
        }
    }

    /** By the speed of an earlier reconstruction on this machine: work goes with the number of voxels, the views being the same. */
    private OptionalDouble seconds(Workflow workflow) {
        for (String step : List.of(FULL, BINNED)) {
            OptionalDouble rate = workflow.status(step)
                    .provenance()
                    .map(p -> rate(p, workflow))
                    .orElse(OptionalDouble.empty());
            if (rate.isPresent()) {
                return OptionalDouble.of(rate.getAsDouble() * voxels());
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble rate(Provenance provenance, Workflow workflow) {
        String step = provenance.step();
        long voxels = 0;
        Item item = step.equals(FULL) ? Item.FULL_TOMOGRAM : Item.BINNED_TOMOGRAM;
        for (Path file : workflow.item(item.id()).files()) {
            if (file.toString().endsWith(".mrc")) {
                voxels += size(file) / BYTES_PER_VOXEL;
            }
        }
        return voxels == 0 || provenance.problem().isPresent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(provenance.seconds() / voxels);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // gone meanwhile: then it says nothing
        }
    }

    /**
     * Sets the parameters of the step, the place as a coordinate of the binned tomogram where that is known, as people read it
     * there.
     *
     * @param binnedVoxel the same place in voxels of the binned tomogram; empty where none was looked at
     */
    void set(Workflow workflow, List<Double> binnedVoxel) {
        workflow.set(FULL + ".reconstructionFullSizePx", triple(sizePx[0], sizePx[1], sizePx[2]));
        boolean binned = binnedVoxel.size() == 3;
        workflow.set(FULL + ".useCenterOnBinnedCoordinates", binned);
        if (binned) {
            workflow.set(
                    FULL + ".centerBinnedCoordinates", triple(binnedVoxel.get(0), binnedVoxel.get(1), binnedVoxel.get(2)));
        } else {
            workflow.set(FULL + ".reconstructionShiftCenterPx", triple(centrePx[0], centrePx[1], centrePx[2]));
        }
    }

    private static String triple(double x, double y, double z) {
        return String.format(Locale.ROOT, "%s %s %s", number(x), number(y), number(z));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** The run that makes it, with the aligned stack of full size first where it is missing. */
    static RunRequest request(Workflow workflow) {
        Step<?> full = StepCatalogue.step(FULL);
        List<Step<?>> steps = new ArrayList<>();
        if (!workflow.item(Item.ALIGNED_STACK.id()).exists()) {
            steps.add(StepCatalogue.maker(Item.ALIGNED_STACK).orElseThrow());
        }
        steps.add(full);
        return new RunRequest(steps, List.of(full), false);
    }
}
