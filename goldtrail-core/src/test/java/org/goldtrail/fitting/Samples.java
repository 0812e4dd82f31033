package org.goldtrail.fitting;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
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
}
