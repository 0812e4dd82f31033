package org.goldtrail.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.goldtrail.formats.MrcStack;

/** The pixels of an MRC stack in files of other programs, as 32-bit floats. */
final class OtherStacks {
    private static final int EM_HEADER = 512;

    private OtherStacks() {}

    /** A TIFF file with a page for each view, whose rows run from the top. */
    static Path tiff(Path mrc, Path folder) throws IOException {
        try (MrcStack stack = MrcStack.open(mrc)) {
            int bytes = 4 * stack.width() * stack.height();
            long[][] tags = {
                {256, stack.width()},
                {257, stack.height()},
                {258, 32},
                {259, 1},
                {262, 1},
                {273, 0},
                {277, 1},
                {278, stack.height()},
                {279, bytes},
                {339, 3}
            };
            int head = 2 + 12 * tags.length + 4;
            ByteBuffer out = buffer(8 + stack.viewCount() * (head + bytes));
            out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
            for (int v = 0; v < stack.viewCount(); v++) {
                int pixels = out.position() + head;
                out.putShort((short) tags.length);
                for (long[] tag : tags) {
                    out.putShort((short) tag[0]).putShort((short) 4).putInt(1);
                    out.putInt(tag[0] == 273 ? pixels : (int) tag[1]);
                }
                out.putInt(v + 1 < stack.viewCount() ? pixels + bytes : 0);
                float[] row = stack.readView(v).pixels();
                for (int y = stack.height() - 1; y >= 0; y--) {
                    for (int x = 0; x < stack.width(); x++) {
                        out.putFloat(row[y * stack.width() + x]);
                    }
                }
            }
            return Files.write(folder.resolve("other.tif"), out.array());
        }
    }

    /** An EM file, whose rows run from the bottom. */
    static Path em(Path mrc, Path folder) throws IOException {
        try (MrcStack stack = MrcStack.open(mrc)) {
            ByteBuffer out = buffer(EM_HEADER + 4 * stack.width() * stack.height() * stack.viewCount());
            out.put(0, (byte) 6).put(3, (byte) 5).putInt(4, stack.width()).putInt(8, stack.height());
            out.putInt(12, stack.viewCount()).position(EM_HEADER);
            for (int v = 0; v < stack.viewCount(); v++) {
                for (float pixel : stack.readView(v).pixels()) {
                    out.putFloat(pixel);
                }
            }
            return Files.write(folder.resolve("other.em"), out.array());
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
