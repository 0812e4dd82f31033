package org.goldtrail.phantom;

/**
 * The slab of ice and what is in it besides gold.
 *
 * @param thicknessNm thickness of the slab
 * @param thicknessVariation relative standard deviation of the thickness over the slab
 * @param meanFreePathNm mean intensity is exp(-thickness / (meanFreePathNm cos tilt))
 * @param pretiltDeg rotation of the slab about the y axis of the specimen
 * @param xTiltDeg rotation of the slab about the x axis, after the pretilt
 * @param vlpCount number of virus-like particles (shells) in the field
 * @param vlpRadiusNm mean outer radius of a shell
 * @param proteinsPerSquareMicrometre density of small blobs
 * @param iceNoiseRad standard deviation of the phase noise of amorphous ice in one pixel at zero tilt
 * @param iceFixedFraction part of the ice noise (in variance) that stays with the specimen from view to view
 * @param contaminationCount number of ice crystals on the surfaces in the field
 * @param contaminationNm mean radius of a crystal
 * @param carbonEdge whether a carbon film covers one side of the field
 * @param specksPerSquareMicrometre density of specks, balls of one size as fine as the pixels, by which it is seen what a
 *     tomogram resolves; 0 for a specimen like those that are met
 * @param speckNm standard deviation of a speck's density
 */
public record SpecimenParameters(
        double thicknessNm,
        double thicknessVariation,
        double meanFreePathNm,
        double pretiltDeg,
        double xTiltDeg,
        int vlpCount,
        double vlpRadiusNm,
        double proteinsPerSquareMicrometre,
        double iceNoiseRad,
        double iceFixedFraction,
        int contaminationCount,
        double contaminationNm,
        boolean carbonEdge,
        double specksPerSquareMicrometre,
        double speckNm) {
    public SpecimenParameters {
        if (!(thicknessNm > 0) || !(meanFreePathNm > 0)) {
            throw new IllegalArgumentException("thickness and mean free path of the slab must be positive");
        }
    }

    /** Without specks. */
    public SpecimenParameters(
            double thicknessNm,
            double thicknessVariation,
            double meanFreePathNm,
            double pretiltDeg,
            double xTiltDeg,
            int vlpCount,
            double vlpRadiusNm,
            double proteinsPerSquareMicrometre,
            double iceNoiseRad,
            double iceFixedFraction,
            int contaminationCount,
            double contaminationNm,
            boolean carbonEdge) {
        this(
                thicknessNm,
                thicknessVariation,
                meanFreePathNm,
                pretiltDeg,
                xTiltDeg,
                vlpCount,
                vlpRadiusNm,
                proteinsPerSquareMicrometre,
                iceNoiseRad,
                iceFixedFraction,
                contaminationCount,
                contaminationNm,
                carbonEdge,
                0,
                1);
    }

    /** 170 nm of ice with virus-like particles, as in EMPIAR-10164. */
    public static SpecimenParameters standard() {
        return new SpecimenParameters(170, 0.08, 300, 0, 0, 4, 62, 6000, 0.05, 0.5, 0, 30, false);
    }

    public SpecimenParameters withPretilt(double newPretiltDeg, double newXTiltDeg) {
        return new SpecimenParameters(
                thicknessNm,
                thicknessVariation,
                meanFreePathNm,
                newPretiltDeg,
                newXTiltDeg,
                vlpCount,
                vlpRadiusNm,
                proteinsPerSquareMicrometre,
                iceNoiseRad,
                iceFixedFraction,
                contaminationCount,
                contaminationNm,
                carbonEdge,
                specksPerSquareMicrometre,
                speckNm);
    }

    public SpecimenParameters withVlps(int count) {
        return new SpecimenParameters(
                thicknessNm,
                thicknessVariation,
                meanFreePathNm,
                pretiltDeg,
                xTiltDeg,
                count,
                vlpRadiusNm,
                proteinsPerSquareMicrometre,
                iceNoiseRad,
                iceFixedFraction,
                contaminationCount,
                contaminationNm,
                carbonEdge,
                specksPerSquareMicrometre,
                speckNm);
    }

    /** Another phase noise of amorphous ice, rad in one pixel. */
    public SpecimenParameters withIceNoise(double newIceNoiseRad) {
        return new SpecimenParameters(
                thicknessNm,
                thicknessVariation,
                meanFreePathNm,
                pretiltDeg,
                xTiltDeg,
                vlpCount,
                vlpRadiusNm,
                proteinsPerSquareMicrometre,
                newIceNoiseRad,
                iceFixedFraction,
                contaminationCount,
                contaminationNm,
                carbonEdge,
                specksPerSquareMicrometre,
                speckNm);
    }

    public SpecimenParameters withContamination(int count, double radiusNm) {
        return new SpecimenParameters(
                thicknessNm,
                thicknessVariation,
                meanFreePathNm,
                pretiltDeg,
                xTiltDeg,
                vlpCount,
                vlpRadiusNm,
                proteinsPerSquareMicrometre,
                iceNoiseRad,
                iceFixedFraction,
                count,
                radiusNm,
                carbonEdge,
                specksPerSquareMicrometre,
                speckNm);
    }

    public SpecimenParameters withCarbonEdge(boolean present) {
        return new SpecimenParameters(
                thicknessNm,
                thicknessVariation,
                meanFreePathNm,
                pretiltDeg,
                xTiltDeg,
                vlpCount,
                vlpRadiusNm,
                proteinsPerSquareMicrometre,
                iceNoiseRad,
                iceFixedFraction,
                contaminationCount,
                contaminationNm,
                present,
                specksPerSquareMicrometre,
                speckNm);
    }

    /** Nothing but ice and specks: what is seen of it is what the tomogram resolves. */
    public SpecimenParameters ofSpecks(double newThicknessNm, double perSquareMicrometre, double newSpeckNm) {
        return new SpecimenParameters(
                newThicknessNm,
                thicknessVariation,
                meanFreePathNm,
                pretiltDeg,
                xTiltDeg,
                0,
                vlpRadiusNm,
                0,
                iceNoiseRad,
                0,
                contaminationCount,
                contaminationNm,
                carbonEdge,
                perSquareMicrometre,
                newSpeckNm);
    }
}
