package org.goldtrail.server.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.Provenance;

/**
 * The full-sized reconstruction of a box: what it costs.
 *
 * @param sizePx sides of the box, unbinned pixels
 */
record FullBox(int[] sizePx) {
    private static final String FULL = "reconstruction.fullReconstruction";
    private static final String BINNED = "reconstruction.binnedReconstruction";
    private static final int BYTES_PER_VOXEL = 4;
    private static final int LONGEST = 100_000;

    FullBox {
        if (sizePx == null || sizePx.length != 3) {
            throw new GoldtrailException("a box has three sides", "", "give x, y and z in unbinned pixels");
        }
        for (int side : sizePx) {
            if (side < 1 || side > LONGEST) {
                throw new GoldtrailException(
                        "a box cannot have a side of " + side + " px", "", "give 1 to " + LONGEST + " px");
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
}
