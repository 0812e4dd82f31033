package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.fitting.Fit;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;

/** What a step works on and where it puts what it makes. */
public interface StepContext extends Surroundings {
    /** The series with its raw images. */
    Series series();

    @Override
    default String seriesName() {
        return series().name();
    }

    @Override
    default Path rawStack() {
        return series().input().stack().toAbsolutePath();
    }

    /** What is known of the series and its beads. */
    SeriesFacts facts();

    /** The beads' size, as measured or as the user says; for steps that take {@link Item#BEAD_SIZE}. */
    BeadSize bead();

    /** Bytes that a step may plan its buffers with: what the settings say, within what this Java virtual machine has. */
    long memoryBytes();

    /** Of an item with a single file, or the first of its files: where it lies. */
    Path input(Item item);

    /** What people have said about the CTF of single views. */
    CtfEdits ctfEdits();

    /** Whether another step is to run after this one in the same run. */
    boolean isPlanned(Class<? extends Step<?>> other);

    /**
     * Where to write a file ahead for a step that {@link #isPlanned}; it finds it by {@link #takeAhead} in the same run only.
     */
    Path writeAhead(String relative);

    /** A file that an earlier step of this run has written ahead; it is to be moved. */
    Optional<Path> takeAhead(String relative);

    /** What the result is worth. */
    void verdict(Verdict verdict);

    /** A sentence that a person should read. */
    void warning(String sentence);

    /**
     * Where to write a file of an output. It is put in its place only when the whole step has succeeded.
     *
     * @param item one of the step's outputs
     * @param relative path below the workflow folder, like {@code detection/peaks.csv}
     */
    Path output(Item item, String relative);

    /** Where to write the only, or the first, file of an output. */
    default Path output(Item item) {
        return output(item, item.files(series().name()).getFirst());
    }

    /** The working markers this step starts from, as saved. */
    MarkerSet markers();

    /** The solution saved with {@link #markers}; empty where a person has changed them. */
    Optional<Fit> fit();

    /** The last solution saved before the markers were changed by hand, to start another from. */
    Optional<Fit> earlierFit();

    /** Makes these the working markers, once the step has succeeded. */
    void saveMarkers(MarkerSet markers, Optional<Fit> fit);

    /** Says something of the work to a person, in one line; it goes into the step's log. */
    void message(String line);

    /** A figure of the result that is shown beside the step, in the order of the calls. */
    void figure(String name, Object value);
}
