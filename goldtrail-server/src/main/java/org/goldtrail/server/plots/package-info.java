/** What the windows with plots and galleries show: peaks, fits, patches and averages, as columns and pixels. */
@NullMarked
package org.goldtrail.server.plots;

import org.jspecify.annotations.NullMarked;
