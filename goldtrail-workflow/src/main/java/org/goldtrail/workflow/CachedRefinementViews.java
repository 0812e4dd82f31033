package org.goldtrail.workflow;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.goldtrail.image.Binning;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.refinement.RefinementViews;
import org.jspecify.annotations.Nullable;

/** Views at the binning of the refinement: kept in memory while they are small, else read anew each time. */
final class CachedRefinementViews implements RefinementViews {
    /** Share of the heap that all kept views may take. */
    private static final double SHARE_OF_HEAP = 0.25;

    private final RawViews raw;
    private final int binning;
    private final boolean keeps;
    private final AtomicReferenceArray<@Nullable RefinementView> kept;
    private final java.util.concurrent.atomic.AtomicIntegerArray empty;

    CachedRefinementViews(RawViews raw, int binning) {
        this.raw = raw;
        this.binning = binning;
        long bytes = 4L * (raw.width() / binning) * (raw.height() / binning) * raw.viewCount();
        this.keeps = bytes <= SHARE_OF_HEAP * Runtime.getRuntime().maxMemory();
        this.kept = new AtomicReferenceArray<>(raw.viewCount());
        this.empty = new java.util.concurrent.atomic.AtomicIntegerArray(raw.viewCount());
    }

    void keep(int section, RefinementView view) {
        if (keeps) {
            kept.set(section, view);
        }
    }

    void markEmpty(int section) {
        empty.set(section, 1);
    }

    @Override
    public int viewCount() {
        return raw.viewCount();
    }

    @Override
    public @Nullable RefinementView view(int section) {
        if (empty.get(section) != 0) {
            return null;
        }
        RefinementView view = kept.get(section);
        if (view != null) {
            return view;
        }
        RawViews.View read = raw.read(section);
        return new RefinementView(
                Binning.bin(read.image(), binning), read.valid().binned(binning));
    }
}
