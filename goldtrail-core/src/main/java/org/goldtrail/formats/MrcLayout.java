package org.goldtrail.formats;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a new MRC file is to be: its size, its pixels and what its header says.
 *
 * @param width pixels in x
 * @param height pixels in y
 * @param sections number of images, or pixels of a volume in z
 * @param mode INT8, INT16, FLOAT32, UINT16 or FLOAT16
 * @param volume true for a volume, false for a stack of images
 * @param pixelSizeAngstrom size of the pixels written; empty when not known, which is written as 0
 * @param scale stored value = scale * value + offset, rounded and clamped in integer modes
 * @param offset see scale
 * @param labels up to 10 texts of up to 80 ASCII characters
 */
public record MrcLayout(
        int width,
        int height,
        int sections,
        MrcMode mode,
        boolean volume,
        OptionalDouble pixelSizeAngstrom,
        double scale,
        double offset,
        List<String> labels) {
    private static final int MAX_LABELS = 10;
    private static final int MAX_LABEL_LENGTH = 80;

    public MrcLayout {
        if (width < 1 || height < 1 || sections < 1) {
            throw new IllegalArgumentException(
                    "a file of " + width + " x " + height + " x " + sections + " pixels cannot be written");
        }
        if (mode == MrcMode.UINT8 || mode == MrcMode.UINT4) {
            throw new IllegalArgumentException("mode " + mode + " is read, but not written");
        }
        if (!Double.isFinite(scale) || !Double.isFinite(offset) || scale == 0) {
            throw new IllegalArgumentException("pixels cannot be scaled by " + scale + " plus " + offset);
        }
        if (pixelSizeAngstrom.isPresent() && !(pixelSizeAngstrom.getAsDouble() > 0)) {
            throw new IllegalArgumentException("a pixel size of " + pixelSizeAngstrom.getAsDouble() + " Å");
        }
        if (labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException(labels.size() + " labels where " + MAX_LABELS + " fit");
        }
        labels = labels.stream()
                .map(l -> l.length() > MAX_LABEL_LENGTH ? l.substring(0, MAX_LABEL_LENGTH) : l)
                .filter(l -> !l.isBlank())
                .toList();
    }

    /** A stack of images in float32. */
    public static MrcLayout stack(int width, int height, int sections) {
        return new MrcLayout(width, height, sections, MrcMode.FLOAT32, false, OptionalDouble.empty(), 1, 0, List.of());
    }

    /** A volume in float32. */
    public static MrcLayout volume(int width, int height, int sections) {
        return new MrcLayout(width, height, sections, MrcMode.FLOAT32, true, OptionalDouble.empty(), 1, 0, List.of());
    }

    public MrcLayout withMode(MrcMode newMode) {
        return new MrcLayout(width, height, sections, newMode, volume, pixelSizeAngstrom, scale, offset, labels);
    }

    public MrcLayout withPixelSize(OptionalDouble angstrom) {
        return new MrcLayout(width, height, sections, mode, volume, angstrom, scale, offset, labels);
    }

    /** Stores scale * value + newOffset. */
    public MrcLayout withScaling(double newScale, double newOffset) {
        return new MrcLayout(width, height, sections, mode, volume, pixelSizeAngstrom, newScale, newOffset, labels);
    }

    /** Maps the values from low to high onto the whole range of the present integer mode. */
    public MrcLayout withRange(double low, double high) {
        if (!mode.isInteger() || !(high > low)) {
            throw new IllegalArgumentException(
                    "values from " + low + " to " + high + " cannot be spread over mode " + mode);
        }
        double newScale = (mode.highest() - mode.lowest()) / (high - low);
        return withScaling(newScale, mode.lowest() - newScale * low);
    }

    public MrcLayout withLabels(List<String> newLabels) {
        return new MrcLayout(width, height, sections, mode, volume, pixelSizeAngstrom, scale, offset, newLabels);
    }
}
