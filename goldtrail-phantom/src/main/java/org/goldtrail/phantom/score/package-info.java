/** How far an alignment, a detection or a set of trails is from the truth of a simulated series. */
@NullMarked
package org.goldtrail.phantom.score;

import org.jspecify.annotations.NullMarked;
