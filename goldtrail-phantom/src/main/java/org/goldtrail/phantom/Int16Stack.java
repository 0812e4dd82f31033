package org.goldtrail.phantom;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcMode;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.SectionStatistics;
import org.goldtrail.image.Image;

/**
 * A stack of 16-bit views as a camera would write it, with the figures of each that go into the mdoc. Views may come in any order
 * and from several threads; the file appears whole or not at all.
 */
final class Int16Stack implements AutoCloseable {
    private final MrcWriter writer;
    private final int width;
    private final int height;
    private final SectionStatistics[] figures;

    /**
     * @param label of the file's header
     * @throws org.goldtrail.GoldtrailException if the folder cannot be written
     */
    Int16Stack(Path file, int width, int height, int count, double pixelSizeAngstrom, String label) {
        this.width = width;
        this.height = height;
        this.figures = new SectionStatistics[count];
        Arrays.fill(figures, SectionStatistics.NONE);
        this.writer = MrcWriter.create(
                file,
                MrcLayout.stack(width, height, count)
                        .withMode(MrcMode.INT16)
                        .withPixelSize(OptionalDouble.of(pixelSizeAngstrom))
                        .withLabels(List.of(label)));
    }

    void write(int section, short[] pixels) {
        Image image = new Image(width, height);
        for (int i = 0; i < pixels.length; i++) {
            image.pixels()[i] = pixels[i];
        }
        figures[section] = SectionStatistics.of(image.pixels(), 0, pixels.length);
        writer.writeSection(section, image);
    }

    double[] means() {
        return Arrays.stream(figures).mapToDouble(SectionStatistics::mean).toArray();
    }

    double minimum(int section) {
        return figures[section].min();
    }

    double maximum(int section) {
        return figures[section].max();
    }

    /** Writes the header and gives the file its name. */
    void finish() {
        writer.commit();
    }

    @Override
    public void close() {
        writer.close();
    }
}
