package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.files.Fingerprint;
import org.goldtrail.workflow.steps.Step;
import org.goldtrail.workflow.steps.Surroundings;

/** What each step takes as its parameters are set, no more and no less, so that it is outdated by that alone. */
final class StepInputs implements Surroundings {
    private final Path root;
    private final FolderState state;
    private final List<Step<?>> steps;
    private final String seriesName;
    private final Path rawStack;
    private final Settings settings;
    private final SeriesFacts facts;
    private final Map<String, Record> known = new HashMap<>();

    StepInputs(
            Path root,
            FolderState state,
            List<Step<?>> steps,
            String seriesName,
            Path rawStack,
            Settings settings,
            SeriesFacts facts) {
        this.root = root;
        this.state = state;
        this.steps = steps;
        this.seriesName = seriesName;
        this.rawStack = rawStack;
        this.settings = settings;
        this.facts = facts;
    }

    /** Without these it cannot run. */
    <P extends Record> List<Item> needs(Step<P> step) {
        return parameters(step).map(step::inputs).orElseGet(step::inputs);
    }

    /** These it takes where they are there. */
    <P extends Record> List<Item> takes(Step<P> step) {
        return parameters(step).map(step::optionalInputs).orElseGet(step::optionalInputs);
    }

    /** What else it follows from: in words, with a hash. */
    <P extends Record> Map<String, String> alsoFrom(Step<P> step) {
        Map<String, String> hashes = new TreeMap<>();
        try {
            parameters(step)
                    .map(p -> step.alsoFrom(p, this))
                    .orElse(Map.of())
                    .forEach((what, text) -> hashes.put(what, Fingerprint.ofText(text)));
        } catch (GoldtrailException e) {
            hashes.put("settings of other steps", Fingerprint.ofText(e.problem()));
        }
        return hashes;
    }

    /** What a step is set to; empty where that cannot be read, which is told as a change of its parameters. */
    private <P extends Record> Optional<P> parameters(Step<P> step) {
        try {
            return Optional.of(parametersOf(step));
        } catch (GoldtrailException e) {
            return Optional.empty();
        }
    }

    /**
     * What a step is set to.
     *
     * @throws GoldtrailException if that cannot be read
     */
    <P extends Record> P parametersOf(Step<P> step) {
        Record read = known.get(step.id());
        if (read == null) {
            read = settings.of(step.group(), step.defaults(facts));
            known.put(step.id(), read);
        }
        return step.group().type().cast(read);
    }

    /** Where an item lies that is there: its only or its first file. */
    Path file(Item item) {
        List<String> usual = item.files(seriesName);
        return root.resolve(
                usual.isEmpty() ? state.files(item).keySet().iterator().next() : usual.getFirst());
    }

    @Override
    public String seriesName() {
        return seriesName;
    }

    @Override
    public Path rawStack() {
        return rawStack;
    }

    @Override
    public Optional<Path> optionalInput(Item item) {
        return state.hash(item).map(h -> file(item));
    }

    @Override
    public <P extends Record> P parametersOf(Class<? extends Step<P>> other, Class<P> type) {
        return steps.stream()
                .filter(other::isInstance)
                .map(other::cast)
                .map(this::parametersOf)
                .findFirst()
                .orElseThrow();
    }
}
