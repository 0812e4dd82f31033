package org.goldtrail.formats;

/** How the pixels of an MRC file are stored. */
public enum MrcMode {
    INT8(0, 8, -128, 127),
    /** Mode 0 as older programs, IMOD among them, used it. */
    UINT8(0, 8, 0, 255),
    INT16(1, 16, -32768, 32767),
    FLOAT32(2, 32, -Float.MAX_VALUE, Float.MAX_VALUE),
    UINT16(6, 16, 0, 65535),
    FLOAT16(12, 16, -65504, 65504),
    /** Two pixels a byte, the first in the low half; each row starts with a new byte. */
    UINT4(101, 4, 0, 15);

    private final int code;
    private final int bitsPerPixel;
    private final double lowest;
    private final double highest;

    MrcMode(int code, int bitsPerPixel, double lowest, double highest) {
        this.code = code;
        this.bitsPerPixel = bitsPerPixel;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The number that stands in the header. */
    public int code() {
        return code;
    }

    /** Bytes of a row of so many pixels. */
    public long rowBytes(int width) {
        return ((long) width * bitsPerPixel + 7) / 8;
    }

    /** The smallest value that can be stored. */
    public double lowest() {
        return lowest;
    }

    /** The largest value that can be stored. */
    public double highest() {
        return highest;
    }

    public boolean isInteger() {
        return this != FLOAT32 && this != FLOAT16;
    }

    /** True for a mode that exists, whether this program reads it or not. */
    static boolean exists(int code) {
        return (code >= 0 && code <= 4) || code == 6 || code == 12 || code == 16 || code == 101;
    }

    /** What a mode that is not read holds, in words. */
    static String describe(int code) {
        return switch (code) {
            case 3, 4 -> "a Fourier transform (complex numbers)";
            case 16 -> "colour pictures";
            default -> "pixels of an unknown kind";
        };
    }
}
