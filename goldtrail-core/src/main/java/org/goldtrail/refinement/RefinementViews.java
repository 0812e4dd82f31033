package org.goldtrail.refinement;

import org.jspecify.annotations.Nullable;

/**
 * The views that patches are cut from, one at a time: kept in memory or read anew at each call, as memory allows.
 * Implementations are thread-safe.
 */
public interface RefinementViews {
    int viewCount();

    /** A view at the binning of the refinement; null for one that holds no data. */
    @Nullable
    RefinementView view(int section);
}
