/**
 * The contrast transfer function: estimating it from the raw views ({@link org.goldtrail.ctf.EstimateCtf}), correcting
 * for it ({@link org.goldtrail.ctf.CorrectCtf}), its files, and the programs of others that do the same.
 */
@NullMarked
package org.goldtrail.ctf;

import org.jspecify.annotations.NullMarked;
