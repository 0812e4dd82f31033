package org.goldtrail.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import javax.imageio.ImageIO;
import org.goldtrail.formats.AtomicFile;

/** Writes pictures as PNG files. */
public final class Png {
    private Png() {}

    /**
     * Writes the file whole or not at all.
     *
     * @throws org.goldtrail.GoldtrailException if it cannot be written
     */
    public static void write(BufferedImage picture, Path file) {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var out = Files.newOutputStream(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                if (!ImageIO.write(picture, "png", out)) {
                    throw new IOException("this Java has no PNG writer");
                }
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
