package org.goldtrail.workflow;

import java.nio.file.Path;
import org.goldtrail.workflow.units.ViewSelection;

/** Options of a run, nothing said but what a test says, and a binning that suits small images. */
public final class TestOptions {
    private RunOptions options;

    public TestOptions(Path stack, Path folder) {
        options = RunOptions.of(stack).inFolder(folder);
        binning(2);
    }

    public TestOptions angles(Path file) {
        return set("settings.input.angleFile", file);
    }

    public TestOptions bead(String length, boolean isDark) {
        return set("detection.measureBeads.beadDiameter", length)
                .set("detection.measureBeads.beadContrast", isDark ? "dark" : "bright");
    }

    public TestOptions thickness(String length) {
        return set("reconstruction.binnedReconstruction.thickness", length);
    }

    public TestOptions exclude(String views) {
        options = options.discarding(ViewSelection.parse(views, "--exclude"));
        return this;
    }

    public TestOptions binning(int factor) {
        return set("alignment.alignBinned.alignmentBinningFactor", factor);
    }

    public TestOptions set(String path, Object value) {
        options = options.with(path, value);
        return this;
    }

    public TestOptions anew() {
        options = options.startingAnew();
        return this;
    }

    public RunOptions make() {
        return options;
    }
}
