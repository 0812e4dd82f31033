package org.goldtrail.alignment;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.kernel.Kernels;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * The raw views brought into one frame: shifted, turned and scaled so that the tilt axis is vertical through the centre
 * and a specimen point shows at {@code xa = x cos(theta) + z sin(theta), ya = y} (X-axis tilt 0, no distortion; see
 * {@link org.goldtrail.geometry.AlignedMapping}) from the centre.
 *
 * <p>Pixel a of the unbinned aligned view is the raw image at {@code q = c_raw + A^-1 (a - c_aligned - d)}, A and d being
 * those of {@link XfTransform} (for plain views {@code q = c_raw + m R(rho) (a - c_aligned) + t}), all centres being
 * (N-1)/2. A stack binned by b is sampled about the same centre, {@code a - c_full = b (p - c_binned)},
 * whatever the sizes: its pixels are low-pass filtered sums (see {@link Decimation}) of values at whole unbinned steps.
 * Between raw pixels eight taps along each axis are used (see {@link ShearSampler}).
 *
 * <p>All sections come out in raw order. Outside the raw image, where a raw pixel is invalid, and all over an excluded
 * view stands the mean of the view's valid pixels.
 */
public final class AlignedStack {
    private final ViewSource raw;
    private final List<XfTransform> transforms;
    private final Set<Integer> excluded;
    private final MaskSource masks;
    private final AlignedFrame frame;
    private final Kernels kernels;

    /** For turned views, one for each thread at most. */
    private final Queue<float[]> scratch = new ConcurrentLinkedQueue<>();

    /**
     * Aligns views without distortion.
     *
     * @param geometry one for each section of the raw stack
     * @param excluded sections (0-based) that are not to be used
     * @param frame sizes of raw and aligned views
     * @throws IllegalArgumentException if the counts or sizes differ
     */
    public AlignedStack(
            ViewSource raw, List<ViewGeometry> geometry, Set<Integer> excluded, MaskSource masks, AlignedFrame frame) {
        this(raw, excluded, masks, frame, geometry.stream().map(XfTransform::of).toList(), Kernels.best());
    }

    AlignedStack(
            ViewSource raw,
            Set<Integer> excluded,
            MaskSource masks,
            AlignedFrame frame,
            List<XfTransform> transforms,
            Kernels kernels) {
        if (transforms.size() != raw.viewCount()) {
            throw new IllegalArgumentException(transforms.size() + " transforms for " + raw.viewCount() + " views");
        }
        if (raw.width() != frame.rawWidth() || raw.height() != frame.rawHeight()) {
            throw new IllegalArgumentException("views of " + raw.width() + " x " + raw.height()
                    + " pixels in a frame for " + frame.rawWidth() + " x " + frame.rawHeight());
        }
        this.raw = raw;
        this.transforms = List.copyOf(transforms);
        this.excluded = Set.copyOf(excluded);
        this.masks = masks;
        this.frame = frame;
        this.kernels = kernels;
    }

    /**
     * As the constructor, by the very transforms that stand in an .xf file.
     *
     * @param transforms from raw to aligned, one for each section of the raw stack
     * @throws IllegalArgumentException if the counts or sizes differ
     */
    public static AlignedStack ofTransforms(
            ViewSource raw, List<XfTransform> transforms, Set<Integer> excluded, MaskSource masks, AlignedFrame frame) {
        return new AlignedStack(raw, excluded, masks, frame, transforms, Kernels.best());
    }

    /** One stack to be made: its binning (the true factor) and where it goes. */
    public record Output(int bin, SectionSink sink) {}

    /**
     * Makes one or more stacks while reading each raw view once. As many views are worked on at a time as there are
     * threads and as fit into the given memory (at least one).
     *
     * @param memoryBytes for images; about 3 to 4 raw views of float pixels are needed for each thread
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public void write(List<Output> outputs, long memoryBytes, WorkerPool pool, Progress progress) {
        int views = raw.viewCount();
        int batch = (int) Math.clamp(memoryBytes / bytesPerView(outputs), 1, Math.max(1, pool.threads()));
        for (int start = 0; start < views; start += batch) {
            int from = start;
            int count = Math.min(batch, views - start);
            Progress part = progress.part(from / (double) views, (from + count) / (double) views);
            List<List<Image>> made = pool.map(count, part, i -> align(from + i, outputs));
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < outputs.size(); k++) {
                    outputs.get(k).sink().write(from + i, made.get(i).get(k));
                }
            }
        }
        scratch.clear();
    }

    /** As {@link #write(List, long, WorkerPool, Progress)} with half of the memory of this JVM. */
    public void write(List<Output> outputs, WorkerPool pool, Progress progress) {
        write(outputs, Runtime.getRuntime().maxMemory() / 2, pool, progress);
    }

    private long bytesPerView(List<Output> outputs) {
        double aligned = (double) frame.width() * frame.height();
        double pixels = 2.0 * frame.rawWidth() * frame.rawHeight();
        for (Output output : outputs) {
            pixels += aligned / output.bin() * (output.bin() == 1 ? 1 : 1.2);
        }
        return (long) (4 * pixels) + 1;
    }

    /** One aligned view, binned. */
    public Image view(int section, int bin) {
        return align(section, List.of(new Output(bin, (s, image) -> {}))).getFirst();
    }

    private List<Image> align(int section, List<Output> outputs) {
        Image view = raw.view(section);
        float fill = fillInvalid(view, masks.mask(section));
        if (excluded.contains(section)) {
            return outputs.stream().map(output -> constant(output.bin(), fill)).toList();
        }
        XfTransform back = transforms.get(section).inverse();
        try (ViewSampler sampler = new ViewSampler(view, back, kernels, scratch)) {
            return outputs.stream()
                    .map(output -> resample(sampler, back, output.bin(), fill))
                    .toList();
        }
    }

    /** Replaces invalid pixels by the mean of the others, which is returned; 0 if there is none. */
    private float fillInvalid(Image view, boolean @Nullable [] valid) {
        float[] pixels = view.pixels();
        double all = valid == null ? kernels.sum(pixels, 0, pixels.length, 0) : Double.NaN;
        if (Double.isFinite(all)) {
            return (float) (all / pixels.length); // no pixel is anything but a number
        }
        double sum = 0;
        long count = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (isValid(pixels, valid, i)) {
                sum += pixels[i];
                count++;
            }
        }
        float mean = count == 0 ? 0 : (float) (sum / count);
        if (count < pixels.length) {
            for (int i = 0; i < pixels.length; i++) {
                if (!isValid(pixels, valid, i)) {
                    pixels[i] = mean;
                }
            }
        }
        return mean;
    }

    private static boolean isValid(float[] pixels, boolean @Nullable [] valid, int i) {
        return (valid == null || valid[i]) && Float.isFinite(pixels[i]);
    }

    private Image constant(int bin, float value) {
        Image image = new Image(frame.binnedWidth(bin), frame.binnedHeight(bin));
        java.util.Arrays.fill(image.pixels(), value);
        return image;
    }

    private Image resample(ViewSampler view, XfTransform back, int bin, float fill) {
        int width = frame.binnedWidth(bin);
        int height = frame.binnedHeight(bin);
        Decimation decimation = new Decimation(bin, kernels);
        double left = decimation.firstFine(width);
        double bottom = decimation.firstFine(height);
        int fineWidth = decimation.fineLength(width);
        int fineHeight = decimation.fineLength(height);
        AffinePlaces places = new AffinePlaces(
                (frame.rawWidth() - 1) / 2.0 + back.dx() + back.a11() * left + back.a12() * bottom,
                (frame.rawHeight() - 1) / 2.0 + back.dy() + back.a21() * left + back.a22() * bottom,
                back.a11(),
                back.a12(),
                back.a21(),
                back.a22(),
                frame.rawWidth(),
                frame.rawHeight());
        RowSampler sampler = view.rows(places, fineWidth, fineHeight, fill);
        float[] row = new float[fineWidth];
        Image image = new Image(width, height);
        if (bin == 1) {
            for (int y = 0; y < height; y++) {
                sampler.next(row);
                System.arraycopy(row, 0, image.pixels(), y * width, width);
            }
            return image;
        }
        float[] sums = new float[Math.multiplyExact(row.length, height)];
        for (int y = 0; y < fineHeight; y++) {
            sampler.next(row);
            decimation.addRow(row, y, sums, height);
        }
        for (int y = 0; y < height; y++) {
            decimation.reduceRow(sums, y * row.length, row.length, image.pixels(), y * width, width);
        }
        return image;
    }
}
