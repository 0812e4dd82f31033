package org.goldtrail.workflow.series;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.SectionStatistics;
import org.goldtrail.image.HotPixels;
import org.goldtrail.image.Image;
import org.goldtrail.image.ValidMask;
import org.goldtrail.image.ValidMaskFinder;
import org.goldtrail.image.ViewSource;
import org.jspecify.annotations.Nullable;

/** The raw views as all steps see them: repaired of hot pixels, with a mask of valid pixels that is found once. */
public final class RawViews implements ViewSource {
    /** A view of which less is valid holds no data. */
    private static final double LEAST_VALID = 0.05;

    /** Of a view with more pixels that are no numbers, nothing is believed. */
    private static final double MOST_NOT_FINITE = 0.5;

    private final MrcStack stack;
    private final AtomicReferenceArray<@Nullable ValidMask> masks;
    private final AtomicIntegerArray repaired;
    private final AtomicIntegerArray notFinite;
    private final int blockSide;

    RawViews(MrcStack stack) {
        this.stack = stack;
        this.masks = new AtomicReferenceArray<>(stack.sectionsPresent());
        this.repaired = new AtomicIntegerArray(stack.sectionsPresent());
        this.notFinite = new AtomicIntegerArray(stack.sectionsPresent());
        this.blockSide = Math.max(stack.width(), stack.height()) > 1500 ? 16 : 8;
    }

    /**
     * A repaired view with its mask.
     *
     * @param blank why the view holds no data; empty if it does
     */
    public record View(Image image, ValidMask valid, String blank) {}

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

    /** Reads and repairs a view. */
    public View read(int section) {
        Image image = stack.readView(section);
        ValidMask mask = masks.get(section);
        boolean first = mask == null;
        if (mask == null) {
            // Found before the repair, which puts numbers in the place of NaN.
            mask = ValidMaskFinder.find(image, blockSide);
            masks.set(section, mask);
        }
        int lost = first ? countNotFinite(section, image, mask) : 0;
        int changed = HotPixels.repair(image, HotPixels.DEFAULT_THRESHOLD_SD);
        if (first) {
            repaired.set(section, changed - lost);
        }
        return new View(image, mask, blank(section, mask));
    }

    /** Counts the pixels that are no numbers; returns how many of them lie in areas that no repair can fill. */
    private int countNotFinite(int section, Image image, ValidMask mask) {
        int all = 0;
        int lost = 0;
        for (int i = 0; i < image.pixels().length; i++) {
            if (!Float.isFinite(image.pixels()[i])) {
                all++;
                lost += mask.isValid(i) ? 0 : 1;
            }
        }
        notFinite.set(section, all);
        return lost;
    }

    /** Why a view holds no data; empty if it does. */
    public String blank(int section) {
        return blank(section, mask(section));
    }

    private String blank(int section, ValidMask mask) {
        long share = Math.round(100.0 * notFinite.get(section) / ((long) width() * height()));
        if (share >= 100 * MOST_NOT_FINITE) {
            return share + " % of its pixels are no numbers";
        }
        return mask.fraction() < LEAST_VALID ? "the image is constant" : "";
    }

    /** Valid pixels of a view. */
    public ValidMask mask(int section) {
        ValidMask mask = masks.get(section);
        return mask == null ? read(section).valid : mask;
    }

    /** For the aligned stack: null where all pixels are valid. */
    public boolean @Nullable [] invalidAware(int section) {
        ValidMask mask = mask(section);
        if (mask.isFull()) {
            return null;
        }
        boolean[] flags = new boolean[mask.width() * mask.height()];
        mask.valid().stream().forEach(i -> flags[i] = true);
        return flags;
    }

    /** Mean of a view as it is in the file. */
    public double mean(int section) {
        return stack.statistics(section).mean();
    }

    /** Standard deviation of a view as it is in the file. */
    public double standardDeviation(int section) {
        SectionStatistics all = stack.statistics(section);
        return Math.sqrt(all.squares() / all.count());
    }

    /** Number of hot, dead and missing pixels repaired in a view that has been read, fill not counted. */
    public int repairedPixels(int section) {
        return repaired.get(section);
    }

    /** The repaired pixels of all views that have been read. */
    public long repairedPixels() {
        long sum = 0;
        for (int v = 0; v < viewCount(); v++) {
            sum += repaired.get(v);
        }
        return sum;
    }
}
