/** How far an alignment, a detection or a set of trails is from the truth of a simulated series. */
@org.jspecify.annotations.NullMarked
package org.goldtrail.phantom.score;
