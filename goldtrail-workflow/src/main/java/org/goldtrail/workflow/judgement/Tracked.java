package org.goldtrail.workflow.judgement;

import org.goldtrail.detection.BeadSize;
import org.goldtrail.workflow.solution.SeriesSolution;

/**
 * What a verdict rests on.
 *
 * @param bead size of the beads
 * @param trailScore what the rough alignment explains; not a number for markers that a person has brought
 * @param decoyScore what it explains of decoys
 * @param solution the solved geometry
 * @param evidence that gold was tracked
 */
public record Tracked(
        BeadSize bead, double trailScore, double decoyScore, SeriesSolution solution, BeadTest.Evidence evidence) {}
