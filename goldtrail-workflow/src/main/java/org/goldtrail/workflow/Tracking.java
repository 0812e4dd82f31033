package org.goldtrail.workflow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.goldtrail.GoldtrailException;
import org.goldtrail.detection.BeadSize;
import org.goldtrail.detection.DetectPeaks;
import org.goldtrail.formats.TiltSeriesInput;
import org.goldtrail.indexing.ObservationCloud;

/** From the size of the beads to a solution, or to a reason why there are none of this size. */
final class Tracking {
    private final WorkflowFolder folder;
    private final RunOptions options;
    private final TiltSeriesInput input;
    private final Set<Integer> discarded;
    private final RawViews raw;
    private final StepClock clock;
    private final RunListener listener;

    Tracking(
            WorkflowFolder folder,
            RunOptions options,
            TiltSeriesInput input,
            Set<Integer> discarded,
            RawViews raw,
            StepClock clock,
            RunListener listener) {
        this.folder = folder;
        this.options = options;
        this.input = input;
        this.discarded = discarded;
        this.raw = raw;
        this.clock = clock;
        this.listener = listener;
    }

    /** How it ended. */
    sealed interface Outcome {}

    /** Beads, tracked and solved. */
    record Beads(
            Detection.Outcome detection,
            Indexing.Outcome indexing,
            Refinement.Outcome solution,
            List<ExcludedView> excluded,
            BeadTest.Evidence evidence)
            implements Outcome {}

    /**
     * No beads.
     *
     * @param why a clause for people
     */
    record NoBeads(String why, Indexing.Outcome indexing) implements Outcome {}

    /**
     * Tracks the beads of the size measured. Where these turn out to be something else, frost or the like, but smaller and
     * denser things are there, too, tracks those.
     */
    Outcome run() {
        BeadSize bead =
                clock.run(Step.BEAD_SIZE, progress -> Detection.beadSize(options, input, discarded, raw, progress));
        if (bead.confidence() == 0) {
            return none("there is no round object in the views of low tilt");
        }
        listener.message(Detection.describe(bead, input));
        Outcome first = track(bead);
        Optional<BeadSize> denser = bead.denser();
        if (!(first instanceof NoBeads failed) || denser.isEmpty()) {
            return first;
        }
        listener.message(failed.why + "; the smaller and denser ones of "
                + Units.length(denser.get().diameterPx(), input.pixelSizeAngstrom()) + " are tried");
        folder.discardAttempt();
        clock.backTo(Step.VISUALISATION);
        Outcome second = track(denser.get());
        return second instanceof NoBeads
                ? new NoBeads(
                        failed.why + ", nor are those of "
                                + Units.length(denser.get().diameterPx(), input.pixelSizeAngstrom()) + " beads",
                        failed.indexing)
                : second;
    }

    private Outcome track(BeadSize bead) {
        Detection.Prepared prepared =
                clock.run(Step.VISUALISATION, progress -> Detection.prepare(discarded, raw, bead, progress));
        DetectPeaks.Result peaks = clock.run(
                Step.DETECT_PEAKS, progress -> DetectPeaks.detect(prepared.binned(), prepared.detection(), progress));
        Detection.Outcome detection =
                clock.run(Step.PEAK_SELECTION, progress -> Detection.select(bead, prepared, peaks.peaks()));
        Detection.write(folder, detection);
        boolean[] usable = detection.usable();
        if (IntStream.range(0, usable.length).filter(v -> usable[v]).count() < 3) {
            return none("fewer than 3 views hold data");
        }
        ObservationCloud cloud = detection.cloud(input.width(), input.height());
        Indexing.Outcome indexing;
        try {
            indexing = Indexing.run(options, input.tiltsDeg(), cloud, detection, folder, clock, listener);
        } catch (GoldtrailException e) {
            return none(problem(e));
        }
        if (indexing.series().isEmpty() || !BeadTest.areTrails(indexing)) {
            return new NoBeads("what looks like beads forms no trails", indexing);
        }
        Refinement.Outcome solution;
        try {
            solution = Refinement.run(
                    options, input.axisCandidates(), indexing.series().get(), detection, folder, clock, listener);
        } catch (GoldtrailException e) {
            return new NoBeads(problem(e), indexing);
        }
        List<ExcludedView> excluded =
                Refinement.excluded(solution, detection, ViewBrightness.of(raw, input.tiltsDeg(), usable));
        BeadTest.Evidence evidence = BeadTest.look(solution, detection, input.pixelSizeAngstrom());
        return BeadTest.doubt(solution, evidence, input.sections() - excluded.size())
                .<Outcome>map(why -> new NoBeads(why, indexing))
                .orElseGet(() -> new Beads(detection, indexing, solution, excluded, evidence));
    }

    private static NoBeads none(String why) {
        return new NoBeads(why, new Indexing.Outcome(Optional.empty(), 0, 0));
    }

    /** What a step says; a file that cannot be read or written says nothing of beads. */
    private static String problem(GoldtrailException e) {
        if (e.getCause() != null) {
            throw e;
        }
        return e.problem();
    }
}
