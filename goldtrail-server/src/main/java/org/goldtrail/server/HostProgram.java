package org.goldtrail.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.goldtrail.workflow.batch.WorkerProgram;

/**
 * What the server has from the program it is part of.
 *
 * @param worker how to start the program again, for the series of a batch; empty where it cannot be
 * @param doctor looks at the machine, for a folder where the work is to be done
 */
public record HostProgram(Optional<WorkerProgram> worker, Function<Path, List<Check>> doctor) {
    /** A server that stands alone. */
    public static final HostProgram NONE = new HostProgram(Optional.empty(), folder -> List.of());

    /**
     * One thing the doctor has looked at.
     *
     * @param what it is
     * @param state in one word: ok, note or problem
     * @param found there
     * @param advice what to do; empty where there is nothing to do
     */
    public record Check(String what, String state, String found, String advice) {}
}
