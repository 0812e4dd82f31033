package org.goldtrail.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.goldtrail.ResourceException;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.TestListener;
import org.goldtrail.workflow.catalogue.ComputingSettings;
import org.goldtrail.workflow.catalogue.SeriesFacts;
import org.goldtrail.workflow.steps.MemoryNeed;
import org.junit.jupiter.api.Test;

class StepMemoryTest {
    private static final long MB = 1 << 20;

    @Test
    void fewerThreadsWhereTheMemoryIsNotEnoughForAll() {
        MemoryNeed need = new MemoryNeed(100 * MB, 50 * MB);

        assertThat(StepMemory.threads("a.step", need, 300 * MB, 4)).isEqualTo(4);
        assertThat(StepMemory.threads("a.step", need, 299 * MB, 4)).isEqualTo(3);
        assertThat(StepMemory.threads("a.step", need, 150 * MB, 4)).isEqualTo(1);
        assertThat(StepMemory.threads("a.step", MemoryNeed.TABLES, 100 * MB, 64))
                .isEqualTo(64);
    }

    @Test
    void notEnoughForOneThreadIsRefusedBeforeTheStep() {
        MemoryNeed need = new MemoryNeed(100 * MB, 50 * MB);

        assertThatThrownBy(() -> StepMemory.threads("a.step", need, 149 * MB, 4))
                .isInstanceOf(ResourceException.class)
                .hasMessage(
                        "a.step needs about 150 MB for images of this size, and Java was started with 149 MB; run it"
                                + " again with more, like GOLDTRAIL_HEAP=200m, or with fewer --threads; what was done before is"
                                + " kept.");
    }

    @Test
    void aStepThatRunsOutOfMemoryEndsInASentence() {
        assertThatThrownBy(() -> StepMemory.within("a.step", MemoryNeed.TABLES, RunListener.SILENT, () -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("a.step ran out of the ")
                .hasMessageContaining("GOLDTRAIL_HEAP=")
                .hasMessageContaining("what was done before is kept");
    }

    @Test
    void aStepGetsTheThreadsThatFit() {
        long heap = Runtime.getRuntime().maxMemory();
        MemoryNeed need = new MemoryNeed(heap / 10, heap / 4);
        TestListener told = new TestListener(s -> {});
        AtomicInteger seen = new AtomicInteger();

        WorkerPool.withThreads(8, () -> {
            StepMemory.within(
                    "a.step", need, told, () -> seen.set(WorkerPool.shared().threads()));
            return 0;
        });

        assertThat(seen).hasValue(3);
        assertThat(told.messages).singleElement().asString().startsWith("3 of 8 threads, as many as the ");
    }

    @Test
    void theSettingsChooseTheThreadsUnlessARunIsGivenSome() {
        ComputingSettings one = new ComputingSettings(OptionalDouble.of(1), OptionalDouble.empty());
        List<Integer> seen = new ArrayList<>();

        seen.add(StepMemory.withThreadsOf(one, () -> WorkerPool.shared().threads()));
        seen.add(StepMemory.withThreadsOf(
                ComputingSettings.DEFAULT, () -> WorkerPool.shared().threads()));
        seen.add(WorkerPool.withThreads(
                3, () -> StepMemory.withThreadsOf(one, () -> WorkerPool.shared().threads())));

        assertThat(seen).containsExactly(1, WorkerPool.shared().threads(), 3);
    }

    @Test
    void moreMemoryThanThereIsIsNamed() {
        ComputingSettings much = new ComputingSettings(OptionalDouble.empty(), OptionalDouble.of(1000));

        assertThat(StepMemory.warning(much).orElseThrow())
                .startsWith("settings.computing.memoryGb is 1000.0, and ")
                .endsWith("GOLDTRAIL_HEAP=2000g gives it more");
        assertThat(StepMemory.warning(ComputingSettings.DEFAULT)).isEqualTo(Optional.empty());
    }

    @Test
    void theNeedGrowsWithTheViews() {
        MemoryNeed small = MemoryNeed.ofViews(facts(500));
        MemoryNeed large = MemoryNeed.ofViews(facts(4000));

        assertThat(large.bytesPerThread()).isEqualTo(64 * small.bytesPerThread());
        assertThat(large.with(2)).isGreaterThan(small.with(2));
    }

    private static SeriesFacts facts(int side) {
        return new SeriesFacts(side, side, 41, OptionalDouble.empty(), Optional.empty());
    }
}
