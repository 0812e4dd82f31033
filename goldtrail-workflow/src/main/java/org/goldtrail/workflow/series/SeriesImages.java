package org.goldtrail.workflow.series;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.goldtrail.image.Binning;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.refinement.RefinementView;
import org.goldtrail.refinement.RefinementViews;
import org.jspecify.annotations.Nullable;

/**
 * The views of a series at any binning. Small ones are kept in memory while that is a small part of the heap; the rest is
 * read anew each time, with the same result.
 */
public final class SeriesImages {
    private final RawViews raw;
    private final long mostBytes;
    private final AtomicLong keptBytes = new AtomicLong();
    private final ConcurrentMap<Key, RefinementView> kept = new ConcurrentHashMap<>();

    private record Key(int section, int binning) {}

    /** @param mostBytes that all kept views may take */
    SeriesImages(RawViews raw, long mostBytes) {
        this.raw = raw;
        this.mostBytes = mostBytes;
    }

    /** The most that kept views take, now or later. */
    public long mostKeptBytes() {
        return mostBytes;
    }

    /** Lets all kept views go, for steps that have no use for them. */
    public void forget() {
        kept.clear();
        keptBytes.set(0);
    }

    /** The raw views, repaired. */
    public RawViews raw() {
        return raw;
    }

    /** A binned view with its valid pixels; not to be modified. */
    public RefinementView view(int section, int binning) {
        Key key = new Key(section, binning);
        RefinementView view = kept.get(key);
        return view == null ? keep(key, binned(raw.read(section), binning)) : view;
    }

    /** Keeps a view that has been read at several binnings, as far as there is room. */
    public void prepare(int section, RawViews.View view, int... binnings) {
        for (int binning : binnings) {
            Key key = new Key(section, binning);
            if (!kept.containsKey(key) && hasRoom(binning)) {
                keep(key, binned(view, binning));
            }
        }
    }

    private boolean hasRoom(int binning) {
        return keptBytes.get() + bytes(raw.width() / binning, raw.height() / binning) <= mostBytes;
    }

    private static long bytes(int width, int height) {
        return 4L * width * height;
    }

    private RefinementView keep(Key key, RefinementView view) {
        Image image = view.image();
        long bytes = bytes(image.width(), image.height());
        if (keptBytes.addAndGet(bytes) > mostBytes) {
            keptBytes.addAndGet(-bytes);
            return view;
        }
        RefinementView other = kept.putIfAbsent(key, view);
        if (other != null) {
            keptBytes.addAndGet(-bytes);
            return other;
        }
        return view;
    }

    private static RefinementView binned(RawViews.View view, int binning) {
        ValidMask valid = view.valid();
        return new RefinementView(Binning.bin(view.image(), binning), valid.binned(binning));
    }

    /**
     * All views at one binning.
     *
     * @param hasData which views hold data; the others are null
     */
    public RefinementViews views(int binning, boolean[] hasData) {
        boolean[] present = hasData.clone();
        return new RefinementViews() {
            @Override
            public int viewCount() {
                return present.length;
            }

            @Override
            public @Nullable RefinementView view(int section) {
                return present[section] ? SeriesImages.this.view(section, binning) : null;
            }
        };
    }
}
