package org.goldtrail.workflow.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.steps.Step;

/**
 * What a step finds when it is about to run.
 *
 * @param root the workflow folder
 * @param series the raw series
 * @param facts what the defaults of parameters follow from
 * @param settings what has been set
 * @param state of all steps
 * @param provenance of the steps run so far
 * @param versions of the working markers
 * @param planned the steps still to come in this run
 * @param ahead files that steps of this run have written ahead for later ones; changed by steps
 * @param listener told what a person should read
 */
record StepEnvironment(
        Path root,
        Series series,
        SeriesFacts facts,
        Settings settings,
        FolderState state,
        ProvenanceStore provenance,
        MarkerVersions versions,
        List<Step<?>> planned,
        Set<String> ahead,
        RunListener listener) {}
