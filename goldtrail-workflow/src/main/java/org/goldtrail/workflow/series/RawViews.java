package org.goldtrail.workflow.series;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.image.HotPixels;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.image.ValidMaskFinder;
import org.goldtrail.image.ViewSource;

/** The raw views as all steps see them: repaired of hot pixels, with a mask of valid pixels that is found once. */
final class RawViews implements ViewSource {
    private final MrcStack stack;
    private final AtomicReferenceArray<ValidMask> masks;
    private final AtomicIntegerArray hotPixels;
    private final int blockSide;

    RawViews(MrcStack stack) {
        this.stack = stack;
        this.masks = new AtomicReferenceArray<>(stack.sectionsPresent());
        this.hotPixels = new AtomicIntegerArray(stack.sectionsPresent());
        this.blockSide = Math.max(stack.width(), stack.height()) > 1500 ? 16 : 8;
    }

    /** A repaired view with its mask. */
    record View(Image image, ValidMask valid) {}

    @Override
    public int viewCount() {
        return stack.sectionsPresent();
    }

    @Override
    public int width() {
        return stack.width();
    }

    @Override
    public int height() {
        return stack.height();
    }

    @Override
    public Image view(int section) {
        return read(section).image;
    }

    View read(int section) {
        Image image = stack.readView(section);
        ValidMask mask = masks.get(section);
        if (mask == null) {
            // Found before the repair, which puts numbers in the place of NaN.
            mask = ValidMaskFinder.find(image, blockSide);
            masks.set(section, mask);
        }
        hotPixels.set(section, HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD));
        return new View(image, mask);
    }

    ValidMask mask(int section) {
        ValidMask mask = masks.get(section);
        return mask == null ? read(section).valid : mask;
    }

    /** For the aligned stack: null where all pixels are valid. */
    boolean @org.jspecify.annotations.Nullable [] invalidAware(int section) {
        ValidMask mask = mask(section);
        if (mask.isFull()) {
            return null;
        }
        boolean[] flags = new boolean[mask.width() * mask.height()];
        mask.valid().stream().forEach(i -> flags[i] = true);
        return flags;
    }

    /** Mean of a view as it is in the file. */
    double mean(int section) {
        return stack.statistics(section).mean();
    }

    /** Number of pixels repaired in a view that has been read. */
    int hotPixels(int section) {
        return hotPixels.get(section);
    }
}
