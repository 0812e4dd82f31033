package org.goldtrail.reconstruction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;

/** The plainest of readers and writers for the sample tests of this package: little-endian MRC, modes 1 and 2. */
final class SampleSeries {
    private SampleSeries() {}

    static ViewSource readInt16(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int width = bytes.getInt(0);
        int height = bytes.getInt(4);
        int count = bytes.getInt(8);
        int start = 1024 + bytes.getInt(92);
        List<Image> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Image view = new Image(width, height);
            for (int k = 0; k < width * height; k++) {
                view.pixels()[k] = bytes.getShort(start + 2 * (i * width * height + k));
            }
            views.add(view);
        }
        return ViewSource.of(views);
    }

    static void write(ViewSource volume, Path file) throws IOException {
        int pixels = volume.width() * volume.height();
        ByteBuffer bytes =
                ByteBuffer.allocate(1024 + 4 * pixels * volume.viewCount()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, volume.width()).putInt(4, volume.height()).putInt(8, volume.viewCount());
        bytes.putInt(12, 2);
        bytes.position(1024);
        for (int i = 0; i < volume.viewCount(); i++) {
            for (float value : volume.view(i).pixels()) {
                bytes.putFloat(value);
            }
        }
        Files.write(file, bytes.array());
    }

    /** Geometry from .xf and .tlt: A = R(-rho) / m, d = -A t. */
    static List<ViewGeometry> readGeometry(Path xf, Path tlt) throws IOException {
        List<String> transforms = Files.readAllLines(xf);
        List<String> tilts = Files.readAllLines(tlt);
        List<ViewGeometry> geometry = new ArrayList<>();
        for (int i = 0; i < tilts.size(); i++) {
            double[] n = java.util.Arrays.stream(transforms.get(i).strip().split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double det = n[0] * n[3] - n[1] * n[2];
            double tx = -(n[3] * n[4] - n[1] * n[5]) / det;
            double ty = -(n[0] * n[5] - n[2] * n[4]) / det;
            double axisDeg = Math.toDegrees(Math.atan2(n[1], n[0]));
            double tiltDeg = Double.parseDouble(tilts.get(i).strip());
            geometry.add(new ViewGeometry(axisDeg, tiltDeg, 0, 1 / Math.sqrt(det), tx, ty));
        }
        return geometry;
    }

    static AlignedFrame frame(ViewSource raw, List<ViewGeometry> geometry) {
        return AlignedFrame.of(raw.width(), raw.height(), geometry.getFirst().axisDeg());
    }
}
