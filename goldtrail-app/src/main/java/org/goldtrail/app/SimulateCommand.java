package org.goldtrail.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.phantom.Phantom;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.task.Cancellation;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail simulate}: a tilt series of which everything is known. */
@Command(
        name = "simulate",
        description = "Simulates a tilt series with known truth.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PRESET",
            completionCandidates = Candidates.Presets.class,
            description = "which series; see --list")
    private @Nullable String preset;

    @Option(names = "--list", description = "lists the presets")
    private boolean list;

    @Option(names = "--seed", paramLabel = "N", description = "seed of all random numbers (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "size of the views, like 960x928; default: the preset's")
    private @Nullable String size;

    @Option(names = "--out", paramLabel = "FOLDER", description = "where to write (default ./<preset>)")
    private @Nullable Path out;

    @Option(names = "--json", description = "the stack that was written, or the presets, as JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (list || preset == null) {
            printPresets();
            if (!list) {
                throw new GoldtrailException("no preset is given", "simulate", "name one of the list above");
            }
            return 0;
        }
        PhantomPreset chosen = PhantomPreset.of(preset);
        PhantomParameters parameters = chosen.parameters();
        if (size != null) {
            if (!size.matches("[0-9]{2,5}x[0-9]{2,5}")) {
                throw new GoldtrailException("\"" + size + "\" is not a size", "--size", "write it like 960x928");
            }
            int x = size.indexOf('x');
            parameters = parameters.withSize(
                    Integer.parseInt(size.substring(0, x)), Integer.parseInt(size.substring(x + 1)));
        }
        Path folder = out == null ? Path.of(chosen.id()) : out;
        simulate(parameters, seed, folder);
        String stack = folder.resolve(parameters.name() + ".st").toString();
        System.out.println(json ? Json.text(Map.of("stack", stack)) : "simulated: " + stack);
        return 0;
    }

    private void printPresets() {
        if (json) {
            System.out.println(Json.text(Stream.of(PhantomPreset.values())
                    .map(p -> Map.of("preset", p.id(), "summary", p.summary()))
                    .toList()));
            return;
        }
        for (PhantomPreset p : PhantomPreset.values()) {
            System.out.printf(Locale.ROOT, "%-20s %s%n", p.id(), p.summary());
        }
    }

    /** Simulates with a progress bar. */
    static void simulate(PhantomParameters parameters, long seed, Path folder) {
        ConsoleProgress bar = ConsoleProgress.standard(false);
        bar.step("phantom", "simulate " + parameters.name(), 0);
        Progress progress = bar.asProgress();
        try (Interruption interruption = Interruption.cancels(bar)) {
            Cancellation.hearing(progress, () -> Phantom.simulate(parameters, seed, folder, progress));
        } finally {
            bar.done();
        }
    }
}
