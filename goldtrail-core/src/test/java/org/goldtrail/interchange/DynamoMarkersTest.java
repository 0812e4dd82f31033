package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/** Marker sets of Dynamo's are read from MAT files, or refused with one sentence. */
class DynamoMarkersTest {
    private static final List<Double> ANGLES = List.of(-6.0, -3.0, 0.0, 3.0, 6.0);
    private static final MarkerSet MARKERS = new MarkerSet(
            5,
            List.of(
                    new Observation(0, 0, 10.25, 20.5),
                    new Observation(0, 3, 11, 21),
                    new Observation(0, 4, 0, 99),
                    new Observation(1, 2, 55.5, 0.125),
                    new Observation(2, 1, 7, 8),
                    new Observation(2, 2, 9, 10)));

    @TempDir
    Path folder;

    private static KnownSeries series(List<Double> anglesDeg) {
        return KnownSeries.of(100, 100, OptionalDouble.of(2), anglesDeg);
    }

    /** Positions of a marker counted from 1, with nothing where it is not seen. */
    private static Cell coordinates(int marker, boolean complex) {
        Cell cell = Mat5.newCell(1, 5);
        for (int v = 0; v < 5; v++) {
            cell.set(v, Mat5.newMatrix(0, 0));
        }
        for (Observation o : MARKERS.byMarker().getOrDefault(marker, List.of())) {
            Matrix xy = complex ? Mat5.newComplex(1, 2) : Mat5.newMatrix(1, 2);
            xy.setDouble(0, o.x() + 1);
            xy.setDouble(1, o.y() + 1);
            cell.set(o.tilt(), xy);
        }
        return cell;
    }

    private static Matrix column(List<Double> values) {
        Matrix m = Mat5.newMatrix(values.size(), 1);
        for (int i = 0; i < values.size(); i++) {
            m.setDouble(i, values.get(i));
        }
        return m;
    }

    private Path structures(List<Double> anglesDeg, boolean complex) throws IOException {
        Struct shapes = Mat5.newStruct(1, 3);
        for (int m = 0; m < 3; m++) {
            shapes.set("coordinates", m, coordinates(m, complex));
        }
        return file(Mat5.newStruct().set("shapes", shapes).set("nominalTiltAngles", column(anglesDeg)));
    }

    private Path file(Array contents) throws IOException {
        Path file = folder.resolve("workingMarkers.dms");
        Mat5.writeToFile(Mat5.newMatFile().addArray("contents", contents), file.toFile());
        return file;
    }

    private Path objects() throws IOException {
        MatlabObjects mat = new MatlabObjects();
        int set = mat.addClass("MarkerSet");
        int shape = mat.addClass("MarkerShape");
        int[] shapes = new int[3];
        for (int m = 0; m < 3; m++) {
            shapes[m] = mat.add(shape, Map.of("coordinates", coordinates(m, false)));
        }
        Map<String, Array> contents = new LinkedHashMap<>();
        contents.put("shapes", MatlabObjects.reference(shape, shapes));
        contents.put("nominalTiltAngles", column(ANGLES));
        int id = mat.add(set, contents);
        Path file = folder.resolve("objects.dms");
        mat.write(file, "contents", "MarkerSet", MatlabObjects.reference(set, id));
        return file;
    }

    private void assertSame(Path file, List<Double> anglesDeg) {
        assertThat(MarkerImport.recognises(file)).isTrue();
        assertThat(MarkerImport.read(file, series(anglesDeg)).observations()).isEqualTo(MARKERS.observations());
    }

    @Test
    void structuresAreRead() throws IOException {
        assertSame(structures(ANGLES, false), ANGLES);
    }

    /** Some of Dynamo's positions are complex numbers. */
    @Test
    void complexPositionsAreRead() throws IOException {
        assertSame(structures(ANGLES, true), ANGLES);
    }

    @Test
    void objectsOfClassesAreRead() throws IOException {
        assertSame(objects(), ANGLES);
    }

    /** The stack has the views in another order: each marker goes to the view of its angle. */
    @Test
    void viewsAreFoundByTheirAngles() throws IOException {
        MarkerSet read = MarkerImport.read(structures(ANGLES, false), series(List.of(0.0, 3.0, -3.0, 6.0, -6.0)));
        assertThat(read.byMarker().get(2)).containsExactly(new Observation(2, 0, 9, 10), new Observation(2, 2, 7, 8));
        assertThat(read.size()).isEqualTo(MARKERS.size());
    }

    private void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> MarkerImport.read(file, series(ANGLES)))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\n")
                .endsWith(".");
    }

    @Test
    void whatIsNoMarkerSetOfTheStackIsRefused() throws IOException {
        assertRefused(
                structures(List.of(-60.0, -3.0, 0.0, 3.0, 6.0), false), "no view of the stack is tilted by -60.0°");
        assertRefused(file(Mat5.newStruct().set("shapes", Mat5.newStruct(1, 0))), "the file holds no markers");
        assertRefused(file(Mat5.newScalar(3)), "'contents' is an object that only MATLAB takes apart");
        assertRefused(file(Mat5.newStruct().set("shape", Mat5.newStruct())), "have no field 'shapes'");
        Path other = folder.resolve("other.dms");
        Mat5.writeToFile(Mat5.newMatFile().addArray("x", Mat5.newScalar(3)), other.toFile());
        assertRefused(other, "the MAT file has no variable contents");
        assertRefused(Files.writeString(other, "1 2 3 4\n"), "this is no MAT file");
        byte[] newer = Arrays.copyOf("MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes(StandardCharsets.US_ASCII), 600);
        assertRefused(Files.write(other, newer), "'-v7'");
    }

    /** A file that was not copied whole, or not well, gives markers or a sentence, never anything else. */
    @Test
    void damagedFiles() throws IOException {
        Random random = new Random(5);
        int refused = 0;
        for (Path whole : List.of(structures(ANGLES, false), objects())) {
            for (int i = 0; i < 200; i++) {
                byte[] bytes = Files.readAllBytes(whole);
                if (i % 2 == 0) {
                    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                } else {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(5));
                }
                Path file = Files.write(folder.resolve("damaged.dms"), bytes);
                try {
                    MarkerImport.read(file, series(ANGLES));
                } catch (GoldtrailException e) {
                    assertThat(e.getMessage()).endsWith(".").doesNotContain("null");
                    refused++;
                } catch (RuntimeException | Error e) {
                    fail("case " + i, e);
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }
}
