package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;

/**
 * Trying a smaller and denser size of beads where the first carries no alignment. While it is under way, the settings choose
 * the second size, and the file {@code detection/bead-size-trial.json} says that it was the program that did so: a run that
 * was killed or cancelled in between goes on with the trial, and takes it back if it fails, as if nothing had happened.
 */
final class BeadSizeTrial {
    private static final String FILE = "detection/bead-size-trial.json";
    private static final String CANDIDATE = "detection.measureBeads.beadSizeCandidate";
    private static final int SECOND = 2;

    private final Path file;
    private final WorkflowEngine engine;

    BeadSizeTrial(Path root, WorkflowEngine engine) {
        this.file = root.resolve(FILE);
        this.engine = engine;
    }

    /** The settings during the trial. */
    record Trial(Map<String, Object> settings) {}

    /**
     * Whether it was begun and is not over. Where a person has set something since, it is: the run begins with the first size
     * again.
     */
    boolean isUnderWay() {
        Optional<Trial> trial = Json.read(file, Trial.class);
        if (trial.isEmpty()) {
            return false;
        }
        Map<String, String> now = plain(engine.settings().all());
        if (now.equals(plain(trial.get().settings()))) {
            return true;
        }
        if (Integer.toString(SECOND).equals(now.get(CANDIDATE))) {
            takeBack();
        } else {
            FolderFiles.delete(file);
        }
        return false;
    }

    /** Numbers and words as they come back from a file. */
    private static Map<String, String> plain(Map<String, Object> settings) {
        Map<String, String> out = new TreeMap<>();
        settings.forEach((path, value) -> out.put(path, String.valueOf(value)));
        return out;
    }

    /** Begins it; returns the second size, or empty if there is none or a person has chosen one. */
    Optional<BeadSize> begin() {
        Settings before = engine.settings();
        Optional<BeadSize> denser = engine.bead(before)
                .filter(b -> before.value(CANDIDATE).isEmpty())
                .flatMap(BeadSize::denser);
        if (denser.isPresent()) {
            Settings during = before.with(CANDIDATE, SECOND);
            Json.write(file, new Trial(during.all()));
            engine.write(during);
        }
        return denser;
    }

    /** It has led to an alignment: the second size stays. */
    void keep() {
        FolderFiles.delete(file);
    }

    /** The first size holds again. */
    void takeBack() {
        engine.write(engine.settings().without(CANDIDATE));
        FolderFiles.delete(file);
    }
}
