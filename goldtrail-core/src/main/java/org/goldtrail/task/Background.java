package org.goldtrail.task;

/** Small work beside the rest that no result depends on; it does not keep the program from ending. */
public final class Background {
    private Background() {}

    /** Begins it in a thread of its own. */
    public static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
