package org.goldtrail.workflow.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;

/** Moves, removes and appends to files of a workflow folder, with sentences where that fails. */
public final class FolderFiles {
    private FolderFiles() {}

    public static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw problem("the folder cannot be created", folder, e);
        }
    }

    /** Creates the folder that a file is to lie in. */
    public static void createFolderOf(Path file) {
        Path folder = file.getParent();
        if (folder != null) {
            createFolder(folder);
        }
    }

    /** Moves a file or folder to its place, whose folder is created; what was there is replaced. */
    public static void move(Path from, Path to) {
        if (Files.isDirectory(from) && isFolderOfOurs(to)) {
            deleteTree(to);
        }
        try {
            Path folder = to.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw problem("the file cannot be put in its place", to, e);
        }
    }

    /** Results that are folders; any other folder in the place of a result is somebody else's and stays. */
    private static boolean isFolderOfOurs(Path path) {
        return path.toString().endsWith(".zarr") && Files.isDirectory(path);
    }

    /** Removes a file, or a result that is a folder with all that is in it, if it is there. */
    public static void delete(Path file) {
        if (isFolderOfOurs(file)) {
            deleteTree(file);
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw problem("the file cannot be removed", file, e);
        }
    }

    public static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path p : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        } catch (IOException e) {
            throw problem("the folder cannot be removed", folder, e);
        }
    }

    /** Adds a line to a file and flushes it to the disk. A line that a killed run left torn is ended first. */
    public static void appendLine(Path file, String line) {
        Path folder = file.getParent();
        if (folder != null) {
            createFolder(folder);
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            String start = "";
            if (size > 0) {
                ByteBuffer last = ByteBuffer.allocate(1);
                channel.read(last, size - 1);
                start = last.get(0) == '\n' ? "" : "\n";
            }
            ByteBuffer bytes = ByteBuffer.wrap((start + line + "\n").getBytes(StandardCharsets.UTF_8));
            channel.position(size);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /** The lines of a file; none if there is no such file. */
    public static List<String> lines(Path file) {
        try {
            // A line that was torn in the middle of a character must not make the others unreadable.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw problem("the file cannot be read", file, e);
        }
    }

    private static GoldtrailException problem(String what, Path file, IOException e) {
        return new GoldtrailException(
                what + " (" + AtomicFile.reason(e) + ")",
                file.toString(),
                "check its rights and the space on the disk",
                e);
    }
}
