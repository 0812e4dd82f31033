package org.goldtrail.formats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.goldtrail.formats.ImodModel.ImodContour;
import org.goldtrail.formats.ImodModel.ImodObject;
import org.goldtrail.formats.ImodModel.ImodReference;

/** Writes IMOD's binary models; see {@link ImodModelReader}. */
final class ImodModelWriter {
    /** Materials stored as bytes, origin valid in the image reference, tilt angles of the reference valid. */
    private static final int MODEL_FLAGS = 1 << 13 | 1 << 14 | 1 << 15;

    private static final int SYMBOL_CIRCLE = 0;
    private static final int SYMBOL_SIZE = 7;

    private ImodModelWriter() {}

    static byte[] bytes(ImodModel model) {
        int size = 240 + 4 + 80;
        for (ImodObject object : model.objects()) {
            size = Math.addExact(size, 180 + 24);
            for (ImodContour contour : object.contours()) {
                size = Math.addExact(size, Math.addExact(20, Math.multiplyExact(12, contour.size())));
            }
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        header(out, model);
        for (ImodObject object : model.objects()) {
            object(out, object);
        }
        model.reference().ifPresent(r -> reference(out, r));
        tag(out, "IEOF");
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }

    private static void header(ByteBuffer out, ImodModel model) {
        tag(out, "IMODV1.2");
        text(out, model.name(), 128);
        out.putInt(model.width()).putInt(model.height()).putInt(model.sections());
        out.putInt(model.objects().size()).putInt(MODEL_FLAGS);
        out.putInt(1).putInt(2); // drawn; mouse in model mode
        out.putInt(0).putInt(255); // black and white level
        out.putFloat(0).putFloat(0).putFloat(0); // offsets
        out.putFloat(1).putFloat(1).putFloat(1); // scales
        out.putInt(0).putInt(-1).putInt(-1); // current object, contour, point
        out.putInt(3).putInt(128); // resolution and threshold of automatic drawing
        // Pixel size in nm where known, units 10^-9 m.
        out.putFloat(model.reference().map(r -> r.pixelSizeX() / 10).orElse(1f));
        out.putInt(model.reference().isPresent() ? -9 : 0);
        out.putInt(0).putFloat(0).putFloat(0).putFloat(0); // checksum, view angles
    }

    private static void object(ByteBuffer out, ImodObject object) {
        tag(out, "OBJT");
        text(out, object.name(), 64);
        for (int i = 0; i < 16; i++) {
            out.putInt(0);
        }
        out.putInt(object.contours().size()).putInt(object.flags());
        out.putInt(0).putInt(1); // axis, drawing mode
        out.putFloat(0).putFloat(1).putFloat(0); // green
        out.putInt(0);
        out.put((byte) SYMBOL_CIRCLE).put((byte) SYMBOL_SIZE).put((byte) 1).put((byte) 1);
        out.put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
        out.putInt(0).putInt(0); // meshes, surfaces
        for (ImodContour contour : object.contours()) {
            tag(out, "CONT");
            out.putInt(contour.size())
                    .putInt(contour.flags())
                    .putInt(contour.time())
                    .putInt(contour.surface());
            for (int i = 0; i < 3 * contour.size(); i++) {
                out.putFloat(contour.points()[i]);
            }
        }
        tag(out, "IMAT");
        out.putInt(16);
        // Ambient, diffuse, specular, shininess; then unused colours and settings.
        out.put((byte) 102).put((byte) 255).put((byte) 127).put((byte) 4);
        out.putInt(0).putInt(0).putInt(0);
    }

    /** The old and the new reference of MINX: scale, translation and rotation each. */
    private static void reference(ByteBuffer out, ImodReference r) {
        tag(out, "MINX");
        out.putInt(72);
        out.putFloat(1).putFloat(1).putFloat(1);
        out.putFloat(r.originX()).putFloat(r.originY()).putFloat(r.originZ());
        out.putFloat(0).putFloat(0).putFloat(0);
        out.putFloat(r.pixelSizeX()).putFloat(r.pixelSizeY()).putFloat(r.pixelSizeZ());
        out.putFloat(r.originX()).putFloat(r.originY()).putFloat(r.originZ());
        out.putFloat(0).putFloat(0).putFloat(0);
    }

    private static void tag(ByteBuffer out, String tag) {
        out.put(tag.getBytes(StandardCharsets.US_ASCII));
    }

    private static void text(ByteBuffer out, String text, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int used = Math.min(bytes.length, length - 1);
        out.put(bytes, 0, used);
        out.position(out.position() + length - used);
    }
}
