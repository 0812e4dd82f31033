package org.goldtrail.ctf;

import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;
import org.jtransforms.fft.FloatFFT_2D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/**
 * Corrects views for the CTF strip by strip. Strips run along the lines of equal height (parallel to the tilt axis in a
 * plain series); within a strip the defocus changes by no more than the tolerance. Every strip is cut out of the whole view
 * filtered with the strip's defocus, so no strip has borders of its own, and neighbours are blended.
 *
 * <p>Works on raw views with their geometry, and on aligned ones with {@link #alignedGeometry} and {@link #alignedModel}.
 */
public final class CorrectCtf {
    static {
        ConcurrencyUtils.setNumberOfThreads(1); // views are the unit of parallel work
    }

    private static final int LARGEST_PADDING = 256;

    private final CtfOptics optics;
    private final int hand;
    private final double pixelSizeAngstrom;
    private final CorrectionParameters parameters;

    /**
     * @param hand of the defocus gradient, +1 or -1; 0 corrects each view with one defocus
     * @param pixelSizeAngstrom of the views to be corrected
     */
    public CorrectCtf(CtfOptics optics, int hand, double pixelSizeAngstrom, CorrectionParameters parameters) {
        this.optics = optics;
        this.hand = hand;
        this.pixelSizeAngstrom = pixelSizeAngstrom;
        this.parameters = parameters;
    }

    /** Geometry of a view after alignment: axis vertical through the centre, no shift. */
    public static ViewGeometry alignedGeometry(ViewGeometry raw) {
        return new ViewGeometry(0, raw.tiltDeg(), raw.xTiltDeg(), 1, 0, 0);
    }

    /** Defocus of a view after alignment, which turned the image by minus the axis angle. */
    public static CtfModel alignedModel(CtfModel raw, ViewGeometry rawGeometry) {
        return raw.turned(-rawGeometry.axisDeg());
    }

    /** The view corrected for matter in the middle plane of the specimen. Not modified. */
    public Image correct(Image view, CtfModel model, ViewGeometry geometry, SpecimenPlane plane) {
        return prepare(view, model, geometry, plane).at(0);
    }

    /** A view made ready to be corrected for several heights in the specimen, as 3-D CTF correction needs it. */
    public Prepared prepare(Image view, CtfModel model, ViewGeometry geometry, SpecimenPlane plane) {
        return new Prepared(view, model, geometry, plane);
    }

    /** A transformed view. Thread-safe once made. */
    public final class Prepared {
        private final int width;
        private final int height;
        private final int padding;
        private final int columns;
        private final int rows;
        private final float[] spectrum;
        private final FloatFFT_2D fft;
        private final CtfModel model;
        private final double gradientX;
        private final double gradientY;
        private final double perZ;
        private final double centreX;
        private final double centreY;
        private final float mean;

        private Prepared(Image view, CtfModel model, ViewGeometry geometry, SpecimenPlane plane) {
            this.width = view.width();
            this.height = view.height();
            this.model = model;
            double[] g = plane.heightGradient(geometry);
            this.gradientX = g[0];
            this.gradientY = g[1];
            this.perZ = plane.heightPerZ(geometry);
            this.centreX = view.centreX() + geometry.shiftXPx();
            this.centreY = view.centreY() + geometry.shiftYPx();
            // a detail is spread over lambda D k
            double spread = optics.wavelengthAngstrom()
                    * Math.abs(model.defocusUAngstrom())
                    / (2 * pixelSizeAngstrom * pixelSizeAngstrom);
            this.padding = (int) Math.clamp(Math.ceil(spread), 16, LARGEST_PADDING);
            this.columns = Fft2.fastSize(width + 2 * padding);
            this.rows = Fft2.fastSize(height + 2 * padding);
            this.mean = mean(view);
            this.spectrum = new float[2 * columns * rows];
            for (int y = 0; y < rows; y++) {
                int sy = mirrored(y - padding, height);
                for (int x = 0; x < columns; x++) {
                    float value = view.pixels()[sy * width + mirrored(x - padding, width)];
                    spectrum[2 * (y * columns + x)] = Float.isFinite(value) ? value - mean : 0;
                }
            }
            this.fft = new FloatFFT_2D(rows, columns);
            fft.complexForward(spectrum);
        }

        private float mean(Image view) {
            double sum = 0;
            long n = 0;
            for (float p : view.pixels()) {
                if (Float.isFinite(p)) {
                    sum += p;
                    n++;
                }
            }
            return n == 0 ? 0 : (float) (sum / n);
        }

        private int mirrored(int i, int n) {
            int period = 2 * n;
            int m = Math.floorMod(i, period);
            return m < n ? m : period - 1 - m;
        }

        /**
         * The view corrected for matter at one height.
         *
         * @param zPx height of a plane parallel to the middle of the specimen, along z, in pixels of the view
         */
        public Image at(double zPx) {
            return at(new double[] {zPx})[0];
        }

        /**
         * The view corrected for matter at several heights. The defocus goes in steps of the tolerance that are the same for
         * all of them, so that each filtered view serves all strips and heights that need it.
         */
        public Image[] at(double[] zPx) {
            double slope = hand == 0 ? 0 : Math.hypot(gradientX, gradientY);
            double ux = slope > 0 ? gradientX / slope : 1;
            double uy = slope > 0 ? gradientY / slope : 0;
            double tolerance = 10 * parameters.defocusToleranceNm() / pixelSizeAngstrom; // in heights of pixels
            double step = slope > 0 ? Math.min(tolerance, slope * parameters.maximumStripWidthPx()) : tolerance;
            double[] ends = ends(ux, uy);
            int n = zPx.length;
            Strips[] strips = new Strips[n];
            int first = Integer.MAX_VALUE;
            int last = Integer.MIN_VALUE;
            for (int i = 0; i < n; i++) {
                double offset = hand == 0 ? 0 : perZ * zPx[i];
                int low = (int) Math.rint((slope * ends[0] + offset) / step);
                int high = (int) Math.rint((slope * ends[1] + offset) / step);
                strips[i] = new Strips(low, high, offset, slope, step, ux, uy, new float[width * height]);
                first = Math.min(first, low);
                last = Math.max(last, high);
            }
            for (int s = 2 * Math.floorDiv(first, 2); s <= last; s += 2) {
                // two steps share one complex transform, one in the real, one in the imaginary part
                float[] pair = filtered(defocus(s * step), defocus((s + 1) * step));
                for (Strips to : strips) {
                    to.add(pair, 0, s);
                    to.add(pair, 1, s + 1);
                }
            }
            Image[] out = new Image[n];
            for (int i = 0; i < n; i++) {
                float[] pixels = strips[i].out;
                for (int k = 0; k < pixels.length; k++) {
                    pixels[k] += mean;
                }
                out[i] = new Image(width, height, pixels);
            }
            return out;
        }

        /** Least and greatest distance across the strips from the specimen centre, px. */
        private double[] ends(double ux, double uy) {
            double[] corners = {
                place(0, 0, ux, uy),
                place(width - 1, 0, ux, uy),
                place(0, height - 1, ux, uy),
                place(width - 1, height - 1, ux, uy)
            };
            java.util.Arrays.sort(corners);
            return new double[] {corners[0], corners[3]};
        }

        /** Distance across the strips from the specimen centre, px. */
        private double place(double x, double y, double ux, double uy) {
            return ux * (x - centreX) + uy * (y - centreY);
        }

        private double defocus(double heightPx) {
            return model.meanAngstrom() - hand * heightPx * pixelSizeAngstrom;
        }

        /** A corrected view, put together from strips: strip s has heights within half a step of s steps. */
        private final class Strips {
            private final int first;
            private final int last;
            private final double offset;
            private final double slope;
            private final double step;
            private final double ux;
            private final double uy;
            private final float[] out;

            Strips(int first, int last, double offset, double slope, double step, double ux, double uy, float[] out) {
                this.first = first;
                this.last = last;
                this.offset = offset;
                this.slope = slope;
                this.step = step;
                this.ux = ux;
                this.uy = uy;
                this.out = out;
            }

            void add(float[] pair, int part, int s) {
                if (s < first || s > last) {
                    return;
                }
                double low = s == first || slope == 0 ? Double.NEGATIVE_INFINITY : ((s - 0.5) * step - offset) / slope;
                double high = s == last || slope == 0 ? Double.POSITIVE_INFINITY : ((s + 0.5) * step - offset) / slope;
                double width = slope == 0 ? Double.POSITIVE_INFINITY : step / slope;
                double blend = Math.min(parameters.interpolationWidthPx(), width);
                for (int y = 0; y < height; y++) {
                    int from = (y + padding) * columns + padding;
                    int[] reach = reach(place(0, y, ux, uy), low - blend / 2, high + blend / 2);
                    for (int x = reach[0]; x <= reach[1]; x++) {
                        double d = place(x, y, ux, uy);
                        double weight =
                                Math.clamp((d - low) / blend + 0.5, 0, 1) * Math.clamp((high - d) / blend + 0.5, 0, 1);
                        if (weight > 0) {
                            out[y * Prepared.this.width + x] += (float) weight * pair[2 * (from + x) + part];
                        }
                    }
                }
            }

            /** First and last pixel of a row that lie between two distances, or a little farther. */
            private int[] reach(double atFirst, double low, double high) {
                if (Math.abs(ux) < 1e-9) {
                    return new int[] {0, Prepared.this.width - 1};
                }
                double a = (low - atFirst) / ux;
                double b = (high - atFirst) / ux;
                return new int[] {
                    (int) Math.clamp(Math.floor(Math.min(a, b)), 0, Prepared.this.width - 1),
                    (int) Math.clamp(Math.ceil(Math.max(a, b)), 0, Prepared.this.width - 1)
                };
            }
        }

        private float[] filtered(double firstDefocus, double secondDefocus) {
            ContrastTransferFunction a = new ContrastTransferFunction(optics, model.withMean(firstDefocus));
            ContrastTransferFunction b = new ContrastTransferFunction(optics, model.withMean(secondDefocus));
            float[] work = new float[spectrum.length];
            for (int y = 0; y <= rows / 2; y++) {
                double ky = y / (rows * pixelSizeAngstrom);
                int opposite = y == 0 ? 0 : rows - y;
                for (int x = 0; x < columns; x++) {
                    double kx = (x <= columns / 2 ? x : x - columns) / (columns * pixelSizeAngstrom);
                    float fa = (float) parameters.factor(-a.value(kx, ky));
                    float fb = (float) parameters.factor(-b.value(kx, ky));
                    set(work, 2 * (y * columns + x), fa, fb);
                    // the CTF is the same at k and -k
                    if (opposite != y) {
                        set(work, 2 * (opposite * columns + (x == 0 ? 0 : columns - x)), fa, fb);
                    }
                }
            }
            fft.complexInverse(work, true);
            return work;
        }

        private void set(float[] work, int i, float fa, float fb) {
            work[i] = fa * spectrum[i] - fb * spectrum[i + 1];
            work[i + 1] = fa * spectrum[i + 1] + fb * spectrum[i];
        }
    }
}
