package org.goldtrail.formats;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Turns stored pixels into float32. Copies in blocks, since that swaps bytes at the speed of memory. */
final class PixelDecoder {
    private static final int BLOCK = 1 << 14;

    private final MrcMode mode;
    private final ByteOrder order;

    PixelDecoder(MrcMode mode, ByteOrder order) {
        this.mode = mode;
        this.order = order;
    }

    /**
     * Decodes pixels that follow each other; of a packed mode, from the start of a row within that row.
     *
     * @param from first byte in {@code source}
     * @param to first index in {@code target}
     */
    void decode(MemorySegment source, long from, float[] target, int to, int count) {
        switch (mode) {
            case FLOAT32 ->
                MemorySegment.copy(source, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), from, target, to, count);
            case INT16, UINT16, FLOAT16 -> decodeShorts(source, from, target, to, count);
            case INT8, UINT8, UINT4 -> decodeBytes(source, from, target, to, count);
        }
    }

    private void decodeShorts(MemorySegment source, long from, float[] target, int to, int count) {
        short[] block = new short[Math.min(BLOCK, count)];
        ValueLayout.OfShort layout = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
        for (int done = 0; done < count; done += BLOCK) {
            int n = Math.min(BLOCK, count - done);
            MemorySegment.copy(source, layout, from + 2L * done, block, 0, n);
            int at = to + done;
            if (mode == MrcMode.INT16) {
                for (int i = 0; i < n; i++) {
                    target[at + i] = block[i];
                }
            } else if (mode == MrcMode.UINT16) {
                for (int i = 0; i < n; i++) {
                    target[at + i] = block[i] & 0xFFFF;
                }
            } else {
                for (int i = 0; i < n; i++) {
                    target[at + i] = Float.float16ToFloat(block[i]);
                }
            }
        }
    }

    private void decodeBytes(MemorySegment source, long from, float[] target, int to, int count) {
        int bytes = (int) mode.rowBytes(count);
        byte[] block = new byte[bytes];
        MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, block, 0, bytes);
        switch (mode) {
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] = block[i];
                }
            }
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] = block[i] & 0xFF;
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] = block[i >> 1] >> ((i & 1) * 4) & 0xF;
                }
            }
        }
    }
}
