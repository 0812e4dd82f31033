package org.goldtrail.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.goldtrail.GoldtrailException;
import org.goldtrail.task.WorkerPool;

/** The benchmarks of {@code goldtrail bench} by name. Each prints a line for each figure. */
public final class Benchmarks {
    /** Their names, in the order of the manual. */
    public static final List<String> NAMES =
            List.of("backprojection", "sirt", "resample", "cold", "large", "stacks", "quality");

    private Benchmarks() {}

    /**
     * Runs one.
     *
     * @param threads for those that use several
     * @param folder for temporary files, and the pictures of quality
     * @throws GoldtrailException if there is none of that name
     */
    public static void run(String name, int threads, Path folder, Consumer<String> out) {
        switch (name) {
            case "backprojection" -> new BackProjectionBench(1024, 300, out).run(threads, folder);
            case "sirt" -> new SirtBench(512, 200, out).run(threads);
            case "resample" -> new ResampleBench(out).run(threads);
            case "cold" -> new ColdBench(1024, 300, out).run(threads, folder);
            case "large" -> new LargeBench(3838, 3710, 1200, out).run(threads);
            case "stacks" -> new StackBench(3838, 3710, 4, 1200, out).run(threads, folder);
            case "quality" -> {
                try (WorkerPool pool = new WorkerPool(threads)) {
                    QualityTable.print(folder, pool, out);
                }
            }
            default ->
                throw new GoldtrailException(
                        "there is no benchmark \"" + name + "\"", "bench", "choose one of " + String.join(", ", NAMES));
        }
    }
}
