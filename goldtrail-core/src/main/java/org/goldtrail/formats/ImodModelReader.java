package org.goldtrail.formats;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.ImodModel.ImodContour;
import org.goldtrail.formats.ImodModel.ImodObject;
import org.goldtrail.formats.ImodModel.ImodReference;

/**
 * Reads IMOD's binary models (big-endian): a header of 240 bytes, then chunks of which those of objects, contours,
 * meshes and the image reference are known; the others state their length and are skipped.
 */
final class ImodModelReader {
    private static final int HEADER_BYTES = 240;
    private static final int OBJECT_BYTES = 176;
    private static final int NAME_BYTES = 128;
    private static final int OBJECT_NAME_BYTES = 64;
    private static final int OBJECT_EXTRA_BYTES = 64;
    private static final int CONTOUR_POINT_BYTES = 12;
    private static final int REFERENCE_BYTES = 72;

    private final ByteBuffer in;
    private final String where;
    private final List<ImodObject> objects = new ArrayList<>();
    private String objectName = "";
    private int objectFlags;
    private boolean inObject;
    private List<ImodContour> contours = new ArrayList<>();
    private Optional<ImodReference> reference = Optional.empty();

    private ImodModelReader(byte[] bytes, String where) {
        this.in = ByteBuffer.wrap(bytes);
        this.where = where;
    }

    /** @throws GoldtrailException if the bytes are no model or end too early */
    static ImodModel read(byte[] bytes, String where) {
        String id = new String(bytes, 0, Math.min(8, bytes.length), StandardCharsets.ISO_8859_1);
        if (!id.equals("IMODV1.2")) {
            throw new GoldtrailException(
                    bytes.length == 0 ? "the file is empty" : "this is not an IMOD model of version 1.2",
                    where,
                    "name a binary IMOD model (.fid, .mod or .seed)");
        }
        try {
            return new ImodModelReader(bytes, where).model();
        } catch (BufferUnderflowException e) {
            throw new GoldtrailException("the model is truncated", where, "copy it again from its source", e);
        }
    }

    private ImodModel model() {
        in.position(8);
        String name = text(NAME_BYTES);
        int width = in.getInt();
        int height = in.getInt();
        int sections = in.getInt();
        skip(HEADER_BYTES - in.position());
        // A missing end mark is no loss: the file then ends after its last chunk.
        while (in.remaining() >= 4) {
            String chunk = text(4);
            if (chunk.equals("IEOF")) {
                break;
            }
            readChunk(chunk);
        }
        endObject();
        return new ImodModel(name, width, height, sections, objects, reference);
    }

    private void readChunk(String chunk) {
        switch (chunk) {
            case "OBJT" -> {
                endObject();
                inObject = true;
                int start = in.position();
                objectName = text(OBJECT_NAME_BYTES);
                skip(OBJECT_EXTRA_BYTES);
                in.getInt(); // number of contours: they are counted by their chunks
                objectFlags = in.getInt();
                skip(OBJECT_BYTES - (in.position() - start));
            }
            case "CONT" -> {
                int points = in.getInt();
                int flags = in.getInt();
                int time = in.getInt();
                int surface = in.getInt();
                requireRoom(points, CONTOUR_POINT_BYTES);
                float[] xyz = new float[3 * points];
                in.asFloatBuffer().get(xyz);
                skip((long) points * CONTOUR_POINT_BYTES);
                contours.add(new ImodContour(flags, time, surface, xyz));
            }
            case "MESH" -> {
                int vertices = in.getInt();
                int indices = in.getInt();
                skip(8); // flags, type, padding
                requireRoom(vertices, CONTOUR_POINT_BYTES);
                skip((long) vertices * CONTOUR_POINT_BYTES);
                requireRoom(indices, 4);
                skip(4L * indices);
            }
            case "MINX" -> {
                int length = in.getInt();
                requireRoom(length, 1);
                ByteBuffer b = in.slice(in.position(), length);
                if (length >= REFERENCE_BYTES) {
                    reference = Optional.of(new ImodReference(
                            b.getFloat(36),
                            b.getFloat(40),
                            b.getFloat(44),
                            b.getFloat(48),
                            b.getFloat(52),
                            b.getFloat(56)));
                }
                skip(length);
            }
            default -> {
                int length = in.getInt();
                requireRoom(length, 1);
                skip(length);
            }
        }
    }

    private void endObject() {
        if (inObject || !contours.isEmpty()) {
            objects.add(new ImodObject(objectName, objectFlags, contours));
        }
        contours = new ArrayList<>();
        inObject = false;
    }

    private void requireRoom(int count, int bytesEach) {
        if (count < 0 || (long) count * bytesEach > in.remaining()) {
            throw new GoldtrailException(
                    "the model is truncated or damaged at byte " + in.position(),
                    where,
                    "copy it again from its source");
        }
    }

    private void skip(long bytes) {
        if (bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) bytes);
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
