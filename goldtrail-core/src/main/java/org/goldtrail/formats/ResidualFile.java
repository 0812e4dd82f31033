package org.goldtrail.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.goldtrail.GoldtrailException;

/**
 * Residuals of an alignment as IMOD's tiltalign writes them (.resid): their number, then a line for each with x, y,
 * view (0-based) and the residual in x and y. Positions are in edge pixels of the raw stack: index + 0.5.
 */
public final class ResidualFile {
    private ResidualFile() {}

    /**
     * The residual of one observation.
     *
     * @param x raw pixel-index coordinate
     * @param y raw pixel-index coordinate, upwards
     * @param tilt section of the raw stack, 0-based
     * @param residualXPx measured minus predicted, raw pixels
     * @param residualYPx measured minus predicted, raw pixels
     */
    public record Residual(double x, double y, int tilt, double residualXPx, double residualYPx) {}

    /** @throws GoldtrailException if a number is not finite or the file cannot be written */
    public static void write(Path file, List<Residual> residuals) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%6d residuals\n", residuals.size()));
        for (Residual r : residuals) {
            if (!Double.isFinite(r.x + r.y + r.residualXPx + r.residualYPx)) {
                throw new GoldtrailException(
                        "a residual in view " + (r.tilt + 1) + " is not finite", file.toString(), "");
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%10.2f %9.2f %4d %7.3f %7.3f\n",
                    r.x + 0.5,
                    r.y + 0.5,
                    r.tilt,
                    r.residualXPx,
                    r.residualYPx));
        }
        AtomicFile.writeText(file, text.toString());
    }
}
