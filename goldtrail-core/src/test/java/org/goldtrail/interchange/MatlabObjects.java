package org.goldtrail.interchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Serializable;
import us.hebi.matlab.mat.format.Mat5WriteUtil;
import us.hebi.matlab.mat.types.AbstractArray;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Opaque;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/**
 * Writes objects of MATLAB classes as {@code save -v7} does: the variable is a reference, and the properties of all objects stand in
 * the file's subsystem (layout: M. Bauman, "MATLAB's MAT-file subsystem", gist 9121961).
 */
final class MatlabObjects {
    private static final int REFERENCE = 0xdd000000;
    private static final int IN_HEAP = 1;

    private final List<String> strings = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();
    private final List<int[]> objects = new ArrayList<>();
    private final List<Array> heap = new ArrayList<>();

    /** A class without a package; counted from 1. */
    int addClass(String name) {
        classes.add(string(name));
        return classes.size();
    }

    /** An object; counted from 1. */
    int add(int classId, Map<String, Array> properties) {
        List<Integer> row = new ArrayList<>(List.of(classId, properties.size()));
        properties.forEach((name, value) -> {
            row.addAll(List.of(string(name), IN_HEAP, heap.size()));
            heap.add(value);
        });
        objects.add(row.stream().mapToInt(Integer::intValue).toArray());
        return objects.size();
    }

    /** A row of objects as it stands in a property. */
    static Matrix reference(int classId, int... objectIds) {
        Matrix m = Mat5.newMatrix(5 + objectIds.length, 1, MatlabType.UInt32);
        int[] values = new int[5 + objectIds.length];
        values[0] = REFERENCE;
        values[1] = 2;
        values[2] = 1;
        values[3] = objectIds.length;
        System.arraycopy(objectIds, 0, values, 4, objectIds.length);
        values[values.length - 1] = classId;
        for (int i = 0; i < values.length; i++) {
            m.setInt(i, values[i]);
        }
        return m;
    }

    /** Writes a MAT file with one variable, an object. */
    void write(Path file, String variable, String className, Matrix reference) throws IOException {
        MatFile outer = Mat5.newMatFile().addArray(variable, new Plain("MCOS", className, reference));
        ByteBuffer head = ByteBuffer.allocate(1 << 20).order(ByteOrder.nativeOrder());
        Mat5.newWriter(Sinks.wrap(head)).setDeflateLevel(0).writeMat(outer);
        int subsystemAt = head.position();
        byte[] inner = subsystem();
        Matrix bytes = Mat5.newMatrix(1, inner.length, MatlabType.UInt8);
        for (int i = 0; i < inner.length; i++) {
            bytes.setByte(i, inner[i]);
        }
        Mat5WriteUtil.writeArray("", false, bytes, Sinks.wrap(head));
        head.putLong(116, subsystemAt);
        Files.write(file, Arrays.copyOf(head.array(), head.position()));
    }

    /** A MAT file of its own with a short header, whose only structure holds the wrapper. */
    private byte[] subsystem() throws IOException {
        Cell content = Mat5.newCell(heap.size() + 3, 1);
        content.set(0, metadata());
        for (int i = 0; i < heap.size(); i++) {
            content.set(i + 2, heap.get(i));
        }
        Cell shared = Mat5.newCell(classes.size() + 1, 1);
        for (int c = 0; c <= classes.size(); c++) {
            shared.set(c, Mat5.newStruct());
        }
        content.set(heap.size() + 2, shared);
        ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.nativeOrder());
        out.putShort((short) 0x0100).putShort((short) ('M' << 8 | 'I')).putInt(0);
        Mat5WriteUtil.writeArray(
                "", false, Mat5.newStruct().set("MCOS", new Plain("MCOS", "FileWrapper__", content)), Sinks.wrap(out));
        return Arrays.copyOf(out.array(), out.position());
    }

    private Matrix metadata() {
        ByteBuffer out = ByteBuffer.allocate(1 << 18).order(ByteOrder.nativeOrder());
        out.putInt(4).putInt(strings.size()).position(40);
        strings.forEach(s -> out.put(s.getBytes(StandardCharsets.US_ASCII)).put((byte) 0));
        int[] starts = new int[8];
        starts[0] = aligned(out);
        out.putLong(0).putLong(0);
        classes.forEach(name -> out.putInt(0).putInt(name).putLong(0));
        starts[1] = out.position();
        starts[2] = out.position();
        out.putLong(0).putLong(0).putLong(0);
        for (int i = 0; i < objects.size(); i++) {
            out.putInt(objects.get(i)[0]).putLong(0).putInt(0).putInt(i + 1).putInt(i + 1);
        }
        starts[3] = out.position();
        out.putLong(0);
        for (int[] row : objects) {
            for (int i = 1; i < row.length; i++) {
                out.putInt(row[i]);
            }
            aligned(out);
        }
        starts[4] = out.position();
        out.putLong(0);
        starts[5] = out.position();
        for (int i = 0; i < starts.length; i++) {
            out.putInt(8 + 4 * i, starts[i]);
        }
        Matrix bytes = Mat5.newMatrix(out.position(), 1, MatlabType.UInt8);
        for (int i = 0; i < out.position(); i++) {
            bytes.setByte(i, out.get(i));
        }
        return bytes;
    }

    private static int aligned(ByteBuffer out) {
        return out.position((out.position() + 7) & ~7).position();
    }

    private int string(String value) {
        if (!strings.contains(value)) {
            strings.add(value);
        }
        return strings.indexOf(value) + 1;
    }

    /** An array of MATLAB's that is not described by rows and columns. */
    private static final class Plain extends AbstractArray implements Opaque, Mat5Serializable {
        private final String objectType;
        private final String className;
        private final Array content;

        Plain(String objectType, String className, Array content) {
            super(new int[] {1, 1});
            this.objectType = objectType;
            this.className = className;
            this.content = content;
        }

        @Override
        public MatlabType getType() {
            return MatlabType.Opaque;
        }

        @Override
        public String getObjectType() {
            return objectType;
        }

        @Override
        public String getClassName() {
            return className;
        }

        @Override
        public Array getContent() {
            return content;
        }

        @Override
        public int getMat5Size(String name) {
            return Mat5WriteUtil.computeOpaqueSize(name, this);
        }

        @Override
        public void writeMat5(String name, boolean isGlobal, Sink sink) throws IOException {
            Mat5WriteUtil.writeOpaque(name, isGlobal, this, sink);
        }

        @Override
        public void close() {}

        @Override
        protected int subHashCode() {
            return className.hashCode();
        }

        @Override
        protected boolean subEqualsGuaranteedSameClass(Object other) {
            return this == other;
        }
    }
}
