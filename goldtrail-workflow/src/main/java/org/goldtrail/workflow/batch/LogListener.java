package org.goldtrail.workflow.batch;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.units.Times;

/** Writes what a run says of a series to its log, a line at a time. */
public final class LogListener implements RunListener {
    private final Path log;
    private final BooleanSupplier cancelled;

    /**
     * @param log file to add to
     * @param cancelled whether the run is to end
     */
    public LogListener(Path log, BooleanSupplier cancelled) {
        this.log = log;
        this.cancelled = cancelled;
    }

    @Override
    public void step(String area, String step, double runFractionBefore) {
        message("[" + area + ": " + step + "]");
    }

    @Override
    public void progress(double runFraction) {
        // a log that grows with every view would help nobody
    }

    @Override
    public synchronized void message(String line) {
        FolderFiles.appendLine(log, Times.now() + "  " + line);
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }
}
