package org.goldtrail.workflow.engine;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.judgement.Verdict;

/**
 * How a step came to its present outputs: what is written to {@code provenance/STEP.json} after everything else.
 *
 * @param step id of the step
 * @param program name and version
 * @param started when, ISO 8601
 * @param seconds it took
 * @param problem why it failed; empty for a step that is done
 * @param parameters as files hold them
 * @param inputs hash of each item it took but the working markers
 * @param markersIn version of the working markers it started from
 * @param markersOut version of the working markers it made
 * @param onWorkingMarkers whether it was run on the markers as they were, instead of those left by the step before it
 * @param outputs fingerprint of each file it made, by item and by path below the workflow folder; of a step that failed,
 *     what an earlier run of it has left
 * @param figures of the result, for people
 * @param verdict what the result is worth, of a step that tells
 */
public record Provenance(
        String step,
        String program,
        String started,
        double seconds,
        Optional<String> problem,
        Map<String, Object> parameters,
        Map<String, String> inputs,
        OptionalInt markersIn,
        OptionalInt markersOut,
        boolean onWorkingMarkers,
        Map<String, Map<String, Fingerprint>> outputs,
        Map<String, Object> figures,
        Optional<Verdict> verdict) {

    /** The figure that names where outputs come from that no run of the step has made. */
    static final String TAKEN_FROM = "takenFrom";

    /** Whether the outputs were brought by a person instead of made by the step; they follow from no inputs. */
    boolean isTaken() {
        return figures.containsKey(TAKEN_FROM);
    }

    boolean isDone() {
        return problem.isEmpty();
    }

    /** The same with other files left. */
    Provenance with(Map<String, Map<String, Fingerprint>> files) {
        return new Provenance(
                step,
                program,
                started,
                seconds,
                problem,
                parameters,
                inputs,
                markersIn,
                markersOut,
                onWorkingMarkers,
                files,
                figures,
                verdict);
    }

    Provenance done(
            double took,
            OptionalInt newMarkers,
            Map<String, Map<String, Fingerprint>> newOutputs,
            Map<String, Object> newFigures,
            Optional<Verdict> newVerdict) {
        return new Provenance(
                step,
                program,
                started,
                took,
                Optional.empty(),
                parameters,
                inputs,
                markersIn,
                newMarkers,
                onWorkingMarkers,
                newOutputs,
                newFigures,
                newVerdict);
    }

    /** The same for a step some of whose files were removed on purpose. */
    Provenance without(Collection<String> files) {
        Map<String, Map<String, Fingerprint>> left = new TreeMap<>();
        outputs.forEach((item, of) -> {
            Map<String, Fingerprint> kept = new TreeMap<>(of);
            kept.keySet().removeAll(files);
            left.put(item, kept);
        });
        return done(seconds, markersOut, left, figures, verdict);
    }

    Provenance failed(String why, double took, Optional<Verdict> newVerdict) {
        return new Provenance(
                step,
                program,
                started,
                took,
                Optional.of(why),
                parameters,
                inputs,
                markersIn,
                OptionalInt.empty(),
                onWorkingMarkers,
                outputs,
                figures,
                newVerdict);
    }
}
