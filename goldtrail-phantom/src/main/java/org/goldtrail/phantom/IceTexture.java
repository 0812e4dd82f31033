package org.goldtrail.phantom;

import java.util.SplittableRandom;

/**
 * Phase noise of amorphous matter: part of it is new in every view (molecules move under the beam), part stays with the
 * specimen on two sheets in the slab; a carbon film adds coarser grains. Each pixel's noise sits at a height of its own:
 * that of new molecules is drawn evenly along the path of the beam through the tilted slab, that of a sheet is where the
 * beam crosses it. So the noise shows the gradient of defocus over a tilted view. It has the amplitude contrast of all
 * biological matter.
 */
final class IceTexture {
    /** Bilinear reading between independent points keeps 4/9 of the variance. */
    private static final double READING = 1.5;

    private final Specimen specimen;
    private final ViewPlan view;
    private final double pixelSizeAngstrom;
    private final int hand;
    private final long seed;
    private final int width;
    private final int height;
    private final double freshSd;
    private final double sheetSd;
    private final double pathFactor;
    private final double absorptionPerPhase;
    private final Layer[] layers = new Layer[4];

    IceTexture(PhantomParameters parameters, Specimen specimen, ViewPlan view, long seed) {
        this.specimen = specimen;
        this.view = view;
        this.seed = seed;
        this.pixelSizeAngstrom = parameters.field().pixelSizeAngstrom();
        this.hand = parameters.optics().hand();
        this.width = parameters.field().width();
        this.height = parameters.field().height();
        SpecimenParameters s = parameters.specimen();
        this.pathFactor = specimen.slab().pathFactor(view.geometry());
        double w = parameters.optics().amplitudeContrast();
        this.absorptionPerPhase = w / Math.sqrt(1 - w * w);
        double variance = s.iceNoiseRad() * s.iceNoiseRad() * pathFactor;
        this.freshSd = Math.sqrt(variance * (1 - s.iceFixedFraction()));
        this.sheetSd = READING * Math.sqrt(variance * s.iceFixedFraction() / 2);
    }

    /** Phase and absorption of one layer, and the slice in which each pixel of it lies. */
    private static final class Layer {
        final float[] phase;
        final float[] absorption;
        final byte[] slice;

        Layer(int pixels, boolean absorbs) {
            phase = new float[pixels];
            absorption = absorbs ? new float[pixels] : new float[0];
            slice = new byte[pixels];
        }
    }

    /**
     * Draws the texture for maps with a border around the view.
     *
     * @param sliceAngstrom thickness of the slices along the beam; slice 0 holds the specimen centre, defocus grows with
     *     the number of the slice
     */
    void draw(int mapWidth, int mapHeight, int border, double sliceAngstrom, SplittableRandom random) {
        int pixels = mapWidth * mapHeight;
        double thickness = specimen.slab().thicknessPx();
        double path = thickness * pathFactor;
        // depths come from a generator of their own, so that the noise itself does not depend on them
        SplittableRandom depths = Randoms.of(seed, Randoms.ICE_DEPTHS - view.acquisition());
        double toSlices = -hand * pixelSizeAngstrom / sliceAngstrom;
        Plane middle = new Plane(0);
        Plane upper = new Plane(thickness / 4);
        Plane lower = new Plane(-thickness / 4);
        Plane film = new Plane(-thickness / 2);
        layers[0] = new Layer(pixels, false);
        layers[1] = new Layer(pixels, false);
        layers[2] = new Layer(pixels, false);
        CarbonFilm carbon = specimen.carbon();
        layers[3] = new Layer(carbon == null ? 0 : pixels, true);
        Grain grain = specimen.grain();
        for (int i = 0; i < pixels; i++) {
            double qx = i % mapWidth - border - (width - 1) / 2.0;
            double qy = i / mapWidth - border - (height - 1) / 2.0;
            layers[0].phase[i] = (float) (freshSd * random.nextGaussian());
            layers[0].slice[i] = slice(toSlices * (middle.height(qx, qy) + (depths.nextDouble() - 0.5) * path));
            layers[1].phase[i] = (float) sheetSd * grain.at(upper.x(qx, qy), upper.y(qx, qy));
            layers[1].slice[i] = slice(toSlices * upper.height(qx, qy));
            layers[2].phase[i] = (float) sheetSd * grain.at(lower.x(qx, qy) + 337, lower.y(qx, qy) + 511);
            layers[2].slice[i] = slice(toSlices * lower.height(qx, qy));
            if (carbon != null) {
                double sx = film.x(qx, qy);
                double sy = film.y(qx, qy);
                double cover = carbon.cover(sx, sy);
                double grains = READING * CarbonFilm.GRAIN_RAD * grain.at(sx / 2 + 91, sy / 2 + 777);
                layers[3].phase[i] = (float) (cover * Math.sqrt(pathFactor) * grains);
                layers[3].absorption[i] = (float) (cover * pathFactor * CarbonFilm.ABSORPTION);
                layers[3].slice[i] = slice(toSlices * film.height(qx, qy));
            }
        }
    }

    private static byte slice(double position) {
        return (byte) Math.clamp(Math.floor(position + 0.5), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    /** Lowest number of a slice that holds texture. */
    int firstSlice() {
        int first = 0;
        for (Layer layer : layers) {
            for (byte slice : layer.slice) {
                first = Math.min(first, slice);
            }
        }
        return first;
    }

    /** Highest number of a slice that holds texture. */
    int lastSlice() {
        int last = 0;
        for (Layer layer : layers) {
            for (byte slice : layer.slice) {
                last = Math.max(last, slice);
            }
        }
        return last;
    }

    /** Adds the texture of one slice to its maps. */
    void add(int slice, float[] phase, float[] absorption) {
        for (Layer layer : layers) {
            for (int i = 0; i < layer.slice.length; i++) {
                if (layer.slice[i] == slice) {
                    phase[i] += layer.phase[i];
                    absorption[i] += (float) absorptionPerPhase * layer.phase[i];
                    if (layer.absorption.length > 0) {
                        absorption[i] += layer.absorption[i];
                    }
                }
            }
        }
    }

    /** A plane of the slab: where the beam through a point of the image (relative to its centre) crosses it. */
    private final class Plane {
        private final double[] map;
        private final double atCentre;
        private final double alongX;
        private final double alongY;

        Plane(double sz) {
            map = specimen.slab().imageToPlane(view.geometry(), sz);
            atCentre = heightAt(0, 0, sz);
            alongX = heightAt(1, 0, sz) - atCentre;
            alongY = heightAt(0, 1, sz) - atCentre;
        }

        double x(double qx, double qy) {
            return map[0] + map[1] * qx + map[2] * qy;
        }

        double y(double qx, double qy) {
            return map[3] + map[4] * qx + map[5] * qy;
        }

        /** Above the specimen centre along the beam, towards the source, px. */
        double height(double qx, double qy) {
            return atCentre + alongX * qx + alongY * qy;
        }

        private double heightAt(double qx, double qy, double sz) {
            double[] lab = specimen.slab().toLab(x(qx, qy), y(qx, qy), sz);
            double t = Math.toRadians(view.geometry().tiltDeg());
            double a = Math.toRadians(view.geometry().xTiltDeg());
            return -Math.sin(t) * lab[0] + Math.cos(t) * (Math.sin(a) * lab[1] + Math.cos(a) * lab[2]);
        }
    }
}
