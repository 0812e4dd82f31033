package org.goldtrail.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.bench.Benchmarks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail bench}: how fast this machine is. */
@Command(
        name = "bench",
        description =
                "Measures the speed of this machine: backprojection, sirt, resample, and one run each of cold (a whole"
                        + " reconstruction from a cold start), large (a strip of 3838 x 3710 x 1200 voxels), stacks and quality.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            completionCandidates = Candidates.Measurements.class,
            description = "which; without a name the first three")
    private List<String> names = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "threads (default: one for each core)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "for temporary files (default: that of the system)")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() {
        for (String name : names.isEmpty() ? Benchmarks.NAMES.subList(0, 3) : names) {
            Benchmarks.run(name, threads, folder, System.out::println);
        }
        return 0;
    }
}
