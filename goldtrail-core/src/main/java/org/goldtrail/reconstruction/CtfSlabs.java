package org.goldtrail.reconstruction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CorrectCtf;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.SpecimenPlane;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * Back-projection with the CTF corrected in three dimensions: the tomogram is cut into slabs in z, and each is made of views
 * that were corrected for the defocus at the height of the slab (G. J. Jensen, R. D. Kornberg, Ultramicroscopy 84, 57-64,
 * 2000, doi:10.1016/S0304-3991(00)00005-X; B. Turonova et al., J. Struct. Biol. 199, 187-195, 2017,
 * doi:10.1016/j.jsb.2017.07.007). The corrected views of some slabs at a time lie in files beside the result, which are
 * removed.
 */
public final class CtfSlabs {
    /** So much disk is taken for corrected views at a time, unless one slab alone needs more. */
    private static final long WORK_BYTES = 8L << 30;

    private static final long BYTES_PER_PIXEL = 4;

    private final ViewSource aligned;
    private final List<ViewGeometry> geometry;
    private final Set<Integer> excluded;
    private final List<@Nullable CtfModel> models;
    private final CorrectCtf corrector;
    private final List<double[]> zFactors;
    private final ViewFilter filter;

    /**
     * @param aligned the aligned stack, tilt axis vertical, its CTF not corrected
     * @param geometry of the raw views, one for each section
     * @param excluded sections that are left out; those without a CTF are, too
     * @param models CTF of each raw view at the specimen centre; null where there is none
     * @param corrector knows optics, hand and method
     * @param zFactors two for each section
     */
    public CtfSlabs(
            ViewSource aligned,
            List<ViewGeometry> geometry,
            Set<Integer> excluded,
            List<@Nullable CtfModel> models,
            CorrectCtf corrector,
            List<double[]> zFactors,
            ViewFilter filter) {
        this.aligned = aligned;
        this.geometry = geometry;
        this.models = models;
        this.corrector = corrector;
        this.zFactors = zFactors;
        this.filter = filter;
        this.excluded = new TreeSet<>(excluded);
        for (int v = 0; v < models.size(); v++) {
            if (models.get(v) == null) {
                this.excluded.add(v);
            }
        }
    }

    /** Sections (z) of the slabs of a box, each at most so thick; first section and number of each. */
    static List<int[]> slabs(int depth, double thickestPx) {
        int count = (int) Math.max(1, Math.ceil(depth / Math.max(1, thickestPx)));
        List<int[]> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) depth * i / count);
            int to = (int) ((long) depth * (i + 1) / count);
            if (to > from) {
                out.add(new int[] {from, to - from});
            }
        }
        return out;
    }

    /**
     * Makes a box.
     *
     * @param thicknessPx of the specimen, see {@link BackProjection#withBox}
     * @param slabPx thickness of a slab: the defocus step in pixels
     * @param work folder for the corrected views
     * @param sink takes the box
     * @param memoryBytes for the work
     * @throws GoldtrailException if the sink takes slices, or no view can be used
     * @throws org.goldtrail.task.CancelledException if cancelled
     */
    public void run(
            TomogramBox box,
            double thicknessPx,
            double slabPx,
            Path work,
            VolumeSink sink,
            long memoryBytes,
            WorkerPool pool,
            Progress progress) {
        if (sink.takesSlices()) {
            throw new GoldtrailException(
                    "a tomogram with its CTF corrected in three dimensions is made section by section, not slice by slice",
                    "",
                    "choose the axis order XYZ");
        }
        List<int[]> slabs = slabs(box.depth(), slabPx);
        long viewBytes = BYTES_PER_PIXEL * aligned.width() * aligned.height();
        long byDisk = WORK_BYTES / (viewBytes * aligned.viewCount());
        long byMemory = memoryBytes / (2 * viewBytes * Runtime.getRuntime().availableProcessors());
        int group = (int) Math.clamp(Math.min(byDisk, byMemory), 1, slabs.size());
        for (int from = 0; from < slabs.size(); from += group) {
            List<int[]> some = slabs.subList(from, Math.min(slabs.size(), from + group));
            double start = from / (double) slabs.size();
            double end = (from + some.size()) / (double) slabs.size();
            run(some, box, thicknessPx, work, sink, memoryBytes, pool, progress.part(start, end));
        }
    }

    private void run(
            List<int[]> slabs,
            TomogramBox box,
            double thicknessPx,
            Path work,
            VolumeSink sink,
            long memoryBytes,
            WorkerPool pool,
            Progress progress) {
        List<Path> files = new ArrayList<>();
        try {
            for (int s = 0; s < slabs.size(); s++) {
                files.add(work.resolve("ctf-slab-" + s + ".mrc"));
            }
            correct(slabs, box, files, pool, progress.part(0, 0.6));
            for (int s = 0; s < slabs.size(); s++) {
                int[] slab = slabs.get(s);
                TomogramBox part = new TomogramBox(
                        box.width(), box.height(), slab[1], box.centreX(), box.centreY(), centreZ(box, slab));
                double done = 0.6 + 0.4 * s / slabs.size();
                try (MrcStack stack = MrcStack.open(files.get(s))) {
                    new BackProjection(RowSource.of(stack), geometry, excluded, box.depth(), filter)
                            .withZFactors(zFactors)
                            .withBox(part, thicknessPx)
                            .run(
                                    new Shifted(sink, slab[0]),
                                    memoryBytes,
                                    pool,
                                    progress.part(done, done + 0.4 / slabs.size()));
                }
            }
        } finally {
            files.forEach(CtfSlabs::remove);
        }
    }

    private static double centreZ(TomogramBox box, int[] slab) {
        return box.centreZ() - (box.depth() - 1) / 2.0 + slab[0] + (slab[1] - 1) / 2.0;
    }

    /** Writes the views corrected for the middle of each slab. */
    private void correct(List<int[]> slabs, TomogramBox box, List<Path> files, WorkerPool pool, Progress progress) {
        double[] heights =
                slabs.stream().mapToDouble(slab -> centreZ(box, slab)).toArray();
        List<MrcWriter> writers = new ArrayList<>();
        try {
            for (Path file : files) {
                writers.add(MrcWriter.create(
                        file, MrcLayout.stack(aligned.width(), aligned.height(), aligned.viewCount())));
            }
            pool.forEach(aligned.viewCount(), progress, v -> {
                Image view = aligned.view(v);
                Image[] corrected = new Image[heights.length];
                if (excluded.contains(v)) {
                    Arrays.fill(corrected, view);
                } else {
                    ViewGeometry raw = geometry.get(v);
                    corrected = corrector
                            .prepare(
                                    view,
                                    CorrectCtf.alignedModel(Objects.requireNonNull(models.get(v)), raw),
                                    CorrectCtf.alignedGeometry(raw),
                                    SpecimenPlane.FLAT)
                            .at(heights);
                }
                for (int s = 0; s < corrected.length; s++) {
                    writers.get(s).writeSection(v, corrected[s]);
                }
            });
            writers.forEach(MrcWriter::commit);
        } finally {
            writers.forEach(MrcWriter::close);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands the sections of a slab on to where they belong in the whole. */
    private record Shifted(VolumeSink sink, int firstSection) implements VolumeSink {
        @Override
        public void write(int z, int yFrom, int rows, float[] voxels) {
            sink.write(z + firstSection, yFrom, rows, voxels);
        }
    }
}
