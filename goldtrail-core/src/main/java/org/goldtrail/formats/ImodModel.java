package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/**
 * An IMOD model (.mod, .fid, .seed): objects of contours of points. Coordinates are edge pixels of the image: the
 * centre of its first pixel is at 0.5; z is the section from 0. In a model of fiducials each contour is one bead.
 *
 * @param name of the model
 * @param width of the image, pixels
 * @param height of the image, pixels
 * @param sections of the image
 * @param objects in the order of the file
 * @param reference the pixel size and origin the coordinates refer to, where the file states them
 */
public record ImodModel(
        String name, int width, int height, int sections, List<ImodObject> objects, Optional<ImodReference> reference) {
    public ImodModel {
        objects = List.copyOf(objects);
    }

    /**
     * An object of a model.
     *
     * @param flags bit 3 open contours, bit 9 scattered points
     * @param contours in the order of the file
     */
    public record ImodObject(String name, int flags, List<ImodContour> contours) {
        public ImodObject {
            contours = List.copyOf(contours);
        }
    }

    /**
     * A contour of an object.
     *
     * @param flags as in the file
     * @param time index of the file the contour belongs to, 0 or 1 for a single one
     * @param surface number of the surface
     * @param points x, y, z of the first point, then of the next
     */
    @SuppressWarnings("ArrayRecordComponent") // plain coordinates, never compared
    public record ImodContour(int flags, int time, int surface, float[] points) {
        public int size() {
            return points.length / 3;
        }
    }

    /**
     * What the coordinates refer to.
     *
     * @param pixelSizeX angstrom
     * @param pixelSizeY angstrom
     * @param pixelSizeZ angstrom
     * @param originX of the image, angstrom
     * @param originY of the image, angstrom
     * @param originZ of the image, angstrom
     */
    public record ImodReference(
            float pixelSizeX, float pixelSizeY, float pixelSizeZ, float originX, float originY, float originZ) {}

    private static final int FLAG_OPEN = 1 << 3;

    /**
     * Reads a model.
     *
     * @throws GoldtrailException if the file is no model or damaged
     */
    public static ImodModel read(Path file) {
        return ImodModelReader.read(TextFiles.readBytes(file), file.toString());
    }

    /** Writes this model whole or not at all. */
    public void write(Path file) {
        AtomicFile.write(file, ImodModelWriter.bytes(this));
    }

    /**
     * A model of fiducials: one open contour for each marker, in their order.
     *
     * @param pixelSizeAngstrom of the raw stack, empty when not known
     */
    public static ImodModel ofMarkers(MarkerSet markers, int width, int height, OptionalDouble pixelSizeAngstrom) {
        List<ImodContour> contours = new ArrayList<>();
        for (List<Observation> trail : markers.byMarker().values()) {
            float[] points = new float[3 * trail.size()];
            for (int i = 0; i < trail.size(); i++) {
                points[3 * i] = (float) (trail.get(i).x() + 0.5);
                points[3 * i + 1] = (float) (trail.get(i).y() + 0.5);
                points[3 * i + 2] = trail.get(i).tilt();
            }
            contours.add(new ImodContour(0, 0, 0, points));
        }
        Optional<ImodReference> reference = Optional.empty();
        if (pixelSizeAngstrom.isPresent()) {
            float size = (float) pixelSizeAngstrom.getAsDouble();
            reference = Optional.of(new ImodReference(size, size, size, 0, 0, 0));
        }
        return new ImodModel(
                "Goldtrail fiducials",
                width,
                height,
                markers.tiltCount(),
                List.of(new ImodObject("beads", FLAG_OPEN, contours)),
                reference);
    }

    /**
     * The markers of a model of fiducials: contours of all objects, numbered on; empty contours are left out.
     *
     * @param tiltCount number of sections of the raw stack
     * @throws GoldtrailException if a point is not finite, lies outside the stack, or a contour has two in one view
     */
    public MarkerSet toMarkers(int tiltCount, String where) {
        List<Observation> observations = new ArrayList<>();
        int marker = 0;
        for (ImodObject object : objects) {
            for (ImodContour contour : object.contours()) {
                boolean[] seen = new boolean[tiltCount];
                for (int i = 0; i < contour.size(); i++) {
                    float[] p = contour.points();
                    long tilt = Math.round((double) p[3 * i + 2]);
                    if (!Float.isFinite(p[3 * i] + p[3 * i + 1] + p[3 * i + 2]) || tilt < 0 || tilt >= tiltCount) {
                        throw new GoldtrailException(
                                "point " + (i + 1) + " of contour " + (marker + 1) + " lies at section " + p[3 * i + 2]
                                        + " of a stack of " + tiltCount,
                                where,
                                "name the model that belongs to this stack");
                    }
                    if (seen[(int) tilt]) {
                        throw new GoldtrailException(
                                "contour " + (marker + 1) + " has two points in view " + (tilt + 1),
                                where,
                                "remove one of them");
                    }
                    seen[(int) tilt] = true;
                    observations.add(new Observation(marker, (int) tilt, p[3 * i] - 0.5, p[3 * i + 1] - 0.5));
                }
                marker += contour.size() > 0 ? 1 : 0;
            }
        }
        return new MarkerSet(tiltCount, observations);
    }
}
