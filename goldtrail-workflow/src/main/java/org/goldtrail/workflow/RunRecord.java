package org.goldtrail.workflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.formats.AngleSource;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.reconstruction.ThicknessEstimate;
import org.goldtrail.task.CancelledException;
import org.goldtrail.task.WorkerPool;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps {@code workflow.json}: what was run on what, with which options as said and as used, and what came of it. Its {@code
 * state} is {@code running} from the first moment on, then {@code finished}, {@code cancelled} or {@code error}; only a finished
 * run has a verdict. Lengths are in raw pixels, views are 0-based.
 */
final class RunRecord {
    static final String FILE_NAME = "workflow.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;
    private final OptionalDouble pixelSizeAngstrom;
    private final Map<String, Object> record = new LinkedHashMap<>();
    private final Map<String, Object> used = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private RunRecord(Path file, OptionalDouble pixelSizeAngstrom) {
        this.file = file;
        this.pixelSizeAngstrom = pixelSizeAngstrom;
    }

    /** Writes the record of a run that begins. */
    static RunRecord begin(WorkflowFolder folder, RunOptions options, TiltSeriesInput input, Set<Integer> discarded) {
        RunRecord r = new RunRecord(folder.root().resolve(FILE_NAME), input.pixelSizeAngstrom());
        Map<String, Object> all = r.record;
        all.put("program", "Goldtrail");
        all.put("version", Version.NUMBER);
        all.put("java", Runtime.version().toString());
        all.put("state", "running");
        all.put("process", ProcessHandle.current().pid());
        all.put("started", now());
        all.put("stack", options.stack().toAbsolutePath().toString());
        all.put("width", input.width());
        all.put("height", input.height());
        all.put("sections", input.sections());
        all.put("angles", input.angles().name());
        all.put(
                "otherAngles",
                input.otherAngles().stream().map(AngleSource::name).toList());
        all.put(
                "pixelSizeAngstrom",
                input.pixelSizeAngstrom().isPresent()
                        ? input.pixelSizeAngstrom().getAsDouble()
                        : "not known");
        all.put("pixelSizeOrigin", input.pixelSizeOrigin());
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("given", given(options));
        both.put("used", r.used);
        all.put("options", both);
        r.used.put("binning", options.binning());
        r.used.put("excluded", List.copyOf(discarded));
        r.used.put("memoryBytes", options.memoryBytes());
        r.used.put("threads", WorkerPool.shared().threads());
        r.used.put("robust", options.solution().robust());
        all.put("warnings", r.warnings);
        input.warnings().forEach(r::warning);
        r.write();
        return r;
    }

    /** What a person said, in words of the command line. */
    private static Map<String, Object> given(RunOptions o) {
        Map<String, Object> map = new LinkedHashMap<>();
        o.angleFile().ifPresent(f -> map.put("angles", f.toString()));
        o.mdocFile().ifPresent(f -> map.put("mdoc", f.toString()));
        o.pixelSizeAngstrom().ifPresent(a -> map.put("pixelSizeAngstrom", a));
        o.beadDiameter().ifPresent(l -> map.put("beadDiameter", l.toString()));
        o.darkBeads().ifPresent(dark -> map.put("beads", dark ? "dark" : "bright"));
        o.tiltAxisDeg().ifPresent(a -> map.put("tiltAxisDeg", a));
        if (!o.excluded().items().isEmpty()) {
            map.put("exclude", o.excluded().items());
        }
        o.thickness().ifPresent(l -> map.put("thickness", l.toString()));
        map.put("rotation", word(o.solution().rotation()));
        map.put("tiltAngles", word(o.solution().tiltAngles()));
        map.put("magnification", word(o.solution().magnification()));
        map.put("stretch", o.solution().stretch());
        map.put("skew", o.solution().skew());
        map.put("xTilt", o.solution().xTilt());
        map.put("robust", o.solution().robust());
        map.put("flipHand", o.flipHand());
        map.put("binning", o.binning());
        o.folder().ifPresent(f -> map.put("out", f.toString()));
        return map;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A sentence a person should read. */
    void warning(String sentence) {
        synchronized (warnings) {
            warnings.add(sentence);
        }
    }

    void beads(BeadSize bead, RunOptions options) {
        Map<String, Object> map = new LinkedHashMap<>();
        length(map, "diameter", bead.diameterPx());
        map.put("diameterOrigin", options.beadDiameter().isPresent() ? "given" : "measured");
        map.put("contrast", bead.dark() ? "dark" : "bright");
        map.put("contrastOrigin", options.darkBeads().isPresent() ? "given" : "measured");
        map.put("confidence", bead.confidence());
        bead.secondDiameterPx().ifPresent(d -> length(map, "secondDiameter", d));
        record.put("beads", map);
        used.put("beadDiameterPx", bead.diameterPx());
        used.put("beads", bead.dark() ? "dark" : "bright");
    }

    void detection(Detection.Prepared prepared, RawViews raw) {
        used.put("detectionBinning", prepared.detection().binning());
        used.put("refinementBinning", prepared.refinement().binning());
        record.put("repairedPixels", raw.repairedPixels());
    }

    void solution(Refinement.Outcome solution, Collection<ExcludedView> excluded) {
        used.put("model", solution.fit().model().toString());
        used.put("tiltAxisDeg", solution.fit().axisDeg());
        record.put("axisDeg", solution.fit().axisDeg());
        record.put("hand", solution.handOrigin().isEmpty() ? "not known" : "from " + solution.handOrigin());
        record.put(
                "excludedViews",
                excluded.stream()
                        .map(e -> Map.of("tilt", e.section(), "kind", e.kind(), "reason", e.reason()))
                        .toList());
    }

    void thickness(ThicknessEstimate thickness) {
        Map<String, Object> map = new LinkedHashMap<>();
        length(map, "thickness", thickness.thicknessPx());
        map.put("method", word(thickness.method()));
        map.put("guess", thickness.method() == ThicknessEstimate.Method.GUESS);
        map.put("text", thickness.sentence());
        record.put("thickness", map);
        used.put("thicknessPx", thickness.thicknessPx());
    }

    private void length(Map<String, Object> map, String name, double px) {
        map.put(name + "Px", px);
        pixelSizeAngstrom.ifPresent(a -> map.put(name + "Nm", px * a / 10));
    }

    /** Writes the record of a run that came to its end. */
    void finished(Verdict verdict, Map<String, Double> seconds) {
        record.put("verdict", verdict.grade().word());
        record.put("reasons", verdict.reasons());
        record.put("figures", verdict.figures());
        record.put("advice", verdict.advice());
        end("finished", seconds);
    }

    /**
     * Writes the record of a run that was ended before it had a verdict.
     *
     * @param why as it will be thrown on; gets an exception added if the record cannot be written
     */
    void stopped(Throwable why, Map<String, Double> seconds) {
        boolean cancelled = why instanceof CancelledException;
        if (!cancelled) {
            record.put("error", why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
        }
        try {
            end(cancelled ? "cancelled" : "error", seconds);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private void end(String state, Map<String, Double> seconds) {
        record.put("state", state);
        record.put("ended", now());
        record.put("secondsPerStep", seconds);
        write();
    }

    private void write() {
        synchronized (warnings) {
            AtomicFile.writeText(file, JSON.writeValueAsString(record) + "\n");
        }
    }

    /**
     * Whether what lies in a folder comes from a run that came to its end: so says its record, or one of an older version that has
     * no state, or there is none.
     */
    static boolean isFinished(Path root) {
        Path file = root.resolve(FILE_NAME);
        if (!Files.isRegularFile(file)) {
            return true;
        }
        try {
            JsonNode state = JSON.readTree(file.toFile()).path("state");
            return state.isMissingNode() || "finished".equals(state.asString());
        } catch (JacksonException e) {
            return false; // only a damaged disk leaves half a record: it vouches for nothing
        }
    }
}
