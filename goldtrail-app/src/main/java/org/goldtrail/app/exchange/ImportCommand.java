package org.goldtrail.app.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.goldtrail.GoldtrailException;
import org.goldtrail.app.folder.Folders;
import org.goldtrail.interchange.MarkerImport;
import org.goldtrail.interchange.SeriesAlignment;
import org.goldtrail.workflow.Workflow;
import org.goldtrail.workflow.engine.MarkerVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code goldtrail import}: markers or an alignment of another program into a workflow. */
@Command(
        name = "import",
        description =
                "Takes the alignment, or the markers, of another program into a workflow; any later step goes on with"
                        + " them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Alignments: .xf (with .tlt, .xtilt, .zfac, tilt.com beside it), .aln, STAR of RELION 5 and Dynamo, Warp's XML,",
            "CETS and portal JSON, tables of views. Markers: .fid, .mod, .seed, marker files of TOM and PyTom (.em, .txt),",
            "Dynamo's marker sets (.dms) and indexed clouds (.txt), tables (.csv).",
            "Example: goldtrail new TS_01.mrc; goldtrail import TS_01.goldtrail TS_01.aln"
        })
public final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "workflow folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Parameters(index = "1", paramLabel = "FILE", description = "alignment or markers")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private final FormatChoice choice = new FormatChoice();

    @Override
    public Integer call() {
        Workflow workflow = Folders.open(folder);
        if (!Files.exists(file)) {
            throw new GoldtrailException("there is no such file", file.toString(), "check the name");
        }
        if (Files.isRegularFile(file) && MarkerImport.recognises(file)) {
            MarkerVersion version = workflow.exchange().importMarkers(file);
            System.out.println("the working markers are version " + version.version() + " now: " + version.markers()
                    + " markers, " + version.observations() + " observations");
            System.out.println(
                    "next: goldtrail run " + Folders.word(workflow) + " --step finalSelection --on-working-markers");
            return 0;
        }
        SeriesAlignment read = workflow.exchange().importAlignment(file, choice.exactCentres());
        System.out.println("the alignment is that of " + read.origin() + " now: "
                + read.usedSections().size() + " of " + read.views().size() + " views are used");
        read.remarks().forEach(r -> System.out.println("note: " + r));
        if (!workflow.status("detection.measureBeads").isDone()) {
            // The steps that follow want to know how large the gold is, if only to erase it.
            System.out.println("next: goldtrail run " + Folders.word(workflow) + " --step measureBeads");
        }
        System.out.println("next: goldtrail run " + Folders.word(workflow) + " --step alignBinned");
        return 0;
    }
}
