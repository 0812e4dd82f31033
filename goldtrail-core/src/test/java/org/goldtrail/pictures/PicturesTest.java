package org.goldtrail.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.reconstruction.MemoryVolume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir
    Path folder;

    @Test
    void viewsStandInOrderOfAngleWithRowZeroAtTheBottom() {
        Image low = new Image(40, 30);
        low.set(0, 0, 100); // bottom left
        Image high = new Image(40, 30);
        high.set(39, 29, 100); // top right
        BufferedImage sheet =
                FilmStrip.draw(ViewSource.of(List.of(high, low)), new double[] {30, -30}, Set.of(0), 5, 40);
        assertThat(sheet.getWidth()).isEqualTo(2 * 44);
        assertThat(sheet.getRGB(0, 29) & 0xff).as("the view at -30 is first").isEqualTo(255);
        assertThat(sheet.getRGB(44 + 39, 0) & 0xff).isEqualTo(255);
        assertThat(count(sheet, Drawing.RED)).as("label of the excluded view").isPositive();
    }

    @Test
    void slicesCutWhereTheyShould() {
        MemoryVolume volume = new MemoryVolume(20, 16, 10);
        float[] section = new float[20 * 16];
        section[8 * 20 + 10] = 4; // x 10, y 8
        volume.write(5, 0, 16, section);
        TomogramViews.Slices slices = TomogramViews.centralSlices(volume, 2);
        assertThat(slices.xy().get(10, 8)).isEqualTo(2);
        assertThat(slices.xz().get(10, 5)).isEqualTo(2);
        assertThat(slices.yz().get(5, 8)).isEqualTo(2);
        BufferedImage sheet = TomogramViews.draw(slices);
        assertThat(sheet.getRGB(10, 7) & 0xff).isEqualTo(255);
        assertThat(sheet.getRGB(20 + 4 + 5, 7) & 0xff).isEqualTo(255);
        assertThat(sheet.getRGB(10, 16 + 4 + 4) & 0xff).isEqualTo(255);
    }

    @Test
    void pictureFilesAreWholeOrAbsent() throws IOException {
        BufferedImage picture = new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB);
        Path file = folder.resolve("a.png");
        Png.write(picture, file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(7);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThatThrownBy(() -> Png.write(picture, folder.resolve("missing/a.png")))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void contrastIgnoresOutliers() {
        Image image = new Image(100, 100);
        for (int i = 0; i < 10000; i++) {
            image.pixels()[i] = i % 100;
        }
        image.set(3, 3, 1e9f);
        image.set(4, 4, Float.NaN);
        ContrastStretch contrast = ContrastStretch.of(image, 0.01, 0.01);
        assertThat(contrast.white()).isLessThan(100);
        assertThat(contrast.grey(-5)).isZero();
        assertThat(contrast.grey(1e9)).isEqualTo(255);
        assertThat(ContrastStretch.of(new Image(3, 3), 0, 0).grey(0)).isZero();
    }

    private static int count(BufferedImage sheet, int colour) {
        int count = 0;
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                count += (sheet.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
            }
        }
        return count;
    }
}
