package org.goldtrail.server.images;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a reconstruction step has written beside its tomograms of the place of one of them.
 *
 * @param kind like {@code wbp} or {@code preview}
 * @param binning true binning factor of its voxels
 * @param isXyz whether its sections are XY planes with z upwards; what else there is has no places that could be shown
 * @param centrePx of the volume from the centre of the specimen, unbinned pixels
 */
record TomogramPlace(String kind, int binning, boolean isXyz, double[] centrePx) {
    private static final String RECORDS = "*_tomograms.json";
    private static final String XYZ = "XYZ";

    /** The part of the record that is used here. */
    private record Written(
            double centreXPx,
            double centreYPx,
            double centreZPx,
            @Nullable List<Volume> volumes) {}

    private record Volume(String kind, String file, int binning, String axisOrder) {}

    /**
     * The place of a tomogram.
     *
     * @return empty if nothing is written of it
     */
    static Optional<TomogramPlace> of(Path tomogram) {
        Path folder = tomogram.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        String name = ShownFile.nameOf(tomogram);
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, RECORDS)) {
            for (Path file : records) {
                Optional<TomogramPlace> found = Json.read(file, Written.class).flatMap(written -> place(written, name));
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (IOException e) {
            throw new GoldtrailException("the folder cannot be read", folder.toString(), "check its rights", e);
        }
        return Optional.empty();
    }

    private static Optional<TomogramPlace> place(Written written, String name) {
        List<Volume> volumes = written.volumes == null ? List.of() : written.volumes;
        return volumes.stream()
                .filter(volume -> ShownFile.nameOf(Path.of(volume.file)).equals(name))
                .findFirst()
                .map(volume -> new TomogramPlace(
                        volume.kind, Math.max(1, volume.binning), volume.axisOrder.equals(XYZ), new double[] {
                            written.centreXPx, written.centreYPx, written.centreZPx
                        }));
    }
}
