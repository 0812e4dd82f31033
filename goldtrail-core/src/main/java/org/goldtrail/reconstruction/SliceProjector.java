package org.goldtrail.reconstruction;

import java.util.Arrays;
import java.util.List;
import org.goldtrail.kernel.Kernels;

/**
 * Projects one slice (x, z) of a volume onto the rows of its views, and back: a matrix A and its exact transpose.
 *
 * <p>A voxel at (x, z) falls on row position {@code u = x cos(theta) + z sin(theta)} of a view, where x + z tan(theta) is
 * rounded to an eighth (at high tilt a quarter) of a voxel, and shares itself between the two pixels beside u in
 * proportion to its nearness. A row of the view is the sum of all voxels that fall on it: the line integral, in units of
 * density times pixel. Both directions are sums of shifted rows, by the same kernel as {@link RowProjector}.
 *
 * <p>Immutable; each thread brings its own {@link Scratch}.
 */
final class SliceProjector {
    private final int width;
    private final int depth;
    private final int viewWidth;
    private final int halo;
    private final BoxView[] views;
    private final Stretch[] stretches;
    private final Kernels kernels;

    /**
     * Of one view: where its phases meet its pixels, and the sections that fall on each phase.
     *
     * @param length samples of one phase
     * @param phases number of them
     * @param pixel left one of the two pixels of each sample; -1 outside the view
     * @param share of the right one
     * @param ofSection start of the row of samples that belongs to a section: phase * length + shift
     * @param sections of each phase, as offsets into a padded slice
     */
    private record Stretch(int length, int phases, int[] pixel, float[] share, int[] ofSection, int[][] sections) {}

    /** Numbers that the scratch of a thread holds. */
    long scratchLength() {
        long size = 0;
        for (Stretch stretch : stretches) {
            size += (long) stretch.length * stretch.phases;
        }
        return size;
    }

    /** Buffers of one thread. */
    final class Scratch {
        private final float[] samples;
        private final int[] starts = new int[views.length];
        private final int[] offsets = new int[views.length];

        Scratch() {
            int size = 0;
            for (int v = 0; v < views.length; v++) {
                starts[v] = size;
                size += stretches[v].length * stretches[v].phases;
            }
            samples = new float[size];
        }
    }

    /**
     * @param grid of the slice; y does not matter
     * @param views without X-axis tilt, of that grid
     * @param viewWidth pixels of a row of a view
     */
    SliceProjector(TomogramBox grid, List<BoxView> views, int viewWidth, Kernels kernels) {
        this.width = grid.width();
        this.depth = grid.depth();
        this.viewWidth = viewWidth;
        this.views = views.toArray(BoxView[]::new);
        this.kernels = kernels;
        int most = 0;
        for (BoxView view : views) {
            most = Math.max(most, view.length - width);
        }
        halo = most + 1;
        stretches = new Stretch[this.views.length];
        for (int v = 0; v < stretches.length; v++) {
            stretches[v] = stretch(this.views[v], grid);
        }
    }

    private Stretch stretch(BoxView view, TomogramBox grid) {
        int phases = view.cosTilt > 0.5 + 1e-9 ? 8 : 4;
        int[] pixel = new int[phases * view.length];
        float[] share = new float[phases * view.length];
        double centre = (viewWidth - 1) / 2.0;
        for (int k = 0; k < phases; k++) {
            for (int j = 0; j < view.length; j++) {
                double u = centre + view.viewX(j + k / (double) phases);
                boolean inside = u >= 0 && u <= viewWidth - 1;
                int left = inside ? Math.min((int) u, viewWidth - 2) : -1;
                pixel[k * view.length + j] = left;
                share[k * view.length + j] = inside ? (float) (u - left) : 0;
            }
        }
        int[] ofSection = new int[depth];
        int[] counts = new int[phases];
        int[][] sections = new int[phases][depth];
        for (int z = 0; z < depth; z++) {
            int phase = (int) (view.shift(0, grid.firstZ() + z) * phases + 0.5);
            int shift = phase / phases;
            int k = phase % phases;
            ofSection[z] = k * view.length + shift;
            // Sample j is the sum of voxels j - shift.
            sections[k][counts[k]++] = z * stride() + halo - shift;
        }
        for (int k = 0; k < phases; k++) {
            sections[k] = Arrays.copyOf(sections[k], counts[k]);
        }
        return new Stretch(view.length, phases, pixel, share, ofSection, sections);
    }

    /** Numbers from one section of a padded slice to the next. */
    int stride() {
        return width + 2 * halo;
    }

    /** Numbers before the first voxel of a section: voxel (x, z) stands at {@code z stride + halo + x}. */
    int halo() {
        return halo;
    }

    /** Length of a padded slice; all but the voxels has to stay 0. */
    int sliceLength() {
        return depth * stride();
    }

    int viewCount() {
        return views.length;
    }

    /** The row of view v that a slice throws: {@code p = A_v f}. */
    void project(float[] slice, int v, float[] row, Scratch scratch) {
        Stretch s = stretches[v];
        float[] samples = scratch.samples;
        int start = scratch.starts[v];
        for (int k = 0; k < s.phases; k++) {
            int[] sections = s.sections[k];
            kernels.sumRows(slice, sections, sections.length, samples, start + k * s.length, s.length);
        }
        Arrays.fill(row, 0);
        for (int i = 0; i < s.pixel.length; i++) {
            int left = s.pixel[i];
            if (left >= 0) {
                float right = s.share[i] * samples[start + i];
                row[left] += samples[start + i] - right;
                row[left + 1] += right;
            }
        }
    }

    /** Makes a row of view v ready for {@link #backProject}. */
    void load(float[] row, int v, Scratch scratch) {
        Stretch s = stretches[v];
        int start = scratch.starts[v];
        for (int i = 0; i < s.pixel.length; i++) {
            int left = s.pixel[i];
            scratch.samples[start + i] = left < 0 ? 0 : row[left] + s.share[i] * (row[left + 1] - row[left]);
        }
    }

    /**
     * What some views throw back on one section: {@code f = sum over v of A_v^T p_v}, of rows given to {@link #load}.
     *
     * @param chosen the views
     */
    void backProject(int[] chosen, int section, float[] out, int outOffset, Scratch scratch) {
        for (int i = 0; i < chosen.length; i++) {
            scratch.offsets[i] = scratch.starts[chosen[i]] + stretches[chosen[i]].ofSection[section];
        }
        kernels.sumRows(scratch.samples, scratch.offsets, chosen.length, out, outOffset, width);
    }
}
