package org.goldtrail.detection;

import org.goldtrail.image.Fft2;

/** What the correlation of views of one size with a template needs of the template; the same for all of these views. */
final class TemplateSpectra {
    final Fft2 fft;
    /** Spectra of the mask, the template, and the square of the template, their centres at the origin. */
    final float[] mask;

    final float[] template;
    final float[] square;
    /** Number of pixels under the mask. */
    final double maskPixels;

    private TemplateSpectra(BeadTemplate bead, Fft2 fft) {
        this.fft = fft;
        float[] t = bead.image().pixels();
        float[] m = bead.mask().pixels();
        float[] tt = new float[t.length];
        double sum = 0;
        for (int i = 0; i < t.length; i++) {
            tt[i] = t[i] * t[i];
            sum += m[i];
        }
        maskPixels = sum;
        Fft2.Pair pair = fft.forward(centred(m, bead.side()), centred(t, bead.side()), fft.columns(), fft.rows());
        mask = pair.first();
        template = pair.second();
        float[] field = centred(tt, bead.side());
        square = fft.forward(field, field, fft.columns(), fft.rows()).first();
    }

    static TemplateSpectra of(BeadTemplate template, int width, int height) {
        return new TemplateSpectra(template, transform(width, height, template.side()));
    }

    /** The transform for views and templates of at most the given sides. */
    static Fft2 transform(int width, int height, int templateSide) {
        return Fft2.atLeast(width + templateSide, height + templateSide);
    }

    private float[] centred(float[] image, int side) {
        int half = side / 2;
        float[] field = new float[fft.rows() * fft.columns()];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int yy = Math.floorMod(y - half, fft.rows());
                int xx = Math.floorMod(x - half, fft.columns());
                field[yy * fft.columns() + xx] = image[y * side + x];
            }
        }
        return field;
    }
}
