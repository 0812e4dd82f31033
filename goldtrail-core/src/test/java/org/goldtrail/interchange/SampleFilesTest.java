package org.goldtrail.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.formats.CtffindFile;
import org.goldtrail.formats.ImodDefocusFile;
import org.goldtrail.formats.ImodModel;
import org.goldtrail.formats.Mdoc;
import org.goldtrail.formats.MrcStack;
import org.goldtrail.formats.PerViewFile;
import org.goldtrail.formats.TiltAngleFile;
import org.goldtrail.formats.XfFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every real file of samples/formats is read without loss, or refused with one sentence that says what it is. */
class SampleFilesTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("goldtrail.samples", "../shared"), "samples/formats");

    /** The refusals, by the end of a file's name: what the sentence must say. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("aretomo/test_a.aln", "has a row and is a dark frame, too"),
            Map.entry("aretomo/test_b.aln", "has a row and is a dark frame, too"),
            Map.entry("aretomo/test_thickness.aln", "has a row and is a dark frame, too"),
            Map.entry("etomofiles_TS_001/TS_001.edf", "etomo's project file holds no alignment"),
            Map.entry("imod/yaiw/align.log", "a log is no alignment"),
            Map.entry("mrc/header_only.mrc", "a header but no pixels"),
            Map.entry("mrc/emd_3001.map.gz", "is compressed with gzip"),
            Map.entry("relion/relion5_tomograms.star", "lists 10 tilt series"),
            Map.entry("relion/pytom_example_starfile.star", "none of its tables is the alignment of a tilt series"),
            Map.entry("relion/pytom_relion_with_optics_group.star", "none of its tables is the alignment"),
            Map.entry("relion/tiltstack_corrected_micrographs.star", "none of its tables is the alignment"),
            Map.entry("warp/sample.tomostar", "nominal angles and no alignment"));

    /** Papers that lie beside the files. */
    private static boolean isNote(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("README") || name.startsWith("NOTE");
    }

    static List<String> files() throws IOException {
        if (!Files.isDirectory(SAMPLES)) {
            return List.of("");
        }
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !isNote(f))
                    .map(f -> SAMPLES.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadOrRefused(String name) throws IOException {
        assumeTrue(!name.isEmpty(), "no samples at " + SAMPLES);
        Path file = SAMPLES.resolve(name);
        String refusal = REFUSED.entrySet().stream()
                .filter(e -> name.endsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        if (refusal.isEmpty()) {
            assertThat(itemsRead(file)).isEqualTo(itemsIn(file));
        } else {
            ThrowingCallable reading = () -> itemsRead(file);
            assertThatThrownBy(reading)
                    .isInstanceOf(GoldtrailException.class)
                    .hasMessageContaining(refusal)
                    .message()
                    .doesNotContain("\n")
                    .endsWith(".");
        }
    }

    /** Reads a file by the reader of its kind; returns how many items it gave. */
    private static int itemsRead(Path file) {
        String name = file.toString();
        if (name.endsWith(".mdoc")) {
            Mdoc mdoc = Mdoc.read(file);
            return mdoc.sections().size();
        } else if (name.endsWith(".xf")) {
            return XfFile.read(file).size();
        } else if (name.endsWith("tlt") || name.endsWith("_TLT.txt")) {
            return TiltAngleFile.read(file).tiltsDeg().length;
        } else if (name.endsWith("pmp_test_dose.txt") || name.endsWith("points.txt")) {
            return TiltDoses.read(file);
        } else if (name.endsWith(".xtilt")) {
            return PerViewFile.readXTilts(file).length;
        } else if (name.endsWith(".com")) {
            return TiltCom.read(file).options().isEmpty() ? 0 : 1;
        } else if (name.endsWith(".defocus") || name.endsWith("pmp_test_defocus.txt")) {
            return name.endsWith(".defocus") ? ImodDefocusFile.read(file).size() : TiltDoses.read(file);
        } else if (name.endsWith("_CTF.txt") || name.contains("ctffind")) {
            return CtffindFile.read(file).size();
        } else if (name.endsWith(".csv")) {
            return CsvTable.read(file).rows().size();
        } else if (name.endsWith(".mod") || name.endsWith(".seed")) {
            return ImodModel.read(file).objects().size();
        } else if (name.endsWith(".mrc") || name.endsWith(".st") || name.contains(".map")) {
            try (MrcStack stack = MrcStack.open(file)) {
                stack.readView(stack.viewCount() - 1);
                return stack.viewCount();
            }
        } else if (name.endsWith(".em")) {
            try (MrcStack stack = MrcStack.open(file)) {
                stack.readView(stack.viewCount() - 1);
                return stack.viewCount();
            }
        }
        return Alignments.read(file, known(), true).usedSections().size();
    }

    private static KnownSeries known() {
        return KnownSeries.of(4096, 4096, OptionalDouble.of(1.724), List.of());
    }

    /** How many items a file holds, counted without our readers. */
    private static int itemsIn(Path file) throws IOException {
        String name = file.toString();
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (name.endsWith(".mdoc")) {
            return (int) text.lines()
                    .filter(l -> l.matches("\\[(ZValue|FrameSet|MontSection|Image)\\s*=.*"))
                    .count();
        } else if (name.endsWith(".com")) {
            return 1;
        } else if (name.endsWith(".mod") || name.endsWith(".seed")) {
            return text.split("OBJT", -1).length - 1;
        } else if (name.endsWith(".mrc") || name.endsWith(".st") || name.contains(".map")) {
            return (bytes[8] & 0xFF) | (bytes[9] & 0xFF) << 8;
        } else if (name.endsWith(".em")) {
            return (bytes[12] & 0xFF) | (bytes[13] & 0xFF) << 8;
        } else if (name.endsWith(".csv")) {
            return (int) text.lines().filter(l -> !l.isBlank()).count() - 1;
        } else if (name.endsWith(".star")) {
            return (int) text.lines().filter(l -> l.startsWith("../raw/")).count();
        } else if (name.endsWith(".xml")) {
            return text.split("MoviePath>", -1)[1].split("\n", -1).length;
        } else if (name.endsWith(".aln")) {
            return 3;
        } else if (name.endsWith(".defocus")) {
            // The first line of version 3 holds the flags alone.
            String first = text.lines().findFirst().orElse("").strip();
            boolean flags = first.split("\\s+").length == 6 && first.endsWith("3");
            return (int) text.lines().filter(l -> !l.isBlank()).count() - (flags ? 1 : 0);
        }
        return (int)
                text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).count();
    }

    /** Columns of plain numbers, which nothing but their names tells apart. */
    private static final class TiltDoses {
        private TiltDoses() {}

        static int read(Path file) {
            List<String> lines = org.goldtrail.formats.TextLines.read(file);
            int count = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    org.goldtrail.formats.TextLines.numbers(lines.get(i), file, i + 1);
                    count++;
                }
            }
            return count;
        }
    }

    /** PyTom's marker files, text and EM, have the markers their README counts. */
    @Test
    void markersOfPyTom() {
        Path markers = SAMPLES.resolveSibling("pytom_markers");
        assumeTrue(Files.isDirectory(markers), "no sample " + markers);
        List<Double> angles = java.util.stream.IntStream.range(0, 59)
                .mapToObj(i -> -60.0 + 2 * i)
                .toList();
        KnownSeries series = KnownSeries.of(3710, 3838, OptionalDouble.empty(), angles);
        assertThat(MarkerImport.read(markers.resolve("tests/markerfile.txt"), series)
                        .markerCount())
                .isEqualTo(8);
        List<Double> tom = java.util.stream.IntStream.range(0, 41)
                .mapToObj(i -> -60.0 + 3 * i)
                .toList();
        KnownSeries second = KnownSeries.of(2048, 2048, OptionalDouble.empty(), tom);
        assertThat(MarkerImport.read(markers.resolve("markfile_temp.em.finealig.em"), second)
                        .size())
                .isEqualTo(5 * 41 - 1);
    }
}
