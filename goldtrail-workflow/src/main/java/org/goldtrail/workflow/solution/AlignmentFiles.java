package org.goldtrail.workflow.solution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.ExcludedTiltsFile;
import org.goldtrail.formats.ImodModel;
import org.goldtrail.formats.PerViewFile;
import org.goldtrail.formats.ResidualFile;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.Observation;

/** Writes the solution as files: one row for each raw section, whether its view is used or not. */
public final class AlignmentFiles {
    private AlignmentFiles() {}

    /** @param file where to write a file of the alignment, by its ending */
    public static void write(TiltSeriesInput input, SeriesSolution outcome, Function<String, Path> file) {
        Fit fit = outcome.fit();
        List<ViewGeometry> views = fit.views();
        XfFile.write(file.apply(".xf"), fit.transforms());
        TiltAngleFile.write(
                file.apply(".tlt"),
                views.stream().mapToDouble(ViewGeometry::tiltDeg).toArray());
        PerViewFile.writeXTilts(
                file.apply(".xtilt"),
                views.stream().mapToDouble(ViewGeometry::xTiltDeg).toArray());
        if (fit.isDistorted()) {
            PerViewFile.writeZFactors(file.apply(".zfac"), fit.zFactors());
        }
        ImodModel.ofMarkers(outcome.markers(), input.width(), input.height(), input.pixelSizeAngstrom())
                .write(file.apply(".fid"));
        ResidualFile.write(file.apply(".resid"), residuals(outcome));
        ExcludedTiltsFile.write(
                file.apply(".excluded.csv"),
                outcome.excluded().stream()
                        .map(e -> new ExcludedTiltsFile.ExcludedTilt(e.section(), e.kind(), e.reason()))
                        .toList());
    }

    private static List<ResidualFile.Residual> residuals(SeriesSolution outcome) {
        List<ResidualFile.Residual> rows = new ArrayList<>();
        List<Observation> observations = outcome.markers().observations();
        for (int i = 0; i < observations.size(); i++) {
            Observation o = observations.get(i);
            if (outcome.fit().used(i)) {
                rows.add(new ResidualFile.Residual(
                        o.x(),
                        o.y(),
                        o.tilt(),
                        outcome.fit().residualX(i),
                        outcome.fit().residualY(i)));
            }
        }
        return rows;
    }
}
