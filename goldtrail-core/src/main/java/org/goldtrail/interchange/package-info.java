/**
 * The alignment of a tilt series as other programs say it: one neutral model, {@link
 * org.goldtrail.interchange.SeriesAlignment}, and for each program one class that writes it and reads it back. Where the centre
 * of an image lies, which sign an angle has and what becomes of views that are not used is each program's own rule, stated in
 * its class and nowhere else.
 */
@NullMarked
package org.goldtrail.interchange;

import org.jspecify.annotations.NullMarked;
