package org.goldtrail.workflow;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.image.Binning;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.refinement.RefinementViews;
import org.jspecify.annotations.Nullable;

/** Views at one binning: as many as fit are kept in memory, the others are read anew each time. */
final class CachedViews implements RefinementViews {
    /** Share of the heap that the kept views of one binning may take. */
    private static final double SHARE_OF_HEAP = 0.25;

    private final RawViews raw;
    private final int binning;
    private final int keptViews;
    private final AtomicReferenceArray<@Nullable RefinementView> kept;
    private final AtomicIntegerArray absent;

    CachedViews(RawViews raw, int binning) {
        this(raw, binning, (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory()));
    }

    /** @param memoryBytes that the kept views may take */
    CachedViews(RawViews raw, int binning, long memoryBytes) {
        this.raw = raw;
        this.binning = binning;
        // Four bytes for a pixel and one bit for its mask.
        double bytesPerView = 4.125 * (raw.width() / binning) * (raw.height() / binning);
        this.keptViews = (int) Math.min(raw.viewCount(), memoryBytes / Math.max(1, bytesPerView));
        this.kept = new AtomicReferenceArray<>(raw.viewCount());
        this.absent = new AtomicIntegerArray(raw.viewCount());
    }

    /** Bins a view that was just read, if there is room to keep it. */
    void keep(int section, RawViews.View view) {
        if (section < keptViews) {
            kept.set(section, binned(view));
        }
    }

    /** From now on this view is not there. */
    void remove(int section) {
        absent.set(section, 1);
        kept.set(section, null);
    }

    /** How many views fit into the memory. */
    int keptViews() {
        return keptViews;
    }

    @Override
    public int viewCount() {
        return raw.viewCount();
    }

    @Override
    public @Nullable RefinementView view(int section) {
        if (absent.get(section) != 0) {
            return null;
        }
        RefinementView view = kept.get(section);
        return view != null ? view : binned(raw.read(section));
    }

    private RefinementView binned(RawViews.View view) {
        return new RefinementView(
                Binning.bin(view.image(), binning), view.valid().binned(binning));
    }

    /** The views as detection takes them: an element is null for a view that is not there, and may be read at each call. */
    List<DetectPeaks.@Nullable BinnedView> forDetection() {
        return new AbstractList<>() {
            @Override
            public int size() {
                return viewCount();
            }

            @Override
            public DetectPeaks.@Nullable BinnedView get(int section) {
                RefinementView view = view(section);
                return view == null ? null : new DetectPeaks.BinnedView(view.image(), view.valid());
            }
        };
    }
}
