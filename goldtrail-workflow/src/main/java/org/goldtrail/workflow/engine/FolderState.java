package org.goldtrail.workflow.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterInfo;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.engine.StepStatus.State;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.units.Times;
import org.jspecify.annotations.Nullable;

/**
 * Derives the state of all steps from the files of a workflow folder and the provenance beside them; nothing is stored, so
 * that a file that was deleted or changed by hand is noticed.
 */
final class FolderState {
    private final Path root;
    private final StepInputs inputs;
    private final List<Step<?>> steps;
    private final ProvenanceStore provenance;
    private final MarkerVersions markers;
    private final Map<Item, String> given;
    private final Map<String, StepStatus> found = new HashMap<>();
    private final Map<String, Optional<BasicFileAttributes>> seen = new HashMap<>();
    private final Map<Item, Optional<String>> hashes = new EnumMap<>(Item.class);

    /**
     * @param rawStack of the series
     * @param given hash of each item that comes with the series; without the raw stack where it is missing
     * @param facts what the defaults of parameters follow from
     */
    FolderState(
            Path root,
            String seriesName,
            Path rawStack,
            List<Step<?>> steps,
            MarkerVersions markers,
            Map<Item, String> given,
            Settings settings,
            SeriesFacts facts) {
        this.root = root;
        this.inputs = new StepInputs(root, this, steps, seriesName, rawStack, settings, facts);
        this.steps = steps;
        this.provenance = new ProvenanceStore(root);
        this.markers = markers;
        this.given = given;
    }

    /** The state of every step, in the order of the catalogue. */
    List<StepStatus> all() {
        return steps.stream().map(this::of).toList();
    }

    StepStatus of(Step<?> step) {
        StepStatus known = found.get(step.id());
        if (known == null) {
            known = derive(step);
            found.put(step.id(), known);
        }
        return known;
    }

    private StepStatus derive(Step<?> step) {
        Optional<Provenance> last = provenance.of(step);
        if (last.filter(Provenance::isTaken).isPresent() && gone(last.get()).isEmpty()) {
            return taken(step, last.get());
        }
        List<String> missing = missing(step);
        if (!missing.isEmpty()) {
            return new StepStatus(step, State.CLOSED, missing, last);
        }
        if (last.isEmpty()) {
            return new StepStatus(step, State.OPEN, List.of(), last);
        }
        Provenance run = last.get();
        List<String> changes = changes(step, run);
        if (!run.isDone()) {
            if (!changes.isEmpty()) {
                return new StepStatus(step, State.OPEN, List.of(), last);
            }
            String problem = run.problem().orElseThrow();
            // What steps before it will make now may be another thing; what was said of the present one stays true.
            return notDoneBefore(step).isEmpty()
                    ? new StepStatus(step, State.FAILED, List.of(problem), last)
                    : new StepStatus(step, State.OPEN, List.of("when it was last run: " + problem), last);
        }
        changes.addAll(notDoneBefore(step));
        List<String> gone = gone(run);
        if (!gone.isEmpty()) {
            return new StepStatus(step, State.OPEN, gone, last);
        }
        return new StepStatus(step, changes.isEmpty() ? State.DONE : State.OUTDATED, changes, last);
    }

    /** What a person has brought stands until the step could make it anew from something that was made since. */
    private StepStatus taken(Step<?> step, Provenance brought) {
        String origin = "taken from " + brought.figures().get(Provenance.TAKEN_FROM);
        Optional<Step<?>> since = step.inputs().stream()
                .flatMap(item -> maker(item).stream())
                .filter(maker -> of(maker).isDone())
                .filter(maker -> provenance
                        .of(maker)
                        .filter(p -> Times.parse(p.started()).isAfter(Times.parse(brought.started())))
                        .isPresent())
                .filter(maker -> maker.outputs().contains(Item.SOLUTION))
                .findFirst();
        return since.isPresent() && missing(step).isEmpty()
                ? new StepStatus(
                        step,
                        State.OUTDATED,
                        List.of(origin + ", and " + since.get().id() + " has solved the series since"),
                        Optional.of(brought))
                : new StepStatus(step, State.DONE, List.of(origin), Optional.of(brought));
    }

    /** The steps that a run leaves out otherwise, and that some steps want as they are set; and what those want in turn. */
    Set<Step<?>> wanted(List<Step<?>> asked) {
        Set<Step<?>> wanted = new LinkedHashSet<>();
        List<Step<?>> open = new ArrayList<>(asked);
        while (!open.isEmpty()) {
            Step<?> step = open.removeLast();
            Stream.concat(inputs.needs(step).stream(), inputs.takes(step).stream())
                    .flatMap(item -> maker(item).stream())
                    .filter(maker -> !asked.contains(maker) && !maker.runsUnattended())
                    .filter(wanted::add)
                    .forEach(open::add);
        }
        return wanted;
    }

    /** Why a step is closed. */
    private List<String> missing(Step<?> step) {
        List<String> out = new ArrayList<>();
        for (Item item : inputs.needs(step)) {
            if (item == Item.WORKING_MARKERS) {
                if (markersIn(step).isEmpty()) {
                    out.add("it needs " + item.label() + ": run a step that makes them first");
                }
            } else if (item.isGiven()) {
                if (!given.containsKey(item)) {
                    out.add("it needs the " + item.label() + ", which is not there any more");
                }
            } else if (hash(item).isEmpty()) {
                out.add("it needs the " + item.label() + ": run "
                        + maker(item).map(Step::id).orElse("the step that makes them") + " first");
            }
        }
        return out;
    }

    /** Outputs that someone has removed. */
    private List<String> gone(Provenance run) {
        List<String> out = new ArrayList<>();
        run.outputs()
                .forEach((item, files) -> files.keySet().forEach(file -> {
                    if (attributes(file).isEmpty()) {
                        out.add(file + " was removed");
                    }
                }));
        return out;
    }

    /** What has changed of the parameters and inputs of a step since it was run. */
    private List<String> changes(Step<?> step, Provenance run) {
        List<String> out = new ArrayList<>(changedParameters(step, run));
        for (Item item : inputs.needs(step)) {
            if (item == Item.WORKING_MARKERS) {
                markersChange(step, run).ifPresent(out::add);
                continue;
            }
            String now = item.isGiven() ? fingerprintOfGiven(item) : hash(item).orElse("");
            if (!now.equals(run.inputs().get(item.id()))) {
                out.add("the " + item.label() + " changed");
            }
        }
        for (Item item : inputs.takes(step)) {
            if (!hash(item).orElse("").equals(run.inputs().getOrDefault(item.id(), ""))) {
                out.add("the " + item.label() + " changed");
            }
        }
        inputs.alsoFrom(step).forEach((what, now) -> {
            if (!now.equals(run.inputs().get(what))) {
                out.add("the " + what + " changed");
            }
        });
        return new ArrayList<>(out.stream().distinct().toList());
    }

    /** The steps before a step that are not up to date, in words; those it could do without only where no other is. */
    private List<String> notDoneBefore(Step<?> step) {
        Stream<Optional<Step<?>>> needed = inputs.needs(step).stream().map(this::maker);
        Stream<Optional<Step<?>>> marked =
                step.inputs().contains(Item.WORKING_MARKERS) ? Stream.of(markerStepBefore(step)) : Stream.empty();
        List<String> out = notDone(Stream.concat(needed, marked));
        return out.isEmpty()
                ? notDone(inputs.takes(step).stream()
                        .filter(item -> hash(item).isPresent())
                        .map(this::maker))
                : out;
    }

    private List<String> notDone(Stream<Optional<Step<?>>> makers) {
        return makers.flatMap(Optional::stream)
                .distinct()
                .map(this::of)
                .filter(s -> !s.isDone())
                .map(s -> s.step().id() + " before it is " + s.state().word())
                .toList();
    }

    private <P extends Record> List<String> changedParameters(Step<P> step, Provenance run) {
        Map<String, Object> now;
        try {
            now = step.group().plain(inputs.parametersOf(step));
        } catch (GoldtrailException e) {
            return List.of(e.problem());
        }
        List<String> out = new ArrayList<>();
        for (ParameterInfo parameter : step.group().parameters()) {
            Object then = run.parameters().get(parameter.name());
            Object present = now.get(parameter.name());
            if (!same(then, present)) {
                out.add(parameter.name() + " changed from " + shown(then) + " to " + shown(present));
            }
        }
        return out;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Double d && d != Math.rint(d)
                ? new BigDecimal(d).round(new MathContext(4)).toPlainString()
                : String.valueOf(value);
    }

    private static boolean same(@Nullable Object then, @Nullable Object now) {
        if (then instanceof Number a && now instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        return Objects.equals(String.valueOf(then), String.valueOf(now));
    }

    private Optional<String> markersChange(Step<?> step, Provenance run) {
        if (run.markersIn().isEmpty()) {
            return Optional.of("it was run without working markers");
        }
        MarkerVersion then = markers.version(run.markersIn().getAsInt());
        MarkerVersion now = markersIn(step).orElseThrow();
        if (then.hash().equals(now.hash())) {
            return Optional.empty();
        }
        return Optional.of("the working markers changed from version " + then.version() + " to " + now.version());
    }

    /**
     * The working markers a step starts from: those that the marker step before it has left, with what people have changed of
     * them since, or had changed when the step was last run; for steps that make no markers themselves, the present ones.
     * Where no step before has made any, people have brought them.
     */
    Optional<MarkerVersion> markersIn(Step<?> step) {
        Optional<MarkerVersion> head = markers.head();
        if (!step.outputs().contains(Item.WORKING_MARKERS)) {
            return head;
        }
        Optional<MarkerVersion> before = outputBefore(step);
        return head.filter(h -> isChangeOf(before, h))
                .or(() -> lastIn(step, before))
                .or(() -> before);
    }

    /** What a step was last run on, if that still follows from what the marker step before it has left. */
    private Optional<MarkerVersion> lastIn(Step<?> step, Optional<MarkerVersion> before) {
        Optional<Provenance> last = provenance.of(step);
        boolean anyway = last.filter(Provenance::onWorkingMarkers).isPresent();
        return last.filter(p -> p.markersIn().isPresent())
                .map(p -> markers.version(p.markersIn().getAsInt()))
                .filter(v -> isChangeOf(before, v)
                        || (anyway
                                && before.filter(b -> !markers.follows(v, b.version()))
                                        .isEmpty()));
    }

    /** Whether nobody but people has had a hand in a version since another. */
    private boolean isChangeOf(Optional<MarkerVersion> original, MarkerVersion version) {
        return markers.stepAncestor(version).map(MarkerVersion::version).equals(original.map(MarkerVersion::version));
    }

    /** What the nearest marker step before this one has made. */
    private Optional<MarkerVersion> outputBefore(Step<?> step) {
        return markerStepBefore(step)
                .flatMap(provenance::of)
                .filter(p -> p.markersOut().isPresent())
                .map(p -> markers.version(p.markersOut().getAsInt()));
    }

    /** The nearest step before this one that has made working markers. */
    private Optional<Step<?>> markerStepBefore(Step<?> step) {
        return steps.subList(0, steps.indexOf(step)).stream()
                .filter(s -> s.outputs().contains(Item.WORKING_MARKERS))
                .filter(s -> provenance.of(s).filter(Provenance::isDone).isPresent())
                .max(Comparator.comparingInt(steps::indexOf));
    }

    private Optional<Step<?>> maker(Item item) {
        return item == Item.WORKING_MARKERS
                ? Optional.empty()
                : steps.stream().filter(s -> s.outputs().contains(item)).findFirst();
    }

    private String fingerprintOfGiven(Item item) {
        return Fingerprint.ofText(given.getOrDefault(item, ""));
    }

    /** The hash of an item as it lies in the folder now; empty if a file of it is missing. */
    Optional<String> hash(Item item) {
        Optional<String> known = hashes.get(item);
        if (known == null) {
            known = hashNow(item);
            hashes.put(item, known);
        }
        return known;
    }

    private Optional<String> hashNow(Item item) {
        Map<String, Fingerprint> files = files(item);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Fingerprint> file : new TreeMap<>(files).entrySet()) {
            Optional<BasicFileAttributes> now = attributes(file.getKey());
            if (now.isEmpty()) {
                return Optional.empty();
            }
            Fingerprint present = file.getValue().again(root.resolve(file.getKey()), now.get());
            text.append(file.getKey()).append(' ').append(present.hash()).append('\n');
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.ofText(text.toString()));
    }

    /** The files of an item, as the step that made it left them. */
    Map<String, Fingerprint> files(Item item) {
        return maker(item)
                .flatMap(provenance::of)
                .filter(Provenance::isDone)
                .map(p -> p.outputs().getOrDefault(item.id(), Map.of()))
                .orElse(Map.of());
    }

    private Optional<BasicFileAttributes> attributes(String file) {
        return seen.computeIfAbsent(file, f -> Fingerprint.attributes(root.resolve(f)));
    }

    /** What to record of the inputs of a step that is about to run. */
    Map<String, String> inputHashes(Step<?> step) {
        Map<String, String> hashes = new TreeMap<>();
        for (Item item : inputs.needs(step)) {
            if (item.isGiven()) {
                hashes.put(item.id(), fingerprintOfGiven(item));
            } else if (item != Item.WORKING_MARKERS) {
                hash(item).ifPresent(h -> hashes.put(item.id(), h));
            }
        }
        for (Item item : inputs.takes(step)) {
            hash(item).ifPresent(h -> hashes.put(item.id(), h));
        }
        hashes.putAll(inputs.alsoFrom(step));
        return hashes;
    }

    /** What the steps take, and what they look up. */
    StepInputs inputs() {
        return inputs;
    }
}
