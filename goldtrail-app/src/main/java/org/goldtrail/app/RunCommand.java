package org.goldtrail.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.units.ViewSelection;
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

    @Option(names = "--binning", paramLabel = "N", description = "binning of the tomogram (default 4)")
    private @Nullable Integer binning;

    @Option(names = "--force", description = "forget what the folder holds and start anew")
    private boolean force;

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
        if (threads != null) {
            if (threads < 1) {
                throw new GoldtrailException("a run needs at least one thread", "--threads", "give 1 or more");
            }
            WorkerPool.useThreads(threads);
        }
        ConsoleProgress progress = ConsoleProgress.standard(quiet);
        SeriesRun.Result result;
        try (Interruption interruption = Interruption.cancels(progress)) {
            result = SeriesRun.run(options(), progress);
        } finally {
            progress.done();
        }
        if (!quiet) {
            System.out.println("results: " + result.folder());
        }
        System.out.println(result.verdict().line());
        return result.verdict().grade().exitCode();
    }

    private RunOptions options() {
        Said said = new Said(Settings.NONE)
                .with("settings.input.angleFile", "--angles", angles == null ? null : absolute(angles))
                .with("settings.input.mdocFile", "--mdoc", mdoc == null ? null : absolute(mdoc))
                .with("settings.general.pixelSizeAngstrom", "--pixel-size", pixelSize)
                .with("settings.general.tiltAxisDeg", "--tilt-axis", tiltAxis)
                .with("settings.general.flipHand", "--flip-hand", flipHand ? true : null)
                .with("detection.measureBeads.beadDiameter", "--bead-diameter", beadDiameter)
                .with("detection.measureBeads.beadContrast", "--beads", beads == null ? null : beads.name())
                .with("alignment.alignBinned.alignmentBinningFactor", "--binning", binning)
                .with("reconstruction.binnedReconstruction.thickness", "--thickness", thickness);
        return new RunOptions(
                stack,
                Optional.ofNullable(out),
                solution.said(said).settings(),
                Optional.ofNullable(exclude).map(e -> ViewSelection.parse(e, "--exclude")),
                force);
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }
}
