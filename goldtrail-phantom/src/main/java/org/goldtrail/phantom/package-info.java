/** Simulated tilt series with known truth, and the measurement of results against that truth. */
@org.jspecify.annotations.NullMarked
package org.goldtrail.phantom;
