package org.goldtrail.fitting;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;

/** Reads the shared sample tracks; tests that need them are skipped where they are absent. */
final class Samples {
    private Samples() {}

    static Path path(String name) {
        Path path = Path.of(System.getProperty("goldtrail.samples", "../shared"), "samples", name);
        assumeTrue(Files.exists(path), "no sample " + path);
        return path;
    }

    /** Rows of numbers; lines that start with # are skipped. */
    static List<double[]> numbers(Path path) {
        List<double[]> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(path)) {
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    rows.add(Arrays.stream(text.split("[,\\s]+"))
                            .filter(word -> word.matches("[-+.0-9eE]+"))
                            .mapToDouble(Double::parseDouble)
                            .toArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static double[] column(Path path) {
        return numbers(path).stream().mapToDouble(row -> row[0]).toArray();
    }

    /** BBa: coordinates count from the lower left corner of 512 x 512 images, so pixel index = coordinate - 0.5. */
    static FitInput bba(double[] tiltDeg) {
        List<Observation> observations = new ArrayList<>();
        for (double[] row : numbers(path("tiltalign_BBa/BBa_tracks.txt"))) {
            observations.add(new Observation((int) row[0], (int) row[1], row[2] - 0.5, row[3] - 0.5));
        }
        return new FitInput(new MarkerSet(tiltDeg.length, observations), tiltDeg, 512, 512);
    }

    /** The independent tracks of the exosome series. */
    static FitInput exosome() {
        double[] tilt = column(path("exosome/exosome.rawtlt"));
        List<Observation> observations = new ArrayList<>();
        for (double[] row : numbers(path("exosome/bead-tracks.csv"))) {
            observations.add(new Observation((int) row[0], (int) row[1], row[2], row[3]));
        }
        return new FitInput(new MarkerSet(tilt.length, observations), tilt, 720, 512);
    }

    /** A PyTom marker file: index, angle, x, y; -1 where the marker was not found. PyTom's centre is at 1855, 1855. */
    static FitInput pytom(String file) {
        List<Observation> observations = new ArrayList<>();
        List<Double> tilt = new ArrayList<>();
        int view = 0;
        double marker = -1;
        for (double[] row : numbers(path("pytom_markers/" + file))) {
            view = row[0] == marker ? view + 1 : 0;
            marker = row[0];
            if (view == tilt.size()) {
                tilt.add(row[1]);
            }
            if (row[2] > 0 && row[3] > 0) {
                observations.add(new Observation((int) marker, view, row[2], row[3]));
            }
        }
        double[] angles = tilt.stream().mapToDouble(Double::doubleValue).toArray();
        return new FitInput(new MarkerSet(angles.length, observations), angles, 3711, 3711);
    }

    /** A marker file of TOM in EM format: 12 numbers per view and marker, the first three angle, x, y. */
    static FitInput emMarkers(String file) {
        ByteBuffer data;
        try {
            data = ByteBuffer.wrap(Files.readAllBytes(path("pytom_markers/" + file)))
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int numbers = data.getInt(4);
        int views = data.getInt(8);
        double[] tilt = new double[views];
        List<Observation> observations = new ArrayList<>();
        for (int marker = 0; marker < data.getInt(12); marker++) {
            for (int v = 0; v < views; v++) {
                int at = 512 + 4 * numbers * (marker * views + v);
                if (marker == 0) {
                    tilt[v] = data.getFloat(at);
                }
                if (data.getFloat(at + 4) > 0) {
                    observations.add(new Observation(marker, v, data.getFloat(at + 4), data.getFloat(at + 8)));
                }
            }
        }
        return new FitInput(new MarkerSet(views, observations), tilt, 2048, 2048);
    }
}
