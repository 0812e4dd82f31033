package org.goldtrail.task;

/** Told by long work how far it is, and asked by it whether to go on. Implementations are thread-safe. */
public interface Progress {
    /** Says nothing and never cancels. */
    Progress SILENT = fraction -> {};

    /** @param fraction of the present piece of work that is done, 0 to 1 */
    void report(double fraction);

    /** Tells a person something about the present work, in one line. */
    default void message(String line) {}

    /** True once the work should end as soon as it can. */
    default boolean isCancelled() {
        return false;
    }

    /**
     * Ends the present work if it has been cancelled.
     *
     * @throws CancelledException if so
     */
    default void checkCancelled() {
        if (isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
    }

    /** The part of this progress between two fractions, as a progress of its own. */
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction) {
                whole.report(from + (to - from) * fraction);
            }

            @Override
            public void message(String line) {
                whole.message(line);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }
}
