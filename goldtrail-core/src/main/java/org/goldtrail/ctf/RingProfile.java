package org.goldtrail.ctf;

/**
 * The rings of one view averaged over all directions and heights, as functions of spatial frequency: every part of the
 * power spectrum is moved to the frequency at which the mean defocus of the specimen centre has its phase.
 *
 * @param frequency 1/Å
 * @param power measured power, arbitrary units
 * @param background fitted background
 * @param fit background and rings
 */
@SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
public record RingProfile(double[] frequency, double[] power, double[] background, double[] fit) {}
