package org.goldtrail.phantom;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Phase noise of amorphous matter: part of it is new in every view (molecules move under the beam), part stays with the
 * specimen on two sheets in the slab; a carbon film adds coarser grains.
 */
final class IceTexture {
    /** Bilinear reading between independent points keeps 4/9 of the variance. */
    private static final double READING = 1.5;

    private final Specimen specimen;
    private final ViewPlan view;
    private final int width;
    private final int height;
    private final double freshSd;
    private final double sheetSd;
    private final double pathFactor;

    IceTexture(PhantomParameters parameters, Specimen specimen, ViewPlan view) {
        this.specimen = specimen;
        this.view = view;
        this.width = parameters.field().width();
        this.height = parameters.field().height();
        SpecimenParameters s = parameters.specimen();
        this.pathFactor = specimen.slab().pathFactor(view.geometry());
        double variance = s.iceNoiseRad() * s.iceNoiseRad() * pathFactor;
        this.freshSd = Math.sqrt(variance * (1 - s.iceFixedFraction()));
        this.sheetSd = READING * Math.sqrt(variance * s.iceFixedFraction() / 2);
    }

    /** Adds the texture to maps with a border around the view. */
    void add(float[] phase, float[] absorption, int mapWidth, int border, SplittableRandom random) {
        for (int i = 0; i < phase.length; i++) {
            phase[i] += (float) (freshSd * random.nextGaussian());
        }
        double quarter = specimen.slab().thicknessPx() / 4;
        double[] upper = specimen.slab().imageToPlane(view.geometry(), quarter);
        double[] lower = specimen.slab().imageToPlane(view.geometry(), -quarter);
        double[] film = specimen.slab().imageToPlane(view.geometry(), -2 * quarter);
        Grain grain = specimen.grain();
        @Nullable CarbonFilm carbon = specimen.carbon();
        for (int i = 0; i < phase.length; i++) {
            double qx = i % mapWidth - border - (width - 1) / 2.0;
            double qy = i / mapWidth - border - (height - 1) / 2.0;
            float sum = grain.at(x(upper, qx, qy), y(upper, qx, qy))
                    + grain.at(x(lower, qx, qy) + 337, y(lower, qx, qy) + 511);
            phase[i] += (float) sheetSd * sum;
            if (carbon != null) {
                double sx = x(film, qx, qy);
                double sy = y(film, qx, qy);
                double cover = carbon.cover(sx, sy);
                if (cover > 0) {
                    double grains = READING * CarbonFilm.GRAIN_RAD * grain.at(sx / 2 + 91, sy / 2 + 777);
                    phase[i] += (float) (cover * Math.sqrt(pathFactor) * grains);
                    absorption[i] += (float) (cover * pathFactor * CarbonFilm.ABSORPTION);
                }
            }
        }
    }

    private static double x(double[] map, double qx, double qy) {
        return map[0] + map[1] * qx + map[2] * qy;
    }

    private static double y(double[] map, double qx, double qy) {
        return map[3] + map[4] * qx + map[5] * qy;
    }
}
