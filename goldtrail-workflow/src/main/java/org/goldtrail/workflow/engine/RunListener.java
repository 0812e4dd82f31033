package org.goldtrail.workflow.engine;

/** Told what a run does. Called from several threads. */
public interface RunListener {
    /** Ignores everything and never cancels. */
    RunListener SILENT = new RunListener() {
        @Override
        public void step(String area, String step, double runFractionBefore) {}

        @Override
        public void progress(double runFraction) {}

        @Override
        public void message(String line) {}
    };

    /** A step begins. */
    void step(String area, String step, double runFractionBefore);

    /** How much of the whole run is done, 0 to 1. */
    void progress(double runFraction);

    /** A line for the log. */
    void message(String line);

    /** A sentence that a person should read. */
    default void warning(String sentence) {
        message("warning: " + sentence);
    }

    default boolean isCancelled() {
        return false;
    }
}
