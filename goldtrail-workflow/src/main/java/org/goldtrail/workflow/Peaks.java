package org.goldtrail.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.Peak;
import org.goldtrail.detection.PeakPopulations;
import org.goldtrail.detection.PeakSelection;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.CsvTable;
import org.goldtrail.formats.PeakFile;
import org.goldtrail.workflow.catalogue.Item;
import org.goldtrail.workflow.engine.WorkflowEngine;

/**
 * The detected peaks of a workflow, and which of them are selected. A selection by hand replaces that of the step "peak
 * selection" until the step is run again; what follows from it is then outdated.
 */
public final class Peaks {
    private final WorkflowEngine engine;
    private final Path root;

    Peaks(WorkflowEngine engine, Path root) {
        this.engine = engine;
        this.root = root;
    }

    /**
     * Which peaks are selected.
     *
     * @param probability of each peak that it is a bead, by the step's two populations; NaN where it was not judged
     * @param selected those that go on to the indexing
     */
    public record Selection(List<Double> probability, BitSet selected) {
        public Selection {
            probability = List.copyOf(probability);
        }
    }

    /**
     * All peaks, in the order of their file, with features where these have been measured.
     *
     * @throws GoldtrailException if none have been detected yet
     */
    public List<PeakFile.Peak> all() {
        int views = engine.nominalTilts().length;
        for (Item item : List.of(Item.PEAKS, Item.RAW_PEAKS)) {
            List<Path> files = engine.files(item);
            if (!files.isEmpty()) {
                return PeakFile.read(files.getFirst(), views);
            }
        }
        throw new GoldtrailException(
                "no peaks have been detected yet",
                root.toString(),
                "run the step detect peaks: goldtrail run " + root + " --step detectPeaks");
    }

    /** True once peaks have been selected. */
    public boolean areSelected() {
        return engine.files(Item.SELECTED_PEAKS).size()
                == Item.SELECTED_PEAKS.files("").size();
    }

    /**
     * The present selection, in the order of {@link #all}.
     *
     * @throws GoldtrailException if nothing has been selected yet, or the table does not fit the peaks
     */
    public Selection selection() {
        Path file = table();
        CsvTable table = CsvTable.read(file);
        int selectedColumn = table.column("selected");
        int probabilityColumn = table.column("probability");
        List<Double> probability = new ArrayList<>();
        BitSet selected = new BitSet();
        for (CsvTable.Row row : table.rows()) {
            selected.set(probability.size(), row.index(selectedColumn, 2) == 1);
            probability.add(row.numberOrNaN(probabilityColumn));
        }
        if (probability.size() != all().size()) {
            throw new GoldtrailException(
                    "the table of selected peaks belongs to other peaks",
                    file.toString(),
                    "run the step peak selection again");
        }
        return new Selection(probability, selected);
    }

    /**
     * The two populations that the step "peak selection" finds with its present parameters; peaks in the order of {@link #all}.
     *
     * @throws GoldtrailException if the features have not been measured yet
     */
    public PeakPopulations populations() {
        List<PeakFile.Peak> peaks = all();
        if (peaks.stream().allMatch(p -> Double.isNaN(p.rotationalMerit()))) {
            throw new GoldtrailException(
                    "the features of the peaks have not been measured yet",
                    root.toString(),
                    "run the step peak features first");
        }
        Map<String, Object> values = engine.values();
        return PeakPopulations.of(
                List.of(peaks.stream()
                        .map(p -> new Peak(
                                p.tilt(), p.x(), p.y(), p.cc(), p.rotationalMerit(), p.edgeMerit(), p.contrast()))
                        .toList()),
                new PeakSelection.Features(
                        Boolean.TRUE.equals(values.get("detection.peakSelection.useSobelForSelection")),
                        Boolean.TRUE.equals(values.get("detection.peakSelection.useSymmetryOrderForSelection"))));
    }

    /**
     * Selects peaks by hand.
     *
     * @param chosen those to go on with, by their place in {@link #all}
     * @throws GoldtrailException if the step has not been run yet, or nothing would be left
     */
    public void select(BitSet chosen) {
        List<PeakFile.Peak> peaks = all();
        Selection before = selection();
        if (chosen.isEmpty() || chosen.length() > peaks.size()) {
            throw new GoldtrailException(
                    chosen.isEmpty() ? "no peak would be left" : "there is no peak " + chosen.length(),
                    table().toString(),
                    "select other peaks");
        }
        List<PeakFile.Peak> kept = chosen.stream().mapToObj(peaks::get).toList();
        StringBuilder text = new StringBuilder("tilt,x,y,probability,selected\n");
        for (int i = 0; i < peaks.size(); i++) {
            PeakFile.Peak p = peaks.get(i);
            boolean byHand = chosen.get(i) != before.selected.get(i);
            double probability = byHand ? (chosen.get(i) ? 1 : 0) : before.probability.get(i);
            text.append(String.format(
                    Locale.ROOT, "%d,%.4f,%.4f,%.6f,%d\n", p.tilt(), p.x(), p.y(), probability, chosen.get(i) ? 1 : 0));
        }
        engine.writing(() -> {
            PeakFile.write(selectedFile(), kept);
            AtomicFile.writeText(table(), text.toString());
            return this;
        });
    }

    private Path selectedFile() {
        return root.resolve(Item.SELECTED_PEAKS.files("").getFirst());
    }

    private Path table() {
        Path file = root.resolve(Item.SELECTED_PEAKS.files("").getLast());
        if (!Files.exists(file)) {
            throw new GoldtrailException(
                    "no peaks have been selected yet", root.toString(), "run the step peak selection first");
        }
        return file;
    }
}
