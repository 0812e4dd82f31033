package org.goldtrail.workflow.batch.slurm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.goldtrail.workflow.batch.Attempt;
import org.goldtrail.workflow.batch.BatchExecutor;
import org.goldtrail.workflow.batch.BatchFolder;
import org.goldtrail.workflow.batch.BatchTask;
import org.goldtrail.workflow.batch.MemoryPlan;
import org.goldtrail.workflow.batch.WorkerProgram;
import org.goldtrail.workflow.units.Times;
import org.jspecify.annotations.Nullable;

/**
 * Runs series on an existing Slurm cluster as tasks of array jobs. Nodes and this program know of each other by the shared
 * folder alone; Slurm is asked only which tasks are still in its queue. A task that has left the queue without an end, or with
 * one that was not its own fault, is submitted again, three times in all.
 */
public final class SlurmExecutor implements BatchExecutor {
    /** What a Java process needs beyond its heap, and a margin for Slurm's count of it. */
    static final int OVERHEAD_MB = 500;

    private static final int MOST_TRIES = 3;
    private static final double MORE_MEMORY = 1.5;

    private final BatchFolder batch;
    private final WorkerProgram program;
    private final SlurmOptions options;
    private final SlurmCommands slurm;
    private final Timing timing;
    private final SlurmJobs jobs;
    private final Map<String, Submitted> pending = new LinkedHashMap<>();
    private Instant nextLook = Instant.EPOCH;

    /**
     * How often to look.
     *
     * @param look how long between two looks at the queue
     * @param grace how long after a task has left the queue its record may still be on its way through the file system
     */
    public record Timing(Duration look, Duration grace) {
        /** As kind to the controller as clusters ask for. */
        public static final Timing USUAL = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /** A task in the queue, or just out of it. */
    private static final class Submitted {
        private final BatchTask task;
        private final SlurmJob job;
        private final String id;
        private boolean running;
        private String reason = "";

        private @Nullable Instant missingSince;

        Submitted(BatchTask task, SlurmJob job, int index) {
            this.task = task;
            this.job = job;
            this.id = job.jobId() + "_" + index;
        }
    }

    /** Takes up what earlier programs have submitted for the batch. */
    public SlurmExecutor(BatchFolder batch, WorkerProgram program, SlurmOptions options) {
        this(batch, program, options, new SlurmCommands(Map.of()), Timing.USUAL);
    }

    public SlurmExecutor(
            BatchFolder batch, WorkerProgram program, SlurmOptions options, SlurmCommands slurm, Timing timing) {
        this.batch = batch;
        this.program = program;
        this.options = options;
        this.slurm = slurm;
        this.timing = timing;
        this.jobs = new SlurmJobs(batch);
        jobs.all().forEach(this::takeUp);
    }

    private void takeUp(SlurmJob job) {
        for (int i = 0; i < job.series().size(); i++) {
            SlurmJob.Element element = job.series().get(i);
            Optional<BatchTask> task = batch.task(element.name()).filter(t -> t.number() == element.task());
            boolean over = task.flatMap(batch::attempt)
                    .filter(SlurmExecutor::hasResult)
                    .isPresent();
            pending.remove(element.name());
            if (task.isPresent() && !over && !job.cancelled()) {
                pending.put(element.name(), new Submitted(task.get(), job, i));
            }
        }
    }

    @Override
    public List<String> plan(List<BatchTask> tasks) {
        int memMb = memMb(tasks);
        int largest = slurm.largestArray();
        int arrays = (tasks.size() + largest - 1) / largest;
        return List.of(String.format(
                Locale.ROOT,
                "Slurm: %d series in %s, each task with %d cores and %d MB (%d MB of them for Java's heap)",
                tasks.size(),
                arrays == 1 ? "an array job" : arrays + " array jobs",
                options.cpus(),
                memMb,
                memMb - OVERHEAD_MB));
    }

    private int memMb(List<BatchTask> tasks) {
        return options.memMb()
                .orElseGet(() -> MemoryPlan.heapMb(MemoryPlan.largest(tasks), options.cpus()) + OVERHEAD_MB);
    }

    @Override
    public void submit(List<BatchTask> tasks) {
        submit(tasks, memMb(tasks));
    }

    private void submit(List<BatchTask> tasks, int memMb) {
        int largest = slurm.largestArray();
        for (int start = 0; start < tasks.size(); start += largest) {
            submitArray(tasks.subList(start, Math.min(tasks.size(), start + largest)), memMb);
        }
        nextLook = Instant.now().plus(timing.look);
    }

    private void submitArray(List<BatchTask> tasks, int memMb) {
        int number = jobs.all().stream().mapToInt(SlurmJob::number).max().orElse(0) + 1;
        String stem = SlurmJobs.stem(number);
        String script =
                JobScript.text(batch.root().toString(), stem, jobs.jobName(), tasks.size(), options, memMb, program);
        var file = jobs.writeScript(
                number, script, tasks.stream().map(BatchTask::name).toList());
        SlurmJob job = new SlurmJob(
                number,
                slurm.submit(file),
                Times.now(),
                memMb,
                false,
                tasks.stream()
                        .map(t -> new SlurmJob.Element(t.name(), t.number()))
                        .toList());
        jobs.write(job);
        for (int i = 0; i < tasks.size(); i++) {
            pending.put(tasks.get(i).name(), new Submitted(tasks.get(i), job, i));
        }
    }

    @Override
    public void poll() {
        Instant now = Instant.now();
        if (pending.isEmpty() || now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(timing.look);
        Optional<Map<String, SlurmCommands.Queued>> queue = slurm.queue(jobs.jobName());
        if (queue.isEmpty()) {
            return; // the controller is busy or being restarted; what it knows it will tell later
        }
        Map<Integer, List<BatchTask>> again = new TreeMap<>();
        for (Submitted s : List.copyOf(pending.values())) {
            SlurmCommands.Queued queued = queue.get().get(s.id);
            Optional<Attempt> attempt = batch.attempt(s.task);
            if (attempt.filter(SlurmExecutor::hasResult).isPresent()) {
                pending.remove(s.task.name());
            } else if (queued != null) {
                s.running = queued.running();
                s.reason = queued.reason();
                s.missingSince = null;
            } else {
                leftQueue(s, attempt, now, again);
            }
        }
        again.forEach((memMb, tasks) -> submit(tasks, memMb));
    }

    /** A task is neither in the queue nor has it a result. */
    private void leftQueue(Submitted s, Optional<Attempt> attempt, Instant now, Map<Integer, List<BatchTask>> again) {
        s.reason = "left the queue";
        s.running = false;
        Instant since = Objects.requireNonNullElse(s.missingSince, now);
        s.missingSince = since;
        boolean told = attempt.filter(Attempt::hasEnded).isPresent();
        if (!told && now.isBefore(since.plus(timing.grace))) {
            return;
        }
        String name = s.task.name();
        pending.remove(name);
        if (jobs.now(s.job).cancelled()) {
            return;
        }
        long tries = jobs.all().stream()
                .flatMap(j -> j.series().stream())
                .filter(e -> e.name().equals(name) && e.task() == s.task.number())
                .count();
        if (tries < MOST_TRIES) {
            boolean needsMore =
                    attempt.filter(a -> a.problem().contains("memory")).isPresent();
            int memMb = needsMore ? (int) (MORE_MEMORY * s.job.memMb()) : s.job.memMb();
            again.computeIfAbsent(memMb, m -> new ArrayList<>()).add(s.task);
        } else if (!told) {
            batch.write(Attempt.lost(
                    s.task,
                    s.id,
                    "the cluster lost it " + tries + " times (see batch/slurm/" + SlurmJobs.stem(s.job.number())
                            + ".txt); try --retry-failed, with more --mem or --time"));
        }
    }

    /** Whether another try would come to the same end. */
    private static boolean hasResult(Attempt attempt) {
        return attempt.end() == Attempt.End.DONE || attempt.end() == Attempt.End.REFUSED;
    }

    @Override
    public Map<String, Waiting> pending() {
        Map<String, Waiting> all = new LinkedHashMap<>();
        pending.forEach((name, s) -> all.put(name, new Waiting(s.running, s.reason)));
        return all;
    }

    @Override
    public String interrupted() {
        return "the jobs go on without this program; the same command looks at them again, and goldtrail batch "
                + batch.root() + " --cancel ends them";
    }

    @Override
    public void close() {
        // jobs belong to the cluster
    }

    /** Cancels all jobs of a batch. */
    public static String cancel(BatchFolder batch) {
        return cancel(batch, new SlurmCommands(Map.of()));
    }

    /** The same by other commands. */
    public static String cancel(BatchFolder batch, SlurmCommands slurm) {
        SlurmJobs jobs = new SlurmJobs(batch);
        List<SlurmJob> live = jobs.all().stream().filter(j -> !j.cancelled()).toList();
        if (live.isEmpty()) {
            return "there are no jobs to cancel";
        }
        live.forEach(j -> jobs.write(j.cancel())); // before they end, so that nobody submits them again
        slurm.cancel(live.stream().map(SlurmJob::jobId).toList());
        return "cancelled: "
                + String.join(", ", live.stream().map(j -> "job " + j.jobId()).toList());
    }
}
