package org.goldtrail.workflow;

import java.util.ArrayList;
import java.util.List;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.ExcludedTiltsFile;
import org.goldtrail.formats.ImodModel;
import org.goldtrail.formats.MarkerFile;
import org.goldtrail.formats.PerViewFile;
import org.goldtrail.formats.ResidualFile;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.formats.XfFile;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.markers.Observation;

/** Writes the solution as files: one row for each raw section, whether its view is used or not. */
final class AlignmentFiles {
    private AlignmentFiles() {}

    static void write(
            WorkflowFolder folder, TiltSeriesInput input, Refinement.Outcome outcome, List<ExcludedView> excluded) {
        Fit fit = outcome.fit();
        List<ViewGeometry> views = fit.views();
        String name = folder.name();
        XfFile.write(folder.file("alignment", name + ".xf"), fit.transforms());
        TiltAngleFile.write(
                folder.file("alignment", name + ".tlt"),
                views.stream().mapToDouble(ViewGeometry::tiltDeg).toArray());
        PerViewFile.writeXTilts(
                folder.file("alignment", name + ".xtilt"),
                views.stream().mapToDouble(ViewGeometry::xTiltDeg).toArray());
        if (fit.isDistorted()) {
            PerViewFile.writeZFactors(folder.file("alignment", name + ".zfac"), fit.zFactors());
        }
        ImodModel.ofMarkers(outcome.markers(), input.width(), input.height(), input.pixelSizeAngstrom())
                .write(folder.file("alignment", name + ".fid"));
        ResidualFile.write(folder.file("alignment", name + ".resid"), residuals(outcome));
        ExcludedTiltsFile.write(
                folder.file("alignment", name + ".excluded.csv"),
                excluded.stream()
                        .map(e -> new ExcludedTiltsFile.ExcludedTilt(e.section(), e.kind(), e.reason()))
                        .toList());
        MarkerFile.write(folder.file("markers", "working.csv"), outcome.markers());
    }

    private static List<ResidualFile.Residual> residuals(Refinement.Outcome outcome) {
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
