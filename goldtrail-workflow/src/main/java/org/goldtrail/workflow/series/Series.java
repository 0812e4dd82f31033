package org.goldtrail.workflow.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.formats.AngleSource;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.formats.TiltSeriesSource;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.units.ViewSelection;

/** A raw tilt series as steps see it: what its files say, what the user says of it, and its images. */
public final class Series implements AutoCloseable {
    private final TiltSeriesInput input;
    private final String name;
    private final GeneralSettings general;
    private final Set<Integer> discarded;
    private final MrcStack stack;
    private final SeriesImages images;

    private Series(
            TiltSeriesInput input,
            String name,
            GeneralSettings general,
            Set<Integer> discarded,
            MrcStack stack,
            ComputingSettings computing) {
        this.input = input;
        this.name = name;
        this.general = general;
        this.discarded = discarded;
        this.stack = stack;
        this.images = new SeriesImages(new RawViews(stack), computing.memoryBytes() / 2);
    }

    /**
     * Opens the stack and reads all that is known of its views.
     *
     * @param discarded views the user discards
     * @throws org.goldtrail.GoldtrailException if the stack cannot be read, no angles are found, or what was said is wrong
     */
    public static Series open(Path stackFile, InputSettings files, GeneralSettings general, ViewSelection discarded) {
        return open(stackFile, files, general, ComputingSettings.DEFAULT, discarded);
    }

    /**
     * The same within some memory.
     *
     * @param computing of the memory it may plan with, half is for views that are kept
     */
    public static Series open(
            Path stackFile,
            InputSettings files,
            GeneralSettings general,
            ComputingSettings computing,
            ViewSelection discarded) {
        MrcStack stack = MrcStack.open(stackFile);
        try {
            TiltSeriesInput input = read(stack, stackFile, files, general);
            Set<Integer> sections = discarded.resolve(input.tiltsDeg(), "discarded tilts");
            SeriesLimits.check(input, sections);
            String name = source(stackFile, files, general).name();
            return new Series(input, name, general, sections, stack, computing);
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    private static TiltSeriesInput read(MrcStack stack, Path stackFile, InputSettings files, GeneralSettings general) {
        TiltSeriesInput read = source(stackFile, files, general).read(stack);
        return general.invertAngles() ? withInvertedAngles(read) : read;
    }

    /** The nominal tilt angles of a series that cannot be opened yet, since views must be discarded first. */
    public static double[] tiltsDeg(Path stackFile, InputSettings files, GeneralSettings general) {
        try (MrcStack stack = MrcStack.open(stackFile)) {
            return read(stack, stackFile, files, general).tiltsDeg();
        }
    }

    /** The files of a series, as far as the settings name them. */
    public static TiltSeriesSource source(Path stackFile, InputSettings files, GeneralSettings general) {
        return new TiltSeriesSource(
                stackFile, path(files.angleFile()), path(files.mdocFile()), general.pixelSizeAngstrom());
    }

    private static Optional<Path> path(String file) {
        return file.isBlank() ? Optional.empty() : Optional.of(Path.of(file));
    }

    private static TiltSeriesInput withInvertedAngles(TiltSeriesInput input) {
        return new TiltSeriesInput(
                input.stack(),
                input.width(),
                input.height(),
                inverted(input.angles()),
                input.otherAngles().stream().map(Series::inverted).toList(),
                input.pixelSizeAngstrom(),
                input.pixelSizeOrigin(),
                input.axisCandidates(),
                input.views(),
                input.orderOrigin(),
                input.duplicates(),
                input.warnings());
    }

    private static AngleSource inverted(AngleSource source) {
        List<Double> negated = source.tiltsDeg().stream().map(a -> 0 - a).toList();
        return new AngleSource(source.origin(), source.name() + ", inverted", negated);
    }

    /** Name of the series: that of the stack without its last extension. */
    public String name() {
        return name;
    }

    public TiltSeriesInput input() {
        return input;
    }

    public GeneralSettings general() {
        return general;
    }

    /** Sections the user discards, 0-based. */
    public Set<Integer> discarded() {
        return discarded;
    }

    public SeriesImages images() {
        return images;
    }

    public int width() {
        return input.width();
    }

    public int height() {
        return input.height();
    }

    public int viewCount() {
        return input.sections();
    }

    /** The nominal tilt angle of each section, degrees; a new array at each call. */
    public double[] tiltsDeg() {
        return input.tiltsDeg();
    }

    public OptionalDouble pixelSizeAngstrom() {
        return input.pixelSizeAngstrom();
    }

    @Override
    public void close() {
        stack.close();
    }
}
