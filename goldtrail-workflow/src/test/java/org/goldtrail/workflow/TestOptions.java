package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.workflow.units.Length;
import org.goldtrail.workflow.units.ViewSelection;

/** Options of a run, nothing said but what a test says. */
final class TestOptions {
    private final Path stack;
    private final Path folder;
    private Optional<Path> angles = Optional.empty();
    private Optional<Length> beadDiameter = Optional.empty();
    private Optional<Boolean> dark = Optional.empty();
    private Optional<Length> thickness = Optional.empty();
    private ViewSelection excluded = ViewSelection.NONE;
    private int binning = 2;

    TestOptions(Path stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    TestOptions angles(Path file) {
        angles = Optional.of(file);
        return this;
    }

    TestOptions bead(String length, boolean isDark) {
        beadDiameter = Optional.of(Length.parse(length, "--bead-diameter"));
        dark = Optional.of(isDark);
        return this;
    }

    TestOptions thickness(String length) {
        thickness = Optional.of(Length.parse(length, "--thickness"));
        return this;
    }

    TestOptions exclude(String views) {
        excluded = ViewSelection.parse(views, "--exclude");
        return this;
    }

    TestOptions binning(int factor) {
        binning = factor;
        return this;
    }

    RunOptions make() {
        RunOptions defaults = RunOptions.of(stack);
        return new RunOptions(
                stack,
                angles,
                Optional.empty(),
                OptionalDouble.empty(),
                beadDiameter,
                dark,
                OptionalDouble.empty(),
                excluded,
                thickness,
                defaults.solution(),
                false,
                binning,
                Optional.of(folder),
                64L << 20);
    }
}
