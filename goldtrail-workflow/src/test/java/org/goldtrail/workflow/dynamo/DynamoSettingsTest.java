package org.goldtrail.workflow.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.goldtrail.GoldtrailException;
import org.goldtrail.workflow.engine.Settings;
import org.goldtrail.workflow.steps.StepCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoSettingsTest {
    private static final Path FILE = Path.of("/data/config.doc");

    /** Lines of the file that ask for what is done, or left undone, anyway. */
    private static final List<String> AGREED = List.of(
            "settings.computing.gpuUse",
            "steps.shifter.skipManualDiscardsInShifts",
            "steps.chainSelector.skipMarkedIndices",
            "steps.tiltGapFiller.estimateResidualsThreshold",
            "steps.independentMarkerRefinement.recenterAverages",
            "steps.fixAlignmentMarkers.stackZshift");

    private static String complete() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DynamoSettingsTest.class.getResourceAsStream("/dynamo/complete.doc"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static DynamoSettings parse(String text) {
        return DynamoSettings.parse(text, FILE);
    }

    @Test
    void takesWhatHasACounterpart() throws IOException {
        DynamoSettings read = parse(complete());

        assertThat(read.stack()).contains(Path.of("/data/raw/TS_01.mrc"));
        assertThat(read.settings().all())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("settings.input.angleFile", "/data/raw/TS_01.tlt"),
                        Map.entry("settings.general.pixelSizeAngstrom", 2.7),
                        Map.entry("settings.general.voltageKv", 200.0),
                        Map.entry("settings.general.sphericalAberrationMm", 2.1),
                        Map.entry("settings.general.nominalDefocusMicrometre", 4.0),
                        Map.entry("settings.computing.threads", 6.0),
                        Map.entry("detection.visualisationMatrix.workingBinningFactor", 4),
                        Map.entry("detection.detectPeaks.detectionBinningFactor", 2),
                        Map.entry("detection.detectPeaks.beadRadiusPx", 16.0),
                        Map.entry("detection.detectPeaks.maskRadiusPx", 28.0),
                        Map.entry("detection.detectPeaks.templateSideLengthPx", 64),
                        Map.entry("detection.peakFeatures.symmetryOrder", 9),
                        Map.entry("detection.peakSelection.useSobelForSelection", true),
                        Map.entry("detection.peakSelection.useSymmetryOrderForSelection", false),
                        Map.entry("indexing.roughAlignment.maximalShiftPx", 800.0),
                        Map.entry("indexing.stableTrails.minimumOccupancy", 15),
                        Map.entry("indexing.stableTrails.relaxedMinimumOccupancy", 5),
                        Map.entry("indexing.stableTrails.minimumMarkersPerView", 3),
                        Map.entry("indexing.iterativeReindexing.proximityThresholdReprojectionPx", 10.0),
                        Map.entry("indexing.iterativeReindexing.proximityThreshold3DThinningPx", 20.0),
                        Map.entry("indexing.iterativeReindexing.minimumOccupancy", 10),
                        Map.entry("indexing.tiltGapFiller.initialDistanceThresholdPx", 10.0),
                        Map.entry("indexing.tiltGapFiller.maximalDistanceThresholdPx", 40.0),
                        Map.entry("indexing.trailExtension.minimumOccupancy", 15),
                        Map.entry("indexing.trailExtension.rerunIterativeReindexing", true),
                        Map.entry("indexing.trailExtension.rerunTiltGapFilling", false),
                        Map.entry("refinement.finalSelection.rotation", "perView"),
                        Map.entry("refinement.traceGapFiller.maximalDeviationFromReprojectionPx", 5.0),
                        Map.entry("refinement.trimMarkers.maximalResidualObservationPx", 10.0),
                        Map.entry("refinement.trimMarkers.maximalMedianResidualMarkerPx", 8.5),
                        Map.entry("refinement.trimMarkers.minimumOccupancy", 15),
                        Map.entry("refinement.finalSelection.minimumAmountOfMarkersPerView", 2),
                        Map.entry("refinement.finalSelection.maximalResidualPerTracePx", 6.0),
                        Map.entry("alignment.alignBinned.alignmentBinningFactor", 8),
                        Map.entry("ctf.correctCTF.phaseflipDefocusToleranceNm", 250.0),
                        Map.entry("ctf.correctCTF.phaseflipInterpolationWidthPx", 4),
                        Map.entry("ctf.correctCTF.phaseflipMaximumStripWidthPx", 1024),
                        Map.entry("reconstruction.binnedReconstruction.reconstructBinnedWBP", true),
                        Map.entry("reconstruction.binnedReconstruction.reconstructBinnedSIRTLike", true),
                        Map.entry("reconstruction.binnedReconstruction.reconstructBinnedWBPCTF", false),
                        Map.entry("reconstruction.binnedReconstruction.thickness", "3200px"),
                        Map.entry(
                                "reconstruction.fullReconstruction.reconstructionFullSizePx",
                                List.of(400.0, 400.0, 400.0)),
                        Map.entry(
                                "reconstruction.fullReconstruction.reconstructionShiftCenterPx",
                                List.of(0.0, 0.0, 0.0)),
                        Map.entry("reconstruction.fullReconstruction.useCenterOnBinnedCoordinates", false),
                        Map.entry("reconstruction.fullReconstruction.reconstructFullWBP", true),
                        Map.entry("reconstruction.fullReconstruction.reconstructFullSIRTLike", true),
                        Map.entry("reconstruction.fullReconstruction.reconstructFullWBPCTF", false)));
    }

    /** The file holds every parameter of the table once, so that each is set, agreed to, or reported. */
    @Test
    void knowsEveryParameter() throws IOException {
        List<String> inFile = DynamoFile.parse(complete(), "x").entries().stream()
                .filter(e -> !e.link())
                .map(DynamoFile.Entry::name)
                .toList();

        assertThat(inFile)
                .containsExactlyElementsOf(
                        DynamoNames.all().stream().map(DynamoName::name).toList());
        assertThat(parse(complete()).remarks()).noneMatch(r -> r.contains("is no parameter"));
    }

    @Test
    void reportsWhatHasNone() throws IOException {
        DynamoSettings read = parse(complete());
        List<String> reported = read.remarks().stream()
                .map(r -> r.replaceAll("line [0-9]+: (\\S+) .*", "$1"))
                .toList();

        List<String> expected = new ArrayList<>(DynamoNames.all().stream()
                .filter(n -> n.path().isEmpty() && !AGREED.contains(n.name()))
                .map(DynamoName::name)
                .toList());
        expected.add("settings.general.amplitudeContrast");

        assertThat(reported).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(30);
        assertThat(read.remarks())
                .allMatch(r -> r.matches("line [0-9]+: \\S+ = .+ was not taken: .+\\."))
                .contains(
                        "line 8: settings.general.amplitudeContrast = 0.9 was not taken: Dynamo writes 0.9 by default,"
                                + " while specimens in ice have 0.07 to 0.1; set settings.general.amplitudeContrast if the"
                                + " default of 0.07 is wrong.",
                        "line 80: steps.estimateCTF.ctffind4 = ctffind4 was not taken: Goldtrail estimates and corrects"
                                + " the CTF itself, by steps of its own.");
    }

    @Test
    void everyCounterpartIsThere() {
        List<String> paths =
                DynamoNames.all().stream().flatMap(n -> n.path().stream()).toList();

        assertThat(paths)
                .doesNotHaveDuplicates()
                .allSatisfy(p -> assertThat(StepCatalogue.parameter(p).path()).isEqualTo(p));
    }

    @Test
    void reportsUnknownLinesOneByOne() {
        DynamoSettings read = parse("> steps.detectPeaks.colour red\n@ catalogue c.vll\n> steps.nothing\n"
                + "> steps.detectPeaks.beadradius 12 % the visible core\n");

        assertThat(read.remarks())
                .containsExactly(
                        "line 1: steps.detectPeaks.colour = red is no parameter of Dynamo that Goldtrail knows.",
                        "line 2: catalogue = c.vll is no file that Goldtrail takes.",
                        "line 3: steps.nothing is no parameter of Dynamo that Goldtrail knows.");
        assertThat(read.settings().all()).isEqualTo(Map.of("detection.detectPeaks.beadRadiusPx", 12.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "> steps.detectPeaks.beadRadius -3 | beadRadiusPx must be 1.5 to 200, was -3",
                "> steps.detectPeaks.beadRadius many | \"many\" is not a number",
                "> steps.binner.workingBinningFactor 12 | a binning of 12 is not possible",
                "> steps.peakSelector.useSobelForSelection perhaps | \"perhaps\" is no switch",
                "> steps.fittingModel.psi both | psi cannot be \"both\"",
                "steps.detectPeaks.beadRadius 3 | is no line of a Dynamo configuration",
                "@ matrix | no file is named"
            })
    void namesTheLineThatIsWrong(String line, String problem) {
        assertThatThrownBy(() -> parse("% one\n\n" + line + "\n"))
                .isInstanceOf(GoldtrailException.class)
                .hasMessageStartingWith("/data/config.doc line 3: ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"'*',auto", "[1 4],4.0", "8,8.0"})
    void readsProcessorsInAllSpellings(String cpus, String threads) {
        Settings settings = parse("> settings.computing.cpus " + cpus).settings();

        assertThat(settings.value("settings.computing.threads").map(Object::toString))
                .contains(threads);
    }

    @Test
    void leavesProcessorsAsideThatDynamoWouldNotUse() {
        DynamoSettings read = parse("> settings.computing.parallelCPUUse 0\n> settings.computing.cpus 20\n");

        assertThat(read.settings()).isEqualTo(Settings.NONE);
        assertThat(read.remarks()).hasSize(2).last().asString().contains("parallelCPUUse is 0");
    }

    @Test
    void takesAnOrdinaryAmplitudeContrastAndDoubtsOverfocus() {
        DynamoSettings read =
                parse("> settings.general.amplitudeContrast 0.1\n> settings.general.nominalDefocus 2.5\n");

        assertThat(read.settings().all())
                .isEqualTo(Map.of(
                        "settings.general.amplitudeContrast", 0.1, "settings.general.nominalDefocusMicrometre", 2.5));
        assertThat(read.remarks()).singleElement().asString().contains("taken with a change", "overfocus");
    }

    @Test
    void heightMeansDynamosUsualBinningWhereNoneIsSaid() {
        assertThat(parse("> steps.binnedReconstruction.reconstructionBinnedHeight 250")
                        .settings()
                        .all())
                .isEqualTo(Map.of("reconstruction.binnedReconstruction.thickness", "1000px"));
    }

    @Test
    void coordinatesCountFromZeroHere() {
        DynamoSettings read = parse("> steps.fullReconstruction.centerBinnedCoordinatesValue 240 231.5 75\n");

        assertThat(read.settings().all())
                .isEqualTo(Map.of(
                        "reconstruction.fullReconstruction.centerBinnedCoordinates", List.of(239.0, 230.5, 74.0)));
        assertThat(read.remarks()).singleElement().asString().contains("read it anew in Goldtrail's");
    }

    @Test
    void readsDiscardedTiltsThatAreLinked(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.txt"), "1\n40-41\n");

        DynamoSettings read = DynamoSettings.parse("@ discardedTiltIndices bad.txt\n", folder.resolve("c.doc"));

        assertThat(read.discarded().orElseThrow().items()).containsExactly("1", "40-41");
    }

    @Test
    void tableHasARowForEachName() {
        assertThat(DynamoSettings.markdownTable().lines().skip(2).collect(Collectors.toList()))
                .hasSize(DynamoNames.all().size())
                .allMatch(l -> l.matches("\\| `\\S+` \\| (`\\S+`|–) \\| .+ \\|"));
    }
}
