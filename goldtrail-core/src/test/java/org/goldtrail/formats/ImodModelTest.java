package org.goldtrail.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.Samples;
import org.goldtrail.formats.ImodModel.ImodContour;
import org.goldtrail.formats.ImodModel.ImodObject;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImodModelTest {
    private static final MarkerSet MARKERS = new MarkerSet(
            41,
            List.of(new Observation(0, 0, 10.25, 20.5), new Observation(0, 40, 11, 21), new Observation(3, 7, 0, 615)));

    @TempDir
    Path folder;

    @Test
    void keepsMarkersAsContoursInEdgePixels() {
        Path file = folder.resolve("a.fid");
        ImodModel.ofMarkers(MARKERS, 640, 616, OptionalDouble.of(5.4)).write(file);
        ImodModel model = ImodModel.read(file);
        assertThat(model.width()).isEqualTo(640);
        assertThat(model.sections()).isEqualTo(41);
        assertThat(model.reference().orElseThrow().pixelSizeX()).isEqualTo(5.4f);
        ImodObject beads = model.objects().getFirst();
        assertThat(beads.contours()).hasSize(2);
        assertThat(beads.contours().getFirst().points()).containsExactly(10.75f, 21, 0, 11.5f, 21.5f, 40);
        assertThat(model.toMarkers(41, "a.fid").observations())
                .isEqualTo(MARKERS.renumbered().observations());
        assertThat(ImodModel.ofMarkers(MARKERS, 640, 616, OptionalDouble.empty())
                        .reference())
                .isEmpty();
    }

    @Test
    void namesPointsOutsideTheStackAndTwoInOneView() {
        ImodModel model = ImodModel.ofMarkers(MARKERS, 640, 616, OptionalDouble.empty());
        assertThatThrownBy(() -> model.toMarkers(40, "a.fid"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("point 2 of contour 1 lies at section 40.0 of a stack of 40");
        ImodModel twice = new ImodModel(
                "",
                1,
                1,
                1,
                List.of(new ImodObject("", 0, List.of(new ImodContour(0, 0, 0, new float[] {1, 1, 3, 2, 2, 3})))),
                model.reference());
        assertThatThrownBy(() -> twice.toMarkers(41, "b.fid")).hasMessageContaining("two points in view 4");
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        Path file = Files.writeString(folder.resolve("x.fid"), "not a model at all");
        assertThatThrownBy(() -> ImodModel.read(file)).hasMessageContaining("not an IMOD model");
        ImodModel.ofMarkers(MARKERS, 640, 616, OptionalDouble.empty()).write(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 450));
        assertThatThrownBy(() -> ImodModel.read(file))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageContaining("truncated");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> ImodModel.read(file)).hasMessageContaining("empty");
    }

    @Test
    void readsRealModelsAndWritesThemAgain() throws IOException {
        try (Stream<Path> files = Files.list(Samples.path("formats/imodmodel"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".mod")).sorted().toList()) {
                ImodModel model = ImodModel.read(file);
                assertThat(model.objects()).as(file.toString()).isNotEmpty();
                Path copy = folder.resolve("copy.mod");
                model.write(copy);
                ImodModel again = ImodModel.read(copy);
                assertThat(again).usingRecursiveComparison().isEqualTo(model);
            }
        }
        assertThat(points("points.mod")).containsExactly(1, 2, 3, 0, 1, 1, 8, 4, 5);
        assertThat(model("two_contour_example.mod").objects().getFirst().contours())
                .hasSize(2);
        assertThat(model("multiple_objects_example.mod").objects()).hasSize(3);
        assertThat(model("meshed_contour_example.mod").objects().getFirst().contours())
                .hasSize(67);
        ImodModel seed = ImodModel.read(Samples.path("formats/imod/empty.seed"));
        assertThat(seed.toMarkers(41, "seed").size()).isZero();
        assertThat(seed.reference()).isPresent();
    }

    private static ImodModel model(String name) {
        return ImodModel.read(Samples.path("formats/imodmodel/" + name));
    }

    private static float[] points(String name) {
        return model(name).objects().getFirst().contours().getFirst().points();
    }
}
