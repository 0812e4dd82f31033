package org.goldtrail.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.formats.ExcludedTiltsFile;
import org.goldtrail.phantom.Truth;
import org.goldtrail.phantom.TruthFiles;
import org.goldtrail.phantom.score.AlignmentScore;
import org.goldtrail.phantom.score.DetectionScore;
import org.goldtrail.phantom.score.ResultFiles;
import org.goldtrail.phantom.score.ScoreJson;
import org.goldtrail.phantom.score.TrackScore;
import org.goldtrail.phantom.score.TrackTriangulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code goldtrail score}: results of a simulated series against its truth. */
@Command(
        name = "score",
        description =
                "Scores a workflow folder against the truth of a simulated series, or by independent bead tracks.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ScoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder of the run")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TRUTH",
            description = "folder of the simulated series, or its truth.json")
    private @Nullable Path truthPath;

    @Option(
            names = "--tracks",
            paramLabel = "CSV",
            description = "bead tracks made independently (marker,tilt,x,y, 0-based, raw pixel indices): how well the"
                    + " alignment explains them; needs no truth")
    private @Nullable Path tracksPath;

    @Option(names = "--json", description = "all figures as JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (truthPath == null && tracksPath == null) {
            throw new GoldtrailException(
                    "there is nothing to compare with", "score", "give the TRUTH of a simulated series, or --tracks");
        }
        if (tracksPath != null) {
            TrackTriangulation independent = independent(folder, tracksPath);
            System.out.println(json ? ScoreJson.of(independent).stripTrailing() : independent.report());
        }
        if (truthPath != null) {
            againstTruth(TruthFiles.read(truthPath));
        }
        return 0;
    }

    private void againstTruth(Truth truth) {
        AlignmentScore alignment = alignment(folder, truth);
        TrackScore tracks =
                TrackScore.of(truth, ResultFiles.readObservations(folder.resolve("markers/working.csv"), true));
        DetectionScore detection = DetectionScore.of(
                truth, ResultFiles.readObservations(folder.resolve("detection/selected-peaks.csv"), false));
        if (json) {
            System.out.println("{\"alignment\": " + ScoreJson.of(alignment) + ",\n\"tracks\": " + ScoreJson.of(tracks)
                    + ",\n\"detection\": " + ScoreJson.of(detection) + "}");
        } else {
            System.out.println(alignment.report().stripTrailing());
            System.out.println("selected peaks:");
            System.out.println(detection.report().stripTrailing());
            System.out.println("working markers:");
            System.out.println(tracks.report().stripTrailing());
        }
    }

    /** Scores the alignment of a workflow folder by tracks that it has not seen. */
    private static TrackTriangulation independent(Path folder, Path tracks) {
        Path alignment = folder.resolve("alignment");
        Path record = folder.resolve("workflow.json");
        JsonNode run;
        try {
            run = JsonMapper.shared().readTree(record.toFile());
        } catch (JacksonException e) {
            throw new GoldtrailException(
                    "the record of the run cannot be read", record.toString(), "run the series first", e);
        }
        return TrackTriangulation.of(
                ResultFiles.readObservations(tracks, true),
                ResultFiles.readNumbers(only(alignment, ".xf"), 6),
                ResultFiles.readColumn(only(alignment, ".tlt")),
                ResultFiles.readColumn(only(alignment, ".xtilt")),
                run.path("width").asInt(),
                run.path("height").asInt(),
                Set.of());
    }

    /** Scores the alignment of a workflow folder. */
    static AlignmentScore alignment(Path folder, Truth truth) {
        Path xf = only(folder.resolve("alignment"), ".xf");
        Path tlt = only(folder.resolve("alignment"), ".tlt");
        double[][] transforms = ResultFiles.readNumbers(xf, 6);
        double[] tilts = ResultFiles.readColumn(tlt);
        Path excludedFile = only(folder.resolve("alignment"), ".excluded.csv");
        List<Integer> excluded = ExcludedTiltsFile.read(excludedFile, tilts.length).stream()
                .map(ExcludedTiltsFile.ExcludedTilt::tilt)
                .toList();
        double[] xTilts = ResultFiles.readColumn(only(folder.resolve("alignment"), ".xtilt"));
        Path zFactorFile = xf.resolveSibling(xf.getFileName().toString().replaceFirst("\\.xf$", ".zfac"));
        double[][] zFactors = Files.exists(zFactorFile) ? ResultFiles.readNumbers(zFactorFile, 2) : null;
        return AlignmentScore.excluding(truth, transforms, tilts, xTilts, zFactors, excluded);
    }

    private static Path only(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            throw new GoldtrailException(
                    "there is no alignment", folder.toString(), "run the series first: goldtrail run STACK");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.getFileName().toString().endsWith(ending))
                    .toList();
            if (found.size() != 1) {
                throw new GoldtrailException(
                        "there are " + found.size() + " files *" + ending, folder.toString(), "there should be one");
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new GoldtrailException("the folder cannot be read", folder.toString(), "check its rights", e);
        }
    }
}
