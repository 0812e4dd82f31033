package org.goldtrail.server.markers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;
import org.goldtrail.workflow.units.ViewSelection;

/**
 * The working markers of a workflow while a person edits them. All windows of the workflow share one session. Nothing reaches
 * the folder before it is saved; then it becomes a new version of the markers and the list of discarded views.
 */
final class EditingSession {
    private static final int MOST_UNDO = 1000;

    private final int baseVersion;
    private final String baseOrigin;
    private final List<MarkerState> states = new ArrayList<>();
    private final MarkerEdits edits;
    private final LiveFit fit;
    /** Place of the present state; what lies behind it can be done again. */
    private int at;

    private long revision;

    private EditingSession(int baseVersion, String baseOrigin, MarkerState first, MarkerEdits edits, LiveFit fit) {
        this.baseVersion = baseVersion;
        this.baseOrigin = baseOrigin;
        this.states.add(first);
        this.edits = edits;
        this.fit = fit;
    }

    /**
     * A session on the present markers.
     *
     * @throws GoldtrailException if there are none yet
     */
    static EditingSession of(Workflow workflow) {
        MarkerSet markers = workflow.markers().get();
        Optional<MarkerVersion> head = workflow.markers().head();
        double[] tilts = workflow.tiltsDeg();
        return new EditingSession(
                head.map(MarkerVersion::version).orElse(0),
                head.map(MarkerVersion::origin).orElse(""),
                new MarkerState(markers, workflow.discarded(), ""),
                new MarkerEdits(
                        tilts, workflow.series().width(), workflow.series().height()),
                LiveFit.of(workflow, tilts));
    }

    int baseVersion() {
        return baseVersion;
    }

    /** The discarded views when the session began. */
    synchronized Set<Integer> discardedBefore() {
        return states.getFirst().discarded();
    }

    synchronized MarkerState state() {
        return states.get(at);
    }

    synchronized boolean isChanged() {
        MarkerState first = states.getFirst();
        MarkerState now = states.get(at);
        return !now.discarded().equals(first.discarded())
                || !now.markers().observations().equals(first.markers().observations());
    }

    /** Fits of the present state. */
    LiveFit fit() {
        return fit;
    }

    /** Changes the markers. */
    synchronized Difference apply(Edit edit) {
        MarkerState before = states.get(at);
        MarkerState after = edits.apply(before, edit);
        if (after == before) {
            return Difference.between(before, before);
        }
        while (states.size() > at + 1) {
            states.removeLast();
        }
        states.add(after);
        at++;
        if (states.size() > MOST_UNDO) {
            // The first state stays, since it says whether anything is unsaved.
            states.remove(1);
            at--;
        }
        return moved(before);
    }

    /** Takes the last change back; changes nothing if there is none. */
    synchronized Difference undo() {
        MarkerState before = states.get(at);
        at = Math.max(0, at - 1);
        return moved(before);
    }

    /** Does the last change again that was taken back. */
    synchronized Difference redo() {
        MarkerState before = states.get(at);
        at = Math.min(states.size() - 1, at + 1);
        return moved(before);
    }

    private Difference moved(MarkerState before) {
        revision++;
        return Difference.between(before, states.get(at));
    }

    /** What was done since the last save, oldest first. */
    synchronized List<String> log() {
        return states.subList(1, at + 1).stream().map(MarkerState::done).toList();
    }

    /** What the page needs to draw its buttons. */
    synchronized Map<String, Object> status(Workflow workflow) {
        Map<String, Object> status = new LinkedHashMap<>();
        int head = workflow.markers().head().map(MarkerVersion::version).orElse(0);
        status.put("revision", revision);
        status.put("baseVersion", baseVersion);
        status.put("baseOrigin", baseOrigin);
        status.put("headVersion", head);
        status.put("overtaken", head != baseVersion);
        status.put("unsaved", isChanged());
        status.put("undo", at > 0 ? states.get(at).done() : "");
        status.put("redo", at < states.size() - 1 ? states.get(at + 1).done() : "");
        status.put("log", log());
        return status;
    }

    /**
     * Makes the present state the working markers and the discarded views of the workflow.
     *
     * @param note what was done, for people; empty for the log of the session
     * @throws GoldtrailException if a step or somebody else has changed the markers meanwhile
     */
    synchronized Optional<MarkerVersion> save(Workflow workflow, String note, boolean overtake) {
        int head = workflow.markers().head().map(MarkerVersion::version).orElse(0);
        if (head != baseVersion && !overtake) {
            throw new GoldtrailException(
                    "the working markers have changed since: they are at version " + head
                            + ", these were made from version " + baseVersion,
                    workflow.folder().toString(),
                    "save all the same, or load the new ones and lose these edits");
        }
        MarkerState now = states.get(at);
        Optional<MarkerVersion> version = Optional.empty();
        if (!now.markers().observations().equals(states.getFirst().markers().observations())) {
            version = Optional.of(workflow.markers().set(now.markers(), note.isBlank() ? summary() : note));
        }
        if (!now.discarded().equals(states.getFirst().discarded())) {
            workflow.setDiscarded(new ViewSelection(new TreeSet<>(now.discarded())
                    .stream().map(section -> Integer.toString(section + 1)).toList()));
        }
        return version;
    }

    private String summary() {
        List<String> all = log();
        String text = all.stream().limit(4).collect(Collectors.joining("; "));
        return all.size() > 4 ? text + "; and " + (all.size() - 4) + " more edits" : text;
    }
}
