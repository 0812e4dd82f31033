package org.goldtrail.formats;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The extended header of an MRC file: SERI (SerialEM), FEI1 and FEI2 (Thermo Fisher), AGAR (Agard, UCSF) and the older
 * FEI layout of 32 numbers. Anything else, or a block too short for its sections, reads as nothing known.
 *
 * @param layout "SERI", "FEI1", "FEI2", "AGAR", "FEI" (the older one) or "" when there is none
 * @param sections one entry for each section
 */
public record ExtendedHeader(String layout, List<ExtendedSection> sections) {
    /** Bits of nreal in a SERI header, the bytes each stands for, in the order in which they are stored. */
    private static final int[] SERI_BITS = {1, 2, 4, 8, 16, 32};

    private static final int[] SERI_BYTES = {2, 6, 4, 2, 2, 4};
    private static final int SERI_DOSE_BIT = 32;

    private static final int FEI1_BYTES = 768;
    private static final int FEI2_BYTES = 888;

    private static final int OLD_FEI_REALS = 32;

    public ExtendedHeader {
        sections = List.copyOf(sections);
    }

    /** The tilt angles, if every section has a finite one; else an empty array. */
    public double[] tiltsDeg() {
        boolean all = sections.stream().allMatch(s -> s.tiltDeg().isPresent());
        return all
                ? sections.stream().mapToDouble(s -> s.tiltDeg().orElseThrow()).toArray()
                : new double[0];
    }

    static ExtendedHeader parse(MrcHeader header, MemorySegment bytes, int sectionCount) {
        String type = header.extendedType();
        int perSection = bytes.byteSize() == 0 ? 0 : (int) (bytes.byteSize() / sectionCount);
        if (perSection == 0) {
            return none(sectionCount);
        }
        if (type.startsWith("FEI")) {
            return parseFei(type, header, bytes, sectionCount);
        }
        if (isSeri(header)) {
            int length = header.integersPerSection();
            return length <= perSection
                    ? new ExtendedHeader(
                            "SERI", each(bytes, sectionCount, length, header.order(), b -> seri(header, b)))
                    : none(sectionCount);
        }
        int integers = header.integersPerSection();
        int reals = header.realsPerSection();
        int length = 4 * (integers + reals);
        if (reals == 0 || length > perSection) {
            return none(sectionCount);
        }
        boolean oldFei = integers == 0 && reals == OLD_FEI_REALS;
        return oldFei
                ? new ExtendedHeader("FEI", each(bytes, sectionCount, length, header.order(), ExtendedHeader::oldFei))
                : new ExtendedHeader(
                        "AGAR", each(bytes, sectionCount, length, header.order(), b -> agard(b, integers)));
    }

    private static ExtendedHeader none(int sectionCount) {
        return new ExtendedHeader("", Collections.nCopies(sectionCount, ExtendedSection.EMPTY));
    }

    private interface Reader {
        ExtendedSection read(ByteBuffer block);
    }

    private static List<ExtendedSection> each(
            MemorySegment bytes, int sectionCount, int length, ByteOrder order, Reader reader) {
        List<ExtendedSection> sections = new ArrayList<>(sectionCount);
        byte[] block = new byte[length];
        for (int i = 0; i < sectionCount; i++) {
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, (long) i * length, block, 0, length);
            sections.add(reader.read(ByteBuffer.wrap(block).order(order)));
        }
        return sections;
    }

    /** SerialEM's layout is known by its bits, which imply exactly the bytes stated for each section. */
    private static boolean isSeri(MrcHeader header) {
        int bits = header.realsPerSection();
        if (header.extendedType().equals("AGAR") || header.integersPerSection() == 0 || bits == 0 || bits >= 64) {
            return false;
        }
        return header.integersPerSection() == seriOffset(bits, 64);
    }

    private static int seriOffset(int bits, int beforeBit) {
        int offset = 0;
        for (int i = 0; i < SERI_BITS.length && SERI_BITS[i] < beforeBit; i++) {
            offset += (bits & SERI_BITS[i]) != 0 ? SERI_BYTES[i] : 0;
        }
        return offset;
    }

    private static ExtendedSection seri(MrcHeader header, ByteBuffer b) {
        int bits = header.realsPerSection();
        OptionalDouble tilt = OptionalDouble.empty();
        OptionalDouble dose = OptionalDouble.empty();
        if ((bits & 1) != 0) {
            tilt = finite(b.getShort(0) / 100.0);
        }
        if ((bits & SERI_DOSE_BIT) != 0) {
            int at = seriOffset(bits, SERI_DOSE_BIT);
            dose = positive(serialEmFloat(b.getShort(at), b.getShort(at + 2)));
        }
        return section(tilt, OptionalDouble.empty(), OptionalDouble.empty(), dose, OptionalDouble.empty());
    }

    /** SerialEM's number in two shorts: sign and mantissa by 256, then sign and exponent with the mantissa's rest. */
    static double serialEmFloat(int first, int second) {
        double mantissa = Math.abs(first) * 256.0 + Math.abs(second) % 256;
        int exponent = Math.abs(second) / 256;
        return (first < 0 ? -1 : 1) * mantissa * Math.pow(2, second < 0 ? -exponent : exponent);
    }

    private static ExtendedHeader parseFei(String type, MrcHeader header, MemorySegment bytes, int sectionCount) {
        int smallest = type.equals("FEI2") ? FEI2_BYTES : FEI1_BYTES;
        if (bytes.byteSize() < smallest) {
            return none(sectionCount);
        }
        // The byte order of the metadata need not be that of the file: their length, which comes first, tells it.
        for (ByteOrder order : new ByteOrder[] {header.order(), ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            int length = bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), 0);
            if (length >= smallest && length <= 4096 && (long) length * sectionCount <= bytes.byteSize()) {
                return new ExtendedHeader(type, each(bytes, sectionCount, length, order, ExtendedHeader::fei));
            }
        }
        return none(sectionCount);
    }

    private static ExtendedSection fei(ByteBuffer b) {
        double metresToAngstrom = 1e10;
        return new ExtendedSection(
                finite(b.getDouble(100)),
                finite(b.getDouble(140)),
                positive(b.getDouble(156) * metresToAngstrom),
                positive(b.getDouble(92) * 1e-20),
                // The microscope counts defocus negative below focus, this program positive.
                finite(-b.getDouble(220) * metresToAngstrom),
                positive(b.getDouble(419)));
    }

    private static ExtendedSection oldFei(ByteBuffer b) {
        return section(
                finite(b.getFloat(0)),
                finite(b.getFloat(40)),
                positive(b.getFloat(44) * 1e10),
                OptionalDouble.empty(),
                positive(b.getFloat(32)));
    }

    private static ExtendedSection agard(ByteBuffer b, int integers) {
        return section(
                finite(b.getFloat(4 * integers)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static ExtendedSection section(
            OptionalDouble tilt,
            OptionalDouble axis,
            OptionalDouble pixel,
            OptionalDouble dose,
            OptionalDouble exposure) {
        return new ExtendedSection(tilt, axis, pixel, dose, OptionalDouble.empty(), exposure);
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static OptionalDouble positive(double value) {
        return Double.isFinite(value) && value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
