package org.goldtrail.workflow.steps;

import org.goldtrail.formats.MrcMode;
import org.goldtrail.reconstruction.TomogramFile;
import org.goldtrail.workflow.catalogue.Level;
import org.goldtrail.workflow.catalogue.Parameter;

/** How tomograms are written; shared by both reconstructions. */
record OutputParameters(
        @Parameter(
                label = "numbers",
                level = Level.ADVANCED,
                help =
                        "How voxels are stored in the MRC file: float32 (mode 2), float16 (12), int16 (1) or int8 (0). The"
                                + " integers are scaled to the densities that occur; int8 leaves out the outermost 0.05 %.")
        Numbers outputMode,

        @Parameter(
                label = "order of axes",
                level = Level.ADVANCED,
                help =
                        "Sections of the MRC file: xyz are XY planes, as most programs expect; xzy are XZ slices as IMOD's tilt"
                                + " writes them.")
        TomogramFile.Order axisOrder,

        @Parameter(
                label = "OME-Zarr",
                help =
                        "Writes each tomogram as an OME-Zarr 0.5 volume with its pyramid, too, for Neuroglancer and napari.")
        boolean omeZarr) {

    /** How a voxel is stored. */
    enum Numbers {
        FLOAT32(MrcMode.FLOAT32),
        FLOAT16(MrcMode.FLOAT16),
        INT16(MrcMode.INT16),
        INT8(MrcMode.INT8);

        private final MrcMode mode;

        Numbers(MrcMode mode) {
            this.mode = mode;
        }

        MrcMode mode() {
            return mode;
        }
    }

    /** Float32 in XYZ order. */
    static final OutputParameters USUAL = new OutputParameters(Numbers.FLOAT32, TomogramFile.Order.XYZ, false);
}
