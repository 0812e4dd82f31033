package org.goldtrail.alignment;

import org.jspecify.annotations.Nullable;

/** Which pixels of the raw views hold image (not border fill, wedges, saturated areas ...). Thread-safe. */
@FunctionalInterface
public interface MaskSource {
    /** All pixels of all views are valid. */
    MaskSource ALL_VALID = section -> null;

    /** One flag for each pixel of the raw view, row by row from the bottom; null if all are valid. */
    boolean @Nullable [] mask(int section);
}
