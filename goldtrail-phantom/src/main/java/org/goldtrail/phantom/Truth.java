package org.goldtrail.phantom;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that is known of a simulated series, as it stands in {@code truth.json} (format "tiltsim-truth-1"). Image
 * coordinates are raw pixel indices, y up; lengths in pixels unless named otherwise.
 *
 * @param caseName kind of series
 * @param apix pixel size in Å
 * @param centre of the views, ((nx-1)/2, (ny-1)/2)
 * @param axisNominal tilt-axis angle that the metadata state, degrees
 * @param axisTrueMean mean of the true ones
 * @param beadDiamPx nominal diameter
 * @param deformed whether the specimen changes its shape in the series
 * @param rigidFloorPx residual that the best rigid alignment leaves
 * @param tilts one for each section
 * @param testPoints points of the slab in the field, on which alignments are judged
 * @param params how the series was made
 */
@SuppressWarnings("ArrayRecordComponent") // plain data, compared by identity
public record Truth(
        String format,
        @JsonProperty("case") String caseName,
        long seed,
        String name,
        String stack,
        String rawtlt,
        @Nullable String mdoc,
        int nx,
        int ny,
        int nz,
        double apix,
        int mode,
        String convention,
        double[] centre,
        double axisNominal,
        double axisTrueMean,
        SlabTruth slab,
        boolean hasGold,
        double beadDiamPx,
        double beadDiamNm,
        boolean deformed,
        double rigidFloorPx,
        List<TiltTruth> tilts,
        BeadTruth beads,
        TestPoints testPoints,
        @Nullable JsonNode params) {
    /** The only format there is. */
    public static final String FORMAT = "tiltsim-truth-1";

    /** Visibility of a bead in a view. */
    public static final int NOT_SEEN = 0;

    public static final int CLEAR = 1;
    public static final int CUT = 2;
    public static final int MERGED = 3;
    public static final int HIDDEN = 4;

    /** The slab: its thickness and the rotation from slab to laboratory, row by row. */
    public record SlabTruth(
            double thicknessPx,
            double pretiltDeg,
            double xtiltDeg,
            @JsonProperty("R_pre") double[][] rotation) {}

    /**
     * One view.
     *
     * @param acqIndex number in the order of exposure
     * @param nominal recorded angle, degrees
     * @param rawtlt angle in the .rawtlt file
     * @param theta true angle
     * @param phi true tilt-axis angle
     * @param mag true magnification
     * @param shift true shift
     * @param xf the ideal line of an .xf file
     * @param status see {@link ViewStatus}
     * @param doseBefore e/Å^2
     */
    public record TiltTruth(
            int index,
            int acqIndex,
            double nominal,
            double rawtlt,
            double theta,
            double phi,
            double mag,
            double[] shift,
            double[] xf,
            String status,
            double defocusUm,
            double astigUm,
            double astigDeg,
            double doseBefore,
            double dose,
            double meanEPerPx,
            double[] blurVecPx,
            double deformFrac) {
        public ViewStatus viewStatus() {
            return ViewStatus.of(status);
        }
    }

    /**
     * The beads.
     *
     * @param xyz laboratory position of each
     * @param xyzSlab position in the slab
     * @param x image coordinate by view and bead
     * @param y image coordinate by view and bead
     * @param vis visibility by view and bead
     */
    public record BeadTruth(
            double[] diamPx,
            List<String> kind,
            double[][] xyz,
            double[][] xyzSlab,
            double[][] x,
            double[][] y,
            int[][] vis) {
        public int count() {
            return diamPx.length;
        }
    }

    /** Points of the slab: laboratory position, and image coordinates by view and point. */
    public record TestPoints(double[][] xyz, double[][] x, double[][] y) {}

    /** Beads are bright. */
    public boolean inverted() {
        return params != null && params.path("output").path("invert").asBoolean(false);
    }

    /** Within this distance a detection belongs to a bead: 0.4 diameters, at least 2 px. */
    public double tolerancePx() {
        return Math.max(2, 0.4 * beadDiamPx);
    }
}
