package org.goldtrail.app;

import java.util.Locale;
import org.goldtrail.workflow.SolutionOptions;
import org.goldtrail.workflow.SolutionOptions.Magnification;
import org.goldtrail.workflow.SolutionOptions.Rotation;
import org.goldtrail.workflow.SolutionOptions.TiltAngles;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options by which a person decides on the model of the solution. */
final class SolutionArguments {
    @Option(
            names = "--rotation",
            paramLabel = "auto|one|per-view",
            converter = RotationWord.class,
            description = "rotation of the tilt axis (default auto: chosen by the data)")
    private Rotation rotation = Rotation.AUTO;

    @Option(
            names = "--tilt-angles",
            paramLabel = "auto|fixed|grouped|free",
            converter = TiltAnglesWord.class,
            description = "tilt angles: as given, refined in groups of 5 views, or each (default auto)")
    private TiltAngles tiltAngles = TiltAngles.AUTO;

    @Option(
            names = "--magnification",
            paramLabel = "auto|fixed|grouped|per-view",
            converter = MagnificationWord.class,
            description = "magnification: none, refined in groups of 4 views, or each (default auto)")
    private Magnification magnification = Magnification.AUTO;

    @Option(
            names = "--stretch",
            description = "refine a stretch of the specimen across the axis, in groups of 7 views; writes .zfac")
    private boolean stretch;

    @Option(names = "--skew", description = "refine a skew of the specimen, in groups of 11 views; writes .zfac")
    private boolean skew;

    @Option(names = "--x-tilt", description = "refine the specimen's turn about x, in groups of 11 views")
    private boolean xTilt;

    @Option(names = "--no-robust", description = "let outliers count as much as other positions")
    private boolean notRobust;

    SolutionOptions options() {
        return new SolutionOptions(rotation, tiltAngles, magnification, stretch, skew, xTilt, !notRobust);
    }

    static final class RotationWord implements ITypeConverter<Rotation> {
        @Override
        public Rotation convert(String word) {
            return ofWord(Rotation.class, word);
        }
    }

    static final class TiltAnglesWord implements ITypeConverter<TiltAngles> {
        @Override
        public TiltAngles convert(String word) {
            return ofWord(TiltAngles.class, word);
        }
    }

    static final class MagnificationWord implements ITypeConverter<Magnification> {
        @Override
        public Magnification convert(String word) {
            return ofWord(Magnification.class, word);
        }
    }

    /** The constant that a word means: "per-view" for PER_VIEW. */
    private static <E extends Enum<E>> E ofWord(Class<E> type, String word) {
        StringBuilder known = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(word.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return constant;
            }
            known.append(known.isEmpty() ? "" : ", ").append(name);
        }
        throw new TypeConversionException("'" + word + "' is none of " + known);
    }
}
