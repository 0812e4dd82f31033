package org.goldtrail.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.goldtrail.alignment.AlignedFrame;
import org.goldtrail.alignment.AlignedStack;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.reconstruction.BackProjection;
import org.goldtrail.reconstruction.RadialFilter;
import org.goldtrail.reconstruction.RowSource;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;

/** The alignment and reconstruction areas of an unattended run: aligned stacks and the tomogram. */
final class Stacks {
    private Stacks() {}

    /** Writes the aligned stack in full resolution and binned. */
    static void align(
            RunOptions options,
            TiltSeriesInput input,
            RawViews raw,
            Fit fit,
            Set<Integer> excluded,
            WorkflowFolder folder,
            Progress progress) {
        AlignedFrame frame = AlignedFrame.of(input.width(), input.height(), fit.axisDeg());
        AlignedStack aligned = AlignedStack.ofTransforms(raw, fit.transforms(), excluded, raw::invalidAware, frame);
        int n = raw.viewCount();
        List<Integer> bins = options.binning() == 1 ? List.of(1) : List.of(1, options.binning());
        List<MrcWriter> writers = new ArrayList<>();
        try {
            List<AlignedStack.Output> outputs = new ArrayList<>();
            for (int bin : bins) {
                MrcLayout layout = MrcLayout.stack(frame.binnedWidth(bin), frame.binnedHeight(bin), n)
                        .withPixelSize(Units.scaled(input.pixelSizeAngstrom(), bin))
                        .withLabels(List.of(label("aligned stack, binned by " + bin)));
                MrcWriter writer = MrcWriter.create(stackFile(folder, bin), layout);
                writers.add(writer);
                outputs.add(new AlignedStack.Output(bin, writer::writeSection));
            }
            aligned.write(outputs, options.memoryBytes(), WorkerPool.shared(), progress);
            writers.forEach(MrcWriter::commit);
        } finally {
            writers.forEach(MrcWriter::close);
        }
    }

    /** File of the aligned stack of a binning. */
    static Path stackFile(WorkflowFolder folder, int bin) {
        return folder.file("alignment", folder.name() + "_aligned" + (bin == 1 ? "" : "_bin" + bin) + ".mrc");
    }

    /** Back-projects the binned stack; returns the thickness used. */
    static ThicknessEstimate reconstruct(
            RunOptions options,
            TiltSeriesInput input,
            Refinement.Outcome solution,
            double beadDiameterPx,
            Set<Integer> excluded,
            WorkflowFolder folder,
            Progress progress) {
        int bin = options.binning();
        Fit fit = solution.fit();
        try (MrcStack stack = MrcStack.open(stackFile(folder, bin))) {
            RowSource rows = rows(stack);
            ThicknessEstimate thickness = options.thickness().isPresent()
                    ? given(options, input)
                    : ThicknessEstimate.of(
                            beads(fit),
                            beadDiameterPx,
                            input.pixelSizeAngstrom().orElse(Double.NaN),
                            bin * stack.width(),
                            () -> ThicknessEstimate.depthFromTestTomogram(
                                    rows,
                                    bin,
                                    fit.views(),
                                    fit.zFactors(),
                                    excluded,
                                    WorkerPool.shared(),
                                    progress.part(0, 0.3)));
            int depth = thickness.depthVoxels(bin);
            MrcLayout layout = MrcLayout.volume(stack.width(), stack.height(), depth)
                    .withPixelSize(Units.scaled(input.pixelSizeAngstrom(), bin))
                    .withLabels(List.of(label("weighted back-projection, binned by " + bin)));
            try (MrcWriter writer = MrcWriter.create(tomogramFile(folder, bin), layout)) {
                new BackProjection(rows, fit.views(), excluded, depth, RadialFilter.USUAL)
                        .withZFactors(fit.zFactors())
                        .run(
                                (z, yFrom, count, voxels) -> writer.writeRows(z, yFrom, count, voxels),
                                options.memoryBytes(),
                                WorkerPool.shared(),
                                progress.part(0.3, 1));
                writer.commit();
            }
            return thickness;
        }
    }

    static Path tomogramFile(WorkflowFolder folder, int bin) {
        return folder.file("reconstruction", folder.name() + "_bin" + bin + "_wbp.mrc");
    }

    private static ThicknessEstimate given(RunOptions options, TiltSeriesInput input) {
        double px = options.thickness().orElseThrow().px(input.pixelSizeAngstrom(), "--thickness");
        return new ThicknessEstimate(
                px, ThicknessEstimate.Method.GIVEN, String.format(Locale.ROOT, "thickness %.0f px as given", px));
    }

    /** Specimen positions of the beads that have one. */
    static double[][] beads(Fit fit) {
        List<double[]> out = new ArrayList<>();
        for (int marker : fit.markers()) {
            double[] at = fit.position(marker);
            if (Double.isFinite(at[2])) {
                out.add(at);
            }
        }
        return out.toArray(double[][]::new);
    }

    private static RowSource rows(MrcStack stack) {
        return new RowSource() {
            @Override
            public int viewCount() {
                return stack.sectionsPresent();
            }

            @Override
            public int width() {
                return stack.width();
            }

            @Override
            public int height() {
                return stack.height();
            }

            @Override
            public void readRows(int section, int yFrom, int rows, float[] out) {
                stack.readRows(section, yFrom, rows, out);
            }
        };
    }

    private static String label(String what) {
        return "Goldtrail " + Version.NUMBER + ": " + what;
    }

    static Set<Integer> sections(List<ExcludedView> excluded) {
        return excluded.stream().map(ExcludedView::section).collect(Collectors.toUnmodifiableSet());
    }
}
