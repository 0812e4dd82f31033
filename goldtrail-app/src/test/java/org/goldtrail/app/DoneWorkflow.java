package org.goldtrail.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.goldtrail.phantom.Phantom;
import org.goldtrail.phantom.PhantomParameters;
import org.goldtrail.phantom.PhantomPreset;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.RunOptions;
import org.goldtrail.workflow.SeriesRun;
import org.goldtrail.workflow.engine.RunListener;

/** A small series and its finished workflow, made once; each test works on a copy. */
final class DoneWorkflow {
    static final String NAME = "small";

    private static final Path MASTER = make();

    private DoneWorkflow() {}

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("goldtrail-done").toRealPath();
            PhantomParameters parameters = PhantomPreset.QUICK.parameters().withSize(320, 304);
            Phantom.simulate(parameters, 1, folder.resolve("data"), Progress.SILENT);
            Path stack = folder.resolve("data").resolve(NAME + ".st");
            for (String ending : new String[] {".st", ".rawtlt", ".st.mdoc"}) {
                Files.move(
                        folder.resolve("data").resolve(parameters.name() + ending),
                        folder.resolve("data").resolve(NAME + ending));
            }
            SeriesRun.run(RunOptions.of(stack).inFolder(folder.resolve(NAME + ".goldtrail")), RunListener.SILENT);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The raw stack, not to be changed. */
    static Path stack() {
        return MASTER.resolve("data").resolve(NAME + ".st");
    }

    /** A copy of the raw series. */
    static Path copySeries(Path to) throws IOException {
        copyTree(MASTER.resolve("data"), to);
        return to.resolve(NAME + ".st");
    }

    /** A copy of the workflow in a folder, linked to the raw stack of all. */
    static Path copy(Path to) throws IOException {
        Path folder = to.resolve(NAME + ".goldtrail");
        copyTree(MASTER.resolve(NAME + ".goldtrail"), folder);
        return folder;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
