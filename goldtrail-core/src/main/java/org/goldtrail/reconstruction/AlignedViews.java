package org.goldtrail.reconstruction;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.goldtrail.kernel.Kernels;

/**
 * Rows of aligned views, filtered and stretched 32 at a time. A row is put into a buffer of at least twice its length,
 * its ends faded out into the padding, multiplied by the view's gains in Fourier space and brought back at twice the
 * sampling, so that little is lost when it is sampled between pixels. Two rows make one complex signal: since the gains
 * are real and even, its real and imaginary parts stay apart.
 */
final class AlignedViews implements FilteredViews {
    /** The value at an end is taken from so many pixels, so that noise does not shine out over the padding. */
    private static final int EDGE_PIXELS = 6;

    /** Pixels of padding before the row, for the taps of its first pixels. */
    private static final int LEAD = 2;

    private final RowBands source;
    private final ViewScaling[] scalings;
    private final ViewTreatment treatment;
    private final Kernels kernels;
    private final int length;
    private final int samples;
    private final int rowLength;
    private final float[][] gains;
    private final int[] spectrumIndex;
    private final Stretch[] stretches;
    private final LaneFft forward;
    private final LaneFft backward;
    private final ConcurrentLinkedQueue<Work> spare = new ConcurrentLinkedQueue<>();

    /** Where the samples of a stretched row lie among the doubled samples of a filtered one. */
    private record Stretch(int[] index, float[] weights) {}

    /** Buffers of one thread. */
    private final class Work {
        final LaneFft.Signals row = new LaneFft.Signals(samples * length);
        final LaneFft.Signals fine = new LaneFft.Signals(2 * length);
        float[] band = new float[0];
        float[] lanes = new float[0];
        final float[] padded = new float[samples * length];
    }

    /**
     * @param scalings one for each section
     * @param context for the filter
     */
    AlignedViews(
            RowBands source,
            List<BoxView> views,
            List<ViewScaling> scalings,
            ViewTreatment treatment,
            ViewFilter filter,
            FilterContext context,
            Kernels kernels) {
        this.source = source;
        this.scalings = scalings.toArray(ViewScaling[]::new);
        this.treatment = treatment;
        this.kernels = kernels;
        length = Math.max(16, Integer.highestOneBit(2 * source.width() - 1) << 1);
        samples = source.samplesPerPixel();
        rowLength = samples * source.width();
        forward = new LaneFft(samples * length, kernels);
        backward = new LaneFft(2 * length, kernels);
        gains = new float[source.viewCount()][];
        stretches = new Stretch[source.viewCount()];
        spectrumIndex = new int[2 * length];
        for (int k = 0; k <= length / 2; k++) {
            spectrumIndex[k] = k;
            spectrumIndex[Math.floorMod(-k, 2 * length)] = Math.floorMod(-k, samples * length);
        }
        for (BoxView view : views) {
            gains[view.section] = spectrumGains(filter.gains(length, view.section, context));
            stretches[view.section] = stretch(view);
        }
    }

    /** Gains of all frequencies of the doubled row; none above half a cycle per pixel, which both signs share where the row
     * has one sample a pixel. */
    private float[] spectrumGains(double[] half) {
        float[] all = new float[2 * length];
        float nyquist = samples == 1 ? 0.5f : 1;
        for (int k = 0; k <= length / 2; k++) {
            float gain = (float) (half[k] / (samples * length)) * (k == length / 2 ? nyquist : 1);
            all[k] = gain;
            all[Math.floorMod(-k, 2 * length)] = gain;
        }
        return all;
    }

    private Stretch stretch(BoxView view) {
        int count = 2 * view.length;
        int[] index = new int[count];
        float[] weights = new float[LagrangeTaps.COUNT * count];
        double centre = (source.width() - 1) / 2.0;
        for (int j = 0; j < count; j++) {
            double x = centre + view.viewX(j < view.length ? j : j - view.length + 0.5);
            if (x >= 0 && x <= source.width() - 1) {
                double fine = 2 * (x + LEAD);
                int at = (int) fine;
                index[j] = at - LagrangeTaps.BEFORE;
                LagrangeTaps.weights(fine - at, weights, LagrangeTaps.COUNT * j);
            }
        }
        return new Stretch(index, weights);
    }

    @Override
    public void rows(BoxView view, double firstRow, int rows, Heights heights, float[] out, int outOffset, int stride) {
        Work work = spare.poll();
        if (work == null) {
            work = new Work();
        }
        int size = Math.multiplyExact(rowLength, rows);
        if (work.band.length < size) {
            work.band = new float[size];
        }
        source.read(view.section, firstRow, rows, work.band);
        Arrays.fill(work.row.re, 0);
        Arrays.fill(work.row.im, 0);
        for (int r = 0; r < rows; r++) {
            // Rounding makes neighbours in one signal depend on one another: always the same two, whatever the slab.
            load(work, r, scalings[view.section], r % 2 == 0 ? work.row.re : work.row.im, r / 2);
        }
        forward.forward(work.row);
        float[] gain = gains[view.section];
        kernels.interpolateLanes(work.row.re, spectrumIndex, gain, 1, work.fine.re, 2 * length);
        kernels.interpolateLanes(work.row.im, spectrumIndex, gain, 1, work.fine.im, 2 * length);
        backward.backward(work.fine);
        Stretch stretch = stretches[view.section];
        int count = 2 * view.length;
        if (work.lanes.length < LaneFft.LANES * count) {
            work.lanes = new float[LaneFft.LANES * count];
        }
        for (int part = 0; part < Math.min(2, rows); part++) {
            float[] fine = part == 0 ? work.fine.re : work.fine.im;
            kernels.interpolateLanes(fine, stretch.index, stretch.weights, LagrangeTaps.COUNT, work.lanes, count);
            toRows(work.lanes, count, (rows + 1 - part) / 2, out, outOffset + part * stride, 2 * stride);
        }
        spare.add(work);
    }

    /** Puts signals that lie side by side one after another; block by block, so that the memory's lines are used whole. */
    private static void toRows(float[] lanes, int count, int rows, float[] out, int outOffset, int stride) {
        for (int start = 0; start < count; start += LaneFft.LANES) {
            int end = Math.min(count, start + LaneFft.LANES);
            for (int r = 0; r < rows; r++) {
                int to = outOffset + r * stride;
                for (int j = start; j < end; j++) {
                    out[to + j] = lanes[LaneFft.LANES * j + r];
                }
            }
        }
    }

    private void load(Work work, int r, ViewScaling scaling, float[] part, int lane) {
        int start = r * rowLength;
        int padding = samples * length;
        int lead = samples * LEAD;
        CoveredRange covered = CoveredRange.of(work.band, start, rowLength);
        if (covered.size() == 0) {
            return;
        }
        float[] padded = work.padded;
        for (int i = covered.from(); i < covered.to(); i++) {
            padded[i] = scaling.apply(work.band[start + i]);
            part[LaneFft.LANES * (i + lead) + lane] = padded[i];
        }
        int few = Math.min(samples * EDGE_PIXELS, covered.size());
        float left = 0;
        float right = 0;
        for (int i = 0; i < few; i++) {
            left += padded[covered.from() + i] / few;
            right += padded[covered.to() - 1 - i] / few;
        }
        int fade = Math.max(1, (int) (treatment.taperShare() * rowLength));
        for (int i = 1; i < fade; i++) {
            float weight = (float) (0.5 + 0.5 * Math.cos(Math.PI * i / fade));
            int before = Math.floorMod(covered.from() + lead - i, padding);
            int after = Math.floorMod(covered.to() + lead - 1 + i, padding);
            part[LaneFft.LANES * before + lane] += left * weight;
            part[LaneFft.LANES * after + lane] += right * weight;
        }
    }
}
