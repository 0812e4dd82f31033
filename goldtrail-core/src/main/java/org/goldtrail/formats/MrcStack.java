package org.goldtrail.formats;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.goldtrail.GoldtrailException;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Cancellation;

/**
 * A stack of images or a volume in an MRC file (.st, .mrc, .mrcs, .ali, .rec, .map …), read by section or by rows
 * through a memory mapping: its size is bounded by the disk, not by the memory. Several threads may read at once.
 */
public final class MrcStack implements ViewSource, AutoCloseable {
    private final Path file;
    private final MrcHeader header;
    private final MrcMode mode;
    private final int sections;
    private final Arena arena;
    private final MemorySegment data;
    private final PixelDecoder decoder;
    private final SectionPlaces places;
    private final AtomicReferenceArray<SectionStatistics> statistics;
    private final ExtendedHeader extendedHeader;

    private MrcStack(Path file, MrcHeader header, MrcMode mode, SectionPlaces places, Arena arena, MemorySegment data) {
        this.file = file;
        this.header = header;
        this.mode = mode;
        this.places = places;
        this.sections = places.starts().length;
        this.arena = arena;
        this.data = data;
        this.decoder = new PixelDecoder(mode, header.order());
        this.statistics = new AtomicReferenceArray<>(sections);
        this.extendedHeader = ExtendedHeader.parse(header, extended(), header.sections());
    }

    private MemorySegment extended() {
        return header.extendedBytes() == 0 ? MemorySegment.NULL : data.asSlice(MrcHeader.BYTES, header.extendedBytes());
    }

    /**
     * Opens a stack all of whose sections are there.
     *
     * @throws IncompleteStackException if the file ends too early
     * @throws GoldtrailException if the file is missing, empty, compressed, of another format or damaged
     */
    public static MrcStack open(Path file) {
        return open(file, false);
    }

    /**
     * Opens a stack of which the last sections may be missing; those that are whole can be read.
     *
     * @throws GoldtrailException as {@link #open(Path)}, and if not one section is whole
     */
    public static MrcStack openPresentSections(Path file) {
        return open(file, true);
    }

    @SuppressWarnings("MustBeClosed") // the arena lives as long as the stack, which closes it
    private static MrcStack open(Path file, boolean incompleteAllowed) {
        String where = file.toString();
        if (Files.isDirectory(file)) {
            throw new GoldtrailException("this is a folder, not a stack", where, "name a file in it");
        }
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer first = ByteBuffer.allocate(MrcHeader.BYTES);
            while (first.hasRemaining() && channel.read(first, first.position()) > 0) {
                continue;
            }
            first.flip();
            MemorySegment data = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            Optional<ImageFile> foreign = EmFile.layout(first, size, where).or(() -> TiffFile.layout(data, where));
            MrcStack stack;
            if (foreign.isPresent()) {
                ImageFile image = foreign.get();
                stack = new MrcStack(file, image.header(), image.mode(), image.places(), arena, data);
            } else {
                ForeignFormat.refuse(first, where);
                MrcHeader header = MrcHeader.parse(first, where);
                MrcMode mode = header.pixelMode(where);
                int present = presentSections(header, mode, size, where, incompleteAllowed);
                SectionPlaces places = SectionPlaces.following(
                        header.dataOffset(), mode.rowBytes(header.width()), header.height(), present);
                stack = new MrcStack(file, header, mode, places, arena, data);
            }
            opened = true;
            return stack;
        } catch (NoSuchFileException e) {
            throw new GoldtrailException("the file does not exist", where, "check its name", e);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the file cannot be read (" + AtomicFile.reason(e) + ")", where, "check its permissions", e);
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    private static int presentSections(
            MrcHeader header, MrcMode mode, long size, String where, boolean incompleteAllowed) {
        long sectionBytes = mode.rowBytes(header.width()) * header.height();
        long available = Math.max(0, size - header.dataOffset());
        int present = (int) Math.min(header.sections(), available / sectionBytes);
        if (present == header.sections() || (incompleteAllowed && present > 0)) {
            return present;
        }
        if (available == 0) {
            throw new IncompleteStackException(
                    size < header.dataOffset()
                            ? "the file ends inside its extended header"
                            : "the file holds a header but no pixels",
                    where,
                    "copy it again from its source",
                    0);
        }
        throw new IncompleteStackException(
                String.format(
                        Locale.ROOT,
                        "the file is truncated: view %d of %d is incomplete (%,d of %,d bytes are there)",
                        present + 1,
                        header.sections(),
                        size,
                        header.dataOffset() + sectionBytes * header.sections()),
                where,
                "copy it again, or wait until the microscope has written it",
                present);
    }

    public Path file() {
        return file;
    }

    public MrcHeader header() {
        return header;
    }

    public MrcMode mode() {
        return mode;
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    /** Number of sections that can be read. */
    public int sectionsPresent() {
        return sections;
    }

    /** What the microscope wrote of each section; empty records where there is nothing. */
    public ExtendedHeader extendedHeader() {
        return extendedHeader;
    }

    /** The same as {@link #sectionsPresent}. */
    @Override
    public int viewCount() {
        return sections;
    }

    /** The same as {@link #readView}. */
    @Override
    public Image view(int section) {
        return readView(section);
    }

    /**
     * One section as float32, row 0 at the bottom.
     *
     * @throws GoldtrailException if the image is too large for the memory, or the file shrank meanwhile
     */
    public Image readView(int section) {
        if ((long) width() * height() > Integer.MAX_VALUE - 8) {
            throw new GoldtrailException(
                    "a view of " + width() + " x " + height() + " pixels is too large to be read at once",
                    file.toString(),
                    "bin the stack first");
        }
        Image image = new Image(width(), height());
        readRows(section, 0, height(), image.pixels());
        unload(section);
        return image;
    }

    /** Pages of the mapping count as memory of this process; a view that has been read need not stay there. */
    private void unload(int section) {
        data.asSlice(places.section(section), places.sectionBytes()).unload();
    }

    /**
     * Rows of one section.
     *
     * @param section 0-based
     * @param firstRow 0 is the bottom row
     * @param target gets rowCount * width pixels from index 0 on
     */
    @Override
    public void readRows(int section, int firstRow, int rowCount, float[] target) {
        checkRows(section, firstRow, rowCount);
        int count = Math.multiplyExact(rowCount, width());
        if (target.length < count) {
            throw new IndexOutOfBoundsException(count + " pixels do not fit in " + target.length);
        }
        reading(section, () -> {
            if (mode == MrcMode.UINT4 || places.topDown()) {
                for (int row = 0; row < rowCount; row++) {
                    decoder.decode(data, places.row(section, firstRow + row), target, row * width(), width());
                }
            } else if (rowCount > 0) {
                decoder.decode(data, places.row(section, firstRow), target, 0, count);
            }
        });
    }

    private void checkRows(int section, int firstRow, int rowCount) {
        if (section < 0 || section >= sections) {
            throw new IndexOutOfBoundsException("section " + section + " of " + sections);
        }
        if (firstRow < 0 || rowCount < 0 || firstRow > height() - rowCount) {
            throw new IndexOutOfBoundsException(
                    "rows " + firstRow + " to " + ((long) firstRow + rowCount) + " of " + height());
        }
    }

    private void reading(int section, Runnable work) {
        try {
            work.run();
        } catch (InternalError e) {
            // The system's answer to a page of the mapping that has no file behind it any more.
            throw new GoldtrailException(
                    "view " + (section + 1) + " can no longer be read: the file became shorter, or its disk fails",
                    file.toString(),
                    "make sure that nothing writes to it, and start again",
                    e);
        }
    }

    /**
     * A block of one section: some columns of some rows.
     *
     * @param section 0-based
     * @param firstRow 0 is the bottom row
     * @param firstColumn 0 is the left column
     * @param target gets rowCount * columnCount pixels from index 0 on
     */
    public void readBlock(int section, int firstRow, int rowCount, int firstColumn, int columnCount, float[] target) {
        if (firstColumn < 0 || columnCount < 0 || firstColumn > width() - columnCount) {
            throw new IndexOutOfBoundsException(
                    "columns " + firstColumn + " to " + ((long) firstColumn + columnCount) + " of " + width());
        }
        if (columnCount == width()) {
            readRows(section, firstRow, rowCount, target);
            return;
        }
        if (mode == MrcMode.UINT4) {
            float[] row = new float[width()];
            for (int r = 0; r < rowCount; r++) {
                readRows(section, firstRow + r, 1, row);
                System.arraycopy(row, firstColumn, target, r * columnCount, columnCount);
            }
            return;
        }
        checkRows(section, firstRow, rowCount);
        long left = mode.rowBytes(firstColumn);
        reading(section, () -> {
            for (int r = 0; r < rowCount; r++) {
                decoder.decode(data, places.row(section, firstRow + r) + left, target, r * columnCount, columnCount);
            }
        });
    }

    /** Figures of one section, computed at the first call; {@code notFinite} counts its NaN and infinite pixels. */
    public SectionStatistics statistics(int section) {
        SectionStatistics known = statistics.get(section);
        if (known != null) {
            return known;
        }
        int band = Math.clamp((1 << 20) / width(), 1, height());
        float[] rows = new float[Math.multiplyExact(band, width())];
        SectionStatistics sum = SectionStatistics.NONE;
        for (int row = 0; row < height(); row += band) {
            Cancellation.check();
            int count = Math.min(band, height() - row);
            readRows(section, row, count, rows);
            sum = sum.and(SectionStatistics.of(rows, 0, count * width()));
        }
        statistics.set(section, sum);
        unload(section);
        return sum;
    }

    /** The bytes of the extended header, of length 0 if there is none. */
    public byte[] extendedBytes() {
        return extended().toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public void close() {
        arena.close();
    }
}
