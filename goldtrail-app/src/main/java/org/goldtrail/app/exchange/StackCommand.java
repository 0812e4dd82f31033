package org.goldtrail.app.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.console.Words;
import org.goldtrail.interchange.StackAssembly;
import org.goldtrail.interchange.TiltImages;
import org.goldtrail.task.Progress;
import org.goldtrail.workflow.files.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail stack}: a stack of images that lie in a file each. */
@Command(
        name = "stack",
        description =
                "Makes a tilt series of images that lie in a file each, as an mdoc or a STAR file of RELION 5 lists them,"
                        + " sorted by tilt angle; stacks of the even and odd frames beside it where all are there.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Images may be MRC, TIFF or EM, one in a file. Written are NAME.mrc, NAME.rawtlt and NAME.mrc.mdoc.",
            "Example: goldtrail stack TS_01.mdoc --images motioncorr --out TS_01.mrc"
        })
public final class StackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LIST", description = "mdoc, or STAR file of one tilt series")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path list;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description =
                    "where the images are (default: beside LIST); for a STAR file, the project folder its names start"
                            + " from (default: here)")
    private @Nullable Path images;

    @Option(names = "--out", paramLabel = "FILE", description = "the stack (default: ./NAME.mrc after the list)")
    private @Nullable Path out;

    @Option(names = "--json", description = "what was written, as JSON")
    private boolean json;

    @Option(names = "--force", description = "replace a stack that is there already")
    private boolean force;

    @Override
    public Integer call() {
        boolean star = list.toString().endsWith(".star");
        Path beside = list.toAbsolutePath().getParent();
        Path folder = images != null ? images : star || beside == null ? Path.of("") : beside;
        Path stack = out != null ? out : Path.of(name() + ".mrc");
        if (Files.exists(stack) && !force) {
            throw new GoldtrailException(
                    "there is a file of this name already",
                    stack.toString(),
                    "choose another with --out, or add --force");
        }
        TiltImages found = TiltImages.read(list, folder);
        List<Path> written = new StackAssembly(found).write(stack, Progress.SILENT);
        if (json) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("stack", stack.toString());
            about.put("files", written.stream().map(String::valueOf).toList());
            about.put("tiltsDeg", found.images().stream().map(i -> i.tiltDeg()).toList());
            System.out.println(Json.text(about));
            return 0;
        }
        written.forEach(f -> System.out.println("wrote " + f));
        System.out.printf(
                java.util.Locale.ROOT,
                "%d views, %+.1f° to %+.1f°%n",
                found.images().size(),
                found.images().getFirst().tiltDeg(),
                found.images().getLast().tiltDeg());
        System.out.println("next: goldtrail run " + Words.shellWord(stack));
        return 0;
    }

    private String name() {
        String text = String.valueOf(list.getFileName());
        return text.replaceFirst("(\\.(mrc|st|tif|tiff|eer))?\\.(mdoc|star)$", "");
    }
}
