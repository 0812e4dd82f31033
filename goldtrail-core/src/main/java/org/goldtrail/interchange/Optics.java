package org.goldtrail.interchange;

/**
 * The microscope, as far as alignment files state it.
 *
 * @param voltageKv acceleration voltage
 * @param sphericalAberrationMm Cs of the objective lens
 * @param amplitudeContrast share of the amplitude contrast, 0 to 1
 */
public record Optics(double voltageKv, double sphericalAberrationMm, double amplitudeContrast) {}
