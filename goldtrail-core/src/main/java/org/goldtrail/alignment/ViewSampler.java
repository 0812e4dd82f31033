package org.goldtrail.alignment;

import java.util.Optional;
import java.util.Queue;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * One raw view, made ready once for all images that are to be sampled from it: by shears, the faster and finer way; by a
 * spline where the map is none of a rotation with a magnification near 1.
 */
final class ViewSampler implements AutoCloseable {
    private final Kernels kernels;
    private final Queue<float[]> scratch;
    private final @Nullable ShearFactors factors;
    private final @Nullable TurnedRows rows;
    private final @Nullable SplineImage spline;

    /**
     * @param view not modified, all pixels finite
     * @param back from aligned to raw
     * @param scratch arrays of the size of a view that are not in use; one may be taken, and is given back by {@link #close}
     */
    ViewSampler(Image view, XfTransform back, Kernels kernels, Queue<float[]> scratch) {
        this.kernels = kernels;
        this.scratch = scratch;
        Optional<ShearFactors> shears = ShearFactors.of(back.a11(), back.a12(), back.a21(), back.a22());
        if (shears.isEmpty()) {
            factors = null;
            rows = null;
            spline = new SplineImage(view, kernels);
            return;
        }
        factors = shears.get();
        int turns = factors.quarterTurns();
        float[] free = turns == 0 ? null : scratch.poll();
        rows = new TurnedRows(view, turns, free == null ? new float[0] : free);
        spline = null;
    }

    /**
     * The rows of one image.
     *
     * @param places of its pixels, by the linear part of this sampler's map
     * @param fill for places outside the view
     */
    RowSampler rows(AffinePlaces places, int width, int height, float fill) {
        if (spline != null) {
            SplineImage image = spline;
            int[] next = {0};
            return out -> {
                int v = next[0]++;
                image.sample(places.x(0, v), places.y(0, v), places.a11(), places.a21(), fill, out);
            };
        }
        if (rows == null || factors == null) {
            throw new IllegalStateException("neither shears nor a spline");
        }
        return new ShearSampler(rows, places, factors, width, height, fill, kernels);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        if (rows != null && rows.scratch().length > 0) {
            scratch.add(rows.scratch());
        }
    }
}
