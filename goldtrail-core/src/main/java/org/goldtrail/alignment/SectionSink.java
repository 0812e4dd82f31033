package org.goldtrail.alignment;

import org.goldtrail.image.Image;

/** Takes the sections of a stack, one at a time and in order from 0. */
@FunctionalInterface
public interface SectionSink {
    /** The image is not changed afterwards. */
    void write(int section, Image image);
}
