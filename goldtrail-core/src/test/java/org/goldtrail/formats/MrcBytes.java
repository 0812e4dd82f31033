package org.goldtrail.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds MRC files by hand for tests: what the header says and what follows it are set one by one. */
final class MrcBytes {
    final ByteBuffer bytes;

    MrcBytes(ByteOrder order, int width, int height, int sections, int mode, int extended, int dataBytes) {
        bytes = ByteBuffer.allocate(1024 + extended + dataBytes).order(order);
        bytes.putInt(0, width).putInt(4, height).putInt(8, sections).putInt(12, mode);
        bytes.putInt(28, width).putInt(32, height).putInt(36, sections);
        bytes.putFloat(40, width * 2.5f).putFloat(44, height * 2.5f).putFloat(48, sections * 2.5f);
        bytes.putInt(64, 1).putInt(68, 2).putInt(72, 3).putInt(92, extended);
        bytes.putFloat(76, 0).putFloat(80, -1).putFloat(84, -2);
        bytes.putInt(108, 20140);
        bytes.put(208, "MAP ".getBytes(StandardCharsets.US_ASCII));
        byte stamp = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 0x44 : 0x11);
        bytes.put(212, stamp).put(213, stamp);
        bytes.position(1024 + extended);
    }

    MrcBytes extended(String type, int integers, int reals) {
        bytes.put(104, type.getBytes(StandardCharsets.US_ASCII));
        bytes.putShort(128, (short) integers).putShort(130, (short) reals);
        return this;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes.array());
    }

    /** A stack of int16 whose section s has the mean brightness[s], with some texture. */
    static Path stack(Path file, double... brightness) throws IOException {
        int side = 8;
        MrcBytes mrc = new MrcBytes(
                ByteOrder.LITTLE_ENDIAN, side, side, brightness.length, 1, 0, 2 * side * side * brightness.length);
        for (double mean : brightness) {
            for (int i = 0; i < side * side; i++) {
                mrc.bytes.putShort((short) (mean + (i % 2 == 0 ? 10 : -10)));
            }
        }
        return mrc.write(file);
    }
}
