package org.goldtrail.app;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.goldtrail.formats.ExcludedTiltsFile;
import org.goldtrail.phantom.score.ResultFiles;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.judgement.Verdict;

/** A finished run and the files of its alignment, as an outsider reads them. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RunResult(Verdict verdict, double[][] xf, double[] tiltDeg, Set<Integer> excluded, Path folder) {

    /** Runs a stack with nothing said but its files. */
    static RunResult of(Path stack, Path folder) {
        RunOptions options = RunOptions.of(stack).inFolder(folder);
        SeriesRun.Result result = SeriesRun.run(options, RunListener.SILENT);
        if (result.verdict().grade() == Verdict.Grade.FAILED) {
            return new RunResult(result.verdict(), new double[0][], new double[0], Set.of(), folder);
        }
        Path alignment = folder.resolve("alignment");
        double[] tilts = ResultFiles.readColumn(alignment.resolve(result.name() + ".tlt"));
        Set<Integer> excluded = new HashSet<>();
        ExcludedTiltsFile.read(alignment.resolve(result.name() + ".excluded.csv"), tilts.length)
                .forEach(e -> excluded.add(e.tilt()));
        return new RunResult(
                result.verdict(),
                ResultFiles.readNumbers(alignment.resolve(result.name() + ".xf"), 6),
                tilts,
                excluded,
                folder);
    }

    /** Mean direction of the tilt axis in the raw images, as the .xf says it, degrees in [0, 180). */
    double axisModulo180() {
        double c = 0;
        double s = 0;
        for (double[] a : xf) {
            double rho = Math.atan2(a[1], a[0]);
            c += Math.cos(2 * rho);
            s += Math.sin(2 * rho);
        }
        double axis = Math.toDegrees(Math.atan2(s, c)) / 2;
        return axis < 0 ? axis + 180 : axis;
    }
}
