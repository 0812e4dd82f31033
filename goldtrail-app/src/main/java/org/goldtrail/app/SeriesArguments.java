package org.goldtrail.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.app.folder.SetCommand;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SettingsFile;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.units.ViewSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a person says of a series and of how it is to be aligned; all of it may be left out. */
final class SeriesArguments {
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

    @Option(
            names = "--binning",
            paramLabel = "N",
            description = "binning of the tomogram and its aligned stack (default 4)")
    private @Nullable Integer binning;

    @Option(
            names = "--ctf",
            description = "estimate and correct the CTF, too, and make a binned tomogram of the corrected stack")
    private boolean ctf;

    @Option(names = "--flip-hand", description = "take the other hand: turn the axis by 180 degrees")
    private boolean flipHand;

    @Option(names = "--invert-angles", description = "change the sign of all tilt angles")
    private boolean invertAngles;

    @Option(
            names = "--memory",
            paramLabel = "GB",
            description =
                    "memory to plan stacks and tomograms with (default: a quarter of the machine); at most half of Java's heap")
    private @Nullable Double memory;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            completionCandidates = Candidates.Assignments.class,
            description = "set any parameter (see: goldtrail steps, goldtrail help STEP); may be repeated")
    private @Nullable List<String> assignments;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "settings to begin with, in YAML or as Dynamo writes them; what other options say goes before")
    private @Nullable Path config;

    @Option(names = "--out", paramLabel = "FOLDER", description = "workflow folder (default ./<stack name>.goldtrail)")
    private @Nullable Path out;

    /** Contrast of beads. */
    enum BeadContrast {
        DARK,
        BRIGHT
    }

    /** The folder named by {@code --out}. */
    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** All that was said, for a stack and a folder. */
    RunOptions options(Path stack, Optional<Path> folder, boolean anew) {
        Optional<SettingsFile> file = Optional.ofNullable(config).map(SettingsFile::read);
        file.ifPresent(f -> f.remarks().forEach(remark -> System.err.println(config + ": " + remark)));
        return new RunOptions(
                stack,
                folder,
                file.map(SettingsFile::settings).orElse(Settings.NONE).with(said().settings()),
                Optional.ofNullable(exclude)
                        .map(e -> ViewSelection.parse(e, "--exclude"))
                        .or(() -> file.flatMap(SettingsFile::discarded)),
                anew);
    }

    private Said said() {
        Said said = new Said(Settings.NONE)
                .with("settings.input.angleFile", "--angles", angles == null ? null : absolute(angles))
                .with("settings.input.mdocFile", "--mdoc", mdoc == null ? null : absolute(mdoc))
                .with("settings.general.pixelSizeAngstrom", "--pixel-size", pixelSize)
                .with("settings.general.tiltAxisDeg", "--tilt-axis", tiltAxis)
                .with("settings.general.flipHand", "--flip-hand", flipHand ? true : null)
                .with("settings.general.invertAngles", "--invert-angles", invertAngles ? true : null)
                .with("detection.measureBeads.beadDiameter", "--bead-diameter", beadDiameter)
                .with("detection.measureBeads.beadContrast", "--beads", beads == null ? null : beads.name())
                .with("alignment.alignBinned.alignmentBinningFactor", "--binning", binning)
                .with("settings.computing.memoryGb", "--memory", memory)
                .with("reconstruction.binnedReconstruction.reconstructBinnedWBPCTF", "--ctf", ctf ? true : null)
                .with("reconstruction.binnedReconstruction.thickness", "--thickness", thickness);
        Settings settings = solution.said(said).settings();
        return new Said(SetCommand.assignAll(settings, assignments == null ? List.of() : assignments));
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }
}
