package org.goldtrail.formats;

import java.nio.ByteOrder;
import java.util.List;

/**
 * Images of another format that lie in their file as plainly as those of an MRC stack, so that they are read in place.
 *
 * @param header what an MRC header would say; the pixel size is not known
 * @param mode how pixels are stored
 * @param places where they lie
 */
record ImageFile(MrcHeader header, MrcMode mode, SectionPlaces places) {
    /** A file of some size and mode. */
    static ImageFile of(ByteOrder order, int width, int height, MrcMode mode, SectionPlaces places) {
        MrcHeader header = new MrcHeader(
                order,
                width,
                height,
                places.starts().length,
                mode.code(),
                width,
                height,
                places.starts().length,
                0,
                0,
                0,
                0,
                -1,
                0,
                -1,
                0,
                0,
                "",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of());
        return new ImageFile(header, mode, places);
    }
}
