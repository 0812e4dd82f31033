package org.goldtrail.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.GoldtrailException;

/**
 * EM files of TOM, PyTom and Dynamo: a header of 512 bytes with machine code, type of the pixels and three sizes, then the pixels. The
 * first row is the bottom one, as these programs take it. Images are read in place by {@link MrcStack}; small arrays, such as marker
 * files, whole.
 *
 * @param nx first size
 * @param ny second size
 * @param nz third size
 * @param values nx * ny * nz numbers, x fastest
 */
@SuppressWarnings("ArrayRecordComponent") // plain numbers, never compared
public record EmFile(int nx, int ny, int nz, float[] values) {
    static final int HEADER_BYTES = 512;
    private static final int MAX_SIDE = 1 << 20;

    /**
     * Reads a file whole.
     *
     * @throws GoldtrailException if it is no EM file, or its pixels are of a kind that is not read
     */
    public static EmFile read(Path file) {
        try (MrcStack stack = MrcStack.open(file)) {
            int nx = stack.width();
            int ny = stack.height();
            int nz = stack.viewCount();
            float[] all = new float[nx * ny * nz];
            float[] section = new float[nx * ny];
            for (int z = 0; z < nz; z++) {
                stack.readRows(z, 0, ny, section);
                System.arraycopy(section, 0, all, z * nx * ny, nx * ny);
            }
            return new EmFile(nx, ny, nz, all);
        }
    }

    /** One number. */
    public float get(int x, int y, int z) {
        return values[(z * ny + y) * nx + x];
    }

    /**
     * How the images of an EM file lie in it.
     *
     * @param first the first bytes of the file
     * @param size of the file, bytes
     * @return empty if this is no EM file
     * @throws GoldtrailException if it is one whose pixels are not read, or that ends too early
     */
    static Optional<ImageFile> layout(ByteBuffer first, long size, String where) {
        if (first.remaining() < HEADER_BYTES) {
            return Optional.empty();
        }
        int machine = first.get(0);
        int type = first.get(3);
        ByteOrder order = machine == 6 || machine == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean machineIsOne = machine >= 0 && machine <= 6 && first.get(1) == 0;
        ByteBuffer header = first.duplicate().order(order);
        int nx = header.getInt(4);
        int ny = header.getInt(8);
        int nz = header.getInt(12);
        boolean sides = nx > 0 && ny > 0 && nz > 0 && nx <= MAX_SIDE && ny <= MAX_SIDE && nz <= MAX_SIDE;
        int bytes = bytesPerPixel(type);
        // Nothing but the sizes tells an EM file for certain: they must account for the file's length.
        if (!machineIsOne || !sides || bytes == 0 || size != HEADER_BYTES + (long) bytes * nx * ny * nz) {
            return Optional.empty();
        }
        MrcMode mode = switch (type) {
            case 1 -> MrcMode.UINT8;
            case 2 -> MrcMode.INT16;
            case 5 -> MrcMode.FLOAT32;
            default ->
                throw new GoldtrailException(
                        "this is an EM file of "
                                + (type == 4 ? "32-bit integers" : type == 8 ? "complex numbers" : "doubles")
                                + ", which are not read",
                        where,
                        "write it as float (type 5)");
        };
        return Optional.of(
                ImageFile.of(order, nx, ny, mode, SectionPlaces.following(HEADER_BYTES, mode.rowBytes(nx), ny, nz)));
    }

    private static int bytesPerPixel(int type) {
        return switch (type) {
            case 1 -> 1;
            case 2 -> 2;
            case 4, 5 -> 4;
            case 8, 9 -> 8;
            default -> 0;
        };
    }
}
