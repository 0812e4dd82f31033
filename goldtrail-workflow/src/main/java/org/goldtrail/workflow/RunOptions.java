package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.Optional;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.units.ViewSelection;

/**
 * What a person says of a series in one go; all but the stack may be left out and is then found from the data, or stays as it
 * was said before.
 *
 * @param stack the raw stack
 * @param folder the workflow folder; by default in the present directory, named after the stack
 * @param settings parameters to set
 * @param discarded views to discard, in the place of those named before
 * @param anew whether to forget everything that the folder holds
 */
public record RunOptions(
        Path stack, Optional<Path> folder, Settings settings, Optional<ViewSelection> discarded, boolean anew) {

    /** Nothing said but the stack. */
    public static RunOptions of(Path stack) {
        return new RunOptions(stack, Optional.empty(), Settings.NONE, Optional.empty(), false);
    }

    /** The same with results in another folder. */
    public RunOptions inFolder(Path newFolder) {
        return new RunOptions(stack, Optional.of(newFolder), settings, discarded, anew);
    }

    /** The same with a parameter set. */
    public RunOptions with(String path, Object value) {
        return new RunOptions(stack, folder, settings.with(path, value), discarded, anew);
    }

    /** The same with views discarded. */
    public RunOptions discarding(ViewSelection views) {
        return new RunOptions(stack, folder, settings, Optional.of(views), anew);
    }

    /** The same, forgetting everything that the folder holds. */
    public RunOptions startingAnew() {
        return new RunOptions(stack, folder, settings, discarded, true);
    }
}
