package org.goldtrail.interchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.jspecify.annotations.Nullable;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/**
 * Dynamo's marker sets ({@code workingMarkers.dms}): MAT files whose variable {@code contents} has {@code shapes}, one for each
 * marker, whose {@code coordinates} are a cell for each view with x and y in unbinned pixels, counted from 1, or nothing. They are
 * objects of classes of Dynamo's; the reader takes structures of the same fields as well.
 */
final class DynamoMarkers {
    private static final String CONTENTS = "contents";
    private static final int HEADER_TEXT_BYTES = 116;
    /** By far more than markers need; a damaged length must not fill the memory. */
    private static final int MAX_BYTES = 1 << 28;

    private static final String EXPORT_TEXT =
            "write the markers as text in MATLAB (docs/manual/other-programs.md has the lines) and import that file";

    private final Path file;
    private final KnownSeries known;

    private DynamoMarkers(Path file, KnownSeries known) {
        this.file = file;
        this.known = known;
    }

    /**
     * Reads markers in raw pixels.
     *
     * @throws GoldtrailException if the file is no marker set of Dynamo's, or one of another stack
     */
    static MarkerSet read(Path file, KnownSeries known) {
        return new DynamoMarkers(file, known).markers();
    }

    private MarkerSet markers() {
        byte[] bytes = bytes();
        requireVersion5(bytes);
        try (Mat5File mat = Mat5.newReader(Sources.wrap(bytes))
                .setBufferAllocator(new BoundedBuffers())
                .readMat()) {
            Struct contents = structure(entry(mat), CONTENTS);
            Struct shapes = structure(field(contents, "shapes", 0), "shapes");
            List<List<double[]>> trails = new ArrayList<>();
            for (int m = 0; m < shapes.getNumElements(); m++) {
                trails.add(coordinates(shapes, m));
            }
            return placed(trails, angles(contents));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Whatever a damaged file makes of the library; it asks for as much memory as the file says.
            if (e instanceof GoldtrailException refusal) {
                throw refusal;
            }
            throw refuse("the MAT file is damaged, or of a kind that cannot be read", EXPORT_TEXT, e);
        }
    }

    private byte[] bytes() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw refuse("the file is far larger than markers are", "check the file name");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refuse("the file cannot be read", "check the file name and its permissions", e);
        }
    }

    private void requireVersion5(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(HEADER_TEXT_BYTES, bytes.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("MATLAB 7.3") || head.startsWith("\u0089HDF")) {
            throw refuse(
                    "this is a MAT file of version 7.3 (HDF5), which is not read",
                    "save it anew in MATLAB with Dynamo on the path (s = load('" + file.getFileName()
                            + "', '-mat'); save('" + file.getFileName() + "', '-struct', 's', '-v7'))");
        } else if (!head.startsWith("MATLAB 5.0")) {
            throw refuse("this is no MAT file, as a marker set of Dynamo's is one", "check the file name");
        }
    }

    private Array entry(Mat5File mat) {
        for (var entry : mat.getEntries()) {
            if (entry.getName().equals(CONTENTS)) {
                return entry.getValue();
            }
        }
        throw refuse(
                "the MAT file has no variable " + CONTENTS, "name a marker set of Dynamo's, like workingMarkers.dms");
    }

    private Struct structure(@Nullable Array array, String name) {
        if (array instanceof Struct structure && !structure.getFieldNames().isEmpty()) {
            return structure;
        }
        if (array == null || array.getNumElements() == 0) {
            throw refuse("the file holds no markers", "check the file name");
        }
        throw refuse("'" + name + "' is an object that only MATLAB takes apart", EXPORT_TEXT);
    }

    private Array field(Struct structure, String name, int index) {
        if (!structure.getFieldNames().contains(name)) {
            throw refuse("the markers in it have no field '" + name + "'", EXPORT_TEXT);
        }
        return structure.get(name, index);
    }

    /** x, y in each view; an empty array where the marker is not seen. */
    private List<double[]> coordinates(Struct shapes, int marker) {
        Array array = field(shapes, "coordinates", marker);
        if (!(array instanceof Cell cells)) {
            if (array.getNumElements() == 0) {
                return List.of();
            }
            throw refuse("the coordinates of marker " + (marker + 1) + " are no list of views", EXPORT_TEXT);
        }
        List<double[]> views = new ArrayList<>();
        for (int v = 0; v < cells.getNumElements(); v++) {
            Array point = cells.get(v);
            if (point.getNumElements() == 0) {
                views.add(new double[0]);
            } else if (point instanceof Matrix xy && xy.getNumElements() >= 2) {
                // Some of Dynamo's coordinates are complex, with nothing in the imaginary part.
                double x = xy.getDouble(0);
                double y = xy.getDouble(1);
                views.add(Double.isFinite(x) && Double.isFinite(y) ? new double[] {x, y} : new double[0]);
            } else {
                throw refuse("marker " + (marker + 1) + " has no x and y in view " + (v + 1), EXPORT_TEXT);
            }
        }
        return views;
    }

    private Optional<List<Double>> angles(Struct contents) {
        if (contents.getFieldNames().contains("nominalTiltAngles")
                && contents.get("nominalTiltAngles", 0) instanceof Matrix angles
                && angles.getNumElements() > 0) {
            return Optional.of(IntStream.range(0, angles.getNumElements())
                    .mapToObj(angles::getDouble)
                    .toList());
        }
        return Optional.empty();
    }

    /** Views of the same angles in the same order are the sections; otherwise each goes to the section of its angle. */
    private MarkerSet placed(List<List<double[]>> trails, Optional<List<Double>> anglesDeg) {
        int sections = known.nominalTiltsDeg().size();
        int views = trails.stream().mapToInt(List::size).max().orElse(0);
        SectionsByAngle byAngle = new SectionsByAngle(known);
        int[] places;
        if (anglesDeg.isPresent() && anglesDeg.get().size() >= views) {
            List<Double> angles = anglesDeg.get();
            places = byAngle.areInOrder(angles)
                    ? IntStream.range(0, views).toArray()
                    : byAngle.of(angles, file.toString());
        } else if (views <= sections) {
            places = IntStream.range(0, views).toArray();
        } else {
            throw refuse(
                    "the markers are those of " + views + " views, and the stack has " + sections,
                    "name the markers of this stack");
        }
        List<Observation> all = new ArrayList<>();
        for (int m = 0; m < trails.size(); m++) {
            for (int v = 0; v < trails.get(m).size(); v++) {
                double[] xy = trails.get(m).get(v);
                if (xy.length == 2) {
                    all.add(new Observation(m, places[v], xy[0] - 1, xy[1] - 1));
                }
            }
        }
        return new MarkerSet(sections, all);
    }

    private GoldtrailException refuse(String problem, String hint) {
        return new GoldtrailException(problem, file.toString(), hint);
    }

    private GoldtrailException refuse(String problem, String hint, Throwable cause) {
        return new GoldtrailException(problem, file.toString(), hint, cause);
    }

    /** Buffers on the heap, up to a size. */
    private static final class BoundedBuffers implements BufferAllocator {
        @Override
        public ByteBuffer allocate(int numBytes) {
            if (numBytes < 0 || numBytes > MAX_BYTES) {
                throw new IllegalArgumentException("an array of " + numBytes + " bytes");
            }
            return ByteBuffer.allocate(numBytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            // The garbage collector does.
        }
    }
}
