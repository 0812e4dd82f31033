package org.goldtrail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.goldtrail.markers.MarkerSet;
import org.goldtrail.markers.Observation;
import org.goldtrail.phantom.Phantom;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.StepStatus;

/**
 * A small simulated tilt series with virus-like particles, 25 views of 336 x 320 pixels, and its workflow run to the end. Made
 * once and kept in {@code target/}, until it does not fit the program any more.
 */
public final class PhantomSeries {
    private static final Path HOME = Path.of("target", "phantom").toAbsolutePath();
    private static final Path WORKFLOW = HOME.resolve("finished.goldtrail");
    private static final PhantomParameters PARAMETERS = parameters();
    private static final Path STACK = HOME.resolve(PARAMETERS.name() + ".st");
    private static boolean made;

    private PhantomSeries() {}

    private static PhantomParameters parameters() {
        PhantomParameters quick = PhantomPreset.QUICK.parameters();
        return quick.withSize(336, 320)
                .with(quick.tilts().withRange(-48, 48, 4))
                .with(quick.gold().withCount(14));
    }

    /** Where stack and finished workflow lie. */
    public static Path home() {
        make();
        return HOME;
    }

    /** The raw stack, with its angles and its mdoc beside it. */
    public static Path stack() {
        make();
        return STACK;
    }

    /** The finished workflow, shared by all tests: to be looked at, never to be changed. */
    public static Path finished() {
        make();
        return WORKFLOW;
    }

    /** A copy of the finished workflow, to be changed. */
    public static Path copyOfFinished(Path folder) {
        make();
        copy(WORKFLOW, folder);
        return folder;
    }

    /** A workflow of the stack in which nothing has been run. */
    public static Path fresh(Path folder) {
        make();
        return Workflow.create(STACK, folder).folder();
    }

    /** Observations well inside of their views. */
    public static List<Observation> inTheMiddle(MarkerSet markers) {
        return markers.observations().stream()
                .filter(o -> o.x() > 60 && o.y() > 60 && o.x() < 276 && o.y() < 260)
                .toList();
    }

    private static synchronized void make() {
        if (made) {
            return;
        }
        try {
            Files.createDirectories(HOME);
            try (FileChannel channel = FileChannel.open(
                            HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!Files.exists(STACK)) {
                    Phantom.simulate(PARAMETERS, 1, HOME, Progress.SILENT);
                }
                if (!isFinished()) {
                    delete(WORKFLOW);
                    Workflow.create(STACK, WORKFLOW)
                            .set("alignment.alignBinned.alignmentBinningFactor", 2)
                            .run()
                            .all();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        made = true;
    }

    private static boolean isFinished() {
        return Workflow.isWorkflow(WORKFLOW)
                && Workflow.open(WORKFLOW).status().stream()
                        .filter(s -> s.step().runsUnattended())
                        .allMatch(StepStatus::isDone);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path file : (Iterable<Path>) tree::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
