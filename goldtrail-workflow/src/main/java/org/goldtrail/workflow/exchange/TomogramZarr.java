package org.goldtrail.workflow.exchange;

import java.nio.file.Path;
import java.util.List;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.OmeZarrWriter;
import org.goldtrail.interchange.Exported;
import org.goldtrail.task.Progress;

/** A tomogram on its way to OME-Zarr, a few rows at a time. */
final class TomogramZarr {
    private static final int ROWS = 64;

    private final Path tomogram;

    TomogramZarr(Path tomogram) {
        this.tomogram = tomogram;
    }

    /** Writes {@code NAME.zarr} into a folder. */
    Exported write(Path folder, Progress progress) {
        Path last = tomogram.getFileName();
        String name = last == null ? "tomogram" : last.toString().replaceFirst("\\.mrc$", "");
        Path target = folder.resolve(name + ".zarr");
        try (MrcStack volume = MrcStack.open(tomogram);
                OmeZarrWriter zarr = OmeZarrWriter.create(
                        target,
                        volume.width(),
                        volume.height(),
                        volume.viewCount(),
                        volume.header().pixelSizeAngstrom(),
                        name)) {
            float[] voxels = new float[ROWS * volume.width()];
            for (int y = 0; y < volume.height(); y += ROWS) {
                int rows = Math.min(ROWS, volume.height() - y);
                for (int z = 0; z < volume.viewCount(); z++) {
                    float[] part = rows == ROWS ? voxels : new float[rows * volume.width()];
                    volume.readRows(z, y, rows, part);
                    zarr.writeRows(z, y, rows, part);
                }
                progress.checkCancelled();
                progress.report((double) (y + rows) / volume.height());
            }
            zarr.commit();
        }
        return new Exported(
                List.of(target),
                List.of("float32, gzip, levels of half the size each; the folder is one image."),
                List.of(
                        "npx http-server " + folder
                                + " --cors -p 8000   # then in Neuroglancer: zarr://http://localhost:8000/"
                                + target.getFileName(),
                        "napari --plugin napari-ome-zarr " + target));
    }
}
