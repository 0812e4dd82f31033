package org.goldtrail.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.goldtrail.interchange.AlignmentComparison;
import org.goldtrail.interchange.Alignments;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.workflow.Exchange;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.exchange.WorkflowExport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code export, convert, compare, import} and {@code report}. */
class ExchangeCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        folder = DoneWorkflow.copy(temp);
    }

    private static String good(Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void everyTargetIsWritten() {
        for (WorkflowExport.Target target : Exchange.targets()) {
            Path out = temp.resolve(target.id());
            assertThat(good("export", folder, "--to", target.id(), "--out", out))
                    .contains("wrote " + out);
            assertThat(out).isNotEmptyDirectory();
        }
        // What the exporter and a reader make of the same solution lands in the same pixels.
        SeriesAlignment own = Workflow.open(folder).exchange().alignment();
        SeriesAlignment back = Alignments.read(
                temp.resolve("imod/small.xf"), Workflow.open(folder).exchange().known(), true);
        assertThat(AlignmentComparison.of(own, back).cornerRmsPx()).isLessThan(0.01);
    }

    @Test
    void withoutTargetAllAreListed() {
        CommandLineRun run = CommandLineRun.of("export", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("relion5", "ome-zarr");
        assertThat(CommandLineRun.of("export", folder, "--to", "word").err()).contains("there is no format 'word'");
    }

    @Test
    void convertedFilesCompareEqual() {
        good("export", folder, "--to", "imod", "--out", temp.resolve("imod"));
        Path xf = temp.resolve("imod/small.xf");
        CommandLineRun sizeless = CommandLineRun.of("convert", xf, "--to", "csv", "--out", temp.resolve("c"));
        assertThat(sizeless.err()).contains("name the raw stack with --stack, or give --size WIDTHxHEIGHT");
        assertThat(good("convert", xf, "--to", "csv", "--size", "320x304", "--out", temp.resolve("c")))
                .contains("wrote " + temp.resolve("c/small.views.csv"));
        String text = good("compare", folder, temp.resolve("c/small.views.csv"));
        assertThat(text).contains("removed: a translation of", "corner 0.00 px");
        JsonNode json =
                JsonMapper.shared().readTree(good("compare", folder, temp.resolve("c/small.views.csv"), "--json"));
        assertThat(json.path("cornerRmsPx").doubleValue()).isLessThan(0.01);
        assertThat(json.path("mirrored").booleanValue()).isFalse();
    }

    private static JsonNode json(Object... words) {
        return JsonMapper.shared().readTree(good(words));
    }

    @Test
    void scriptsReadWhatWasWrittenAndTaken() {
        Path imod = temp.resolve("imod");
        JsonNode written = json("export", folder, "--to", "imod", "--out", imod, "--json");
        assertThat(written.path("format").asString()).isEqualTo("imod");
        assertThat(written.path("files").get(0).asString()).startsWith(imod.toString());
        assertThat(json("export", folder, "--json").size())
                .isEqualTo(Exchange.targets().size());
        JsonNode converted =
                json("convert", imod.resolve("small.xf"), "--to", "csv", "--size", "320x304", "--out", temp, "--json");
        assertThat(converted.path("files").get(0).asString()).endsWith(".csv");
        assertThat(converted.path("viewsUsed").intValue()).isPositive();
        JsonNode markers = json("import", folder, imod.resolve("small.fid"), "--json");
        assertThat(markers.path("markers").intValue()).isPositive();
        JsonNode alignment = json("import", folder, imod.resolve("small.xf"), "--json");
        assertThat(alignment.path("next").toString()).contains("--step alignBinned");
        JsonNode table = json("markers", "export", folder, temp.resolve("markers.csv"), "--json");
        assertThat(table.path("observations").intValue()).isPositive();
        JsonNode presets = json("simulate", "--list", "--json");
        assertThat(presets.size()).isGreaterThan(10);
        assertThat(JsonMapper.shared()
                        .readTree(CommandLineRun.of("simulate", "--json").out()))
                .isEqualTo(presets);
    }

    @Test
    void theReportTellsTheVerdictFirst() throws IOException {
        Files.deleteIfExists(folder.resolve("report.html"));
        good("report", folder);
        String page =
                Files.readString(folder.resolve("report.html")).replaceAll("(data:image/jpeg;base64,)[^\"]*", "$1");
        assertThat(page)
                .contains("<h2>Verdict: good</h2>", "mean residual", "For the methods section", "3dmod ", "<svg")
                .contains("data:image/jpeg;base64,", "Residual by view", "view ")
                .doesNotContain("NaN", "@BODY@", "src=\"http", "href=\"http");
        assertThat(page.indexOf("Verdict")).isLessThan(page.indexOf("Figures"));
        JsonNode qc = JsonMapper.shared().readTree(folder.resolve("qc.json").toFile());
        assertThat(qc.path("verdict").asString()).isEqualTo("good");
        assertThat(qc.path("residualMeanPx").doubleValue()).isBetween(0.01, 1.0);
    }

    @Test
    void importedAlignmentsAndMarkersAreGoneOnWith() throws IOException {
        good("export", folder, "--to", "aretomo", "--out", temp.resolve("a"));
        good("export", folder, "--to", "imod", "--out", temp.resolve("i"));
        Path fresh = temp.resolve("fresh.goldtrail");
        good("new", DoneWorkflow.stack(), "--out", fresh);
        assertThat(good("import", fresh, temp.resolve("a/small.aln")))
                .contains("views are used", "--step measureBeads", "--step alignBinned");
        assertThat(CommandLineRun.of("run", fresh, "--step", "measureBeads").exitCode())
                .isEqualTo(3);
        CommandLineRun aligned = CommandLineRun.of("run", fresh, "--step", "alignBinned");
        assertThat(aligned.exitCode()).as(aligned.err()).isEqualTo(3);
        assertThat(aligned.out()).contains("verdict: questionable, the alignment was taken from");
        assertThat(good("compare", folder, fresh)).containsPattern("rms of \\d+ views");
        assertThat(good("import", fresh, temp.resolve("i/small.fid"))).contains("the working markers are version 1");
        assertThat(Workflow.open(fresh).markers().get().size())
                .isEqualTo(Workflow.open(folder).fit().markers().size());
        CommandLineRun wrong = CommandLineRun.of("import", fresh, DoneWorkflow.stack());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("these are images");
    }

    /** What the model holds fixed is 1 in every view, whatever earlier steps have refined; so nothing is lost in RELION. */
    @Test
    void fixedMagnificationIsNone() {
        CommandLineRun run = CommandLineRun.of(
                "run",
                folder,
                "--upto",
                "fixMarkers",
                "--set",
                "refinement.finalSelection.magnification=fixed",
                "--set",
                "refinement.finalSelection.tiltAngles=fixed");
        assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
        SeriesAlignment own = Workflow.open(folder).exchange().alignment();
        assertThat(own.views()).allSatisfy(v -> {
            assertThat(v.geometry().magnification()).isEqualTo(1);
            assertThat(v.geometry().tiltDeg()).isCloseTo(v.nominal().tiltDeg().orElseThrow(), within(1e-9));
        });
        assertThat(good("export", folder, "--to", "relion5", "--out", temp.resolve("r")))
                .doesNotContain("magnification");
    }

    /** TIFF and EM stacks are taken as they are: the same pixels give the same peaks. */
    @Test
    void otherStacksGiveTheSamePeaks() throws IOException {
        Path mrc = DoneWorkflow.stack();
        String peaks = "";
        for (Path stack : List.of(mrc, OtherStacks.tiff(mrc, temp), OtherStacks.em(mrc, temp))) {
            Path angles = mrc.resolveSibling(DoneWorkflow.NAME + ".rawtlt");
            Path out = temp.resolve(stack.getFileName() + ".goldtrail");
            CommandLineRun run = CommandLineRun.of(
                    "run", stack, "--angles", angles, "--pixel-size", "8", "--out", out, "--upto", "detectPeaks");
            assertThat(run.exitCode()).as(run.err()).isZero();
            String found = Files.readString(out.resolve("detection/raw-peaks.csv"));
            assertThat(found).isNotEmpty();
            assertThat(peaks.isEmpty() || peaks.equals(found))
                    .as("peaks of " + stack)
                    .isTrue();
            peaks = found;
        }
    }

    @Test
    void aRunWritesTheReport() {
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("qc.json")).isNotEmptyFile();
    }
}
