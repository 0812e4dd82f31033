package org.goldtrail.workflow.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;

/**
 * Tells whether a file, or a folder that a step has made as one thing, is still the same. Files up to 16 MB are hashed whole; of larger ones, 256 blocks spread evenly
 * stand for the rest, since an image that was processed again differs everywhere. The time is only a short cut: a file
 * that was merely copied or touched is still the same. Of a folder (an OME-Zarr volume of many thousand pieces), names
 * and sizes of all files stand for the content.
 *
 * @param bytes size of the file
 * @param modifiedNanos when it was last written
 * @param hash SHA-256 of the content, the first 32 hexadecimal digits
 */
public record Fingerprint(long bytes, long modifiedNanos, String hash) {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int BLOCKS = 256;
    private static final int HEX_DIGITS = 32;

    /**
     * Looks at a file.
     *
     * @throws GoldtrailException if it cannot be read
     */
    public static Fingerprint of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return ofFolder(file, attributes);
            }
            return new Fingerprint(attributes.size(), nanos(attributes), hash(file, attributes.size()));
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the file cannot be read (" + AtomicFile.reason(e) + ")", file.toString(), "check its rights", e);
        }
    }

    private static Fingerprint ofFolder(Path folder, BasicFileAttributes attributes) throws IOException {
        StringBuilder list = new StringBuilder();
        long bytes = 0;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                long size = Files.size(file);
                bytes += size;
                list.append(folder.relativize(file)).append(' ').append(size).append('\n');
            }
        }
        return new Fingerprint(bytes, nanos(attributes), ofText(list.toString()));
    }

    /** The present fingerprint of the same file; reads the content only if size or time have changed. */
    public Fingerprint again(Path file) {
        try {
            return again(file, Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the file cannot be read (" + AtomicFile.reason(e) + ")", file.toString(), "check its rights", e);
        }
    }

    /**
     * The present fingerprint of the same file; reads the content only if size or time have changed.
     *
     * @param now what was just read of the file
     */
    public Fingerprint again(Path file, BasicFileAttributes now) {
        boolean sameSize = now.isDirectory() || now.size() == bytes;
        return sameSize && nanos(now) == modifiedNanos ? this : of(file);
    }

    /**
     * What the file system knows of a file; empty where there is none.
     *
     * @throws GoldtrailException if that cannot be told
     */
    public static Optional<BasicFileAttributes> attributes(Path file) {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            throw new GoldtrailException(
                    "the file cannot be read (" + AtomicFile.reason(e) + ")", file.toString(), "check its rights", e);
        }
    }

    /** Whether two files that are there differ in their content. */
    public static boolean isAnother(Path first, Path second) {
        try {
            return Files.exists(first)
                    && Files.exists(second)
                    && !Files.isSameFile(first, second)
                    && !of(first).sameContent(of(second));
        } catch (IOException e) {
            return false; // one of them has just been moved
        }
    }

    /** Whether the content is the same. */
    public boolean sameContent(Fingerprint other) {
        return bytes == other.bytes && hash.equals(other.hash);
    }

    /** Size and time of a file in one word, {@code absent} where there is none. */
    public static String stamp(Path file) {
        // Asked first, since most files that are asked for are not there, and an exception takes long.
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return "absent";
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + ":" + nanos(attributes);
        } catch (NoSuchFileException e) {
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "unreadable" : "absent";
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** The hash of a text. */
    public static String ofText(String text) {
        return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static long nanos(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    private static String hash(Path file, long bytes) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean whole = bytes <= (long) BLOCKS * BLOCK_BYTES;
            long step = whole ? BLOCK_BYTES : (bytes - BLOCK_BYTES) / (BLOCKS - 1);
            for (long at = 0; at < bytes; at += step) {
                block.clear();
                long position = at;
                while (block.hasRemaining()) {
                    int read = channel.read(block, position);
                    if (read < 0) {
                        break;
                    }
                    position += read;
                }
                digest.update(block.flip());
            }
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
