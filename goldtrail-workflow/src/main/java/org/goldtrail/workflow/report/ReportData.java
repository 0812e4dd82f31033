package org.goldtrail.workflow.report;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.goldtrail.ctf.SeriesCtf;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.Provenance;
import org.goldtrail.workflow.engine.SeriesIndex;
import org.goldtrail.workflow.engine.Solved;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.WorkflowEngine;
import org.goldtrail.workflow.exchange.WorkflowExport;
import org.goldtrail.workflow.files.Json;
import org.goldtrail.workflow.judgement.Verdict;
import org.goldtrail.workflow.series.Series;
import org.goldtrail.workflow.solution.SeriesSolution;
import org.goldtrail.workflow.steps.CtfSetup;

/**
 * All that a report tells, as it lies in the folder now.
 *
 * @param root the workflow folder
 * @param name of the series
 * @param stack the raw stack
 * @param index what is known of the raw series
 * @param verdict on the alignment; empty while there is none
 * @param solution empty while the series is not solved
 * @param solutionIsUpToDate false if something has changed since it was solved
 * @param bead size of the beads, where measured
 * @param ctf of the views, where estimated
 * @param exposureOrder place of each view in the order of exposure, 0 for the first; empty where there is no CTF
 * @param steps state of every step
 * @param values present values of all parameters
 * @param files of each item that is there
 * @param doseEnd e/Å² received before the last view, where files state it
 */
record ReportData(
        Path root,
        String name,
        Path stack,
        SeriesIndex index,
        Optional<Verdict> verdict,
        Optional<SeriesSolution> solution,
        boolean solutionIsUpToDate,
        Optional<BeadSize> bead,
        Optional<SeriesCtf> ctf,
        List<Integer> exposureOrder,
        List<StepStatus> steps,
        Map<String, Object> values,
        Map<Item, List<Path>> files,
        OptionalDouble doseEnd) {

    static ReportData of(WorkflowEngine engine, Path root, String name, Path stack) {
        Optional<Solved> solved = engine.solved();
        Map<Item, List<Path>> files = new EnumMap<>(Item.class);
        for (Item item : Item.values()) {
            files.put(item, engine.files(item));
        }
        List<StepStatus> steps = engine.status();
        Optional<SeriesCtf> ctf =
                first(files, Item.CTF_ESTIMATE, "ctf.json").flatMap(f -> Json.read(f, SeriesCtf.class));
        return new ReportData(
                root,
                name,
                stack,
                engine.index(),
                WorkflowEngine.verdict(steps),
                solved.map(Solved::solution),
                solved.map(Solved::upToDate).orElse(false),
                first(files, Item.BEAD_SIZE, ".json").flatMap(f -> Json.read(f, BeadSize.class)),
                ctf,
                ctf.isPresent() ? exposureOrder(engine) : List.of(),
                steps,
                engine.values(),
                files,
                doseEnd(engine, root, name, stack, solved.isPresent()));
    }

    private static List<Integer> exposureOrder(WorkflowEngine engine) {
        try (Series series = engine.openRaw()) {
            return CtfSetup.doseOrder(series);
        }
    }

    private static OptionalDouble doseEnd(WorkflowEngine engine, Path root, String name, Path stack, boolean solved) {
        return solved
                ? new WorkflowExport(engine, root, name, stack)
                        .alignment().views().stream()
                                .flatMapToDouble(v -> v.nominal().doseBefore().stream())
                                .max()
                : OptionalDouble.empty();
    }

    private static Optional<Path> first(Map<Item, List<Path>> files, Item item, String ending) {
        return files.getOrDefault(item, List.of()).stream()
                .filter(f -> f.toString().endsWith(ending))
                .findFirst();
    }

    /** The first file of an item with an ending. */
    Optional<Path> file(Item item, String ending) {
        return first(files, item, ending);
    }

    OptionalDouble pixel() {
        return index.pixelSizeAngstrom();
    }

    /** A figure that a step has left, if it is done. */
    Optional<Object> figure(String step, String name) {
        return steps.stream()
                .filter(s -> s.step().id().equals(step) && s.provenance().isPresent())
                .map(s ->
                        s.provenance().map(Provenance::figures).orElse(Map.of()).get(name))
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .findFirst();
    }

    /** A number that a step has left. */
    OptionalDouble number(String step, String name) {
        return figure(step, name)
                .filter(Number.class::isInstance)
                .map(n -> OptionalDouble.of(((Number) n).doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    /** Where the dose comes from, for people. */
    String doseSource() {
        Object said = values.getOrDefault("settings.general.dosePerView", "auto");
        if (!said.toString().equals("auto")) {
            return said + " e/Å² per view, as set";
        }
        return doseEnd.isPresent()
                ? String.format(
                        Locale.ROOT, "as the mdoc states it, %.1f e/Å² before the last view", doseEnd.getAsDouble())
                : "not known";
    }

    /** Where the hand comes from, for people. */
    String tomogramHand() {
        return solution.map(s -> s.handOrigin().isEmpty() ? "not known" : "from " + s.handOrigin())
                .orElse("not known");
    }

    /** Which way the defocus runs, for people. */
    String defocusHand() {
        return ctf.filter(SeriesCtf::ringsFound)
                .map(c -> c.hand().hand() == 0
                        ? "cannot be told from these views"
                        : String.format(
                                Locale.ROOT,
                                "%+d, rlnTomoHand %+d (probability %.2f)",
                                c.hand().hand(),
                                -c.hand().hand(),
                                c.hand().confidence()))
                .orElse("not measured");
    }
}
