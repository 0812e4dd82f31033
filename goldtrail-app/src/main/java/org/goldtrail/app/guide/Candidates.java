package org.goldtrail.app.guide;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.goldtrail.bench.Benchmarks;
import org.goldtrail.interchange.AlignmentFormat;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.workflow.Exchange;
import org.goldtrail.workflow.engine.DiskPlan;
import org.goldtrail.workflow.exchange.WorkflowExport;
import org.goldtrail.workflow.steps.StepCatalogue;

/** What arguments of commands may be, for completion. */
public final class Candidates {
    private Candidates() {}

    /** All parameters by their full names. */
    public static final class ParameterPaths implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return paths().iterator();
        }
    }

    /** All parameters, to be given a value. */
    public static final class Assignments implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return paths().stream().map(p -> p + "=").iterator();
        }
    }

    /** Areas, steps and parameters. */
    public static final class Topics implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return paths().iterator();
        }
    }

    /** What is exported to. */
    public static final class Targets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Exchange.targets().stream().map(WorkflowExport.Target::id).iterator();
        }
    }

    /** What alignments are converted to. */
    public static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AlignmentFormat.all().stream().map(AlignmentFormat::id).iterator();
        }
    }

    /** Series that are simulated. */
    public static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(PhantomPreset.values()).map(PhantomPreset::id).iterator();
        }
    }

    /** What may be cleaned away. */
    public static final class Disposable implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(DiskPlan.Kind.values()).map(DiskPlan.Kind::id).iterator();
        }
    }

    /** What a session has in common. */
    public static final class Shared implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("axis,bead", "axis", "bead").iterator();
        }
    }

    /** Measurements of speed. */
    public static final class Measurements implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Benchmarks.NAMES.iterator();
        }
    }

    static List<String> paths() {
        return StepCatalogue.groups().stream()
                .flatMap(g -> g.parameters().stream())
                .map(p -> p.path())
                .toList();
    }
}
