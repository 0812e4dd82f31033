package org.goldtrail.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Progress progress = new Progress() {
        @Override
        public void report(double fraction) {}

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }
    };

    @Test
    void isNotHeardOutside() {
        cancelled.set(true);

        Cancellation.check();

        assertThat(Cancellation.heard()).isSameAs(Progress.SILENT);
    }

    @Test
    void endsSerialWork() {
        assertThat(Cancellation.hearing(progress, () -> {
                    Cancellation.check();
                    return "done";
                }))
                .isEqualTo("done");
        cancelled.set(true);

        assertThatThrownBy(() -> Cancellation.hearing(progress, () -> {
                    Cancellation.check();
                    return "done";
                }))
                .isInstanceOf(CancelledException.class);
    }

    /** Loops that were given no progress, nested ones included, end all the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void endsSilentLoopsOnAllThreads(int threads) {
        AtomicInteger rounds = new AtomicInteger();
        try (WorkerPool pool = new WorkerPool(threads)) {
            assertThatThrownBy(() -> Cancellation.hearing(progress, () -> {
                        pool.forEach(
                                4,
                                outer -> pool.forEach(1000, inner -> {
                                    if (rounds.incrementAndGet() == 100) {
                                        cancelled.set(true);
                                    }
                                }));
                        return "done";
                    }))
                    .isInstanceOf(CancelledException.class);
        }

        assertThat(rounds.get()).isBetween(100, 110);
    }
}
