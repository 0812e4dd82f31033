package org.goldtrail.phantom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a stack of 16-bit views as an MRC file (mode 1, little endian, no extended header), whole or not at all. Views
 * may come in any order and from several threads.
 */
final class Int16Stack implements AutoCloseable {
    private static final int HEADER = 1024;

    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final int width;
    private final int height;
    private final double pixelSizeAngstrom;
    private final double[] minimum;
    private final double[] maximum;
    private final double[] mean;
    private final double[] square;

    Int16Stack(Path file, int width, int height, int count, double pixelSizeAngstrom) throws IOException {
        this.file = file;
        this.part = file.resolveSibling("." + file.getFileName() + ".part");
        this.channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.width = width;
        this.height = height;
        this.pixelSizeAngstrom = pixelSizeAngstrom;
        this.minimum = new double[count];
        this.maximum = new double[count];
        this.mean = new double[count];
        this.square = new double[count];
    }

    void write(int section, short[] pixels) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pixels);
        long sum = 0;
        long squares = 0;
        int low = Short.MAX_VALUE;
        int high = Short.MIN_VALUE;
        for (short value : pixels) {
            sum += value;
            squares += (long) value * value;
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        minimum[section] = low;
        maximum[section] = high;
        mean[section] = (double) sum / pixels.length;
        square[section] = (double) squares / pixels.length;
        writeFully(bytes, HEADER + (long) section * bytes.capacity());
    }

    double[] means() {
        return mean.clone();
    }

    double minimum(int section) {
        return minimum[section];
    }

    double maximum(int section) {
        return maximum[section];
    }

    /** Writes the header and gives the file its name. */
    void finish(String label) throws IOException {
        double low = java.util.Arrays.stream(minimum).min().orElse(0);
        double high = java.util.Arrays.stream(maximum).max().orElse(0);
        double average = java.util.Arrays.stream(mean).average().orElse(0);
        double second = java.util.Arrays.stream(square).average().orElse(0);
        int count = mean.length;
        ByteBuffer h = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        h.putInt(width).putInt(height).putInt(count).putInt(1);
        h.putInt(0).putInt(0).putInt(0);
        h.putInt(width).putInt(height).putInt(count);
        h.putFloat((float) (width * pixelSizeAngstrom));
        h.putFloat((float) (height * pixelSizeAngstrom));
        h.putFloat((float) (count * pixelSizeAngstrom));
        h.putFloat(90).putFloat(90).putFloat(90);
        h.putInt(1).putInt(2).putInt(3);
        h.putFloat((float) low).putFloat((float) high).putFloat((float) average);
        h.putInt(0).putInt(0); // space group 0: a stack of images; no extended header
        h.putInt(108, 20140);
        h.position(208);
        h.put("MAP ".getBytes(StandardCharsets.US_ASCII));
        h.put(new byte[] {0x44, 0x44, 0, 0});
        h.putFloat((float) Math.sqrt(Math.max(0, second - average * average)));
        h.putInt(1);
        byte[] text = new byte[80];
        java.util.Arrays.fill(text, (byte) ' ');
        byte[] given = label.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(given, 0, text, 0, Math.min(80, given.length));
        h.put(text);
        h.position(HEADER).flip();
        writeFully(h, 0);
        channel.force(true);
        channel.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void writeFully(ByteBuffer bytes, long offset) throws IOException {
        bytes.rewind();
        while (bytes.hasRemaining()) {
            channel.write(bytes, offset + bytes.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
