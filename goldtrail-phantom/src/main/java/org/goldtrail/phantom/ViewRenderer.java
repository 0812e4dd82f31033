package org.goldtrail.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.goldtrail.geometry.ViewGeometry;

/** Takes the picture of a specimen as one view of the series. Thread-safe; each view has its own random numbers. */
final class ViewRenderer {
    /** The image is computed with a border of this width, so that what lies outside reaches in with its fringes. */
    private static final int BORDER = 40;

    /** Grid on which slow variations are computed. */
    private static final int COARSE = 8;

    private final PhantomParameters parameters;
    private final Specimen specimen;
    private final Camera camera;
    private final long seed;

    /** The specimen is cut into slices of this thickness along the beam, for the change of defocus with height. */
    private final double sliceAngstrom;

    private final int width;
    private final int height;
    private final int paddedWidth;
    private final int paddedHeight;

    ViewRenderer(PhantomParameters parameters, Specimen specimen, long seed) {
        this.parameters = parameters;
        this.specimen = specimen;
        this.camera = new Camera(parameters, seed);
        this.seed = seed;
        this.sliceAngstrom = 10 * parameters.optics().sliceNm();
        this.width = parameters.field().width();
        this.height = parameters.field().height();
        this.paddedWidth = WaveOptics.goodSize(width + 2 * BORDER);
        this.paddedHeight = WaveOptics.goodSize(height + 2 * BORDER);
    }

    /** One section of the stack, row by row from the bottom. */
    short[] render(ViewPlan view) {
        SplittableRandom random = Randoms.of(seed, view.acquisition());
        if (view.status() == ViewStatus.ZERO || view.status() == ViewStatus.CONST) {
            return camera.expose(view, new float[width * height], random);
        }
        return camera.expose(view, expected(view, random), random);
    }

    /** Mean number of electrons in each pixel of a view, before the noise of counting. */
    float[] expected(ViewPlan view, SplittableRandom random) {
        WaveOptics optics =
                new WaveOptics(paddedWidth, paddedHeight, parameters.field().pixelSizeAngstrom(), parameters.optics());
        float[] intensity = intensity(view, optics, random);
        shade(view, intensity);
        optics.record(intensity, parameters.detector().mtfAtNyquist(), view.blurXPx(), view.blurYPx());
        float[] cropped = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(intensity, (y + BORDER) * paddedWidth + BORDER, cropped, y * width, width);
        }
        return cropped;
    }

    private record Placed(Body body, double[] centre) {}

    private float[] intensity(ViewPlan view, WaveOptics optics, SplittableRandom random) {
        ViewGeometry g = view.geometry();
        double pixel = parameters.field().pixelSizeAngstrom();
        double originX = (width - 1) / 2.0 + BORDER + g.shiftXPx();
        double originY = (height - 1) / 2.0 + BORDER + g.shiftYPx();
        double damage = parameters.optics().damageSquareAngstromPerDose() * view.doseBefore() / (8 * Math.PI * Math.PI);
        BodyProjector projector =
                new BodyProjector(g, originX, originY, paddedWidth, paddedHeight, damage / (pixel * pixel));
        int hand = parameters.optics().hand();
        TreeMap<Integer, List<Placed>> slices = new TreeMap<>();
        slices.put(0, new ArrayList<>());
        for (Body body : specimen.bodies()) {
            double[] centre = specimen.deformation().move(body.x(), body.y(), body.z(), view.deformation());
            if (projector.touches(body, centre)) {
                int slice = (int) Math.floor(-hand * projector.heightOf(centre) * pixel / sliceAngstrom + 0.5);
                slices.computeIfAbsent(slice, k -> new ArrayList<>()).add(new Placed(body, centre));
            }
        }
        IceTexture ice = new IceTexture(parameters, specimen, view, seed);
        ice.draw(paddedWidth, paddedHeight, BORDER, sliceAngstrom, random);
        for (int slice = ice.firstSlice(); slice <= ice.lastSlice(); slice++) {
            slices.computeIfAbsent(slice, k -> new ArrayList<>());
        }
        float[] phase = new float[paddedWidth * paddedHeight];
        float[] absorption = new float[paddedWidth * paddedHeight];
        int last = slices.firstKey();
        for (Map.Entry<Integer, List<Placed>> slice : slices.entrySet()) {
            if (slice.getKey() != last) {
                optics.propagate((slice.getKey() - last) * sliceAngstrom);
                last = slice.getKey();
                Arrays.fill(phase, 0);
                Arrays.fill(absorption, 0);
            }
            for (Placed placed : slice.getValue()) {
                projector.add(placed.body(), placed.centre(), phase, absorption);
            }
            ice.add(slice.getKey(), phase, absorption);
            optics.transmit(phase, absorption);
        }
        return optics.image(
                view.defocusAngstrom() + last * sliceAngstrom, view.astigmatismAngstrom(), view.astigmatismDeg());
    }

    /** Turns relative intensity into electrons: beam, path through the ice, light without contrast. */
    private void shade(ViewPlan view, float[] intensity) {
        SpecimenParameters s = parameters.specimen();
        double pathFactor = specimen.slab().pathFactor(view.geometry());
        double depth = s.thicknessNm() / s.meanFreePathNm() * pathFactor;
        double haze = Math.min(0.5, parameters.optics().haze() * pathFactor);
        double[] toPlane = specimen.slab().imageToPlane(view.geometry(), 0);
        int columns = (paddedWidth + COARSE - 1) / COARSE + 1;
        int rows = (paddedHeight + COARSE - 1) / COARSE + 1;
        float[] coarse = new float[columns * rows];
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                double x = (double) i * COARSE - BORDER;
                double y = (double) j * COARSE - BORDER;
                double qx = x - (width - 1) / 2.0;
                double qy = y - (height - 1) / 2.0;
                double sx = toPlane[0] + toPlane[1] * qx + toPlane[2] * qy;
                double sy = toPlane[3] + toPlane[4] * qx + toPlane[5] * qy;
                double variation =
                        1 + s.thicknessVariation() * specimen.thickness().at(sx, sy);
                coarse[j * columns + i] = (float) (camera.electronsPerPixel()
                        * camera.illuminationAt(x, y)
                        * Math.exp(-depth * Math.max(0.1, variation)));
            }
        }
        for (int y = 0; y < paddedHeight; y++) {
            int j = y / COARSE;
            float fy = (y - j * COARSE) / (float) COARSE;
            for (int x = 0; x < paddedWidth; x++) {
                int i = x / COARSE;
                float fx = (x - i * COARSE) / (float) COARSE;
                int c = j * columns + i;
                float low = coarse[c] + fx * (coarse[c + 1] - coarse[c]);
                float high = coarse[c + columns] + fx * (coarse[c + columns + 1] - coarse[c + columns]);
                int p = y * paddedWidth + x;
                intensity[p] = (float) ((1 - haze) * intensity[p] + haze) * (low + fy * (high - low));
            }
        }
    }
}
