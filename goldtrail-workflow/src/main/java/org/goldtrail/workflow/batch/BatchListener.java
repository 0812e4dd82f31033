package org.goldtrail.workflow.batch;

/** Told how a batch goes. */
public interface BatchListener {
    /** Ignores everything and never cancels. */
    BatchListener SILENT = new BatchListener() {
        @Override
        public void message(String line) {}

        @Override
        public void table(BatchTable now) {}

        @Override
        public void ended(SeriesRow row) {}
    };

    /** A line for people. */
    void message(String line);

    /** The table has changed. */
    void table(BatchTable now);

    /** A series has ended. */
    void ended(SeriesRow row);

    default boolean isCancelled() {
        return false;
    }
}
