package org.goldtrail.workflow.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.goldtrail.workflow.batch.Attempt.End;

/**
 * Runs series on this machine, as many at once as memory and cores allow, each in a process of its own, so that one that runs
 * out of memory or fails otherwise is one failed series. A process does one series after the other: most of what the first
 * costs beyond the second is Java compiling itself. Measurements: {@code docs/scaling.md}.
 */
public final class LocalExecutor implements BatchExecutor {
    private static final long PATIENCE_SECONDS = 20;

    private final BatchFolder batch;
    private final WorkerProgram program;
    private final Limits limits;
    private final Deque<BatchTask> queue = new ArrayDeque<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private int started;
    private MemoryPlan plan;
    private boolean planIsTooSmall;

    /**
     * What a person allows.
     *
     * @param cores to use
     * @param heapMb of each process; empty to follow from the size of the views
     * @param atOnce series at most; empty for as many as fit
     * @param moreToCome whether to plan for more series than are known now
     */
    public record Limits(int cores, OptionalInt heapMb, OptionalInt atOnce, boolean moreToCome) {
        /** All of the machine. */
        public static Limits machine() {
            return new Limits(
                    Runtime.getRuntime().availableProcessors(), OptionalInt.empty(), OptionalInt.empty(), false);
        }
    }

    public LocalExecutor(BatchFolder batch, WorkerProgram program, Limits limits) {
        this.batch = batch;
        this.program = program;
        this.limits = limits;
        this.plan = new MemoryPlan(1, 0, 1, 1, 0);
    }

    @Override
    public List<String> plan(List<BatchTask> tasks) {
        return List.of(planFor(tasks).sentence());
    }

    private MemoryPlan planFor(List<BatchTask> tasks) {
        return MemoryPlan.of(
                MemoryPlan.largest(tasks),
                limits.moreToCome ? Math.max(limits.cores, tasks.size()) : tasks.size(),
                limits.cores,
                MemoryPlan.freeOnThisMachineMb(),
                limits.heapMb,
                limits.atOnce);
    }

    @Override
    public void submit(List<BatchTask> tasks) {
        boolean idle = pending().isEmpty();
        queue.addAll(tasks);
        if (idle) {
            replan();
        } else if (MemoryPlan.heapMb(MemoryPlan.largest(tasks), 1) > plan.heapMb()) {
            planIsTooSmall = true; // and is made anew when those that are running have ended
        }
    }

    private void replan() {
        if (queue.isEmpty()) {
            return;
        }
        MemoryPlan next = planFor(List.copyOf(queue));
        if (next.heapMb() > plan.heapMb() || next.atOnce() != plan.atOnce()) {
            close();
        }
        plan = next;
        planIsTooSmall = false;
    }

    @Override
    public void poll() {
        workers.removeIf(this::hasEnded);
        if (planIsTooSmall) {
            if (workers.stream().anyMatch(w -> w.task().isPresent())) {
                return;
            }
            replan();
        }
        for (WorkerProcess worker : workers) {
            if (worker.task().isEmpty() && !queue.isEmpty() && freeCores() > 0) {
                give(worker);
            }
        }
        while (!queue.isEmpty() && workers.size() < plan.atOnce() && freeCores() > 0) {
            WorkerProcess worker = start();
            workers.add(worker);
            give(worker);
        }
    }

    private int freeCores() {
        return limits.cores - workers.stream().mapToInt(WorkerProcess::threads).sum();
    }

    /** Looks what became of a worker's series, and says whether the worker is of no more use. */
    private boolean hasEnded(WorkerProcess worker) {
        if (worker.task().isPresent()) {
            BatchTask task = worker.task().get();
            boolean alive = worker.isAlive();
            Optional<Attempt> attempt = batch.attempt(task).filter(Attempt::hasEnded);
            if (attempt.isEmpty() && alive) {
                return false;
            }
            if (attempt.isEmpty()) {
                String why = worker.death();
                batch.write(batch.attempt(task).map(a -> a.died(why)).orElseGet(() -> Attempt.lost(task, "", why)));
            }
            worker.taskEnded();
            // After an error of its own, least of all for lack of memory, a process is not to be trusted.
            if (attempt.isEmpty() || attempt.get().end() == End.ERROR) {
                worker.stop();
                worker.await(PATIENCE_SECONDS);
                return true;
            }
        }
        return !worker.isAlive();
    }

    private void give(WorkerProcess worker) {
        BatchTask task = queue.removeFirst();
        int busy = (int) workers.stream().filter(w -> w.task().isPresent()).count();
        int free = freeCores();
        int sharers = Math.max(1, Math.min(plan.atOnce() - busy, queue.size() + 1));
        worker.take(task, Math.clamp(free / sharers, 1, plan.mostThreads()));
    }

    private WorkerProcess start() {
        started++;
        List<String> arguments = List.of("batch-worker", batch.root().toString());
        return WorkerProcess.start(
                program.command(plan.heapMb(), plan.threads(), arguments),
                batch.file("logs/worker-" + started + ".txt"));
    }

    @Override
    public Map<String, Waiting> pending() {
        Map<String, Waiting> pending = new LinkedHashMap<>();
        workers.forEach(w -> w.task().ifPresent(t -> pending.put(t.name(), new Waiting(true, ""))));
        queue.forEach(t -> pending.put(t.name(), new Waiting(false, "")));
        return pending;
    }

    @Override
    public String interrupted() {
        queue.clear();
        close();
        return "cancelled; the same command goes on from here";
    }

    @Override
    public void close() {
        workers.forEach(w -> w.task().ifPresent(t -> w.stop()));
        workers.forEach(w -> w.await(PATIENCE_SECONDS));
        workers.clear();
    }
}
