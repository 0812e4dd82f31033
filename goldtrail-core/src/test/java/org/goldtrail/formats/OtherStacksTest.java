package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EM and TIFF stacks are read in place, like MRC. */
class OtherStacksTest {
    @TempDir
    Path folder;

    /** A TIFF of two pages of 3 x 2 pixels, as simple as can be. */
    private Path tiff(int compression, boolean big, ByteOrder order) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(600).order(order);
        b.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        b.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        b.putShort((short) (big ? 43 : 42));
        if (big) {
            b.putShort((short) 8).putShort((short) 0).putLong(100);
        } else {
            b.putInt(100);
        }
        for (int page = 0; page < 2; page++) {
            b.position(20 + 12 * page);
            for (int i = 0; i < 6; i++) {
                b.putShort((short) (100 * page + i));
            }
            b.position(100 + 200 * page);
            long[][] tags = {
                {256, 3}, {257, 2}, {258, 16}, {259, compression}, {273, 20 + 12L * page}, {279, 12}, {339, 2}
            };
            if (big) {
                b.putLong(tags.length);
            } else {
                b.putShort((short) tags.length);
            }
            for (long[] tag : tags) {
                b.putShort((short) tag[0]).putShort((short) (big ? 16 : 4));
                if (big) {
                    b.putLong(1).putLong(tag[1]);
                } else {
                    b.putInt(1).putInt((int) tag[1]);
                }
            }
            long next = page == 0 ? 300 : 0;
            if (big) {
                b.putLong(next);
            } else {
                b.putInt((int) next);
            }
        }
        return Files.write(folder.resolve("t" + compression + big + order + ".tif"), b.array());
    }

    @Test
    void tiffPagesAreTurnedUpright() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (boolean big : new boolean[] {false, true}) {
                try (MrcStack stack = MrcStack.open(tiff(1, big, order))) {
                    assertThat(stack.viewCount()).isEqualTo(2);
                    assertThat(stack.readView(1).pixels()).containsExactly(103, 104, 105, 100, 101, 102);
                    assertThat(stack.header().pixelSizeAngstrom()).isEmpty();
                    float[] block = new float[2];
                    stack.readBlock(0, 1, 1, 1, 2, block);
                    assertThat(block).containsExactly(1, 2);
                }
            }
        }
    }

    @Test
    void tiffThatCannotBeReadSaysWhy() throws IOException {
        Path packed = tiff(5, false, ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> MrcStack.open(packed))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("compressed pixels (kind 5)");
        Path colours = folder.resolve("c.tif");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "tiff", colours.toFile());
        assertThatThrownBy(() -> MrcStack.open(colours)).isInstanceOf(GoldtrailException.class);
        byte[] bytes = Files.readAllBytes(tiff(1, false, ByteOrder.LITTLE_ENDIAN));
        Path cut = Files.write(folder.resolve("cut.tif"), java.util.Arrays.copyOf(bytes, 305));
        assertThatThrownBy(() -> MrcStack.open(cut))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("beyond its own end");
    }

    @Test
    void emStacksAreRead() throws IOException {
        ByteBuffer b = ByteBuffer.allocate(512 + 4 * 12).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, (byte) 6).put(3, (byte) 5).putInt(4, 3).putInt(8, 2).putInt(12, 2);
        for (int i = 0; i < 12; i++) {
            b.putFloat(512 + 4 * i, i);
        }
        Path em = Files.write(folder.resolve("a.em"), b.array());
        try (MrcStack stack = MrcStack.open(em)) {
            assertThat(stack.readView(1).pixels()).containsExactly(6, 7, 8, 9, 10, 11);
        }
        assertThat(EmFile.read(em).get(2, 1, 1)).isEqualTo(11);
        b.put(3, (byte) 9);
        ByteBuffer longer = ByteBuffer.allocate(512 + 8 * 12).put(b.array());
        Path doubles = Files.write(folder.resolve("d.em"), longer.array());
        assertThatThrownBy(() -> MrcStack.open(doubles)).hasMessageContaining("doubles, which are not read");
    }
}
