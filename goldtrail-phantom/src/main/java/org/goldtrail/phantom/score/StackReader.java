package org.goldtrail.phantom.score;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Image;

/** Reads views of a little-endian MRC stack of 16-bit integers, the kind that {@code Phantom} writes. */
final class StackReader {
    private static final int HEADER = 1024;

    private final Path file;
    private final int width;
    private final int height;
    private final int count;
    private final long dataStart;

    /**
     * @throws GoldtrailException if the file is not such a stack
     */
    StackReader(Path file) {
        this.file = file;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = read(channel, 0, HEADER);
            width = header.getInt(0);
            height = header.getInt(4);
            count = header.getInt(8);
            dataStart = HEADER + (long) header.getInt(92);
            long expected = dataStart + 2L * width * height * count;
            if (header.getInt(12) != 1 || width < 1 || height < 1 || count < 1 || channel.size() < expected) {
                throw new GoldtrailException(
                        "not a complete MRC stack of little-endian 16-bit integers",
                        file.toString(),
                        "give the stack that simulate has written");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    int count() {
        return count;
    }

    Image view(int section) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int bytes = 2 * width * height;
            ByteBuffer data = read(channel, dataStart + (long) section * bytes, bytes);
            Image image = new Image(width, height);
            for (int i = 0; i < width * height; i++) {
                image.pixels()[i] = data.getShort(2 * i);
            }
            return image;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ByteBuffer read(FileChannel channel, long offset, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the file ends at byte " + (offset + buffer.position()));
            }
        }
        return buffer.flip();
    }

    private GoldtrailException unreadable(IOException cause) {
        return new GoldtrailException(
                "the stack cannot be read (" + cause.getMessage() + ")", file.toString(), "check the path", cause);
    }
}
