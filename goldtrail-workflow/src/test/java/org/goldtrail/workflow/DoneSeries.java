package org.goldtrail.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.goldtrail.workflow.engine.RunListener;
import org.goldtrail.workflow.engine.StepStatus;
import org.goldtrail.workflow.engine.StepStatus.State;

/** A small series that has been run from beginning to end, to be copied by each test that changes it. */
public final class DoneSeries {
    public static final String NAME = "tiny";

    private final Path master;

    /** Runs the series once. */
    public DoneSeries(Path folder, TinySeries series) {
        master = folder;
        Path stack = series.write(folder, NAME);
        SeriesRun.run(new TestOptions(stack, folder.resolve("out")).make(), RunListener.SILENT);
    }

    /** A copy of the raw series and of its workflow, linked to each other. */
    public Workflow copy(Path to) {
        copyTree(master, to);
        return Workflow.open(to.resolve("out")).relink(to.resolve(NAME + ".st"));
    }

    public static void copyTree(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the steps in a state, without their areas, in order. */
    public static List<String> in(Workflow workflow, State state) {
        return workflow.status().stream()
                .filter(s -> s.state() == state)
                .map(s -> s.step().name())
                .toList();
    }

    public static StepStatus status(Workflow workflow, String step) {
        return workflow.status().stream()
                .filter(s -> s.step().name().equals(step))
                .findFirst()
                .orElseThrow();
    }

    /** What each file below a folder holds, in one word each. */
    public static TreeMap<String, Integer> contents(Path folder) {
        TreeMap<String, Integer> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
