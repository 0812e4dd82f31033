package org.goldtrail.workflow.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.goldtrail.GoldtrailException;
import org.goldtrail.fitting.Fit;
import org.goldtrail.fitting.FitInput;
import org.goldtrail.fitting.FitState;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.units.Times;

/**
 * The working markers as one versioned document. Every step and every edit adds a version; going back to the output of a
 * step, undo and redo only say which version is the present one. Versions lie in {@code markers/versions/}, what happened in
 * {@code markers/versions.jsonl}, and the present one is copied to {@code markers/working.csv} for people and programs.
 */
public final class MarkerVersions {
    private static final String EDIT = "edit";

    private final Path root;
    private final MarkerVersionFiles files;
    private final int tiltCount;
    private final List<MarkerVersion> versions = new ArrayList<>();
    /** Heads that were left by undo, the next to redo last. */
    private final List<Integer> redo = new ArrayList<>();

    private OptionalInt head = OptionalInt.empty();
    /** Where the head was before the last event: what {@code working.csv} holds if a run was killed in between. */
    private OptionalInt headBefore = OptionalInt.empty();
    /** Who moved the head last: a step's id, or what a person did. */
    private String movedBy = "";

    private MarkerVersions(Path root, int tiltCount) {
        this.root = root;
        this.files = new MarkerVersionFiles(root);
        this.tiltCount = tiltCount;
    }

    /** A line of versions.jsonl: a new version, or a move of the head. */
    record Event(Optional<MarkerVersion> added, OptionalInt head, String by, String time) {}

    /** Reads what is there, without changing anything. */
    static MarkerVersions read(Path root, int tiltCount) {
        MarkerVersions all = new MarkerVersions(root, tiltCount);
        for (String line : FolderFiles.lines(all.files.events())) {
            Json.parseLine(line, Event.class).ifPresent(all::replay);
        }
        return all;
    }

    private void replay(Event event) {
        event.added().ifPresent(versions::add);
        switch (event.by()) {
            case "undo" -> head.ifPresent(redo::add);
            case "redo" -> {
                if (!redo.isEmpty()) {
                    redo.removeLast();
                }
            }
            default -> redo.clear();
        }
        headBefore = head;
        head = event.head();
        movedBy = event.by();
    }

    /** All versions, oldest first. */
    public List<MarkerVersion> all() {
        return List.copyOf(versions);
    }

    /** The version the working markers are at; empty before the first. */
    public Optional<MarkerVersion> head() {
        return head.isPresent() ? Optional.of(version(head.getAsInt())) : Optional.empty();
    }

    /**
     * A version by its number.
     *
     * @throws GoldtrailException if there is none
     */
    public MarkerVersion version(int number) {
        return versions.stream()
                .filter(v -> v.version() == number)
                .findFirst()
                .orElseThrow(() -> new GoldtrailException(
                        "there is no version " + number + " of the working markers",
                        root.toString(),
                        "see the versions with: goldtrail markers list"));
    }

    /** The newest version that a step made. */
    public Optional<MarkerVersion> lastOf(String stepId) {
        return versions.reversed().stream()
                .filter(v -> v.origin().equals(stepId))
                .findFirst();
    }

    /** The markers of a version. */
    public MarkerSet markers(MarkerVersion version) {
        return MarkerFile.read(files.csv(version.version()), tiltCount);
    }

    /** The solution saved with a version; empty where there is none. */
    public Optional<Fit> fit(MarkerVersion version, double[] tiltsDeg, int width, int height) {
        return Json.read(files.fit(version.version()), FitState.class)
                .map(state -> Fit.of(new FitInput(markers(version), tiltsDeg, width, height), state));
    }

    /** The nearest version from which this one follows, itself included, that has a solution. */
    Optional<MarkerVersion> nearestWithFit(MarkerVersion version) {
        Optional<MarkerVersion> at = Optional.of(version);
        while (at.isPresent() && !Files.exists(files.fit(at.get().version()))) {
            at = parent(at.get());
        }
        return at;
    }

    /** The nearest version from which this one follows, itself included, that a step made. */
    Optional<MarkerVersion> stepAncestor(MarkerVersion version) {
        Optional<MarkerVersion> at = Optional.of(version);
        while (at.isPresent() && !at.get().isOfStep()) {
            at = parent(at.get());
        }
        return at;
    }

    /** Whether {@code version} follows from {@code ancestor}, or is it. */
    boolean follows(MarkerVersion version, int ancestor) {
        Optional<MarkerVersion> at = Optional.of(version);
        while (at.isPresent() && at.get().version() != ancestor) {
            at = parent(at.get());
        }
        return at.isPresent();
    }

    private Optional<MarkerVersion> parent(MarkerVersion version) {
        return version.parent().isPresent()
                ? Optional.of(version(version.parent().getAsInt()))
                : Optional.empty();
    }

    /**
     * Adds a version and makes it the present one. The same result of the same step on the same markers is not added again,
     * and changes nothing where what is there now follows from it.
     *
     * @param parent the version it was made from
     */
    MarkerVersion add(OptionalInt parent, String origin, String note, MarkerSet markers, Optional<Fit> fit) {
        return addState(parent, origin, note, markers, fit.map(Fit::state));
    }

    private MarkerVersion addState(
            OptionalInt parent, String origin, String note, MarkerSet markers, Optional<FitState> fit) {
        int number = versions.isEmpty() ? 1 : versions.getLast().version() + 1;
        FolderFiles.createFolderOf(files.csv(number));
        MarkerFile.write(files.csv(number), markers);
        FolderFiles.delete(files.fit(number));
        fit.ifPresent(f -> Json.write(files.fit(number), f));
        String hash = files.hash(number);
        for (MarkerVersion known : versions) {
            if (known.origin().equals(origin)
                    && known.parent().equals(parent)
                    && known.hash().equals(hash)) {
                FolderFiles.delete(files.csv(number));
                FolderFiles.delete(files.fit(number));
                if (!known.isOfStep()
                        || head().filter(h -> follows(h, known.version())).isEmpty()) {
                    moveHead(OptionalInt.of(known.version()), origin);
                }
                return known;
            }
        }
        MarkerVersion version = new MarkerVersion(
                number, parent, origin, note, author(), now(), markers.markerCount(), markers.size(), hash);
        append(new Event(Optional.of(version), OptionalInt.of(number), origin, now()));
        return version;
    }

    /** Adds what a person has made of the present version. */
    public MarkerVersion edit(MarkerSet markers, String note) {
        return add(head, EDIT, note, markers, Optional.empty());
    }

    /** Adds what a person has loaded from a file. */
    public MarkerVersion imported(MarkerSet markers, Path file) {
        return add(head, "import", "loaded from " + file, markers, Optional.empty());
    }

    /** Number of sections of the raw stack. */
    public int viewCount() {
        return tiltCount;
    }

    /** Makes an earlier version the working markers again, as a new version that follows from it. */
    public MarkerVersion restore(MarkerVersion earlier) {
        return addState(
                OptionalInt.of(earlier.version()),
                "restore",
                "restored version " + earlier.version() + " (" + earlier.origin() + ")",
                markers(earlier),
                Json.read(files.fit(earlier.version()), FitState.class));
    }

    /**
     * A step that is up to date is passed over in a run: its result becomes the present version, if the steps before have led
     * to where it starts from. Whoever has chosen other markers by hand keeps them.
     */
    void pass(String stepId, MarkerVersion start, MarkerVersion result) {
        boolean byStep = movedBy.contains(".");
        if (byStep && head.equals(OptionalInt.of(start.version())) && start.version() != result.version()) {
            moveHead(OptionalInt.of(result.version()), stepId);
        }
    }

    /** Goes back to the version the present one was made from; empty if there is none. */
    public Optional<MarkerVersion> undo() {
        Optional<MarkerVersion> to = head().flatMap(this::parent);
        to.ifPresent(v -> moveHead(OptionalInt.of(v.version()), "undo"));
        return to;
    }

    /** Takes the last undo back; empty if there is none. */
    public Optional<MarkerVersion> redo() {
        if (redo.isEmpty()) {
            return Optional.empty();
        }
        int to = redo.getLast();
        moveHead(OptionalInt.of(to), "redo");
        return Optional.of(version(to));
    }

    /**
     * Brings {@code working.csv} and the versions together: a file that a person has changed becomes a version, one that a
     * killed run left behind is written anew.
     *
     * @return the version made of a person's change
     * @throws GoldtrailException if the changed file is not a table of markers
     */
    Optional<MarkerVersion> adoptWorkingFile() {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Path working = files.working();
        if (!Files.exists(working)) {
            writeWorking();
            return Optional.empty();
        }
        String found = Fingerprint.of(working).hash();
        if (files.holds(head.getAsInt(), found)) {
            return Optional.empty();
        }
        if (headBefore.isPresent() && files.holds(headBefore.getAsInt(), found) && !files.isWorkingNewerThanEvents()) {
            writeWorking();
            return Optional.empty();
        }
        for (MarkerVersion known : versions.reversed()) {
            if (files.holds(known.version(), found)) {
                return Optional.of(restore(known));
            }
        }
        MarkerSet markers = MarkerFile.read(working, tiltCount);
        return Optional.of(edit(markers, "markers/working.csv was changed outside of Goldtrail"));
    }

    private void moveHead(OptionalInt to, String by) {
        append(new Event(Optional.empty(), to, by, now()));
    }

    private void append(Event event) {
        FolderFiles.appendLine(files.events(), Json.line(event));
        replay(event);
        writeWorking();
    }

    private void writeWorking() {
        MarkerFile.write(files.working(), markers(version(head.getAsInt())));
    }

    private static String author() {
        return System.getProperty("user.name", "unknown");
    }

    private static String now() {
        return Times.now();
    }
}
