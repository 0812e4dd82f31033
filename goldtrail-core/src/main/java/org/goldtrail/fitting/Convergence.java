package org.goldtrail.fitting;

/**
 * How the search for the least squares solution ended.
 *
 * @param iterations Gauss-Newton steps taken, over all rounds of weighting
 * @param converged false if the limit of iterations stopped it
 */
public record Convergence(int iterations, boolean converged) {}
