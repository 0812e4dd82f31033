package org.goldtrail.workflow.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures as data inside a page. */
public final class PictureData {
    private static final float QUALITY = 0.82f;

    private PictureData() {}

    /** A picture file, no wider than some pixels; empty where it cannot be read. */
    public static Optional<String> ofFile(Path file, int mostWidth) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            @Nullable BufferedImage picture = ImageIO.read(file.toFile());
            return Optional.ofNullable(picture).map(p -> jpeg(narrowed(p, mostWidth)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage narrowed(BufferedImage picture, int mostWidth) {
        if (picture.getWidth() <= mostWidth) {
            return picture;
        }
        int height = Math.max(1, (int) ((long) picture.getHeight() * mostWidth / picture.getWidth()));
        BufferedImage small = new BufferedImage(mostWidth, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(picture, 0, 0, mostWidth, height, null);
        g.dispose();
        return small;
    }

    /** A picture as JPEG in a data URL. */
    static String jpeg(BufferedImage picture) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
