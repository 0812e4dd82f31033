package org.goldtrail.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedRows;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.alignment.MaskSource;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.geometry.XfTransform;
import org.goldtrail.image.Image;
import org.goldtrail.image.ViewSource;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same place of the binned and of the full tomogram shows the same thing, however a box is cut out. */
class BoxTest {
    private static final double SIGMA_PX = 6;
    private static final double[][] BLOBS = {{0, 0, 0}, {-71.3, 58.2, 31.4}, {62.8, -49.5, -37.9}};

    private final List<ViewGeometry> views = new ArrayList<>();
    private final List<Image> raw = new ArrayList<>();
    private final AlignedFrame frame = new AlignedFrame(241, 302, 302, 241);

    BoxTest() {
        for (int tilt = -60; tilt <= 60; tilt += 4) {
            ViewGeometry view = new ViewGeometry(85.3, tilt, 0, 1 + tilt * 1e-4, tilt * 0.05, 3 - tilt * 0.03);
            Image image = new Image(241, 302);
            for (int i = 0; i < image.pixels().length; i++) {
                double value = 500;
                for (double[] b : BLOBS) {
                    double dx = i % 241 - image.centreX() - view.projectX(b[0], b[1], b[2]);
                    double dy = i / 241 - image.centreY() - view.projectY(b[0], b[1], b[2]);
                    value -= 60 * Math.exp(-(dx * dx + dy * dy) / (2 * SIGMA_PX * SIGMA_PX));
                }
                image.pixels()[i] = (float) value;
            }
            views.add(view);
            raw.add(image);
        }
    }

    @Test
    void binnedTomogramAndFullBoxesAgree(@TempDir Path folder) {
        try (WorkerPool pool = new WorkerPool(2);
                AlignedRows binnedRows = rows(4, new AlignedRows.Range(-40, 40), folder, pool)) {
            TomogramBox binnedBox = TomogramBox.centred(75, 60, 31);
            MemoryVolume binned =
                    run(new BackProjection(binnedRows, views, Set.of(), 31, RadialFilter.USUAL), binnedBox, 31, pool);
            for (double[] b : BLOBS) {
                double[] inBinned = scaled(BlobCentre.of(binned, scaled(b, 0.25), 3), 4);
                // as a user would: the voxel of the binned tomogram where the blob is seen
                double[] voxel = {37 + Math.rint(b[0] / 4), 29.5 + b[1] / 4, 15 + Math.rint(b[2] / 4)};
                TomogramBox box = TomogramBox.atBinnedVoxel(50, 51, 40, binnedBox, 4, voxel[0], voxel[1], voxel[2]);
                double[] boxCentre = {box.centreX(), box.centreY(), box.centreZ()};
                try (AlignedRows fullRows =
                        rows(1, new AlignedRows.Range(box.centreY() - 26, box.centreY() + 26), folder, pool)) {
                    MemoryVolume full =
                            run(new BackProjection(fullRows, views, Set.of(), 124, RadialFilter.USUAL), box, 124, pool);
                    double[] found = BlobCentre.of(full, minus(b, boxCentre), 12);
                    for (int axis = 0; axis < 3; axis++) {
                        double there = found[axis] + boxCentre[axis];
                        assertThat(there).as("axis %d", axis).isCloseTo(b[axis], within(0.1));
                        assertThat(inBinned[axis]).as("binned, axis %d", axis).isCloseTo(there, within(0.1));
                    }
                }
            }
        }
    }

    @Test
    void boxOfAnAlignedStackReadsItsRowsOnlyAndHoldsTheVoxelsOfTheWhole() {
        ViewSource source = ViewSource.of(aligned());
        try (WorkerPool pool = new WorkerPool(2)) {
            BackProjection wbp = new BackProjection(RowSource.of(source), views, Set.of(), 60, RadialFilter.USUAL);
            MemoryVolume whole = run(wbp, TomogramBox.centred(302, 241, 60), 60, pool);
            TomogramBox box = new TomogramBox(41, 20, 13, 20, -33.5, 7.5);
            Recorder recorder = new Recorder(RowSource.of(source));
            BackProjection part = new BackProjection(recorder, views, Set.of(), 60, RadialFilter.USUAL);
            MemoryVolume cut = run(part, box, 60, pool);
            // centre 150.5 + 20 - 20 = 150.5: between voxels of the whole; take x by interpolation
            for (int z = 0; z < 13; z++) {
                for (int y = 0; y < 20; y++) {
                    float there = whole.get(160, 77 + y, 31 + z);
                    float next = whole.get(161, 77 + y, 31 + z);
                    assertThat(cut.get(10, y, z)).isCloseTo((there + next) / 2, within(0.12f));
                }
            }
            // rows 77 to 96 for the box; all rows once, for the means
            assertThat(recorder.rowsReadTwice().nextSetBit(0)).isEqualTo(77);
            assertThat(recorder.rowsReadTwice().length()).isEqualTo(97);
        }
    }

    @Test
    void boxBetweenRowsLiesBetweenThem() {
        ViewSource source = ViewSource.of(aligned());
        try (WorkerPool pool = new WorkerPool(2)) {
            BackProjection wbp = new BackProjection(RowSource.of(source), views, Set.of(), 100, RadialFilter.USUAL);
            for (double[] b : BLOBS) {
                TomogramBox box = new TomogramBox(61, 60, 40, Math.rint(b[0]), Math.rint(b[1]) + 0.3, 0.25 + b[2]);
                double[] boxCentre = {box.centreX(), box.centreY(), box.centreZ()};
                double[] found = BlobCentre.of(run(wbp, box, 100, pool), minus(b, boxCentre), 12);
                for (int axis = 0; axis < 3; axis++) {
                    assertThat(found[axis] + boxCentre[axis])
                            .as("axis %d", axis)
                            .isCloseTo(b[axis], within(0.1));
                }
            }
        }
    }

    private List<Image> aligned() {
        AlignedStack stack = new AlignedStack(ViewSource.of(raw), views, Set.of(), MaskSource.ALL_VALID, frame);
        List<Image> aligned = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            aligned.add(stack.view(i, 1));
        }
        return aligned;
    }

    private AlignedRows rows(int bin, AlignedRows.Range range, Path folder, WorkerPool pool) {
        return new AlignedRows(
                ViewSource.of(raw),
                views.stream().map(XfTransform::of).toList(),
                Set.of(),
                MaskSource.ALL_VALID,
                frame,
                bin,
                range,
                new AlignedRows.Room(1 << 28, folder),
                pool,
                Progress.SILENT);
    }

    private static MemoryVolume run(BackProjection wbp, TomogramBox box, int thickness, WorkerPool pool) {
        MemoryVolume volume = new MemoryVolume(box.width(), box.height(), box.depth());
        wbp.withBox(box, thickness).run(volume, 10_000_000, pool, Progress.SILENT);
        return volume;
    }

    private static double[] scaled(double[] v, double factor) {
        return new double[] {v[0] * factor, v[1] * factor, v[2] * factor};
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    /** Notes which rows of the first view are read more than once. */
    private static final class Recorder implements RowSource {
        private final RowSource source;
        private final BitSet once = new BitSet();
        private final BitSet twice = new BitSet();

        Recorder(RowSource source) {
            this.source = source;
        }

        synchronized BitSet rowsReadTwice() {
            return twice;
        }

        @Override
        public int viewCount() {
            return source.viewCount();
        }

        @Override
        public int width() {
            return source.width();
        }

        @Override
        public int height() {
            return source.height();
        }

        @Override
        public void readRows(int section, int yFrom, int rows, float[] out) {
            if (section == 0) {
                synchronized (this) {
                    for (int y = yFrom; y < yFrom + rows; y++) {
                        (once.get(y) ? twice : once).set(y);
                    }
                }
            }
            source.readRows(section, yFrom, rows, out);
        }
    }
}
