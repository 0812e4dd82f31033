/** Editing the working markers: sessions with undo, live fits, trimming tried out before it is done. */
@NullMarked
package org.goldtrail.server.markers;

import org.jspecify.annotations.NullMarked;
