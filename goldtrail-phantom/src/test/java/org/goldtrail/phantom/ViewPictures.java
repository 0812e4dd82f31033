package org.goldtrail.phantom;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Not a test: draws views of a 16-bit MRC stack side by side, row 0 at the bottom, grey from the 0.5th to the 99.5th
 * percentile. {@code ViewPictures STACK OUT.png SHRINK SECTION...}
 */
final class ViewPictures {
    private ViewPictures() {}

    public static void main(String[] args) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0]))).order(ByteOrder.LITTLE_ENDIAN);
        int shrink = Integer.parseInt(args[2]);
        int width = file.getInt(0);
        int w = width / shrink;
        int h = file.getInt(4) / shrink;
        int data = 1024 + file.getInt(92);
        BufferedImage picture = new BufferedImage(w * (args.length - 3), h, BufferedImage.TYPE_BYTE_GRAY);
        for (int k = 3; k < args.length; k++) {
            long start = data + 2L * width * file.getInt(4) * Integer.parseInt(args[k]);
            float[] grey = new float[w * h];
            for (int i = 0; i < w * h; i++) {
                for (int j = 0; j < shrink * shrink; j++) {
                    int x = i % w * shrink + j % shrink;
                    int y = i / w * shrink + j / shrink;
                    grey[i] += file.getShort((int) (start + 2L * (y * width + x)));
                }
            }
            float[] sorted = grey.clone();
            Arrays.sort(sorted);
            float low = sorted[sorted.length / 200];
            float high = Math.max(low + 1, sorted[sorted.length - 1 - sorted.length / 200]);
            for (int i = 0; i < w * h; i++) {
                int level = Math.clamp(Math.round(255 * (grey[i] - low) / (high - low)), 0, 255);
                picture.getRaster().setSample((k - 3) * w + i % w, h - 1 - i / w, 0, level);
            }
        }
        ImageIO.write(picture, "png", Path.of(args[1]).toFile());
    }
}
