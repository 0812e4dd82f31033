package org.goldtrail.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.folder.SetCommand;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.app.guide.ThisProgram;
import org.goldtrail.workflow.batch.BatchExecutor;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchOptions;
import org.goldtrail.workflow.batch.LocalExecutor;
import org.goldtrail.workflow.batch.SharedValues;
import org.goldtrail.workflow.batch.StepChoice;
import org.goldtrail.workflow.batch.slurm.SlurmExecutor;
import org.goldtrail.workflow.batch.slurm.SlurmOptions;
import org.goldtrail.workflow.engine.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that run many series. */
final class BatchArguments {
    @Option(names = "--template", paramLabel = "FILE", description = "settings (YAML) of all series")
    private @Nullable Path template;

    @Option(
            names = "--set",
            paramLabel = "PARAMETER=VALUE",
            completionCandidates = Candidates.Assignments.class,
            description =
                    "a setting of all series, like refinement.trimMarkers.maximalResidualObservationSd=3; may be given again")
    private List<String> set = new ArrayList<>();

    @Option(names = "--executor", paramLabel = "local|slurm", description = "where to run (default local)")
    private Executor executor = Executor.LOCAL;

    @Option(names = "--threads", paramLabel = "N", description = "cores to use here, all series together (default all)")
    private @Nullable Integer threads;

    @Option(names = "--at-once", paramLabel = "N", description = "series at once at most (default: as many as fit)")
    private @Nullable Integer atOnce;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "memory of each process, like 2GB (default: by the size of the views)")
    private @Nullable String heap;

    @Option(names = "--partition", paramLabel = "NAME", description = "Slurm: partition")
    private String partition = "";

    @Option(names = "--account", paramLabel = "NAME", description = "Slurm: account")
    private String account = "";

    @Option(names = "--time", paramLabel = "TIME", description = "Slurm: time limit of a series, like 2:00:00")
    private String time = "";

    @Option(names = "--mem", paramLabel = "SIZE", description = "Slurm: memory of a series, like 8GB")
    private @Nullable String mem;

    @Option(names = "--cpus", paramLabel = "N", description = "Slurm: cores of a series (default ${DEFAULT-VALUE})")
    private int cpus = 2;

    @Option(
            names = "--sbatch",
            paramLabel = "OPTIONS",
            description = "Slurm: a further #SBATCH line, like \"--constraint=avx2\"; may be given again")
    private List<String> sbatch = new ArrayList<>();

    @Option(names = "--quiet", description = "only the last line")
    private boolean quiet;

    /** Where series run. */
    enum Executor {
        LOCAL,
        SLURM
    }

    boolean quiet() {
        return quiet;
    }

    /** What is said of the series. */
    BatchOptions options() {
        Settings settings = Settings.NONE;
        if (template != null) {
            if (!Files.isRegularFile(template)) {
                throw new GoldtrailException(
                        "there is no such file of settings", template.toString(), "check its name");
            }
            settings = Settings.read(template);
        }
        return BatchOptions.DEFAULT.with(settings.with(SetCommand.assignAll(Settings.NONE, set)));
    }

    /** What runs the series of a batch. */
    BatchExecutor executor(BatchFolder batch, boolean moreToCome) {
        if (executor == Executor.SLURM) {
            return new SlurmExecutor(batch, ThisProgram.asProcess(), slurm());
        }
        LocalExecutor.Limits machine = LocalExecutor.Limits.machine();
        return new LocalExecutor(
                batch,
                ThisProgram.asProcess(),
                new LocalExecutor.Limits(
                        threads == null ? machine.cores() : positive(threads, "--threads"),
                        heap == null ? OptionalInt.empty() : OptionalInt.of(megabytes(heap, "--heap")),
                        atOnce == null ? OptionalInt.empty() : OptionalInt.of(positive(atOnce, "--at-once")),
                        moreToCome));
    }

    private SlurmOptions slurm() {
        return new SlurmOptions(
                partition,
                account,
                time,
                mem == null ? OptionalInt.empty() : OptionalInt.of(megabytes(mem, "--mem")),
                positive(cpus, "--cpus"),
                sbatch);
    }

    private static int positive(int value, String option) {
        if (value < 1) {
            throw new GoldtrailException(value + " is not possible", option, "give 1 or more");
        }
        return value;
    }

    /** A size with its unit in MB. */
    private static int megabytes(String size, String option) {
        String text = size.strip().toUpperCase(Locale.ROOT).replaceAll("I?B$", "");
        if (!text.matches("[0-9]{1,7}(\\.[0-9]+)?[MG]")) {
            throw new GoldtrailException(
                    "\"" + size + "\" is not a size of memory", option, "write it with its unit, like 4GB or 1500MB");
        }
        double value = Double.parseDouble(text.substring(0, text.length() - 1));
        return (int) Math.ceil(text.endsWith("G") ? 1024 * value : value);
    }

    /** A list like {@code axis,bead}. */
    static Set<SharedValues.Kind> kinds(@Nullable String share) {
        Set<SharedValues.Kind> kinds = EnumSet.noneOf(SharedValues.Kind.class);
        if (share == null) {
            return kinds;
        }
        for (String word : share.split(",", -1)) {
            switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "axis" -> kinds.add(SharedValues.Kind.AXIS);
                case "bead" -> kinds.add(SharedValues.Kind.BEAD);
                default ->
                    throw new GoldtrailException(
                            "\"" + word + "\" cannot be shared", "--share", "give axis, bead, or axis,bead");
            }
        }
        return kinds;
    }

    /** Which steps were asked for; at most one way of saying it. */
    static StepChoice steps(
            @Nullable String area, @Nullable String step, @Nullable String from, @Nullable String upTo, boolean force) {
        Map<StepChoice.Kind, Optional<String>> said = new TreeMap<>(Map.of(
                StepChoice.Kind.AREA, Optional.ofNullable(area),
                StepChoice.Kind.STEP, Optional.ofNullable(step),
                StepChoice.Kind.FROM, Optional.ofNullable(from),
                StepChoice.Kind.UP_TO, Optional.ofNullable(upTo)));
        said.values().removeIf(Optional::isEmpty);
        if (said.size() > 1) {
            throw new GoldtrailException(
                    "only one of --area, --step, --from and --upto can be given", "", "leave out the others");
        }
        StepChoice choice = said.entrySet().stream()
                .findFirst()
                .map(e -> new StepChoice(e.getKey(), e.getValue().orElseThrow(), force))
                .orElse(new StepChoice(StepChoice.Kind.ALL, "", force));
        choice.request(); // refuses an unknown name before anything starts
        return choice;
    }
}
