package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.units.Times;
import org.goldtrail.workflow.units.Version;

/**
 * Keeps {@code workflow.json}: the last run in one place, for people and scripts. Its {@code state} is {@code running} from
 * the first moment on, then {@code finished}, {@code cancelled} or {@code error}; only a finished run has a verdict. It is
 * told from the rest of the folder and never read by the program.
 */
final class RunRecord {
    private static final String FILE_NAME = "workflow.json";

    private final Path file;
    private final Map<String, Object> record = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private RunRecord(Path file) {
        this.file = file;
    }

    /** Writes the record of a run that begins. */
    static RunRecord begin(Path root, Path stack, SeriesIndex index, Settings settings) {
        RunRecord r = new RunRecord(root.resolve(FILE_NAME));
        Map<String, Object> all = r.record;
        all.put("program", "Goldtrail");
        all.put("version", Version.NUMBER);
        all.put("java", Runtime.version().toString());
        all.put("state", "running");
        all.put("process", ProcessHandle.current().pid());
        all.put("started", now());
        all.put("stack", stack.toString());
        all.put("width", index.width());
        all.put("height", index.height());
        all.put("sections", index.tiltsDeg().size());
        all.put("angles", index.angleSource());
        all.put(
                "pixelSizeAngstrom",
                index.pixelSizeAngstrom().isPresent()
                        ? index.pixelSizeAngstrom().getAsDouble()
                        : "not known");
        all.put("settings", settings.all());
        all.put("threads", WorkerPool.shared().threads());
        all.put("warnings", r.warnings);
        r.warnings.addAll(index.warnings());
        r.write();
        return r;
    }

    /** Passes all on to a listener and keeps the warnings. */
    RunListener hearing(RunListener listener) {
        return new RunListener() {
            @Override
            public void step(String area, String step, double runFractionBefore) {
                listener.step(area, step, runFractionBefore);
            }

            @Override
            public void progress(double runFraction) {
                listener.progress(runFraction);
            }

            @Override
            public void message(String line) {
                listener.message(line);
            }

            @Override
            public void warning(String sentence) {
                synchronized (warnings) {
                    warnings.add(sentence);
                }
                listener.warning(sentence);
            }

            @Override
            public boolean isCancelled() {
                return listener.isCancelled();
            }
        };
    }

    /** Writes the record of a run that came to its end. */
    void finished(
            Optional<Verdict> verdict,
            List<StepStatus> status,
            Map<String, Object> values,
            Map<String, Double> seconds) {
        verdict.ifPresent(v -> {
            record.put("verdict", v.grade().word());
            record.put("reasons", v.reasons());
            record.put("figures", v.figures());
            record.put("advice", v.advice());
        });
        record.put("parameters", values);
        Map<String, Object> steps = new LinkedHashMap<>();
        for (StepStatus s : status) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("state", s.state().word());
            s.provenance().filter(p -> s.isDone()).ifPresent(p -> {
                of.put("seconds", p.seconds());
                of.putAll(p.figures());
            });
            steps.put(s.step().id(), of);
        }
        record.put("steps", steps);
        end("finished", seconds);
    }

    /**
     * Writes the record of a run that was ended before it had a verdict.
     *
     * @param why as it will be thrown on; gets an exception added if the record cannot be written
     */
    void stopped(Throwable why, Map<String, Double> seconds) {
        boolean cancelled = why instanceof CancelledException;
        if (!cancelled) {
            record.put("error", why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
        }
        try {
            end(cancelled ? "cancelled" : "error", seconds);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private void end(String state, Map<String, Double> seconds) {
        record.put("state", state);
        record.put("ended", now());
        record.put("secondsPerStep", seconds);
        write();
    }

    private void write() {
        synchronized (warnings) {
            Json.write(file, record);
        }
    }

    private static String now() {
        return Times.now();
    }
}
