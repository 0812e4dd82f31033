package org.goldtrail.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.goldtrail.alignment.SectionSink;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.VolumeSink;

/** A file of sections without any header: the least a stack on disk can cost. */
final class FlatFile implements AutoCloseable, ViewSource, RowSource, SectionSink, VolumeSink {
    private static final int CHUNK = 1 << 18;

    private final FileChannel channel;
    private final int width;
    private final int height;
    private final int sections;
    private final boolean int16;

    FlatFile(Path file, int width, int height, int sections, boolean int16) throws IOException {
        this.width = width;
        this.height = height;
        this.sections = sections;
        this.int16 = int16;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Fills an int16 stack with noise about a mean, as counts of electrons are. */
    FlatFile fillWithNoise() throws IOException {
        if (!int16) {
            return fillWithFloats();
        }
        Random random = new Random(1);
        ByteBuffer noise = ByteBuffer.allocate(1 << 21).order(ByteOrder.LITTLE_ENDIAN);
        while (noise.hasRemaining()) {
            noise.putShort((short) (600 + 100 * random.nextGaussian()));
        }
        long size = 2L * width * height * sections;
        for (long at = 0; at < size; at += noise.limit()) {
            noise.position(0).limit((int) Math.min(noise.capacity(), size - at));
            channel.write(noise, at);
        }
        return this;
    }

    private FlatFile fillWithFloats() {
        Random random = new Random(1);
        float[] noise = new float[width * height];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (600 + 100 * random.nextGaussian());
        }
        for (int section = 0; section < sections; section++) {
            write(section, 0, height, noise);
        }
        return this;
    }

    @Override
    public int viewCount() {
        return sections;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Image view(int section) {
        Image image = new Image(width, height);
        readRows(section, 0, height, image.pixels());
        return image;
    }

    @Override
    public void readRows(int section, int yFrom, int rows, float[] out) {
        long first = ((long) section * height + yFrom) * width;
        int pixelBytes = int16 ? 2 : 4;
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * pixelBytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            for (int done = 0; done < rows * width; done += CHUNK) {
                int count = Math.min(CHUNK, rows * width - done);
                chunk.clear().limit(count * pixelBytes);
                long at = (first + done) * pixelBytes;
                while (chunk.hasRemaining()) {
                    if (channel.read(chunk, at + chunk.position()) < 0) {
                        throw new IllegalStateException("the file is too short");
                    }
                }
                decode(chunk.flip(), out, done, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decode(ByteBuffer chunk, float[] out, int offset, int count) {
        if (int16) {
            for (int i = 0; i < count; i++) {
                out[offset + i] = chunk.getShort(2 * i);
            }
        } else {
            chunk.asFloatBuffer().get(out, offset, count);
        }
    }

    @Override
    public void write(int section, Image image) {
        write(section, 0, height, image.pixels());
    }

    @Override
    public void write(int z, int yFrom, int rows, float[] voxels) {
        long first = ((long) z * height + yFrom) * width;
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * 4).order(ByteOrder.LITTLE_ENDIAN);
        try {
            for (int done = 0; done < rows * width; done += CHUNK) {
                int count = Math.min(CHUNK, rows * width - done);
                chunk.clear().asFloatBuffer().put(voxels, done, count);
                chunk.limit(4 * count);
                while (chunk.hasRemaining()) {
                    channel.write(chunk, 4 * (first + done) + chunk.position());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until all is on disk. */
    void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
