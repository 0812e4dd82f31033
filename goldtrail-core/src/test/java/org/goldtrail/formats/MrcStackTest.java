package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.goldtrail.GoldtrailException;
import org.goldtrail.Samples;
import org.goldtrail.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MrcStackTest {
    private static final int WIDTH = 5;
    private static final int HEIGHT = 3;
    private static final int SECTIONS = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0,true",
        "0,false",
        "1,true",
        "1,false",
        "2,true",
        "2,false",
        "6,true",
        "6,false",
        "12,true",
        "12,false",
        "101,true"
    })
    void readsEveryModeInBothByteOrders(int mode, boolean little) throws IOException {
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        MrcBytes mrc = new MrcBytes(order, WIDTH, HEIGHT, SECTIONS, mode, 20, 4 * WIDTH * HEIGHT * SECTIONS);
        ByteBuffer b = mrc.bytes;
        for (int row = 0; row < HEIGHT * SECTIONS; row++) {
            for (int x = 0; x < WIDTH; x++) {
                int value = value(mode, x, row);
                switch (mode) {
                    case 0 -> b.put((byte) value);
                    case 1, 6 -> b.putShort((short) value);
                    case 2 -> b.putFloat(value);
                    case 12 -> b.putShort(Float.floatToFloat16(value));
                    default -> {
                        int at = 1024 + 20 + row * 3 + x / 2;
                        b.put(at, (byte) (b.get(at) | value << (x % 2 * 4)));
                    }
                }
            }
        }
        try (MrcStack stack = MrcStack.open(mrc.write(folder.resolve("a.st")))) {
            assertThat(stack.sectionsPresent()).isEqualTo(SECTIONS);
            assertThat(stack.header().pixelSizeAngstrom()).hasValue(2.5);
            Image second = stack.readView(1);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    assertThat(second.get(x, y)).isEqualTo(value(mode, x, HEIGHT + y));
                }
            }
            float[] row = new float[WIDTH];
            stack.readRows(0, 2, 1, row);
            assertThat(row[4]).isEqualTo(value(mode, 4, 2));
        }
    }

    private static int value(int mode, int x, int row) {
        int value = 7 * row + 3 * x;
        return switch (mode) {
            case 0 -> value - 20;
            case 1 -> 1000 * value - 30000;
            case 6 -> 60000 + value;
            case 12, 2 -> value - 8;
            default -> value & 0xF;
        };
    }

    @Test
    void readsBytesAsTheHeaderSaysOrImplies() throws IOException {
        assertThat(byteValue(b -> b.putInt(152, MrcHeader.IMOD_STAMP).putInt(156, 1)))
                .isEqualTo(-56);
        assertThat(byteValue(b -> b.putInt(152, MrcHeader.IMOD_STAMP).putInt(156, 0)))
                .isEqualTo(200);
        assertThat(byteValue(b -> b.putFloat(76, -100).putFloat(80, 100))).isEqualTo(-56);
        assertThat(byteValue(b -> b.putFloat(76, 0).putFloat(80, 255))).isEqualTo(200);
        assertThat(byteValue(b -> b.putFloat(76, 1).putFloat(80, 0)))
                .as("not known")
                .isEqualTo(-56);
    }

    private float byteValue(java.util.function.Consumer<ByteBuffer> header) throws IOException {
        MrcBytes mrc = new MrcBytes(ByteOrder.LITTLE_ENDIAN, 1, 1, 1, 0, 0, 1);
        header.accept(mrc.bytes);
        mrc.bytes.put((byte) 200);
        try (MrcStack stack = MrcStack.open(mrc.write(folder.resolve("bytes.mrc")))) {
            return stack.readView(0).get(0, 0);
        }
    }

    @Test
    void findsTheByteOrderWithoutStamp() throws IOException {
        MrcBytes mrc = new MrcBytes(ByteOrder.BIG_ENDIAN, 3, 2, 1, 1, 0, 12);
        mrc.bytes.putInt(212, 0);
        mrc.bytes.putShort((short) 258);
        try (MrcStack stack = MrcStack.open(mrc.write(folder.resolve("old.st")))) {
            assertThat(stack.header().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
            assertThat(stack.readView(0).get(0, 0)).isEqualTo(258);
        }
    }

    @Test
    void namesWhatIsIncomplete() throws IOException {
        MrcBytes mrc = new MrcBytes(ByteOrder.LITTLE_ENDIAN, 4, 4, 5, 1, 0, 4 * 4 * 2 * 2 + 7);
        Path file = mrc.write(folder.resolve("half.st"));
        assertThatThrownBy(() -> MrcStack.open(file))
                .isInstanceOfSatisfying(
                        IncompleteStackException.class,
                        e -> assertThat(e.sectionsPresent()).isEqualTo(2))
                .hasMessageContaining("half.st")
                .hasMessageContaining("view 3 of 5 is incomplete");
        try (MrcStack stack = MrcStack.openPresentSections(file)) {
            assertThat(stack.sectionsPresent()).isEqualTo(2);
        }
    }

    @Test
    void namesFilesThatAreNoStacks() throws IOException {
        refused(new byte[0], "the file is empty");
        refused(new byte[500], "too short");
        refused(new byte[2000], "not an MRC file");
        refused(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "compressed with gzip");
        refused("II*\0abc".getBytes(StandardCharsets.ISO_8859_1), "TIFF");
        refused("IMODV1.2".getBytes(StandardCharsets.ISO_8859_1), "IMOD model");
        refused(new MrcBytes(ByteOrder.LITTLE_ENDIAN, 4, 4, 1, 2, 0, 0).bytes.array(), "no pixels");
        refused(new MrcBytes(ByteOrder.LITTLE_ENDIAN, 4, 4, 1, 4, 0, 300).bytes.array(), "Fourier");
        refused(new MrcBytes(ByteOrder.LITTLE_ENDIAN, 1 << 20, 1 << 20, 1 << 20, 2, 0, 8).bytes.array(), "truncated");
        MrcBytes extended = new MrcBytes(ByteOrder.LITTLE_ENDIAN, 4, 4, 1, 2, 0, 100);
        extended.bytes.putInt(92, -5);
        refused(extended.bytes.array(), "extended header of -5 bytes");
        assertThatThrownBy(() -> MrcStack.open(folder)).hasMessageContaining("folder");
        assertThatThrownBy(() -> MrcStack.open(folder.resolve("none.st"))).hasMessageContaining("does not exist");
    }

    private void refused(byte[] content, String words) throws IOException {
        Path file = Files.write(folder.resolve("bad.st"), content);
        assertThatThrownBy(() -> MrcStack.open(file))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("bad.st")
                .hasMessageContaining(words);
    }

    @Test
    void countsPixelsThatAreNoNumbers() throws IOException {
        MrcBytes mrc = new MrcBytes(ByteOrder.LITTLE_ENDIAN, 2, 2, 1, 2, 0, 16);
        mrc.bytes.putFloat(Float.NaN).putFloat(1).putFloat(3).putFloat(Float.NEGATIVE_INFINITY);
        try (MrcStack stack = MrcStack.open(mrc.write(folder.resolve("nan.st")))) {
            SectionStatistics figures = stack.statistics(0);
            assertThat(figures.notFinite()).isEqualTo(2);
            assertThat(figures.mean()).isEqualTo(2);
            assertThat(figures.standardDeviation()).isEqualTo(1);
            assertThat(stack.statistics(0)).isSameAs(figures);
        }
    }

    @Test
    void readsBeyondTwoGigabytes() throws IOException {
        int side = 1 << 14;
        int sections = 5;
        Path file = folder.resolve("large.st");
        MrcBytes mrc = new MrcBytes(ByteOrder.LITTLE_ENDIAN, side, side, sections, 1, 0, 0);
        mrc.write(file);
        long end = 1024 + 2L * side * side * sections;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Only the last pixel takes place on the disk.
            channel.write(ByteBuffer.wrap(new byte[] {57, 48}), end - 2);
        }
        try (MrcStack stack = MrcStack.open(file)) {
            float[] row = new float[side];
            stack.readRows(sections - 1, side - 1, 1, row);
            assertThat(end).isGreaterThan(Integer.MAX_VALUE);
            assertThat(row[side - 1]).isEqualTo(12345);
            assertThat(row[side - 2]).isZero();
        }
    }

    @Test
    void saysSoWhenTheFileShrinksUnderItsHands() throws IOException {
        int side = 1024;
        Path file = new MrcBytes(ByteOrder.LITTLE_ENDIAN, side, side, 2, 1, 0, 4 * side * side)
                .write(folder.resolve("shrinking.st"));
        try (MrcStack stack = MrcStack.open(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(4096);
            }
            assertThatThrownBy(() -> stack.readView(1))
                    .isInstanceOf(GoldtrailException.class)
                    .hasMessageContaining("view 2 can no longer be read");
        }
    }

    @Test
    void doubtsPixelSizesThatMeanNothing() throws IOException {
        assertThat(doubt(b -> {})).isEmpty();
        assertThat(doubt(b -> b.putInt(28, 0))).contains("no pixel size");
        assertThat(doubt(b -> b.putInt(28, 1))).contains("mx = 1");
        assertThat(doubt(b -> b.putFloat(40, 0))).contains("no pixel size");
        assertThat(doubt(b -> b.putFloat(40, 4).putFloat(44, 4))).contains("exactly 1");
        assertThat(doubt(b -> b.putFloat(44, 99))).contains("not square");
        assertThat(doubt(b -> b.putFloat(40, 1e9f))).contains("not plausible");
    }

    private String doubt(java.util.function.Consumer<ByteBuffer> change) {
        MrcBytes mrc = new MrcBytes(ByteOrder.LITTLE_ENDIAN, 4, 4, 1, 1, 0, 32);
        change.accept(mrc.bytes);
        return MrcHeader.parse(mrc.bytes, "x").pixelSizeDoubt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats/mrc/EMD-3001.map", "formats/mrc/EMD-3197.map"})
    void readsRealMapsWithTheStatisticsOfTheirHeaders(String name) {
        try (MrcStack stack = MrcStack.open(Samples.path(name))) {
            SectionStatistics all = SectionStatistics.NONE;
            for (int s = 0; s < stack.sectionsPresent(); s++) {
                all = all.and(stack.statistics(s));
            }
            assertThat(all.min()).isCloseTo(stack.header().min(), within(1e-3 * Math.abs(all.min())));
            assertThat(all.max()).isCloseTo(stack.header().max(), within(1e-3 * Math.abs(all.max())));
            assertThat(all.mean()).isCloseTo(stack.header().mean(), within(1e-3 * all.standardDeviation()));
            assertThat(all.standardDeviation())
                    .isCloseTo(
                            stack.header().rms(), within(1e-2 * stack.header().rms()));
        }
    }

    @Test
    void readsARealFileOfHalfFloats() {
        try (MrcStack stack = MrcStack.open(Samples.path("formats/mrc/float16.mrc"))) {
            // The header has the figures of a larger image, of which this is a corner.
            SectionStatistics figures = stack.statistics(0);
            assertThat(stack.mode()).isEqualTo(MrcMode.FLOAT16);
            assertThat(figures.notFinite()).isZero();
            assertThat(figures.min()).isBetween((double) stack.header().min(), 0.0);
            assertThat(figures.standardDeviation()).isCloseTo(stack.header().rms(), within(0.1));
        }
    }

    @Test
    void refusesARealHeaderWithoutPixels() {
        Path file = Samples.path("formats/mrc/header_only.mrc");
        assertThatThrownBy(() -> MrcStack.open(file)).hasMessageContaining("no pixels");
    }
}
