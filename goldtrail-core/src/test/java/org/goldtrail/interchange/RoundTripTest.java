package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Own to each format and back: specimen points at the corners of the field land in the same pixels. */
class RoundTripTest {
    private static final double LIMIT_PX = 0.01;

    @TempDir
    Path folder;

    static Stream<Arguments> all() {
        List<Arguments> cases = new ArrayList<>();
        for (AlignmentFormat format : AlignmentFormat.all()) {
            for (int[] size : new int[][] {{3710, 3838}, {3711, 3838}, {3710, 3837}, {4093, 4095}}) {
                for (double axis : new double[] {-0.3, 84.9, -95.1, 178.2}) {
                    cases.add(Arguments.of(format.id(), size[0], size[1], axis, true));
                }
            }
            cases.add(Arguments.of(format.id(), 3710, 3837, 84.9, false));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void projectionsAreEqual(String id, int width, int height, double axisDeg, boolean exact) {
        boolean holdsMagnification = List.of("imod", "csv").contains(id);
        double xTilt = List.of("aretomo", "dynamo").contains(id) ? 0 : 1.7;
        SeriesAlignment own = Series.of(width, height, axisDeg, holdsMagnification, xTilt);
        Exported exported = Alignments.format(id).write(own, ExportOptions.DEFAULT.withExactCentres(exact), folder);

        SeriesAlignment back = Alignments.read(mainFile(id, exported), KnownSeries.of(own), exact);

        assertThat(back.usedSections()).isEqualTo(own.usedSections());
        assertThat(Series.worstDifferencePx(own, back)).isLessThan(LIMIT_PX);
        assertThat(back.width()).isEqualTo(width);
        assertThat(exported.files()).allSatisfy(f -> assertThat(Files.size(f)).isPositive());
        assertThat(exported.remarks()).noneMatch(r -> r.contains("left out"));
    }

    private static Path mainFile(String id, Exported exported) {
        return exported.files().stream()
                .filter(f -> switch (id) {
                    case "warp" -> f.toString().endsWith(".xml");
                    case "relion5" -> f.toString().contains("tilt_series");
                    default -> true;
                })
                .findFirst()
                .orElseThrow();
    }
}
