package org.goldtrail.alignment;

import org.goldtrail.GoldtrailException;

/**
 * Sizes of the raw views and of the unbinned aligned stack, in pixels. The aligned stack has the size of the raw views,
 * turned by 90 degrees when the tilt axis is nearer to the x axis than to the y axis.
 */
public record AlignedFrame(int rawWidth, int rawHeight, int width, int height) {
    public AlignedFrame {
        if (rawWidth < 1 || rawHeight < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "no pixels in " + rawWidth + " x " + rawHeight + " to " + width + " x " + height);
        }
    }

    /** @param axisDeg rho, from +y to the tilt axis, counter-clockwise positive */
    public static AlignedFrame of(int rawWidth, int rawHeight, double axisDeg) {
        double rho = Math.toRadians(axisDeg);
        return Math.abs(Math.sin(rho)) > Math.abs(Math.cos(rho))
                ? new AlignedFrame(rawWidth, rawHeight, rawHeight, rawWidth)
                : new AlignedFrame(rawWidth, rawHeight, rawWidth, rawHeight);
    }

    /** Width of the stack binned by {@code bin}, rounded down. */
    public int binnedWidth(int bin) {
        return binned(width, bin);
    }

    /** Height of the stack binned by {@code bin}, rounded down. */
    public int binnedHeight(int bin) {
        return binned(height, bin);
    }

    private int binned(int size, int bin) {
        if (bin < 1 || size / bin < 1) {
            throw new GoldtrailException(
                    "a stack of " + width + " x " + height + " pixels cannot be binned by " + bin,
                    "",
                    "choose a binning from 1 to " + Math.min(width, height));
        }
        return size / bin;
    }
}
