package org.goldtrail.detection;

import org.goldtrail.image.Fft2;
import org.goldtrail.image.Image;
import org.goldtrail.image.Statistics;
import org.goldtrail.image.ValidMask;

/**
 * Mask-normalised cross-correlation of a view with a template: Pearson's coefficient, at each position, over those
 * pixels that lie both under the template's circular mask and on valid pixels of the view. The border of the image
 * counts as invalid, so a bead cut by it correlates with the part of the template that is there.
 *
 * <p>With template t, its mask m, view f and valid pixels v, sums by correlation of spectra:
 *
 * <pre>
 *   n = v*m   Sf = vf*m   Sff = vf^2*m   St = v*mt   Stt = v*mt^2   Sft = vf*mt
 *   cc = (Sft - Sf St / n) / sqrt((Sff - Sf^2/n) (Stt - St^2/n))
 * </pre>
 *
 * Source: D. Padfield, Masked object registration in the Fourier domain, IEEE Trans. Image Process. 21 (2012),
 * doi:10.1109/TIP.2011.2181402.
 */
public final class MaskedCorrelation {
    /** Positions where less of the mask is on valid pixels have no coefficient. */
    public static final double MINIMUM_OVERLAP = 0.6;

    private final int width;
    private final int height;
    private final ValidMask valid;
    private final Fft2 fft;
    private final float[] viewSpectrum;
    private final float[] squareSpectrum;
    private final float[] validSpectrum;

    /** Median and robust standard deviation of the valid pixels of a view. */
    record Range(double centre, double scale) {
        static Range of(Image view, ValidMask valid) {
            double[] sample = Statistics.sample(view, valid, 20_000);
            return sample.length == 0
                    ? new Range(0, 1)
                    : new Range(Statistics.median(sample), Statistics.robustSd(sample));
        }
    }

    /** Prepares a view for correlation with any number of templates of at most the given side. */
    public MaskedCorrelation(Image view, ValidMask valid, int largestTemplateSide) {
        this(view, valid, largestTemplateSide, Range.of(view, valid));
    }

    /** The same for a part of a view, of whose brightness the range of the whole is known. */
    MaskedCorrelation(Image view, ValidMask valid, int largestTemplateSide, Range range) {
        this.width = view.width();
        this.height = view.height();
        this.valid = valid;
        this.fft = TemplateSpectra.transform(width, height, largestTemplateSide);
        // Small numbers keep single precision sums of squares exact enough.
        float unit = range.scale > 0 ? (float) (1 / range.scale) : 1f;
        float[] f = new float[width * height];
        float[] ff = new float[width * height];
        float[] v = new float[width * height];
        for (int i = 0; i < f.length; i++) {
            if (valid.isValid(i)) {
                // A clamp bounds the damage of what hot pixel repair left behind.
                f[i] = Math.clamp((view.pixels()[i] - (float) range.centre) * unit, -50f, 50f);
                ff[i] = f[i] * f[i];
                v[i] = 1;
            }
        }
        Fft2.Pair pair = fft.forward(f, ff, width, height);
        this.viewSpectrum = pair.first();
        this.squareSpectrum = pair.second();
        this.validSpectrum = fft.forward(v, v, width, height).first();
    }

    /**
     * The correlation coefficient with the template centred on each pixel, -1 to 1; NaN where too little of the mask is
     * on valid pixels or the view is constant.
     */
    public Image with(BeadTemplate template) {
        return with(TemplateSpectra.of(template, width, height));
    }

    /** The same with a template prepared for views of this size and for the side this was made for. */
    Image with(TemplateSpectra t) {
        if (t.fft != fft) {
            throw new IllegalArgumentException("the template was prepared for views of another size");
        }
        Fft2.Pair counts = fft.correlate(validSpectrum, t.mask, validSpectrum, t.template, width, height);
        Fft2.Pair sums = fft.correlate(viewSpectrum, t.mask, squareSpectrum, t.mask, width, height);
        Fft2.Pair products = fft.correlate(viewSpectrum, t.template, validSpectrum, t.square, width, height);
        Image out = new Image(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                double n = counts.first()[i];
                double sf = sums.first()[i];
                double st = counts.second()[i];
                double variance = (sums.second()[i] - sf * sf / n) * (products.second()[i] - st * st / n);
                boolean usable = n >= MINIMUM_OVERLAP * t.maskPixels && variance > 1e-6 && valid.isValid(x, y);
                double cc = usable ? (products.first()[i] - sf * st / n) / Math.sqrt(variance) : Double.NaN;
                out.set(x, y, (float) Math.clamp(cc, -1, 1));
            }
        }
        return out;
    }
}
