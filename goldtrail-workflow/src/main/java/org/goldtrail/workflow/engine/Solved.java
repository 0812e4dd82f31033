package org.goldtrail.workflow.engine;

import org.goldtrail.workflow.solution.SeriesSolution;

/**
 * A saved solution.
 *
 * @param upToDate whether it follows from the present parameters, views and markers
 */
public record Solved(SeriesSolution solution, boolean upToDate) {}
