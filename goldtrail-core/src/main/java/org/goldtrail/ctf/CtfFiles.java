package org.goldtrail.ctf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.CtffindFile;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.DefocusStar;
import org.goldtrail.formats.DefocusTable;
import org.goldtrail.formats.ImodDefocusFile;
import org.goldtrail.geometry.ViewGeometry;

/** Writes the CTF of a series for people and for other programs, and takes over what they wrote. */
public final class CtfFiles {
    private CtfFiles() {}

    /** One row for each raw section. */
    public static List<DefocusRow> rows(SeriesCtf series) {
        List<DefocusRow> rows = new ArrayList<>();
        for (ViewCtf view : series.views()) {
            CtfModel m = view.model();
            rows.add(
                    m == null
                            ? DefocusRow.none(view.section(), view.tiltDeg())
                            : new DefocusRow(
                                    view.section(),
                                    view.tiltDeg(),
                                    m.defocusUAngstrom(),
                                    m.defocusVAngstrom(),
                                    m.astigmatismDeg(),
                                    m.phaseShiftRad(),
                                    view.score(),
                                    view.resolutionAngstrom()));
        }
        return rows;
    }

    /**
     * Writes {@code <name>_ctf.txt} (as CTFFIND does), {@code <name>.defocus} (IMOD, version 3), {@code <name>_ctf.csv},
     * {@code <name>_ctf.star} (RELION's columns) and {@code <name>_profiles.csv} into a folder; the .defocus only where a view
     * has a CTF.
     *
     * @throws org.goldtrail.GoldtrailException if one cannot be written
     */
    public static void write(Path folder, String name, SeriesCtf series, double pixelSizeAngstrom) {
        List<DefocusRow> rows = rows(series);
        CtfOptics o = series.optics();
        List<String> comments = List.of(
                "Output from Goldtrail; defocus is that of the specimen centre",
                "Number of micrographs: " + rows.size(),
                String.format(
                        Locale.ROOT,
                        "Pixel size: %.3f Angstroms ; acceleration voltage: %.1f keV ; spherical aberration: %.2f mm ;"
                                + " amplitude contrast: %.2f",
                        pixelSizeAngstrom,
                        o.voltageKv(),
                        o.sphericalAberrationMm(),
                        o.amplitudeContrast()),
                "Verdict: " + series.verdict());
        CtffindFile.write(folder.resolve(name + "_ctf.txt"), comments, rows);
        DefocusTable.write(folder.resolve(name + "_ctf.csv"), rows);
        DefocusStar.write(folder.resolve(name + "_ctf.star"), rows);
        AtomicFile.writeText(folder.resolve(name + "_profiles.csv"), profiles(series));
        if (rows.stream().anyMatch(DefocusRow::isKnown)) {
            ImodDefocusFile.writeVersion3(folder.resolve(name + ".defocus"), rows);
        }
    }

    /** The averaged rings of all views and their fits, a line for each view and frequency. */
    private static String profiles(SeriesCtf series) {
        StringBuilder text = new StringBuilder("section,frequency_per_angstrom,power,background,fit\n");
        for (ViewCtf view : series.views()) {
            RingProfile p = view.profile();
            for (int i = 0; p != null && i < p.frequency().length; i++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%d,%.6f,%.5f,%.5f,%.5f\n",
                        view.section(),
                        p.frequency()[i],
                        p.power()[i],
                        p.background()[i],
                        p.fit()[i]));
            }
        }
        return text.toString();
    }

    /**
     * The defocus at the specimen centre of a view whose defocus was measured over the whole image, as CTFFIND does, and
     * therefore belongs to the image's centre.
     *
     * @param hand of the defocus gradient, +1 or -1; 0 leaves the value as it is
     */
    public static CtfModel atSpecimenCentre(
            CtfModel atImageCentre, ViewGeometry view, SpecimenPlane plane, double pixelSizeAngstrom, int hand) {
        double[] gradient = plane.heightGradient(view);
        double heightPx = -gradient[0] * view.shiftXPx() - gradient[1] * view.shiftYPx();
        return atImageCentre.withMean(atImageCentre.meanAngstrom() + hand * heightPx * pixelSizeAngstrom);
    }
}
