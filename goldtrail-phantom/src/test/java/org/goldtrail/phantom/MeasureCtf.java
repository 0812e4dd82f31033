package org.goldtrail.phantom;

import java.nio.file.Path;
import org.goldtrail.task.WorkerPool;

/** Not a test: prints how well the CTF of simulated series is found, {@code MeasureCtf FOLDER...}. */
final class MeasureCtf {
    private MeasureCtf() {}

    public static void main(String[] args) {
        for (String folder : args) {
            Path path = Path.of(folder);
            System.out.println(CtfMeasurement.of(path, WorkerPool.shared()).line(path.getFileName().toString()));
        }
    }
}
