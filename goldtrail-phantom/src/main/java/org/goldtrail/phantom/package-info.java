/** Simulated tilt series with known truth, and the measurement of results against that truth. */
@NullMarked
package org.goldtrail.phantom;

import org.jspecify.annotations.NullMarked;
