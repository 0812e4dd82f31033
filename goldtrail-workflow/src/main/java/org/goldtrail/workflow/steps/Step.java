package org.goldtrail.workflow.steps;

import java.util.List;
import java.util.Map;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.catalogue.Area;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.ParameterGroup;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.catalogue.StepTool;
import org.goldtrail.workflow.catalogue.StepView;

/**
 * One step of the workflow: its words, what it takes and gives, its parameters, and the work itself. A step communicates
 * with others by files alone, so that a run that was interrupted goes on to the same result.
 *
 * @param <P> its parameters
 */
public abstract class Step<P extends Record> {
    private final Area area;
    private final String name;
    private final String label;
    private final String help;
    private final ParameterGroup<P> group;

    /**
     * @param name the last part of its id, like {@code detectPeaks}
     * @param label what its button says
     * @param help what it does, for people
     */
    protected Step(Area area, String name, String label, String help, Class<P> parameters) {
        this.area = area;
        this.name = name;
        this.label = label;
        this.help = help;
        this.group = new ParameterGroup<>(area.id() + "." + name, parameters);
    }

    public final Area area() {
        return area;
    }

    /** Its name within the area, like {@code detectPeaks}. */
    public final String name() {
        return name;
    }

    /** Its full name, like {@code detection.detectPeaks}. */
    public final String id() {
        return group.path();
    }

    public final String label() {
        return label;
    }

    public final String help() {
        return help;
    }

    public final ParameterGroup<P> group() {
        return group;
    }

    /** The parameters' defaults for a series. */
    public abstract P defaults(SeriesFacts facts);

    /** What it needs to be open, whatever its parameters are. */
    public abstract List<Item> inputs();

    /** What it takes into account where it is there, or needs where its parameters ask for it. */
    public List<Item> optionalInputs() {
        return List.of();
    }

    /** What it needs with these parameters: {@link #inputs} but for what they leave out, and what they ask for. */
    public List<Item> inputs(P parameters) {
        return inputs();
    }

    /** What it takes into account with these parameters, where it is there. */
    public List<Item> optionalInputs(P parameters) {
        return optionalInputs();
    }

    /**
     * What else its result follows from: parameters of other steps, parts of files.
     *
     * @return what it is in words, and a text that is another one when it has changed
     */
    public Map<String, String> alsoFrom(P parameters, Surroundings around) {
        return Map.of();
    }

    /** What it gives. */
    public abstract List<Item> outputs();

    /** Entries of its tool menu beyond those all steps have. */
    public List<StepTool> tools() {
        return outputs().contains(Item.WORKING_MARKERS) ? List.of(StepTool.RESTORE_MARKERS) : List.of();
    }

    /** Entries of its View menu. */
    public abstract List<StepView> views();

    /** What it cannot do without, in memory; by default its threads each read whole views if it takes a stack. */
    public MemoryNeed memory(SeriesFacts facts, P parameters) {
        return inputs().contains(Item.RAW_STACK) ? MemoryNeed.ofViews(facts) : MemoryNeed.TABLES;
    }

    /** Usual share of the time of a run, for the progress bar. */
    public abstract double weight();

    /** False for a step that a run of all steps leaves out unless it is asked for. */
    public boolean runsUnattended() {
        return true;
    }

    /**
     * Does the work; results go to the files of {@code context} and nowhere else.
     *
     * @throws org.goldtrail.GoldtrailException if an input is unusable or a result cannot be written
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public abstract void run(StepContext context, P parameters, Progress progress);

    @Override
    public final String toString() {
        return id();
    }
}
