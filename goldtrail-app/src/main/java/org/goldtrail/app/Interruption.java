package org.goldtrail.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a cancelled run: while this is open, the end of the program is held back until the run has noticed and
 * removed its half-written files. The exit code is the shell's usual 130.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Thread hook;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Interruption(ConsoleProgress progress) {
        hook = new Thread(() -> {
            progress.cancel();
            try {
                if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    progress.message("the run did not stop in time; temporary files may be left");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static Interruption cancels(ConsoleProgress progress) {
        Interruption interruption = new Interruption(progress);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending because of Ctrl-C: the hook runs already, and was just told to let go.
            Thread.currentThread().setName("cancelled");
        }
    }
}
