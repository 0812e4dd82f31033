package org.goldtrail.app.guide;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.goldtrail.formats.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code goldtrail reference}: the reference chapter of the manual, made from the catalogue and the commands. */
@Command(
        name = "reference",
        hidden = true,
        description = "Writes the reference chapter of the manual.",
        mixinStandardHelpOptions = true)
public final class ReferenceCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "FILE", description = "where to write (default: the console)")
    private @Nullable Path out;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        String text = Reference.text(spec.root().commandLine());
        if (out == null) {
            System.out.print(text);
        } else {
            AtomicFile.writeText(out, text);
        }
        return 0;
    }
}
