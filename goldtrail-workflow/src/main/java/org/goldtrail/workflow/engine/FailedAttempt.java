package org.goldtrail.workflow.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.StepCatalogue;

/**
 * What becomes of a folder when a series turns out to carry no alignment: alignments, stacks and tomograms of earlier runs go
 * to {@code previous/}, where nobody takes them for this one's, and the tables of the attempt are copied to {@code failed/}.
 * The steps of the attempt stay where they are, so that a person can look at them and try again.
 */
final class FailedAttempt {
    private static final List<String> RESULTS = List.of("alignment", "ctf", "reconstruction");
    private static final List<String> TABLES = List.of("detection", "indexing", "refinement", "markers", "logs");
    private static final long LARGEST_TABLE_BYTES = 32L << 20;

    private FailedAttempt() {}

    static void keep(Path root) {
        Path failed = root.resolve("failed");
        FolderFiles.deleteTree(failed);
        for (String area : TABLES) {
            copyTables(root.resolve(area), failed.resolve(area));
        }
        Path previous = root.resolve("previous");
        for (String area : RESULTS) {
            Path from = root.resolve(area);
            if (Files.isDirectory(from)) {
                FolderFiles.deleteTree(previous.resolve(area));
                FolderFiles.move(from, previous.resolve(area));
            }
        }
        ProvenanceStore provenance = new ProvenanceStore(root);
        for (Step<?> step : StepCatalogue.steps()) {
            if (step.area().ordinal() >= Area.ALIGNMENT.ordinal()) {
                provenance.remove(step);
            }
        }
    }

    private static void copyTables(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.size() <= LARGEST_TABLE_BYTES
                            && !file.toString().endsWith(".mrc")) {
                        Path target = to.resolve(from.relativize(file).toString());
                        FolderFiles.createFolderOf(target);
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the failed attempt cannot be kept (" + AtomicFile.reason(e) + ")",
                    to.toString(),
                    "check its rights",
                    e);
        }
    }
}
