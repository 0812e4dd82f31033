package org.goldtrail.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.phantom.TruthFiles;
import org.goldtrail.phantom.score.AlignmentFit;
import org.goldtrail.phantom.score.AlignmentScore;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code goldtrail demo}: simulates a small series, aligns it and compares the result with the truth. */
@Command(
        name = "demo",
        description = "Simulates a small tilt series, runs the main job on it and scores the result.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "FOLDER", description = "where to work (default ./${DEFAULT-VALUE})")
    private Path out = Path.of("demo.goldtrail");

    @Option(names = "--seed", paramLabel = "N", description = "seed of the simulation (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Override
    public Integer call() {
        PhantomParameters parameters = PhantomPreset.DEMO.parameters();
        Path input = out.resolve("input");
        SimulateCommand.simulate(parameters, seed, input);
        Path stack = input.resolve(parameters.name() + ".st");
        System.out.println("simulated a tilt series: " + stack);
        ConsoleProgress progress = ConsoleProgress.standard(false);
        RunOptions nothingSaid = RunOptions.of(stack);
        SeriesRun.Result result;
        try (Interruption interruption = Interruption.cancels(progress)) {
            result = SeriesRun.run(nothingSaid.inFolder(out).startingAnew(), progress);
        } finally {
            progress.done();
        }
        if (result.verdict().grade().exitCode() < 4) {
            AlignmentScore score = ScoreCommand.alignment(out, TruthFiles.read(input));
            AlignmentFit fit = score.fit();
            if (fit != null) {
                System.out.printf(
                        Locale.ROOT,
                        "error against the truth: %.3f px rms over the whole field; %d of %d good views used%n",
                        fit.px().rms(),
                        score.views().goodUsed(),
                        score.views().goodTotal());
            }
            System.out.println("alignment:     " + out.resolve("alignment"));
            System.out.println("tomogram:      " + out.resolve("reconstruction"));
        }
        System.out.println(result.verdict().line());
        return result.verdict().grade().exitCode();
    }
}
