package org.goldtrail.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;

/**
 * The 1024 bytes at the start of an MRC file (MRC2014, Cheng et al., J. Struct. Biol. 192 (2015) 146, with IMOD's
 * additions). Only what this program uses; the rest is not kept.
 *
 * @param order byte order of header and pixels
 * @param width nx, pixels
 * @param height ny, pixels
 * @param sections nz
 * @param mode number that says how the pixels are stored
 * @param gridX mx, number of pixels the cell spans in x
 * @param gridY my
 * @param gridZ mz
 * @param cellX size of the cell in x, angstrom
 * @param cellY size of the cell in y, angstrom
 * @param cellZ size of the cell in z, angstrom
 * @param min smallest pixel, as far as the writer knew
 * @param max largest pixel; below {@code min} when not known
 * @param mean mean of all pixels
 * @param rms standard deviation of all pixels; negative when not known
 * @param spaceGroup ispg: 0 image stack, 1 volume, 401 stack of volumes
 * @param extendedBytes length of the extended header that follows
 * @param extendedType its kind: SERI, FEI1, FEI2, AGAR or blank
 * @param version nversion: 20140 or 20141, else 0
 * @param integersPerSection nint of the extended header
 * @param realsPerSection nreal of the extended header
 * @param imodStamp {@link #IMOD_STAMP} where IMOD's flags are valid
 * @param imodFlags 1 bytes are signed, 4 origin in the sense of MRC2014, 16 bytes hold two 4-bit pixels
 * @param originX origin, angstrom
 * @param originY origin, angstrom
 * @param originZ origin, angstrom
 * @param labels up to 10 texts of up to 80 characters
 */
public record MrcHeader(
        ByteOrder order,
        int width,
        int height,
        int sections,
        int mode,
        int gridX,
        int gridY,
        int gridZ,
        float cellX,
        float cellY,
        float cellZ,
        float min,
        float max,
        float mean,
        float rms,
        int spaceGroup,
        int extendedBytes,
        String extendedType,
        int version,
        int integersPerSection,
        int realsPerSection,
        int imodStamp,
        int imodFlags,
        float originX,
        float originY,
        float originZ,
        List<String> labels) {
    /** Length of the header. */
    public static final int BYTES = 1024;

    /** "IMOD" as a number: the flags that follow it are valid. */
    public static final int IMOD_STAMP = 1146047817;

    static final int FLAG_SIGNED_BYTES = 1;
    static final int FLAG_ORIGIN_AS_MRC2014 = 4;
    private static final int FLAG_PACKED_4_BIT = 16;

    /** No detector and no tomogram is larger; a larger number is damage. */
    private static final int MAX_SIDE = 1 << 20;

    private static final int LABEL_COUNT = 10;
    private static final int LABEL_CHARACTERS = 80;

    public MrcHeader {
        labels = List.copyOf(labels);
    }

    /**
     * Reads a header of either byte order.
     *
     * @param bytes 1024 bytes from position 0; position and order are not kept
     * @throws GoldtrailException if this is no MRC header or its numbers make no sense
     */
    public static MrcHeader parse(ByteBuffer bytes, String where) {
        ByteOrder order = byteOrder(bytes, where);
        ByteBuffer b = bytes.duplicate().order(order);
        List<String> labels = new ArrayList<>();
        int labelCount = Math.clamp(b.getInt(220), 0, LABEL_COUNT);
        for (int i = 0; i < labelCount; i++) {
            labels.add(text(b, 224 + i * LABEL_CHARACTERS, LABEL_CHARACTERS));
        }
        MrcHeader header = new MrcHeader(
                order,
                b.getInt(0),
                b.getInt(4),
                b.getInt(8),
                b.getInt(12),
                b.getInt(28),
                b.getInt(32),
                b.getInt(36),
                b.getFloat(40),
                b.getFloat(44),
                b.getFloat(48),
                b.getFloat(76),
                b.getFloat(80),
                b.getFloat(84),
                b.getFloat(216),
                b.getInt(88),
                b.getInt(92),
                text(b, 104, 4),
                b.getInt(108),
                Short.toUnsignedInt(b.getShort(128)),
                Short.toUnsignedInt(b.getShort(130)),
                b.getInt(152),
                b.getInt(156),
                b.getFloat(196),
                b.getFloat(200),
                b.getFloat(204),
                labels);
        header.check(where);
        return header;
    }

    private static ByteOrder byteOrder(ByteBuffer bytes, String where) {
        int stamp = Byte.toUnsignedInt(bytes.get(212));
        ByteOrder stated = stamp == 17 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteOrder other = stamp == 17 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        // Some programs write a wrong stamp or none: the sizes have the last word.
        if (isPlausible(bytes, stated)) {
            return stated;
        }
        if (isPlausible(bytes, other)) {
            return other;
        }
        ByteBuffer b = bytes.duplicate().order(stated);
        throw new GoldtrailException(
                String.format(
                        Locale.ROOT,
                        "this is not an MRC file, or its header is damaged (it claims %d x %d x %d pixels in mode %d)",
                        b.getInt(0),
                        b.getInt(4),
                        b.getInt(8),
                        b.getInt(12)),
                where,
                "name a tilt series in MRC format (.st, .mrc, .ali, .rec)");
    }

    private static boolean isPlausible(ByteBuffer bytes, ByteOrder order) {
        ByteBuffer b = bytes.duplicate().order(order);
        for (int i = 0; i < 3; i++) {
            int side = b.getInt(4 * i);
            if (side < 1 || side > MAX_SIDE) {
                return false;
            }
        }
        return MrcMode.exists(b.getInt(12));
    }

    private void check(String where) {
        if (extendedBytes < 0 || extendedBytes > 1 << 30) {
            throw new GoldtrailException(
                    "the header is damaged (it claims an extended header of " + extendedBytes + " bytes)",
                    where,
                    "copy the file again from its source");
        }
        if (imodStamp == IMOD_STAMP && mode == 0 && (imodFlags & FLAG_PACKED_4_BIT) != 0) {
            throw new GoldtrailException(
                    "the file packs two 4-bit pixels in each byte of mode 0, which is not read",
                    where,
                    "convert it to mode 1 or 101");
        }
    }

    /**
     * How the pixels are stored. Mode 0 is signed by MRC2014 but was unsigned before: IMOD's flag decides where it is
     * present; else negative values mean signed and values above 127 unsigned.
     *
     * @throws GoldtrailException if this program does not read such pixels
     */
    public MrcMode pixelMode(String where) {
        return switch (mode) {
            case 0 -> hasSignedBytes() ? MrcMode.INT8 : MrcMode.UINT8;
            case 1 -> MrcMode.INT16;
            case 2 -> MrcMode.FLOAT32;
            case 6 -> MrcMode.UINT16;
            case 12 -> MrcMode.FLOAT16;
            case 101 -> MrcMode.UINT4;
            default ->
                throw new GoldtrailException(
                        "the file holds " + MrcMode.describe(mode) + ", mode " + mode + ", not images",
                        where,
                        "name a file with plain grey images");
        };
    }

    private boolean hasSignedBytes() {
        if (imodStamp == IMOD_STAMP) {
            return (imodFlags & FLAG_SIGNED_BYTES) != 0;
        }
        boolean statisticsKnown = min <= max;
        return !statisticsKnown || min < 0 || max <= Byte.MAX_VALUE;
    }

    /** First byte of the pixels. */
    public long dataOffset() {
        return (long) BYTES + extendedBytes;
    }

    /**
     * Pixel size in x, angstrom, as the header has it: cell divided by grid.
     *
     * @return empty if the header holds none at all (no grid, no cell)
     */
    public OptionalDouble pixelSizeAngstrom() {
        double size = gridX > 0 ? (double) cellX / gridX : 0;
        return size > 0 && Double.isFinite(size) ? OptionalDouble.of(size) : OptionalDouble.empty();
    }

    /**
     * Why the pixel size should not be believed: absent, exactly 1 (the value programs write when they know none), a
     * grid of 1, sides that differ, or outside 0.05 to 1000 angstrom.
     *
     * @return empty text if it can be believed
     */
    public String pixelSizeDoubt() {
        OptionalDouble size = pixelSizeAngstrom();
        if (size.isEmpty()) {
            return "the header holds no pixel size";
        }
        double x = size.getAsDouble();
        if (gridX == 1 && width > 1) {
            return "the header's grid is one pixel (mx = 1), so that its pixel size means nothing";
        }
        if (Math.abs(x - 1) < 1e-6) {
            return "the header's pixel size is exactly 1 Å, which programs write when they know none";
        }
        if (x < 0.05 || x > 1000) {
            return String.format(Locale.ROOT, "the header's pixel size of %.4g Å is not plausible", x);
        }
        double y = gridY > 0 ? (double) cellY / gridY : 0;
        if (Math.abs(y - x) > 0.01 * x) {
            return String.format(Locale.ROOT, "the header's pixels are not square (%.4g x %.4g Å)", x, y);
        }
        return "";
    }

    /** The 1024 bytes, in this header's byte order, axes in the order x, y, z, marked with IMOD's stamp. */
    public ByteBuffer toBytes() {
        ByteBuffer b = ByteBuffer.allocate(BYTES).order(order);
        int[] first = {width, height, sections, mode, 0, 0, 0, gridX, gridY, gridZ};
        for (int i = 0; i < first.length; i++) {
            b.putInt(4 * i, first[i]);
        }
        b.putFloat(40, cellX).putFloat(44, cellY).putFloat(48, cellZ);
        b.putFloat(52, 90).putFloat(56, 90).putFloat(60, 90);
        b.putInt(64, 1).putInt(68, 2).putInt(72, 3);
        b.putFloat(76, min).putFloat(80, max).putFloat(84, mean);
        b.putInt(88, spaceGroup).putInt(92, extendedBytes);
        putText(b, 104, 4, extendedType);
        b.putInt(108, version);
        b.putShort(128, (short) integersPerSection).putShort(130, (short) realsPerSection);
        b.putInt(152, imodStamp).putInt(156, imodFlags);
        b.putFloat(196, originX).putFloat(200, originY).putFloat(204, originZ);
        putText(b, 208, 4, "MAP ");
        byte stamp = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 0x44 : 0x11);
        b.put(212, stamp).put(213, stamp);
        b.putFloat(216, rms).putInt(220, Math.min(labels.size(), LABEL_COUNT));
        for (int i = 0; i < labels.size() && i < LABEL_COUNT; i++) {
            putText(b, 224 + i * LABEL_CHARACTERS, LABEL_CHARACTERS, labels.get(i));
        }
        return b;
    }

    private static String text(ByteBuffer b, int at, int length) {
        byte[] bytes = new byte[length];
        b.get(at, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).stripTrailing();
    }

    private static void putText(ByteBuffer b, int at, int length, String text) {
        for (int i = 0; i < length && i < text.length(); i++) {
            char c = text.charAt(i);
            b.put(at + i, (byte) (c >= ' ' && c <= '~' ? c : '?'));
        }
    }
}
