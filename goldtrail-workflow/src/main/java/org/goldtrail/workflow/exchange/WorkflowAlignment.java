package org.goldtrail.workflow.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.goldtrail.ctf.CtfFiles;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.fitting.Fit;
import org.goldtrail.formats.DefocusRow;
import org.goldtrail.formats.TiltNotes;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.interchange.AlignedView;
import org.goldtrail.interchange.KnownSeries;
import org.goldtrail.interchange.Optics;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.workflow.catalogue.GeneralSettings;
import org.goldtrail.workflow.catalogue.InputSettings;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.series.ExcludedView;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;

/** The solution of a workflow in the neutral form that formats are written from. */
final class WorkflowAlignment {
    private final WorkflowEngine engine;
    private final String name;
    private final Path stack;

    WorkflowAlignment(WorkflowEngine engine, String name, Path stack) {
        this.engine = engine;
        this.name = name;
        this.stack = stack;
    }

    /** What is known of the series without any alignment. */
    KnownSeries known() {
        SeriesIndex index = engine.index();
        return KnownSeries.of(index.width(), index.height(), index.pixelSizeAngstrom(), index.tiltsDeg());
    }

    SeriesAlignment of(SeriesSolution solution, boolean upToDate) {
        SeriesIndex index = engine.index();
        GeneralSettings general = engine.settings().of(GeneralSettings.GROUP, GeneralSettings.DEFAULT);
        Fit fit = solution.fit();
        Map<Integer, ExcludedView> excluded = new HashMap<>();
        solution.excluded().forEach(e -> excluded.put(e.section(), e));
        Optional<SeriesCtf> ctf = ctf();
        List<AlignedView.Nominal> nominal = nominal(index, general, ctf);
        List<AlignedView> views = new ArrayList<>();
        for (int v = 0; v < fit.viewCount(); v++) {
            ExcludedView out = excluded.get(v);
            views.add(new AlignedView(
                    out == null, out == null ? "" : out.reason(), fit.view(v), fit.distortion(v), nominal.get(v)));
        }
        SeriesAlignment alignment = new SeriesAlignment(
                name,
                index.width(),
                index.height(),
                index.pixelSizeAngstrom(),
                views,
                Optional.of(
                        new Optics(general.voltageKv(), general.sphericalAberrationMm(), general.amplitudeContrast())),
                ctf.map(c -> c.hand().hand())
                        .filter(h -> h != 0)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                !solution.handOrigin().isEmpty(),
                "the solution of " + name,
                List.of());
        if (solution.handOrigin().isEmpty()) {
            alignment = alignment.remarked(
                    "The hand is not known: the tomogram may be the mirror image of the specimen; give"
                            + " --tilt-axis, or switch it with --flip-hand.");
        }
        return upToDate
                ? alignment
                : alignment.remarked(
                        "Markers, views or parameters have changed since the series was solved; run it again to"
                                + " export what is shown now.");
    }

    private Optional<SeriesCtf> ctf() {
        return engine.files(Item.CTF_ESTIMATE).stream()
                .filter(f -> f.endsWith("ctf.json"))
                .findFirst()
                .flatMap(f -> Json.read(f, SeriesCtf.class));
    }

    private List<AlignedView.Nominal> nominal(SeriesIndex index, GeneralSettings general, Optional<SeriesCtf> ctf) {
        List<TiltNotes> notes = notes(general);
        List<DefocusRow> rows = ctf.map(CtfFiles::rows).orElse(List.of());
        List<AlignedView.Nominal> all = new ArrayList<>();
        for (int v = 0; v < index.tiltsDeg().size(); v++) {
            Optional<TiltNotes> note = v < notes.size() ? Optional.of(notes.get(v)) : Optional.empty();
            OptionalDouble dose = general.dosePerView().isPresent()
                    ? general.dosePerView()
                    : note.map(TiltNotes::dosePerTilt).orElse(OptionalDouble.empty());
            all.add(new AlignedView.Nominal(
                    OptionalDouble.of(index.tiltsDeg().get(v)),
                    doseBefore(note, general.dosePerView()),
                    dose,
                    v < rows.size() && rows.get(v).isKnown() ? Optional.of(rows.get(v)) : Optional.empty(),
                    note.flatMap(TiltNotes::movieName).orElse("")));
        }
        return all;
    }

    /** What the user says of the dose of each view, times its place in time; else what the files state. */
    private static OptionalDouble doseBefore(Optional<TiltNotes> note, OptionalDouble perView) {
        OptionalInt place = note.map(TiltNotes::acquisitionIndex).orElse(OptionalInt.empty());
        if (perView.isPresent() && place.isPresent()) {
            return OptionalDouble.of(perView.getAsDouble() * place.getAsInt());
        }
        return note.map(TiltNotes::doseBefore).orElse(OptionalDouble.empty());
    }

    private List<TiltNotes> notes(GeneralSettings general) {
        if (!Files.isReadable(stack)) {
            return List.of();
        }
        InputSettings files = engine.settings().of(InputSettings.GROUP, InputSettings.DEFAULT);
        TiltSeriesInput input = Series.source(stack, files, general).read();
        return input.views();
    }
}
