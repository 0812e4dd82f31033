package org.goldtrail.server.images;

import java.util.Locale;
import org.goldtrail.formats.MrcStack;

/** How a volume is cut. A stack of views is looked at in XY alone. */
enum Plane {
    /** To the right x, upwards y; along z. */
    XY,
    /** To the right x, upwards z; along y. */
    XZ,
    /** To the right z, upwards y; along x: it lies beside the XY plane with the same rows. */
    YZ;

    /** Pixels to the right. */
    int width(MrcStack stack) {
        return this == YZ ? stack.sectionsPresent() : stack.width();
    }

    /** Pixels upwards. */
    int height(MrcStack stack) {
        return this == XZ ? stack.sectionsPresent() : stack.height();
    }

    /** Number of such planes. */
    int depth(MrcStack stack) {
        return switch (this) {
            case XY -> stack.sectionsPresent();
            case XZ -> stack.height();
            case YZ -> stack.width();
        };
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
