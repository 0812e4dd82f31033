package org.goldtrail.workflow.batch.slurm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.AtomicFile;

/** Slurm's own commands; nothing else of it is needed. */
public final class SlurmCommands {
    private static final String NO_SLURM = "run this where sbatch can be run, or leave out --executor slurm";

    private final Map<String, String> environment;

    /**
     * @param environment added to that of this process, like {@code SLURM_CONF}
     */
    public SlurmCommands(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** A task of an array as the queue shows it. */
    record Queued(boolean running, String reason) {}

    /**
     * Submits a script.
     *
     * @return the job's number
     * @throws GoldtrailException with Slurm's words if it is refused
     */
    String submit(Path script) {
        Answer answer = call(List.of("sbatch", "--parsable", script.toString()));
        String[] lines = answer.text.strip().split("\n", -1);
        String id = lines[lines.length - 1].split(";", 2)[0].strip();
        if (answer.code != 0 || !id.matches("[0-9]+")) {
            throw new GoldtrailException(
                    "Slurm refuses the job (" + answer.text.strip().replace("\n", "; ") + ")",
                    script.toString(),
                    "correct the options (--partition, --time, --mem, --account, --sbatch)");
        }
        return id;
    }

    /**
     * The tasks that are in the queue, by {@code JOB_INDEX}; empty if the controller does not answer now.
     */
    Optional<Map<String, Queued>> queue(String jobName) {
        Answer answer = call(List.of("squeue", "--noheader", "--array", "--name=" + jobName, "--format=%i|%T|%r"));
        if (answer.code != 0) {
            return Optional.empty();
        }
        Map<String, Queued> tasks = new HashMap<>();
        for (String line : answer.text.split("\n", -1)) {
            String[] fields = line.strip().split("\\|", 3);
            if (fields.length == 3) {
                boolean running = fields[1].equals("RUNNING") || fields[1].equals("COMPLETING");
                tasks.put(fields[0], new Queued(running, fields[2].equals("None") ? "" : fields[2]));
            }
        }
        return Optional.of(tasks);
    }

    /** Cancels jobs. */
    void cancel(List<String> jobIds) {
        List<String> command = new ArrayList<>(List.of("scancel"));
        command.addAll(jobIds);
        Answer answer = call(command);
        if (answer.code != 0) {
            throw new GoldtrailException(
                    "the jobs cannot be cancelled (" + answer.text.strip() + ")",
                    String.join(", ", jobIds),
                    "try again when the cluster answers");
        }
    }

    /** The largest number of tasks of one array. */
    int largestArray() {
        Answer answer = call(List.of("scontrol", "show", "config"));
        for (String line : answer.text.split("\n", -1)) {
            if (line.startsWith("MaxArraySize")) {
                return Math.max(1, Integer.parseInt(line.replaceAll("[^0-9]", "")) - 1);
            }
        }
        throw new GoldtrailException(
                "the cluster does not answer (" + answer.text.strip().replace("\n", "; ") + ")", "scontrol", NO_SLURM);
    }

    private record Answer(int code, String text) {}

    private Answer call(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "Slurm's " + command.getFirst() + " cannot be run (" + AtomicFile.reason(e) + ")", "", NO_SLURM, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.goldtrail.task.CancelledException();
        }
    }
}
