package org.goldtrail.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldtrail.GoldtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void doesEachItemOnceAndKeepsTheirOrder(int threads) {
        try (WorkerPool pool = new WorkerPool(threads)) {
            AtomicInteger calls = new AtomicInteger();

            List<Integer> squares = pool.map(100, Progress.SILENT, i -> {
                calls.incrementAndGet();
                return i * i;
            });

            assertThat(calls).hasValue(100);
            assertThat(squares).hasSize(100).startsWith(0, 1, 4).endsWith(9801);
        }
    }

    @Test
    void usesNoMoreThreadsThanItHas() {
        Set<Long> threads = ConcurrentHashMap.newKeySet();
        try (WorkerPool pool = new WorkerPool(3)) {
            pool.forEach(
                    60,
                    i -> pool.forEach(
                            20, k -> threads.add(Thread.currentThread().threadId())));
        }

        assertThat(threads.size()).isBetween(1, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void passesOnTheExceptionOfAnItemAsItIs(int threads) {
        try (WorkerPool pool = new WorkerPool(threads)) {
            assertThatThrownBy(() -> pool.forEach(50, i -> {
                        if (i == 20) {
                            throw new GoldtrailException("view 21 cannot be read", "a.st", "");
                        }
                    }))
                    .isExactlyInstanceOf(GoldtrailException.class)
                    .hasMessage("a.st: view 21 cannot be read.");
            assertThat(pool.map(3, Progress.SILENT, i -> i)).containsExactly(0, 1, 2);
        }
    }

    @Test
    void endsSoonWhenCancelled() {
        AtomicInteger calls = new AtomicInteger();
        Progress cancelledAfterFive = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return calls.get() >= 5;
            }
        };
        try (WorkerPool pool = new WorkerPool(2)) {
            assertThatThrownBy(() -> pool.forEach(1000, cancelledAfterFive, i -> calls.incrementAndGet()))
                    .isInstanceOf(CancelledException.class);
        }

        assertThat(calls.get()).isBetween(5, 8);
    }

    @Test
    void reportsProgressUpToOne() {
        List<Double> reports = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (WorkerPool pool = new WorkerPool(1)) {
            pool.forEach(4, ((Progress) reports::add).part(0.5, 1), i -> {});
        }

        assertThat(reports).containsExactly(0.625, 0.75, 0.875, 1.0);
    }
}
