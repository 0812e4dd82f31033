package org.goldtrail.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.Length;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.ViewSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail run}: the main job. */
@Command(
        name = "run",
        description = "Aligns a raw tilt series and reconstructs a binned tomogram.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The last line tells what the result is worth: verdict: good|questionable|failed, with reasons.",
            "Exit codes: 0 good, 3 questionable, 4 failed, 2 bad input, 5 folder in use, 130 cancelled."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STACK", description = "raw tilt series (.st or .mrc)")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path stack;

    @Option(
            names = "--angles",
            paramLabel = "FILE",
            description = "tilt angles (.rawtlt, .tlt, or an .mdoc); found beside the stack by default")
    private @Nullable Path angles;

    @Option(names = "--mdoc", paramLabel = "FILE", description = "SerialEM mdoc; found beside the stack by default")
    private @Nullable Path mdoc;

    @Option(names = "--pixel-size", paramLabel = "ANGSTROM", description = "pixel size in Å; by default the header's")
    private @Nullable Double pixelSize;

    @Option(
            names = "--bead-diameter",
            paramLabel = "LENGTH",
            description = "diameter of the beads with its unit, like 10nm or 32px; by default measured")
    private @Nullable String beadDiameter;

    @Option(names = "--beads", paramLabel = "dark|bright", description = "contrast of the beads; by default found")
    private @Nullable BeadContrast beads;

    @Option(
            names = "--tilt-axis",
            paramLabel = "DEGREES",
            description = "about where the tilt axis lies, from +y counter-clockwise: decides the hand, not the angle")
    private @Nullable Double tiltAxis;

    @Option(
            names = "--exclude",
            paramLabel = "VIEWS",
            description = "views to discard, counted from 1 (1,4,7-9) or by angle (-60deg)")
    private @Nullable String exclude;

    @Option(
            names = "--thickness",
            paramLabel = "LENGTH",
            description = "thickness of the tomogram, like 200nm or 900px")
    private @Nullable String thickness;

    @Mixin
    private final SolutionArguments solution = new SolutionArguments();

    @Option(names = "--binning", paramLabel = "N", description = "binning of the tomogram (default ${DEFAULT-VALUE})")
    private int binning = 4;

    @Option(names = "--flip-hand", description = "take the other hand: turn the axis by 180 degrees")
    private boolean flipHand;

    @Option(names = "--out", paramLabel = "FOLDER", description = "workflow folder (default ./<stack name>.goldtrail)")
    private @Nullable Path out;

    @Option(names = "--threads", paramLabel = "N", description = "threads (default: one for each core)")
    private @Nullable Integer threads;

    @Option(names = "--quiet", description = "only the verdict")
    private boolean quiet;

    /** Contrast of beads. */
    enum BeadContrast {
        DARK,
        BRIGHT
    }

    @Override
    public Integer call() {
        if (binning < 1 || binning > 64) {
            throw new GoldtrailException("a binning of " + binning + " is not possible", "--binning", "give 1 to 64");
        }
        if (pixelSize != null && !(pixelSize > 0 && pixelSize < 1000)) {
            throw new GoldtrailException(
                    "a pixel size of " + pixelSize + " Å is not possible", "--pixel-size", "give it in Å, like 2.7");
        }
        if (tiltAxis != null && !(Math.abs(tiltAxis) <= 360)) {
            throw new GoldtrailException(
                    "an axis of " + tiltAxis + " degrees is not possible", "--tilt-axis", "give -180 to 180");
        }
        if (threads != null) {
            if (threads < 1) {
                throw new GoldtrailException("a run needs at least one thread", "--threads", "give 1 or more");
            }
            WorkerPool.useThreads(threads);
        }
        RunOptions options = new RunOptions(
                stack,
                Optional.ofNullable(angles),
                Optional.ofNullable(mdoc),
                optional(pixelSize),
                Optional.ofNullable(beadDiameter).map(t -> Length.parse(t, "--bead-diameter")),
                Optional.ofNullable(beads).map(b -> b == BeadContrast.DARK),
                optional(tiltAxis),
                exclude == null ? ViewSelection.NONE : ViewSelection.parse(exclude, "--exclude"),
                Optional.ofNullable(thickness).map(t -> Length.parse(t, "--thickness")),
                solution.options(),
                flipHand,
                binning,
                Optional.ofNullable(out),
                Runtime.getRuntime().maxMemory() / 4);
        ConsoleProgress progress = ConsoleProgress.standard(quiet);
        SeriesRun.Result result;
        try (Interruption interruption = Interruption.cancels(progress)) {
            result = SeriesRun.run(options, progress);
        } finally {
            progress.done();
        }
        if (!quiet) {
            System.out.println("results: " + result.folder());
        }
        System.out.println(result.verdict().line());
        return result.verdict().grade().exitCode();
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
