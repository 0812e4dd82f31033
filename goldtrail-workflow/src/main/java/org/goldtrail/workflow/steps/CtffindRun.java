package org.goldtrail.workflow.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.goldtrail.GoldtrailException;
import org.goldtrail.ctf.CtfModel;
import org.goldtrail.ctf.CtfSeriesInput;
import org.goldtrail.ctf.CtffindProgram;
import org.goldtrail.ctf.HandTest;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.ctf.ViewCtf;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.MrcLayout;
import org.goldtrail.formats.MrcWriter;
import org.goldtrail.geometry.ViewGeometry;
import org.goldtrail.image.Image;
import org.goldtrail.task.Progress;
import org.goldtrail.task.WorkerPool;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.files.FolderFiles;
import org.goldtrail.workflow.series.Series;
import org.jspecify.annotations.Nullable;

/** Has CTFFIND find the defocus of all views, several at once. */
final class CtffindRun {
    private static final double WORTH_TELLING_ANGSTROM = 100;
    private static final List<String> NAMES = List.of("ctffind4", "ctffind", "ctffind5");

    private final StepContext context;
    private final CtfSetup setup;
    private final EstimateCtfStep.Parameters parameters;

    CtffindRun(StepContext context, CtfSetup setup, EstimateCtfStep.Parameters parameters) {
        this.context = context;
        this.setup = setup;
        this.parameters = parameters;
    }

    /** What one run has left. */
    private record Result(@Nullable ViewCtf view, String log) {}

    SeriesCtf run(Progress progress) {
        Series series = setup.series();
        String executable = ExternalPrograms.find(parameters.ctffind4(), NAMES);
        CtffindProgram usual = CtffindProgram.standard(executable, setup.optics());
        CtffindProgram program = new CtffindProgram(
                executable,
                setup.optics(),
                parameters.ctffindBoxPx(),
                parameters.ctffindLowestResolutionAngstrom(),
                parameters.ctffindHighestResolutionAngstrom(),
                parameters.smallestDefocusMicrometre() * 1e4,
                parameters.largestDefocusMicrometre() * 1e4,
                usual.stepAngstrom(),
                parameters.fitPhaseShift(),
                Duration.ofMillis((long) (60_000 * parameters.ctffindTimeLimitMinutes())));
        CtfSeriesInput input = setup.input();
        Path work = context.output(Item.CTF_ESTIMATE).resolveSibling("ctffind-work");
        FolderFiles.createFolderOf(work.resolve("any"));
        context.message("CTFFIND: " + executable);
        List<Result> results = WorkerPool.shared().map(series.viewCount(), progress, v -> {
            ViewGeometry geometry = input.geometries().get(v);
            return geometry == null
                    ? new Result(null, "")
                    : view(program, input.views().view(v), v, geometry, work);
        });
        StringBuilder log = new StringBuilder();
        List<ViewCtf> views = new ArrayList<>();
        for (int v = 0; v < results.size(); v++) {
            Result result = results.get(v);
            double tilt = setup.solution().fit().view(v).tiltDeg();
            views.add(result.view == null ? ViewCtf.noData(v, tilt) : result.view);
            if (!result.log.isEmpty()) {
                log.append(String.format(Locale.ROOT, "==== view %d%n", v + 1))
                        .append(result.log)
                        .append('\n');
            }
        }
        AtomicFile.writeText(
                context.output(Item.CTF_ESTIMATE, "ctf/" + series.name() + "_ctffind.log"),
                log.toString().replace("\r\n", "\n"));
        atSpecimenCentre(views, input);
        boolean any = views.stream().anyMatch(v -> v.model() != null);
        return new SeriesCtf(
                views,
                setup.optics(),
                new HandTest(0, 0, 0),
                0,
                any,
                1 / parameters.ctffindLowestResolutionAngstrom(),
                1 / parameters.ctffindHighestResolutionAngstrom());
    }

    /**
     * CTFFIND's defocus is that of the middle of the image; ours that of the specimen centre, which the alignment says lies
     * elsewhere in the image and at another height. Which of both is farther from focus hangs on the hand.
     */
    private void atSpecimenCentre(List<ViewCtf> views, CtfSeriesInput input) {
        int hand = context.parametersOf(CorrectCtfStep.class, CorrectCtfStep.Parameters.class)
                .defocusHand()
                .given();
        double farthest = 0;
        for (int v = 0; v < views.size(); v++) {
            ViewGeometry geometry = input.geometries().get(v);
            CtfModel model = views.get(v).model();
            if (geometry == null || model == null) {
                continue;
            }
            Series series = setup.series();
            double higher = input.plane()
                            .heightPx(
                                    geometry,
                                    series.width(),
                                    series.height(),
                                    (series.width() - 1) / 2.0,
                                    (series.height() - 1) / 2.0)
                    * input.pixelSizeAngstrom();
            farthest = Math.max(farthest, Math.abs(higher));
            ViewCtf view = views.get(v);
            views.set(
                    v,
                    ViewCtf.measured(
                            v,
                            view.tiltDeg(),
                            model.withMean(model.meanAngstrom() + hand * higher),
                            view.score(),
                            view.resolutionAngstrom()));
        }
        if (hand == 0 && farthest > WORTH_TELLING_ANGSTROM) {
            context.warning(String.format(
                    Locale.ROOT,
                    "CTFFIND's defocus is that of the middle of each image, which lies up to %.0f Å higher or lower than the"
                            + " specimen centre; to have it converted, set ctf.correctCTF.defocusHand to plus or minus and"
                            + " estimate again",
                    farthest));
        }
    }

    private Result view(CtffindProgram program, Image image, int v, ViewGeometry geometry, Path work) {
        String name = String.format(Locale.ROOT, "view-%03d", v + 1);
        Path file = work.resolve(name + ".mrc");
        double pixel = CtfSetup.pixelSize(setup.series());
        MrcLayout layout = MrcLayout.stack(image.width(), image.height(), 1).withPixelSize(OptionalDouble.of(pixel));
        try (MrcWriter writer = MrcWriter.create(file, layout)) {
            writer.writeSection(0, image);
            writer.commit();
        }
        Path log = work.resolve(name + ".log");
        try {
            List<DefocusRow> rows = program.run(file, work.resolve(name + "_diag.mrc"), pixel, log, Progress.SILENT);
            DefocusRow row = rows.getFirst();
            CtfModel model = row.isKnown()
                    ? new CtfModel(
                            row.defocusUAngstrom(), row.defocusVAngstrom(), row.astigmatismDeg(), row.phaseShiftRad())
                    : null;
            double tilt = geometry.tiltDeg();
            ViewCtf view = model == null
                    ? ViewCtf.noData(v, tilt)
                    : ViewCtf.measured(v, tilt, model, row.score(), row.resolutionAngstrom());
            return new Result(view, Files.readString(log, StandardCharsets.UTF_8));
        } catch (GoldtrailException e) {
            keep(log);
            // Not as its cause: the pool looks for the innermost error of a kind.
            GoldtrailException told = new GoldtrailException(
                    e.problem(),
                    program.executable() + ", view " + (v + 1),
                    "all it said is in the log of the step: goldtrail log FOLDER ctf.estimateCTF");
            told.addSuppressed(e);
            throw told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            FolderFiles.delete(file);
        }
    }

    /** The log of a run that failed goes into the log of the step, for the folder of the run is removed. */
    private void keep(Path log) {
        if (Files.exists(log)) {
            try {
                Files.readString(log, StandardCharsets.UTF_8).lines().forEach(l -> context.message("ctffind: " + l));
            } catch (IOException e) {
                context.message("the log of ctffind cannot be read: " + Objects.toString(e.getMessage(), ""));
            }
        }
    }
}
