package org.goldtrail.formats;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;

/**
 * TIFF and BigTIFF stacks without compression, whose pages are all alike and each lie in one piece; rows run from the top and are
 * turned round. Whatever else a TIFF may be is refused with the reason.
 */
final class TiffFile {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int SAMPLE_FORMAT = 339;
    private static final int MOST_PAGES = 100_000;
    private static final int MOST_TAGS = 4096;

    private final MemorySegment data;
    private final ByteOrder order;
    private final boolean big;
    private final String where;

    private TiffFile(MemorySegment data, ByteOrder order, boolean big, String where) {
        this.data = data;
        this.order = order;
        this.big = big;
        this.where = where;
    }

    /**
     * How the pages of a TIFF file lie in it.
     *
     * @param data the whole file
     * @return empty if this is no TIFF file
     * @throws GoldtrailException if it is one that cannot be read in place
     */
    static Optional<ImageFile> layout(MemorySegment data, String where) {
        if (data.byteSize() < 16) {
            return Optional.empty();
        }
        byte first = data.get(ValueLayout.JAVA_BYTE, 0);
        byte second = data.get(ValueLayout.JAVA_BYTE, 1);
        if (first != second || (first != 'I' && first != 'M')) {
            return Optional.empty();
        }
        ByteOrder order = first == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int version = data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), 2);
        if (version != 42 && version != 43) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TiffFile(data, order, version == 43, where).read());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new GoldtrailException(
                    "this is a TIFF file that points beyond its own end", where, "copy it again from its source", e);
        }
    }

    private ImageFile read() {
        List<Map<Integer, long[]>> pages = new ArrayList<>();
        long next = big ? number(8, 8) : number(4, 4);
        while (next != 0) {
            if (pages.size() == MOST_PAGES) {
                throw new GoldtrailException("this is a TIFF file without end", where, "copy it again from its source");
            }
            long count = number(next, big ? 8 : 2);
            long entries = next + (big ? 8 : 2);
            int length = big ? 20 : 12;
            if (count < 1 || count > MOST_TAGS) {
                throw new GoldtrailException("this is a damaged TIFF file", where, "copy it again from its source");
            }
            Map<Integer, long[]> tags = new HashMap<>();
            for (int i = 0; i < count; i++) {
                entry(entries + (long) i * length, tags);
            }
            pages.add(tags);
            next = number(entries + count * length, big ? 8 : 4);
        }
        return image(pages);
    }

    private ImageFile image(List<Map<Integer, long[]>> pages) {
        Map<Integer, long[]> first = pages.getFirst();
        int width = Math.toIntExact(value(first, WIDTH, 0));
        int height = Math.toIntExact(value(first, HEIGHT, 0));
        if (width < 1 || height < 1) {
            throw new GoldtrailException("this is a TIFF file without size", where, "copy it again from its source");
        }
        MrcMode mode = mode(first);
        long[] starts = new long[pages.size()];
        for (int p = 0; p < starts.length; p++) {
            Map<Integer, long[]> page = pages.get(p);
            if (value(page, WIDTH, 0) != width || value(page, HEIGHT, 0) != height || mode(page) != mode) {
                throw new GoldtrailException(
                        "page " + (p + 1) + " of the TIFF file is of another size or kind than the first",
                        where,
                        "write a stack of equal images");
            }
            starts[p] = start(page, p, mode.rowBytes(width) * height);
        }
        return ImageFile.of(order, width, height, mode, new SectionPlaces(starts, mode.rowBytes(width), height, true));
    }

    private MrcMode mode(Map<Integer, long[]> page) {
        long compression = value(page, COMPRESSION, 1);
        if (compression != 1) {
            throw new GoldtrailException(
                    "this is a TIFF file with compressed pixels (kind " + compression + ")",
                    where,
                    "unpack it first: tif2mrc FILE OUT.mrc, or tiffcp -c none");
        }
        if (page.containsKey(TILE_WIDTH) || value(page, SAMPLES, 1) != 1) {
            throw new GoldtrailException(
                    "this is a TIFF file in " + (page.containsKey(TILE_WIDTH) ? "tiles" : "colours"),
                    where,
                    "convert it to MRC first: tif2mrc FILE OUT.mrc");
        }
        long bits = value(page, BITS, 1);
        long format = value(page, SAMPLE_FORMAT, 1);
        if (bits == 8 && format <= 2) {
            return format == 1 ? MrcMode.UINT8 : MrcMode.INT8;
        }
        if (bits == 16 && format <= 2) {
            return format == 1 ? MrcMode.UINT16 : MrcMode.INT16;
        }
        if (bits == 16 && format == 3) {
            return MrcMode.FLOAT16;
        }
        if (bits == 32 && format == 3) {
            return MrcMode.FLOAT32;
        }
        throw new GoldtrailException(
                "this is a TIFF file of " + bits + "-bit " + (format == 3 ? "floats" : "integers")
                        + ", which are not read",
                where,
                "convert it to MRC first: tif2mrc FILE OUT.mrc");
    }

    private long start(Map<Integer, long[]> page, int number, long bytes) {
        long[] offsets = page.getOrDefault(STRIP_OFFSETS, new long[0]);
        long[] lengths = page.getOrDefault(STRIP_BYTES, new long[0]);
        long end = offsets.length == 0 ? -1 : offsets[0];
        for (int s = 0; s < offsets.length && end >= 0; s++) {
            boolean follows = offsets[s] == end;
            end = follows ? end + (s < lengths.length ? lengths[s] : bytes) : -1;
        }
        if (end < 0) {
            throw new GoldtrailException(
                    "page " + (number + 1) + " of the TIFF file lies in several pieces",
                    where,
                    "convert it to MRC first: tif2mrc FILE OUT.mrc");
        }
        if (offsets[0] + bytes > data.byteSize() || offsets[0] < 8) {
            throw new GoldtrailException(
                    "the file is truncated: page " + (number + 1) + " of the TIFF file is incomplete",
                    where,
                    "copy it again from its source");
        }
        return offsets[0];
    }

    private static long value(Map<Integer, long[]> page, int tag, long otherwise) {
        long[] values = page.get(tag);
        return values == null || values.length == 0 ? otherwise : values[0];
    }

    private void entry(long at, Map<Integer, long[]> tags) {
        int tag = (int) number(at, 2);
        int type = (int) number(at + 2, 2);
        long count = number(at + 4, big ? 8 : 4);
        int size = switch (type) {
            case 1 -> 1;
            case 3 -> 2;
            case 4, 13 -> 4;
            case 16, 18 -> 8;
            default -> 0;
        };
        if (size == 0 || count > data.byteSize()) {
            return;
        }
        long inline = at + (big ? 12 : 8);
        long from = count * size <= (big ? 8 : 4) ? inline : number(inline, big ? 8 : 4);
        long[] values = new long[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(from + (long) i * size, size);
        }
        tags.put(tag, values);
    }

    private long number(long at, int bytes) {
        return switch (bytes) {
            case 1 -> data.get(ValueLayout.JAVA_BYTE, at) & 0xFFL;
            case 2 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at) & 0xFFFFL;
            case 4 -> data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at) & 0xFFFFFFFFL;
            default -> data.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
        };
    }
}
