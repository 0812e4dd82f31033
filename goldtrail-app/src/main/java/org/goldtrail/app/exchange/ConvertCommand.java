package org.goldtrail.app.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.guide.Candidates;
import org.goldtrail.formats.AtomicFile;
import org.goldtrail.interchange.AlignmentFormat;
import org.goldtrail.interchange.Alignments;
import org.goldtrail.interchange.ExportOptions;
import org.goldtrail.interchange.SeriesAlignment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldtrail convert}: an alignment from one program's form to another's. */
@Command(
        name = "convert",
        description = "Turns an alignment of one program into the form of another, without a workflow.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Reads .xf (with .tlt, .xtilt, .zfac, tilt.com beside it), .aln, STAR of RELION 5 and Dynamo, Warp's XML,",
            "CETS and portal JSON, and tables of views.",
            "Example: goldtrail convert TS_01.aln --to relion5 --pixel-size 1.35 --out relion"
        })
public final class ConvertCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ALIGNMENT", description = "file of an alignment, or a folder that holds one")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            description = "imod, relion5, warp, aretomo, dynamo, cets, portal or csv")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String target;

    @Option(names = "--out", paramLabel = "DIR", description = "where to write (default: ./FORMAT)")
    private @Nullable Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "name of the series (default: that of the file)")
    private @Nullable String name;

    @Option(names = "--json", description = "what was read and written, as JSON")
    private boolean json;

    @Mixin
    private final SeriesSize series = new SeriesSize();

    @Mixin
    private final FormatChoice choice = new FormatChoice();

    @Override
    public Integer call() {
        AlignmentFormat format = Alignments.format(target);
        SeriesAlignment read = Alignments.read(file, series.known(), choice.exactCentres());
        SeriesAlignment alignment = name == null ? read : read.named(name);
        Path folder = out == null ? Path.of(format.id()) : out;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new GoldtrailException(
                    "the folder cannot be made (" + AtomicFile.reason(e) + ")", folder.toString(), "choose another", e);
        }
        Path stack = series.stack();
        ExportOptions options = stack == null ? ExportOptions.DEFAULT : ExportOptions.DEFAULT.withStack(stack);
        if (json) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("read", alignment.origin());
            about.put("views", alignment.views().size());
            about.put("viewsUsed", alignment.usedSections().size());
            about.put("readNotes", alignment.remarks());
            ExportedText.json(about, format.write(alignment, choice.apply(options), folder));
            return 0;
        }
        System.out.printf(
                java.util.Locale.ROOT,
                "read %s: %d of %d views used%n",
                alignment.origin(),
                alignment.usedSections().size(),
                alignment.views().size());
        alignment.remarks().forEach(r -> System.out.println("note: " + r));
        ExportedText.print(format.write(alignment, choice.apply(options), folder));
        return 0;
    }
}
