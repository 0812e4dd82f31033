package org.goldtrail.workflow.steps;

import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.workflow.catalogue.Item;

/** What the result of a step may follow from, so far as it can be told without opening the series. */
public interface Surroundings {
    String seriesName();

    /** The raw stack, which may not be there. */
    Path rawStack();

    /** Of an item that may not be there, with a single file or the first of its files: where it lies. */
    Optional<Path> optionalInput(Item item);

    /** The parameters that another step is set to. */
    <P extends Record> P parametersOf(Class<? extends Step<P>> step, Class<P> parameters);
}
