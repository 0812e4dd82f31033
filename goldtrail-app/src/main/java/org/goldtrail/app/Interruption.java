package org.goldtrail.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Turns Ctrl-C into a cancelled run: while this is open, the end of the program is held back until the run has noticed and
 * removed its half-written files. The exit code is the shell's usual 130.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Thread hook;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Interruption(Runnable cancel, Consumer<String> tell) {
        hook = new Thread(() -> {
            cancel.run();
            try {
                if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    tell.accept("the run did not stop in time; temporary files may be left");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static Interruption cancels(ConsoleProgress progress) {
        return new Interruption(progress::cancel, progress::message).waiting();
    }

    static Interruption cancels(ShellProgress progress) {
        return new Interruption(progress::cancel, progress::message).waiting();
    }

    private Interruption waiting() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
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
