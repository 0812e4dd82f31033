/**
 * The solver: from bead trails to the geometry of each view and 3-D bead positions.
 *
 * <p>{@link org.goldtrail.fitting.LinearFit} needs no start (one axis, angles as given); {@link
 * org.goldtrail.fitting.AlignmentSolver} fits any {@link org.goldtrail.fitting.FitModel}; {@link
 * org.goldtrail.fitting.SpreadLearning} keeps what varies from view to view within a scatter learnt from the series; {@link
 * org.goldtrail.fitting.ModelChoice} decides how much may vary. {@link org.goldtrail.fitting.LeaveOut} and {@link
 * org.goldtrail.fitting.PredictedError} say how good the result is.
 *
 * <p>What learning and choosing gain, measured on synthetic trails with known truth (field of 1000 x 1000 px, 41 views to
 * ±60°, noise 0.3 px, 10 % missing, 6 ("free") or 8 series each; root mean square error in px over the whole field, corners included, as
 * the alignment score measures it). "free" is least squares with rotation, magnification and tilt
 * of each view freed under {@link org.goldtrail.fitting.FitPriors#PLAUSIBLE}:
 *
 * <pre>
 *   beads                true scatter of the views        one rotation   free    chosen
 *    6 over the field    none                                 0.18       0.54     0.18
 *   23 over the field    none                                 0.09       0.18     0.09
 *   60 over the field    none                                 0.06       0.11     0.06
 *    6 over the field    0.1°, 0.1 %, tilt 0.1°               1.05       0.55     0.46
 *   23 over the field    0.1°, 0.1 %, tilt 0.1°               0.98       0.18     0.17
 *   60 over the field    0.1°, 0.1 %, tilt 0.1°               0.97       0.11     0.11
 *    6 in one corner     none                                 0.19       1.30     0.19
 *   23 in one corner     none                                 0.09       0.39     0.09
 *    6 in one corner     0.1°, 0.1 %, tilt 0.1°               1.19       1.30     0.77
 *   23 in one corner     0.1°, 0.1 %, tilt 0.1°               1.20       0.39     0.35
 *   60 in one corner     0.3°, 0.3 %, tilt 0.3°               3.60       0.22     0.23
 * </pre>
 */
@org.jspecify.annotations.NullMarked
package org.goldtrail.fitting;
